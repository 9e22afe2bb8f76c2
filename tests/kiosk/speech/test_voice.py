"""The voice: real program, real player, a card that is a pipe."""

import os
import time

import pytest

from hardware.speaker.aplay import AlsaSpeaker
from hardware.speaker.espeak import ENGLISH, speak
from hardware.speaker.simulated import FolderSpeaker
from hardware.speaker.wave import at_volume
from kiosk.speech.voice import Manner, Voice
from tests.hardware.speaker.card import PATIENCE_S, Card

LONG = " ".join(["and so on"] * 40)
PLAIN = Manner(100, 150)


def wait_for(true):
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, "never came"
        time.sleep(0.01)


@pytest.fixture
def card(tmp_path, monkeypatch):
    card = Card(tmp_path, f"kiosk-{os.getpid()}")
    monkeypatch.setenv("ALSA_CONFIG_PATH", card.environment["ALSA_CONFIG_PATH"])
    card.plug_in()
    yield card
    card.pull_out()


@pytest.fixture
def told():
    return []


@pytest.fixture
def voice(card, told):
    voice = Voice(AlsaSpeaker("alsa:hall", card.name), lambda problem: told.append(problem and problem.code))
    voice.start()
    yield voice
    voice.close()
    assert not card.players


def sound(text, manner=PLAIN):
    return at_volume(speak(text, ENGLISH, manner.pace), manner.volume).samples


def test_lines_are_said_one_after_the_other_at_the_volume_and_pace_that_are_wanted(voice, card):
    manner = Manner(60, 220)
    voice.say(["one", "two"], "en", manner)
    for line in ("one", "two"):
        wanted = sound(line, manner).rstrip(b"\0")
        heard = b""
        while wanted not in heard:
            heard += card.heard(1024)


def test_something_new_cuts_off_what_is_being_said_and_all_that_waited(voice, card):
    voice.say([LONG, "never"], "en", PLAIN)
    card.heard(1000)
    voice.say(["now"], "en", PLAIN)
    heard, wanted = b"", sound("now").rstrip(b"\0")
    while wanted not in heard:
        heard += card.heard(1024)
    wait_for(lambda: not voice.speaking)
    assert sound("never").rstrip(b"\0") not in heard + card.rest()


def test_news_can_wait_until_the_rest_is_said(voice, card):
    voice.say(["first"], "en", PLAIN)
    voice.say(["then"], "en", PLAIN, after=True)
    heard = b""
    while sound("then").rstrip(b"\0") not in heard:
        heard += card.heard(1024)
    assert sound("first").rstrip(b"\0") in heard


def test_silence_comes_in_the_middle_of_a_sentence(voice, card):
    voice.say([LONG], "en", PLAIN)
    card.heard(1000)
    voice.hush()
    wait_for(lambda: not card.players)
    wait_for(lambda: not voice.speaking)


def test_a_text_without_a_sound_is_no_fault_and_an_unknown_language_is_tried_in_english(voice, card, told):
    voice.say(["…", "yes"], "qps", PLAIN)
    heard = b""
    while sound("yes").rstrip(b"\0") not in heard:
        heard += card.heard(1024)
    wait_for(lambda: not voice.speaking)
    assert set(told) == {None}


@pytest.mark.expect_warnings
def test_a_card_that_is_missing_is_told_and_what_comes_when_it_is_back_is_said(card, told, monkeypatch):
    monkeypatch.setattr("kiosk.speech.voice.AGAIN_S", 0.05)
    card.pull_out()
    voice = Voice(AlsaSpeaker("alsa:hall", card.name), lambda problem: told.append(problem and problem.code))
    voice.start()
    try:
        wait_for(lambda: "missing" in told)
        voice.say(["lost"], "en", PLAIN)
        wait_for(lambda: not voice.speaking)
        card.plug_in()
        wait_for(lambda: told[-1] is None)
        voice.say(["found"], "en", PLAIN)
        heard = b""
        while sound("found").rstrip(b"\0") not in heard:
            heard += card.heard(1024)
        assert sound("lost").rstrip(b"\0") not in heard
    finally:
        voice.close()


@pytest.mark.expect_warnings
def test_a_program_that_is_missing_is_told_without_the_text(told, tmp_path, monkeypatch, caplog):
    speaker = FolderSpeaker("simulated:said", tmp_path / "said")
    voice = Voice(speaker, lambda problem: told.append(problem and (problem.code, problem.detail)))
    monkeypatch.setenv("PATH", str(tmp_path))
    voice.start()
    voice.say(["Zhang San"], "en", PLAIN)
    wait_for(lambda: told and told[-1])
    voice.close()
    assert told[-1] == ("missing", "espeak-ng: is not installed (Debian: espeak-ng)")
    assert "Zhang" not in caplog.text


class Broken:
    """A loudspeaker that fails once in a way that nobody expects."""

    def __init__(self):
        self.failed = False

    def check(self):
        if not self.failed:
            self.failed = True
            raise ZeroDivisionError

    def close(self):
        pass


@pytest.mark.expect_warnings
def test_a_driver_that_fails_is_told_and_looked_at_again(told, monkeypatch):
    monkeypatch.setattr("kiosk.speech.voice.AGAIN_S", 0.05)
    voice = Voice(Broken(), lambda problem: told.append(problem and problem.code))
    voice.start()
    wait_for(lambda: told[-1:] == [None])
    voice.close()
    assert told[0] == "failed"
