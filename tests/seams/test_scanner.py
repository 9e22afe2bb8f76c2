"""What every scanner does: one that types, one on a serial line, a camera, and the simulated one."""

import pytest

from hardware.errors import DeviceMissingError
from hardware.reader import ReaderAway, ReaderBack
from hardware.scanner.scanner import LONGEST, Scanned
from tests.hall import wait_until
from tests.hardware.idcard.watcher import Watcher
from tests.hardware.scanner.scanners import CameraPeer, FolderPeer, SerialPeer, TypingPeer

CODE = "yimen:ticket:0123456789abcdef0123456789abcdef"


@pytest.fixture(params=[TypingPeer, SerialPeer, CameraPeer, FolderPeer])
def peer(request, tmp_path):
    peer = request.param(tmp_path)
    yield peer
    peer.close()


def test_a_code_is_told_once_and_whole(peer):
    with Watcher(peer.open()) as watcher:
        watcher.expect(ReaderBack)
        peer.scan(CODE)
        assert watcher.expect(Scanned).text == CODE
        watcher.nothing_more()


def test_a_code_that_nothing_ends_is_told_after_a_silence(peer):
    with Watcher(peer.open()) as watcher:
        watcher.expect(ReaderBack)
        peer.scan(CODE, end="")
        assert watcher.expect(Scanned).text == CODE


@pytest.mark.parametrize("peer", [TypingPeer, SerialPeer, FolderPeer], indirect=True)  # no camera reads so much
def test_a_code_that_is_none_of_ours_for_its_length_is_dropped_and_the_next_one_is_read(peer):
    with Watcher(peer.open()) as watcher:
        watcher.expect(ReaderBack)
        peer.scan("7" * LONGEST)
        assert watcher.expect(Scanned).text == "7" * LONGEST
        peer.scan("8" * (LONGEST + 1))
        wait_taken(peer)
        peer.scan(CODE)
        assert watcher.expect(Scanned).text == CODE
        watcher.nothing_more()


def wait_taken(peer):
    """Until what was written is gone; what is typed or sent stands in a line of its own."""
    wait_until(lambda: not (peer.path / "code").exists(), "the code was looked at")


def test_a_scanner_that_is_pulled_out_is_told_once_and_comes_back_by_itself(peer, caplog):
    with Watcher(peer.open()) as watcher:
        watcher.expect(ReaderBack)
        peer.unplug()
        assert isinstance(watcher.expect(ReaderAway).error, DeviceMissingError)
        peer.plug()
        watcher.expect(ReaderBack)
        peer.scan(CODE)
        assert watcher.expect(Scanned).text == CODE
    caplog.clear()


def test_what_was_scanned_is_in_no_log_and_in_no_repr(peer, caplog):
    caplog.set_level("DEBUG")
    with Watcher(peer.open()) as watcher:
        watcher.expect(ReaderBack)
        peer.scan(CODE)
        scanned = watcher.expect(Scanned)
    assert CODE not in repr(scanned)
    assert CODE not in caplog.text
