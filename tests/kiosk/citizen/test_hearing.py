"""What a kiosk knows of the hall before the hall has spoken."""

from datetime import timedelta

import pytest

from broker.contract.states import ServiceQueue
from kiosk.citizen.hearing import Hearing
from kiosk.citizen.states import Hall
from tests.kiosk.citizen.alone import World


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path)
    world.heal()
    world.go("cut")
    yield world
    world.kiosk.close()


def restarted(world):
    """The same kiosk with its hearing, some seconds after a restart, while all is away."""
    world.kill()
    kiosk = world.kiosk
    kiosk.jobs.clear()
    hearing = Hearing(kiosk.link, kiosk.write, lambda: None)
    assert hearing.hall is Hall.STARTING
    while kiosk.jobs:
        world.disk()
    world.pass_time(5)
    hearing.see(kiosk.link.seen)
    return hearing


def test_services_and_hours_are_known_over_a_restart_and_the_kiosk_goes_on_alone(world):
    opens = world.hub.desk.now + timedelta(hours=1)
    queue = ServiceQueue(epoch=1, seq=1, at=opens, waiting=7, open_windows=1, open=False, opens_at=opens)
    world.kiosk.notebook.keep("service a", queue.model_dump_json())
    hearing = restarted(world)
    assert hearing.hall is Hall.ALONE
    assert [info.id for info in hearing.today.services] == ["a", "b", "c"]
    assert (hearing.queues["a"].open, hearing.queues["a"].opens_at) == (False, opens)


def test_without_numbers_it_is_away(world):
    world.midnight()
    assert restarted(world).hall is Hall.AWAY


def test_a_kiosk_that_the_hall_does_not_have_gives_no_numbers_by_itself_either(world):
    hearing = restarted(world)
    hearing.know_unregistered("unknown-device")
    assert hearing.hall is Hall.AWAY


def test_what_another_version_kept_of_the_hall_is_passed_over(world):
    world.kiosk.notebook.keep("today", "{}")
    hearing = restarted(world)
    assert hearing.hall is Hall.AWAY
    assert hearing.today is None
    assert world.kiosk.notebook.read().leases
