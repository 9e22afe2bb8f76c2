"""The server's certificate nears its end: the hub tells in time, and one command makes another that is used at once."""

import ssl
import time
from datetime import UTC, datetime, timedelta

import pytest

from broker.hub.health import Health
from broker.runtime.clock import SteadyClock
from broker.server import certificates
from broker.server.mosquitto import running
from broker.store.store import Store
from tests.hall import HALL, ZONE, HubProcess, stopping, wait_until

pytestmark = pytest.mark.expect_warnings
NOW = datetime.now(UTC)
LASTS = certificates.SERVER_FOR.days


def certify(place, days_ago):
    """The server's certificate is one that was made so long ago."""
    guard, names = place.guard, ("127.0.0.1", "localhost")
    authority = (guard.authority, guard.authority_key)
    certificates.make_server(names, authority, guard.certificate, guard.key, NOW - timedelta(days=days_ago))


@pytest.fixture
def health(place):
    store = Store(f"sqlite:///{place.folder / 'hall.db'}", HALL)
    clock = SteadyClock(lambda: datetime.now(ZONE), time.monotonic)
    yield Health(clock, lambda _today: None, store, certificate=place.guard.certificate)
    store.close()


def test_it_is_told_when_the_command_makes_another_and_no_more_once_it_has(place, health):
    today = NOW.astimezone(ZONE).date()
    assert health.problems(today) == ()
    for days_left, told in ((62, False), (58, True), (-3, True)):
        certify(place, LASTS - days_left)
        (*found,) = (problem for problem in health.problems(today) if problem.part == "certificate")
        assert [problem.code for problem in found] == (["ends"] if told else [])
        assert all("run yimen provision" in problem.detail for problem in found)
    place.provision()
    assert health.problems(today) == ()


def test_it_is_looked_at_again_every_day(health):
    today = NOW.astimezone(ZONE).date()
    assert health.problems(today) == ()
    (problem,) = health.problems(today + timedelta(days=LASTS - 30))
    assert str((NOW + timedelta(days=LASTS)).date()) in problem.detail


@pytest.mark.parametrize("wrong", [lambda file: file.unlink(), lambda file: file.write_text("no certificate")])
def test_one_that_can_not_be_read_is_told(place, health, wrong):
    wrong(place.guard.certificate)
    (problem,) = health.problems(NOW.date())
    assert (problem.part, problem.code) == ("certificate", "failed")
    place.provision()
    assert health.problems(NOW.date()) == ()


def test_a_running_server_shows_the_new_one_to_who_comes_and_nobody_is_cut_off(place):
    certify(place, LASTS - 20)
    hub = HubProcess(place.settings)
    with running("127.0.0.1", place.port, place.folder / "server", place.guard), stopping(hub.start()):
        wait_until(lambda: '"code": "ends"' in hub.log.read_text(), "the hub's words")
        before = ssl.get_server_certificate(("127.0.0.1", place.port))
        kiosk = place.come("kiosk-1")
        with stopping(kiosk):
            assert place.provision().told
            wait_until(lambda: ssl.get_server_certificate(("127.0.0.1", place.port)) != before, "the new one")
            with stopping(other := place.come("kiosk-2")):
                assert other.linked
            assert kiosk.linked
        assert "lost the MQTT server" not in hub.log.read_text()
