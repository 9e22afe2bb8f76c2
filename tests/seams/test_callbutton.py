"""What every call-button does: a keypad, a caller on a serial line, and the simulated one."""

import pytest

from hardware.callbutton import driver
from hardware.callbutton.button import Pressed, Shown
from hardware.errors import DeviceMissingError
from hardware.reader import ReaderAway, ReaderBack
from tests.hardware.callbutton.buttons import CallerPeer, FolderPeer, KeypadPeer
from tests.hardware.idcard.watcher import Watcher


@pytest.fixture(params=[KeypadPeer, CallerPeer, FolderPeer])
def peer(request, tmp_path):
    peer = request.param(tmp_path)
    yield peer
    peer.close()


def test_a_press_is_told_once_with_its_key_and_its_address(peer):
    with Watcher(peer.open()) as watcher:
        watcher.expect(ReaderBack)
        peer.press()
        pressed = watcher.expect(Pressed)
        assert (pressed.calls, pressed.address) == (True, peer.address)
        peer.press_another()
        other = watcher.expect(Pressed)
        assert not other.calls
        assert other.key != pressed.key
        watcher.nothing_more()


def test_a_button_that_is_pulled_out_is_told_and_comes_back_by_itself(peer, caplog):
    with Watcher(peer.open()) as watcher:
        watcher.expect(ReaderBack)
        peer.unplug()
        assert isinstance(watcher.expect(ReaderAway).error, DeviceMissingError)
        peer.plug()
        watcher.expect(ReaderBack)
        peer.press()
        assert watcher.expect(Pressed).calls
    assert [record.message for record in caplog.records if record.levelname == "WARNING"] == ["device away"]
    caplog.clear()


def test_what_is_shown_is_shown_again_after_the_button_was_unplugged_and_stays_until_the_end(peer, caplog):
    button = peer.open()
    shown = Shown(reached=True, open=True, serving=True, number=999)
    button.show(shown, peer.address)
    with Watcher(button) as watcher:
        watcher.expect(ReaderBack)
        peer.wait_shown(shown)
        peer.unplug()
        watcher.expect(ReaderAway)
        peer.plug()
        watcher.expect(ReaderBack)
        peer.wait_shown(shown)
        button.show(Shown(), peer.address)
        button.close()
        peer.wait_shown(Shown())
    caplog.clear()


def test_a_button_that_is_missing_at_the_start_is_told_once_and_found_later(peer, caplog):
    peer.unplug()
    with Watcher(peer.open()) as watcher:
        watcher.expect(ReaderAway)
        peer.plug()
        watcher.expect(ReaderBack)
        watcher.nothing_more()
    caplog.clear()


def test_a_display_that_missed_what_is_shown_is_told_again(peer, monkeypatch):
    monkeypatch.setattr(driver, "_SECONDS_UNTIL_SHOWN_AGAIN", 0.0)
    button = peer.open()
    shown = Shown(reached=True, open=True, serving=True, number=999)
    button.show(shown, peer.address)
    with Watcher(button) as watcher:
        watcher.expect(ReaderBack)
        peer.wait_shown(shown)
        peer.forget_shown()
        peer.wait_shown(shown)
