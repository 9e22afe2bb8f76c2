"""A sound card played by a program."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from hardware.errors import (
    DeviceBusyError,
    DeviceForbiddenError,
    DeviceMissingError,
    DeviceMutedError,
    OutOfServiceError,
)
from hardware.speaker import aplay
from hardware.speaker.aplay import AlsaSpeaker
from hardware.speaker.wave import load
from tests.hall import wait_until
from tests.hardware.speaker.sounds import a_clip

HELD = """
import ctypes, os, time
if os.path.exists(FOLDER + "/free"):
    raise SystemExit
prctl_set_ptracer, ptrace_seize, anybody = 0x59616D61, 0x4206, ctypes.c_ulong(-1)
libc = ctypes.CDLL(None)
libc.prctl(prctl_set_ptracer, anybody, 0, 0, 0)
player = os.getpid()
if os.fork():
    time.sleep(60)
refused = libc.ptrace(ptrace_seize, player, None, None)
open(FOLDER + ("/free" if refused else "/held"), "w").close()
until = time.monotonic() + 60
while not os.path.exists(FOLDER + "/free") and time.monotonic() < until:
    time.sleep(0.02)
"""
"""A player with somebody who traces it: once killed it has not ended for its parent, as if the kernel held it."""


def a_program(folder, script):
    """A player of our own making, with the name of the file it is given as `$FOLDER`."""
    path = folder / "player"
    path.write_text(f"#!/bin/sh\nFOLDER={folder}\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_the_player_gets_the_device_and_the_whole_sound(tmp_path):
    clip = a_clip(tmp_path)
    program = a_program(tmp_path, 'echo "$@" > $FOLDER/words; cat > $FOLDER/heard.wav')
    AlsaSpeaker("alsa:hall", "plughw:1,0", program).play([clip, clip])
    assert (tmp_path / "words").read_text() == "--quiet --device plughw:1,0 -\n"
    assert load([tmp_path / "heard.wav"]) == load([clip, clip])


def test_the_player_speaks_english_whatever_the_box_speaks_so_that_its_words_are_understood(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    program = a_program(tmp_path, "echo $LC_ALL > $FOLDER/language; cat > $FOLDER/heard.wav")
    AlsaSpeaker("alsa:x", "default", program).play([a_clip(tmp_path)])
    assert (tmp_path / "language").read_text() == "C\n"


def test_a_card_that_is_not_there_is_missing_and_named_in_alsas_words(tmp_path):
    with pytest.raises(DeviceMissingError, match="yimen-no-such-card"):
        AlsaSpeaker("alsa:x", "yimen-no-such-card").play([a_clip(tmp_path)])


@pytest.mark.parametrize(
    "said,kind",
    [
        ("Device or resource busy", DeviceBusyError),
        ("Permission denied", DeviceForbiddenError),
        ("Input/output error", OutOfServiceError),
    ],
)
def test_what_the_player_ends_with_tells_what_is_wrong(tmp_path, said, kind):
    program = a_program(tmp_path, f'cat >/dev/null; echo "aplay: main:831: audio open error: {said}" >&2; exit 1')
    with pytest.raises(kind, match=said) as raised:
        AlsaSpeaker("alsa:x", "default", program).play([a_clip(tmp_path)])
    assert type(raised.value) is kind


def test_a_missing_player_is_named(tmp_path):
    with pytest.raises(DeviceMissingError, match="alsa-utils"):
        AlsaSpeaker("alsa:x", "default", str(tmp_path / "gone")).play([a_clip(tmp_path)])


def test_a_card_that_hangs_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(aplay, "GRACE_S", 0.2)
    with pytest.raises(DeviceMutedError):
        AlsaSpeaker("alsa:x", "default", a_program(tmp_path, "exec sleep 600")).play([a_clip(tmp_path)])


def test_a_card_that_does_not_let_go_of_a_killed_player_gets_no_second_one_and_works_when_it_has(tmp_path, monkeypatch):
    monkeypatch.setattr(aplay, "_GONE_S", 0.1)
    (tmp_path / "held.py").write_text(HELD.replace("FOLDER", repr(str(tmp_path))))
    program = a_program(tmp_path, f"exec {sys.executable} -I $FOLDER/held.py")
    speaker, cut, clip = AlsaSpeaker("alsa:x", "default", program), threading.Event(), a_clip(tmp_path)
    with ThreadPoolExecutor(1) as pool:
        talk = pool.submit(speaker.play, [clip], cut=cut)
        wait_until(lambda: any((tmp_path / name).exists() for name in ("held", "free")), "the player is held")
        cut.set()
        talk.result()
    if not (tmp_path / "held").exists():
        pytest.skip("nobody may trace a process here")
    with pytest.raises(DeviceMutedError, match="does not let go"):
        speaker.play([clip])
    (tmp_path / "free").touch()
    wait_until(lambda: speaker._player.poll() is not None, "the player has ended")
    speaker.play([clip])
