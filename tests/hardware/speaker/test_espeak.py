"""Text as sound, by the real program."""

import subprocess

import pytest

from hardware.errors import DeviceMissingError, DeviceMutedError, OutOfServiceError
from hardware.speaker import espeak
from hardware.speaker.espeak import ENGLISH, PINYIN, NoVoiceError, speak


def test_a_sentence_lasts_as_long_as_a_person_takes_for_it():
    sound = speak("qing3 xuan3ze2 yao4 ban4 de5 ye4wu4", PINYIN, 150)
    assert 1.2 < sound.seconds < 4
    assert sound.rate == 22050


def test_more_words_a_minute_are_said_in_less_time():
    slow, fast = (speak("please choose a service", ENGLISH, pace).seconds for pace in (100, 300))
    assert fast < 0.6 * slow


def test_the_same_text_is_the_same_sound_as_the_program_writes_to_a_file(tmp_path):
    file = tmp_path / "said.wav"
    subprocess.run(["espeak-ng", "-v", ENGLISH, "-s", "150", "-w", file, "ticket"], check=True)
    assert espeak.speak("ticket", ENGLISH, 150).samples == file.read_bytes()[44:]


def test_a_language_that_it_does_not_speak_is_told():
    with pytest.raises(NoVoiceError):
        speak("ticket", "qps", 150)


def a_program(folder, script):
    path = folder / "espeak-ng"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    "script, kind",
    [
        ("cat >/dev/null; exit 3", OutOfServiceError),
        ("cat >/dev/null", OutOfServiceError),
        ("cat >/dev/null; head -c 100 /dev/zero", OutOfServiceError),
        ("exec sleep 60", DeviceMutedError),
    ],
)
def test_a_program_that_fails_is_told_without_the_text(tmp_path, monkeypatch, script, kind):
    a_program(tmp_path, script)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(espeak, "_WAIT_S", 0.3 if "sleep" in script else 20)
    with pytest.raises(kind) as raised:
        speak("Zhang San", ENGLISH, 150)
    assert "Zhang" not in f"{raised.value} {raised.value!r} {raised.value.__cause__!r}"


def test_a_program_that_is_missing_is_named_with_its_package(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DeviceMissingError, match="Debian: espeak-ng"):
        speak("ticket", ENGLISH, 150)
