"""The kiosk for somebody who hears it and has five keys under the fingers: nobody looks at the screen."""

import re
import shutil

import pytest

from kiosk.citizen.flow import STAY_S, WARN_S
from kiosk.citizen.states import State
from tests.kiosk.hall import SECONDS

SPEAKER = 'speaker = "alsa:hall"\n'
KEYS = {"next": "Down", "previous": "Up", "press": "Return", "back": "Escape", "repeat": "F1"}


@pytest.fixture
def said(tmp_path, monkeypatch):
    """What the real voice was given, word for word; a real player plays it on a card that is a file."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "espeak-ng"
    program.write_text(f'#!/bin/sh\ntee -a {tmp_path}/said | {shutil.which("espeak-ng")} "$@"\n')
    program.write_text(
        f'#!/bin/sh\ntext=$(cat)\necho "$text" >> {tmp_path}/said\nprintf %s "$text" | {shutil.which("espeak-ng")} "$@"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    settings = tmp_path / "asound.conf"
    settings.write_text(
        f'pcm.null {{ type null }}\npcm.hall {{ type file slave.pcm "null" file "{tmp_path}/heard" format "raw" }}\n'
    )
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(settings))
    return tmp_path / "said"


class Listener:
    """Somebody who hears, and presses keys."""

    def __init__(self, visitor, said):
        self.visitor, self._said, self._done = visitor, said, 0

    @property
    def transcript(self):
        return self._said.read_text("utf-8") if self._said.exists() else ""

    def hears(self, words):
        """Wait for these words, after all that was heard before; they are what comes last of it."""
        self.visitor.qtbot.waitUntil(lambda: words in self.transcript[self._done :], timeout=SECONDS * 1000)
        self._done = self.transcript.index(words, self._done) + len(words)

    def presses(self, *keys):
        for key in keys:
            self.visitor.presses(KEYS.get(key, key))

    def goes_to(self, words):
        """Go on, stop by stop, until this is heard."""
        for _ in range(40):
            before = len(self.transcript)
            self.presses("next")
            self.visitor.qtbot.waitUntil(lambda: len(self.transcript) > before, timeout=SECONDS * 1000)
            self.visitor.qtbot.waitUntil(lambda: self.transcript.endswith("\n"), timeout=SECONDS * 1000)
            if words in self.transcript[before:]:
                return
        raise AssertionError(f"never came to {words}:\n{self.transcript}")


@pytest.fixture
def listen(meet, said):
    def start(hardware="", **how):
        return Listener(meet(SPEAKER + hardware, **how), said)

    return start


def test_from_welcome_to_a_ticket_and_goodbye_with_five_keys_and_without_looking(listen, card, tmp_path):
    ear = listen(card.hardware, screen='language = "en"')
    ear.presses("repeat")
    ear.hears("The audio guide is on")
    ear.hears("Place your ID card on the reader")
    ear.goes_to("Continue without an ID card")
    ear.presses("press")
    ear.hears("Please choose a service")
    ear.goes_to("Residence permit, No one waiting, button")
    ear.presses("press")
    ear.hears("Your number")
    ear.visitor.reads("Take your ticket")
    number = ear.visitor.number
    digits = "zero one two three four five six seven eight nine".split()
    ear.hears(f"{number[0]}, {' '.join(digits[int(sign)] for sign in number[1:])}")
    ear.hears("Residence permit")
    ear.goes_to("Done, button")
    ear.presses("press")
    ear.hears("Goodbye")
    ear.visitor.sees("welcome")
    assert (tmp_path / "heard").stat().st_size > 22050  # and it was played
