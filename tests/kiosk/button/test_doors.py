"""`yimen button` in a hall that is closed to strangers: at the plain door, and over TLS."""

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from broker.contract import codec, topics
from broker.contract.states import HallClock, WindowState
from broker.contract.told import WindowNow
from broker.server.mosquitto import hashed, rights_file, running
from broker.server.rights import Right
from tests.broker.provision.place import SPY, Place
from tests.hall import HALL, TOP, stopping, wait_until
from tests.hardware.callbutton.buttons import FolderPeer


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path)
    place.provision()
    guard = place.guard
    with guard.door.passwords.open("a") as passwords, guard.door.rights.open("a") as allowed:
        passwords.write(hashed({SPY: "spy"})[SPY] + "\n")
        allowed.write(rights_file({SPY: [Right("read", "#"), Right("write", "#")]}))
    with running("127.0.0.1", place.port, place.folder / "server", guard):
        yield place


@pytest.mark.parametrize("tls", [False, True], ids=["at the plain door", "over TLS"])
def test_it_presses_at_both_doors_and_shows_its_window_where_nobody_can_listen(place, tls):
    folder = place.devices / "button-1"
    file = folder / "device.toml"
    text = file.read_text("utf-8") + '[hardware]\nbutton = "simulated:button"\n'
    if tls:
        text = text.replace(f"port = {place.plain_port}", f'port = {place.port}\nca_file = "ca.pem"')
    file.write_text(text, "utf-8")
    button, spy = FolderPeer(folder), place.come(SPY, password="spy")
    command = [sys.executable, "-m", "broker", "button", "--settings", str(file)]
    with (
        stopping(spy),
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process,
    ):
        try:
            spy.listen("#")
            head = {"epoch": 1, "seq": 1, "at": datetime.now(UTC)}
            window = WindowState(**head, **WindowNow(condition="open").model_dump(exclude={"v"}))
            spy.say(topics.topic(HALL, WindowState, window="w01"), payload=codec.encode(window), retain=True)
            spy.say(topics.topic(HALL, HallClock), payload=codec.encode(HallClock(**head)), retain=True)

            def shown():
                try:
                    told = json.loads((button.path / "shown").read_text())
                except FileNotFoundError:
                    return None
                return told["reached"], told["open"]

            wait_until(lambda: shown() == (True, tls), "what it shows")
            button.press()
            spy.wait(lambda: (f"{TOP}/cmd/button-1/call-next", b"") in spy.heard, "the press")
        finally:
            process.terminate()
