"""A sound card played by a program."""

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
from tests.hardware.speaker.sounds import a_clip


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
