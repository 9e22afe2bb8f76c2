"""The other direction: whatever a hub or a server says, devices keep their picture, complain in a line, and live."""

import json
import logging
import threading
from datetime import datetime, timedelta
from random import Random

import pytest

from broker.client.bus import Address
from broker.client.paho_bus import PahoBus
from broker.contract import codec, topics
from broker.contract.message import State
from broker.contract.messages import MESSAGES, STATES, Board, HallClock, HallToday
from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import load
from display.voice.app import Voice
from display.wall.follow import Follower
from kiosk.citizen.app import CitizenKiosk
from kiosk.window.app import Terminal
from tests.display.hub import Server, device_file
from tests.fuzz.forge import any_of
from tests.fuzz.values import HUGE, ODD, text
from tests.hall import HALL, stopping

pytestmark = pytest.mark.expect_warnings
NAMES = {"zone": "main", "service": "residence", "window": "w01"}
DEVICES = ("wall-1", "kiosk-1", "terminal-1", "voice-1")
PATIENCE_MS = 20_000
MESSAGES_EACH = 60
LATER = 2**100
"""An epoch above all that is said here."""


class Devices:
    """One of each, in this process, on a real server; the hub is whoever speaks."""

    def __init__(self, qtbot, folder, port):
        self.qtbot = qtbot
        self.hub = PahoBus(Address("127.0.0.1", port, "hub"))
        linked = threading.Event()
        self.hub.start(lambda _message: None, lambda up: linked.set() if up else None)
        assert linked.wait(PATIENCE_MS)

        def settings(device, extra="", **identity):
            path = device_file(folder, port, device, extra, **identity)
            return path, load(DeviceSettings, path)

        self.wall = Follower(*settings("wall-1", zone="main"))
        self.kiosk = CitizenKiosk(*settings("kiosk-1"))
        self.terminal = Terminal(*settings("terminal-1", window="w01"))
        speaker = f'[hardware]\nspeaker = "file:said"\n[voice]\nclips = "{folder}/no-clips"'
        self.voice = Voice(*settings("voice-1", speaker, zone="main"))
        self.links = [self.wall.link, self.kiosk.link, self.terminal.link, self.voice._link]
        self._voice = threading.Thread(target=self.voice.run, name="voice")
        self._voice.start()
        self.wall.start()
        self.kiosk.open((1080, 1920))
        self.terminal.open((480, 720))
        self._clocks = 0

    def say(self, topic, payload, *, retain=False):
        self.hub.publish(topic, payload, retain=retain)

    def state(self, kind, **fields):
        """Say what is true, above all that was said before."""
        self._clocks += 1
        now = datetime.fromisoformat("2026-11-22T12:00:00+08:00") + timedelta(seconds=self._clocks)
        state = kind(epoch=LATER, seq=self._clocks, at=now, **fields)
        self.say(name_of(kind), codec.encode(state))
        return now

    def hear_all(self):
        """Everything said so far has come to everybody."""
        now = self.state(HallClock)
        self.qtbot.waitUntil(lambda: all(link.told == now for link in self.links), timeout=PATIENCE_MS)

    def stop(self):
        self.wall.stop()
        self.voice.end()
        self._voice.join()
        for screen in (self.kiosk, self.terminal):
            screen.stop()
            screen.show.close()
        self.hub.stop()


def name_of(kind):
    return topics.topic(HALL, kind, **{name: value for name, value in NAMES.items() if f"{{{name}}}" in kind.topic})


@pytest.fixture
def devices(qtbot, tmp_path):
    server = Server(tmp_path / "server")
    server.start()
    devices = Devices(qtbot, tmp_path, server.port)
    with stopping(devices):
        yield devices
    server.stop()


def noise(dice):
    """What is no message of the hub, at least not there."""
    right = any_of(dice, dice.choice(MESSAGES))
    ways = (
        lambda: dice.randbytes(dice.choice([1, 30, 3000])),
        lambda: right[: dice.randrange(len(right))],
        lambda: right,
        lambda: b"[" * dice.choice([10, 10_000, 200_000]),
        lambda: json.dumps({**json.loads(right), "v": dice.choice(ODD), text(dice): HUGE}).encode(errors="replace"),
        lambda: b"\xef\xbb\xbf" + right,
        lambda: b'{"v":1,"re":"' + text(dice).encode(errors="replace") + b'"}',
    )
    return dice.choice(ways)()


def faults(caplog):
    return [(record.getMessage(), record.exc_info) for record in caplog.records if record.levelno >= logging.ERROR]


def test_noise_where_the_hub_speaks_changes_no_picture(devices, caplog):
    call = {"call": "01a2037e-e335-7724-b959-f75b1ee987ce", "number": "A017", "at": "2026-11-22T12:00:00+08:00"}
    devices.state(HallToday, **HALL_TODAY)
    devices.state(Board, calls=[call | {"window": {"id": "w01", "label": "1"}}])
    devices.hear_all()
    before = devices.wall.model.number, devices.kiosk.show.window.property("page")
    dice = Random(7)
    for n in range(MESSAGES_EACH * len(DEVICES)):
        where = [name_of(kind) for kind in STATES] + [f"yimen/v1/{HALL}/reply/{device}" for device in DEVICES]
        devices.say(where[n % len(where)], noise(dice), retain=dice.random() < 0.2)
    devices.hear_all()
    assert not faults(caplog)
    assert (devices.wall.model.number, devices.kiosk.show.window.property("page")) == before
    assert any(record.getMessage() == "a message was not understood" for record in caplog.records)


def test_states_that_are_valid_and_absurd_are_shown_somehow(devices, caplog):
    dice = Random(8)
    for n in range(MESSAGES_EACH):
        for kind in STATES:
            said = absurd(dice, kind, n)
            if len(said) <= codec.MAX_BYTES:  # else it is noise
                devices.say(name_of(kind), said)
    devices.state(HallToday, **HALL_TODAY)
    devices.hear_all()
    assert not faults(caplog)


HALL_TODAY = {
    "name": {"zh": "大厅", "en": "Hall"},
    "day": "2026-11-22",
    "services": [{"id": "residence", "name": {"zh": "居住", "en": "Residence"}, "series": "A"}],
    "windows": [{"id": "w01", "label": "1", "zone": "main", "services": [["residence"]]}],
    "zones": ["main"],
}


def absurd(dice: Random, kind: type[State], epoch: int) -> bytes:
    """A state that fits its class, and no hall: crowds, duplicates, endless names, times far away and out of order."""
    body = json.loads(any_of(dice, kind))
    swollen(dice, body)
    body |= {"epoch": epoch, "seq": dice.choice([0, -1, 2**80])}
    if kind is HallToday and dice.random() < 0.8:
        for service in body["services"]:
            service["id"] = dice.choice(["residence", "household", "x" * 63])
        window = {"id": "w01", "label": dice.choice(["1", "窗" * 20, "", "窗" * 300, "\u202e\x00"]), "zone": "main"}
        body["zones"] = dice.choice([["main"], ["main"] * 200])
        body["windows"] = [window | {"services": [["residence", "residence"]]}] * dice.choice([1, 400])
    return json.dumps(body).encode()


def swollen(dice: Random, value: dict | list) -> None:
    for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
        if isinstance(inner, dict | list):
            swollen(dice, inner)
            if isinstance(inner, list) and inner and dice.random() < 0.3:
                value[key] = inner * dice.choice([2, 100])
        elif key in {
            "waiting",
            "open_windows",
            "likely_s",
            "at_most_s",
            "count",
            "overtaken",
            "recalls",
            "told",
            "kept",
        }:
            value[key] = dice.choice([0, -1, 7, -(2**31), 2**31 - 1] * 9 + [2**63, 10**400])
        elif key in {"label", "name", "detail", "series", "note"} and isinstance(inner, str):
            value[key] = dice.choice([*["A", "名" * 20, text(dice)[:20]] * 5, "", "名" * 100])
        elif isinstance(inner, str) and "T" in inner and ":" in inner:
            far = ("1900-01-01T00:00:00.000-23:59", "2999-12-31T23:59:59.999+23:59", "1969-12-31T00:00:00+00:00")
            value[key] = dice.choice([*far, "2026-11-22T12:00:00.000+08:00"])
