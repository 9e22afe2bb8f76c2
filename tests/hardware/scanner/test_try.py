"""`yimen device try scanner=...`: a technician holds a code before it."""

import json
import threading

import pytest
from typer.testing import CliRunner

from hardware.cli import app
from tests.hardware.scanner.scanners import FolderPeer, SerialPeer

CODE = "yimen:4f1c"


def tried(place, *more):
    done = CliRunner().invoke(app, ["try", f"scanner={place}", "--json", *more])
    return done.exit_code, json.loads(done.stdout.splitlines()[-1]), done.output


@pytest.mark.parametrize("more,told", [((), {"signs": "10"}), (("--reveal",), {"signs": "10", "code": CODE})])
def test_a_code_that_is_read_is_told_by_its_length_and_shown_only_if_asked(tmp_path, more, told):
    peer = SerialPeer(tmp_path)
    ended = threading.Event()

    def hold():  # a hand that holds it until somebody has noticed
        while not ended.wait(0.05):
            peer.scan(CODE)

    hand = threading.Thread(target=hold, name="hand")
    hand.start()
    try:
        code, said, output = tried(f"serial:{peer.path}", *more)
    finally:
        ended.set()
        hand.join()
        peer.close()
    assert (code, said) == (0, {"ok": True, **told})
    assert (CODE in output) is bool(more)


def test_a_scanner_before_which_nothing_is_held_is_said_in_words(tmp_path):
    peer = FolderPeer(tmp_path)
    code, said, _ = tried(f"simulated:{peer.path}", "--timeout", "0.2")
    assert (code, said["error"], "no code was read" in said["operator"]) == (1, "DeviceMuted", True)
