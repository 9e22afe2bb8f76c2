"""Which numbers a kiosk holds for when the hub is away, and how often it asks for more."""

from datetime import timedelta

import pytest

from broker.contract.commands import LeaseNumbers
from broker.queue.numbers import LAST
from tests.broker.queue.desk import Desk, profile, service, window
from tests.kiosk.citizen.alone import LEASE, World


def go_on(world, seconds, step=1):
    """The hub is there for so long; how often it was asked for leases."""
    asked = 0
    for _ in range(0, seconds, step):
        world.pass_time(step)
        world.kiosk.line.put(up=True)
        world.say_all()
        world.kiosk.numbers.tick()
        while world.kiosk.jobs or world.kiosk.line.asked or world.kiosk.line.answers:
            if world.kiosk.jobs:
                world.disk()
            elif world.kiosk.line.asked:
                asked += world.kiosk.line.asked[0][0] is LeaseNumbers
                world.arrive()
            else:
                world.answer()
    return asked


def put_hubs_clock(world, span):
    """The hub's clock is wrong by so much more, and no time has gone by."""
    ticks = world.kiosk.link.ticks
    world.hub.desk.now += span
    world.ahead -= span
    world.kiosk.link.ticks = lambda: ticks() - span.total_seconds()


def give(world, count):
    """Give so many numbers while the hub is away."""
    world.go("cut")
    for _ in range(count):
        world.kiosk.ask()
        world.go("disk")


def test_past_midnight_while_the_hall_still_has_yesterday_no_leases_are_asked_for_that_nobody_can_use(world):
    held = len(world.hall.numbers.held)
    world.hub.desk.pass_time(hours=15, minutes=30)
    assert world.hub.desk.now.date() > world.hall.day
    assert go_on(world, 300, 5) == 0
    assert len(world.hall.numbers.held) == held == 3
    assert world.kiosk.numbers.services == frozenset()
    world.hub.desk.end_day()
    assert go_on(world, 10) == 1
    assert world.kiosk.numbers.services == {"a", "b", "c"}


def test_a_kiosk_without_leases_asks_once_past_midnight_and_keeps_what_is_of_the_halls_day(world):
    world.hub.desk.pass_time(hours=15, minutes=30)
    world.kiosk.numbers._leases.all = ()
    assert go_on(world, 300, 5) == 1
    leased = world.kiosk.numbers._leases
    leased.all = tuple(one for one in leased.all if one.lease.service != "a")
    assert go_on(world, 300, 5) == 1
    assert {one.lease.service for one in leased.all} == {"a", "b", "c"}


def test_a_hub_whose_clock_was_an_hour_ahead_and_is_right_again_keeps_no_kiosk_from_going_on_alone(world):
    put_hubs_clock(world, timedelta(hours=1))
    go_on(world, 5)
    assert world.kiosk.numbers.services == {"a", "b", "c"}
    put_hubs_clock(world, timedelta(hours=-1))
    assert go_on(world, 300, 5) == 0
    world.go("cut")
    assert world.kiosk.numbers.services == {"a", "b", "c"}
    assert len(world.hall.numbers.held) == 3


def test_a_clock_that_is_put_does_not_hold_up_new_leases(world):
    go_on(world, 65)
    give(world, 2)
    world.ahead -= timedelta(seconds=60)
    assert go_on(world, 5) == 1


@pytest.mark.expect_warnings
def test_leases_that_the_hub_has_none_of_are_asked_for_again_after_a_minute(world):
    give(world, LEASE)
    world.hall.numbers.highest["A"] = LAST
    go_on(world, 70)
    assert go_on(world, 180) == 3


def test_a_service_of_which_a_lease_is_not_used_up_by_half_is_not_asked_for(world):
    give(world, 1)
    assert go_on(world, 120) == 0
    give(world, 1)
    assert go_on(world, 120) == 1


def test_no_number_is_given_by_a_clock_that_was_put_back_by_more_than_a_minute_within_the_day(world):
    world.go("cut")
    world.ahead -= timedelta(seconds=30)
    assert world.kiosk.numbers.services == {"a", "b", "c"}
    world.ahead -= timedelta(seconds=60)
    assert world.kiosk.numbers.services == frozenset()


def test_a_hall_with_a_service_that_calls_no_visitors_leases_of_the_others(tmp_path):
    world = World(tmp_path)
    services = (service("a"), service("p", behind=True))
    world.hub.desk = Desk(profile(window("w01", ("a", "p")), services=services, lease_numbers=LEASE))
    go_on(world, 70)
    assert world.kiosk.numbers.services == {"a"}
    world.kiosk.close()


@pytest.mark.expect_warnings
def test_a_kiosk_for_which_the_hub_has_no_more_numbers_tells_the_technician_until_there_are_some_again(world):
    give(world, LEASE)
    world.hall.numbers.highest["A"] = LAST
    go_on(world, 300, 5)
    problem = world.kiosk.problems["leases"]
    assert (problem.part, problem.code, problem.detail) == ("numbers", "none-left", "a")
    assert world.kiosk.numbers.services == {"b", "c"}
    world.midnight()
    go_on(world, 10)
    assert world.kiosk.problems["leases"] is None
    assert world.kiosk.numbers.services == {"a", "b", "c"}


@pytest.mark.expect_warnings
def test_a_service_that_the_hall_has_no_more_has_no_numbers_to_miss(world):
    give(world, LEASE)
    world.hall.numbers.highest["A"] = LAST
    go_on(world, 70)
    assert world.kiosk.problems["leases"].detail == "a"
    del world.hall.profile.services["a"]
    go_on(world, 70)
    assert world.kiosk.problems["leases"] is None


def test_a_hall_that_leases_no_numbers_is_no_trouble(tmp_path):
    world = World(tmp_path)
    world.hub.desk = Desk(profile(lease_numbers=0))
    go_on(world, 200, 5)
    assert "leases" not in world.kiosk.problems
    world.kiosk.close()
