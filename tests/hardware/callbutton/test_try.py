"""`yimen device try button=...`: a technician presses a key."""

import json
import threading

import pytest
from typer.testing import CliRunner

from hardware.cli import app
from hardware.settings import KeypadNode, parse_hardware
from tests.hardware.callbutton.buttons import CallerPeer, FolderPeer


def tried(place, *more):
    return CliRunner().invoke(app, ["try", f"button={place}", "--json", *more])


def test_it_waits_for_a_key_and_tells_its_name_and_address(tmp_path):
    peer = CallerPeer(tmp_path)

    ended = threading.Event()

    def press():  # a hand that presses until somebody has noticed
        while not ended.wait(0.05):
            peer.press()

    hand = threading.Thread(target=press, name="hand")
    hand.start()
    try:
        done = tried(f"serial:{peer.path}@lcd-caller/5")
    finally:
        ended.set()
        hand.join()
        peer.close()
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == {"ok": True, "key": "01", "address": "5", "calls": "yes"}


def test_a_key_that_nobody_presses_and_a_keypad_that_is_not_there_are_said_in_words(tmp_path, caplog):
    FolderPeer(tmp_path)
    for place, error in (
        (f"simulated:{tmp_path / 'button'}", "DeviceMuted"),
        ("keypad:/dev/input/none", "DeviceMissing"),
    ):
        done = tried(place, "--timeout", "0.2")
        assert done.exit_code == 1
        assert json.loads(done.stdout.splitlines()[-1])["error"] == error
    caplog.clear()


def test_the_settings_name_the_keys_that_call(tmp_path):
    found = parse_hardware(
        {"button": "keypad:/dev/input/by-id/usb-x:1-event-kbd", "button_keys": "KPPLUS key-464"}, tmp_path
    )
    assert found.button == KeypadNode(tmp_path / "/dev/input/by-id/usb-x:1-event-kbd")
    assert found.button_keys == ("kpplus", "key-464")


@pytest.mark.parametrize("place", ["evdev:/dev/input/event0", "keypad:"])
def test_a_place_that_no_button_has_is_wrong_use(place):
    assert tried(place).exit_code == 2
