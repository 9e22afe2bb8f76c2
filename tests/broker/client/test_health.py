"""What is wrong with a box: told at once, and once for a fault that comes and goes."""

import json

import pytest

from broker.client.bus import Address
from broker.client.health import STEADY_S, Health
from broker.client.link import Link
from broker.client.paho_bus import PahoBus
from broker.contract.devices import Problem
from broker.contract.values import App
from tests.display.hub import HALL, Server
from tests.hall import TOP, Peer, wait_until

HEALTH = f"{TOP}/device/kiosk-1/health"
MISSING = Problem(part="idcard", code="missing")
MUTE = Problem(part="idcard", code="mute")
UNREGISTERED = Problem(part="kiosk", code="unregistered")


class Box:
    """A box at a real MQTT server, whose time the test lets go by, and who listens to it."""

    def __init__(self, port):
        self.now, self._ids = 0.0, 0
        self._peer = Peer(port, "listener", HEALTH)
        self._link = Link(
            PahoBus(Address("127.0.0.1", port, "kiosk-1")), HALL, "kiosk-1", App.KIOSK, lambda do: do(), print
        )
        self._link.start()
        self.health = Health(self._link, {"idcard"}, lambda: self.now)
        wait_until(lambda: self.told == [()])

    def stop(self):
        self._link.stop()
        self._peer.stop()

    def goes(self, seconds):
        self.now += seconds
        self.health.tick()

    @property
    def told(self):
        heard = [json.loads(m.payload)["problems"] for m in list(self._peer.heard) if m.topic == HEALTH]
        return [tuple(problem["code"] for problem in problems) for problems in heard]

    def has_told(self, *codes):
        """What was told since the start, up to a last word that comes behind all others."""
        self.health.know("last", Problem(part="last", code="last"))
        wait_until(lambda: "last" in self.told[-1])
        assert self.told[1:-1] == list(codes)


@pytest.fixture
def box(tmp_path):
    server = Server(tmp_path)
    server.start()
    box = Box(server.port)
    yield box
    box.stop()
    server.stop()


def test_a_fault_is_told_at_once_and_its_end_when_the_device_has_worked_for_a_while(box):
    box.health.know("idcard", MISSING)
    box.health.know("idcard", None)
    assert not box.health.has("idcard")  # the visitor may lay the card at once
    box.goes(STEADY_S / 2)
    box.goes(STEADY_S)
    box.has_told(("missing",), ())


def test_a_fault_that_comes_and_goes_within_seconds_is_told_once(box):
    for _ in range(20):
        box.health.know("idcard", MISSING)
        box.goes(STEADY_S / 2)
        box.health.know("idcard", None)
        box.health.know("idcard", None)
        box.goes(STEADY_S / 2)
    box.goes(STEADY_S)
    box.has_told(("missing",), ())


def test_another_fault_takes_the_place_of_one_that_has_just_gone(box):
    box.health.know("idcard", MISSING)
    box.health.know("idcard", None)
    box.health.know("idcard", MUTE)
    assert box.health.has("idcard")
    box.goes(10 * STEADY_S)
    box.has_told(("missing",), ("mute",))


def test_what_is_no_device_is_over_at_once(box):
    box.health.know("kiosk", UNREGISTERED)
    box.health.know("kiosk", None)
    box.has_told(("unregistered",), ())
