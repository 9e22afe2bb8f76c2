"""The kiosk for somebody who hears it and has five keys under the fingers: nobody looks at the screen."""

import shutil
from pathlib import Path

import pytest

from broker.runtime.settings.file import SettingsError
from kiosk.citizen.flow import STAY_S, WARN_S
from kiosk.citizen.states import State
from tests.kiosk.hall import SECONDS, Listener

SPEAKER = 'speaker = "alsa:hall"\n'
KEYS = {"next": "Down", "previous": "Up", "press": "Return", "back": "Escape", "repeat": "F1", "plugged": "F15"}
ENGLISH = 'language = "en"\n'
PLUGS = '[speech.keys]\nplugged = "F15"\nunplugged = "F16"\n'
GREETS = "[speech]\ngreets = true\n"
TAPPED = """#!/bin/sh
text=$(cat)
printf '%s\\n' "$text" >> SAID
printf %s "$text" | ESPEAK "$@"
"""
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@pytest.fixture
def said(tmp_path, monkeypatch):
    """What the real program is given to say, word for word; the real player plays it on a card that is a file."""
    program, said = tmp_path / "bin" / "espeak-ng", tmp_path / "said"
    program.parent.mkdir()
    program.write_text(TAPPED.replace("SAID", str(said)).replace("ESPEAK", shutil.which("espeak-ng")))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    card = f'pcm.hall {{ type file slave.pcm "null" file "{tmp_path}/heard" format "raw" }}\n'
    (tmp_path / "asound.conf").write_text("pcm.null { type null }\n" + card)
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "asound.conf"))
    return said


class Ear:
    """Somebody who hears, and presses keys."""

    def __init__(self, visitor, said: Path) -> None:
        self.visitor, self._said, self._heard = visitor, said, 0

    @property
    def transcript(self):
        return self._said.read_text("utf-8") if self._said.exists() else ""

    def hears(self, words):
        """Wait for these words, after all that was heard before."""
        self.visitor.qtbot.waitUntil(lambda: words in self.transcript[self._heard :], timeout=SECONDS * 1000)
        self._heard = self.transcript.index(words, self._heard) + len(words)

    def presses(self, *keys):
        for key in keys:
            self.visitor.presses(KEYS.get(key, key))

    def goes_to(self, words, key="next"):
        """Go on, stop by stop, until this is heard."""
        for _ in range(40):
            line = self._next_line(key)
            if words in line:
                self._heard = len(self.transcript)
                return
        raise AssertionError(f"never came to {words}:\n{self.transcript}")

    def _next_line(self, key):
        before = self.transcript
        self.presses(key)
        self.visitor.qtbot.waitUntil(lambda: self.transcript.endswith("\n") and self.transcript != before)
        return self.transcript[len(before) :]


@pytest.fixture
def listen(meet, said):
    def start(hardware="", screen=ENGLISH, **how):
        return Ear(meet(SPEAKER + hardware, screen=screen, **how), said)

    return start


def spelled(number):
    return f"{number[0]}, {' '.join(DIGITS[int(sign)] for sign in number[1:])}"


def test_from_welcome_to_a_ticket_and_goodbye_with_five_keys_and_without_looking(listen, card, tmp_path):
    ear = listen(card.hardware)
    ear.presses("repeat")
    ear.hears("The audio guide is on")
    ear.hears("Place your ID card on the reader")
    ear.goes_to("Continue without an ID card, button")
    ear.presses("press")
    ear.hears("Please choose a service")
    ear.goes_to("Residence permit, No one waiting, button")
    ear.presses("repeat")
    ear.hears("Residence permit, No one waiting, button")
    ear.presses("press")
    ear.hears("Your number")
    ear.visitor.reads("Take your ticket")
    number = ear.visitor.number
    ear.hears(spelled(number))
    ear.hears("Residence permit")
    ear.hears("Take your ticket")
    ear.goes_to("Done, button")
    ear.presses("press")
    ear.hears("Goodbye")
    ear.visitor.sees("welcome")
    assert (tmp_path / "heard").stat().st_size > 22050  # and it was played
    before = ear.transcript
    ear.presses("next", "press")  # the next visitor's keys are those of any keyboard
    assert ear.transcript == before


def test_chinese_is_said_in_chinese_and_a_number_digit_by_digit(listen, card):
    ear = listen(card.hardware, screen="")
    ear.presses("repeat")
    ear.hears("yu3 yin1 dao3 hang2")
    ear.goes_to("zhi2 jie1 qu3 hao4")
    ear.presses("press")
    ear.goes_to("she4 hui4 bao2 xian3")
    ear.presses("press")
    ear.hears("nin2 de5 hao4 ma3")
    ear.hears("B ling2 ling2 ")


def test_a_card_is_heard_as_its_masked_name_and_nothing_else_of_it_is_said_or_kept(listen, card, tmp_path, caplog):
    ear = listen(card.hardware)
    ear.presses("repeat")
    ear.hears("Place your ID card")
    card.lay("欧阳娜娜")
    ear.hears("Please choose a service")
    ear.hears("Hello, ou")
    ear.goes_to("Social insurance")
    ear.presses("press")
    ear.hears("Your number")
    everything = ear.transcript + caplog.text
    assert not any(syllable in everything for syllable in ("yang", "nana", "欧阳", card.number, card.number[-4:]))
    left = [path for path in tmp_path.rglob("*") if path.suffix in {".wav", ".part"}]
    assert not left


def test_who_types_a_number_by_ear_is_told_that_others_hear_it_and_how_many_digits_there_are(listen):
    ear = listen()
    ear.presses("repeat")
    ear.goes_to("Type the ID number")
    ear.presses("press")
    ear.hears("people near you hear what you enter")
    ear.hears("Please enter" if "Please enter" in ear.transcript else "ID number")
    ear.goes_to("4, button")
    ear.presses("press")
    ear.hears("1 ")
    assert ear.visitor.kiosk.attendant.visit.face.typed.endswith("4")


def test_with_headphones_it_speaks_at_once_and_does_not_warn_and_is_silent_when_they_are_pulled_out(listen):
    ear = listen(screen=ENGLISH + PLUGS)
    ear.presses("plugged")
    ear.hears("The audio guide is on")
    ear.goes_to("Type the ID number")
    ear.presses("press")
    ear.hears("ID number")
    ear.presses("F16")
    ear.hears("The audio guide is off")
    assert "people near you" not in ear.transcript


def test_back_goes_back_and_who_comes_to_the_first_page_by_it_still_hears(listen):
    ear = listen()
    ear.presses("repeat")
    ear.goes_to("button")
    ear.presses("press")
    ear.hears("Please choose a service")
    ear.presses("back")
    ear.hears("Take a number here")
    ear.presses("repeat")
    ear.hears("Take a number here")


def test_a_quiet_visitor_is_asked_aloud_and_any_key_keeps_everything_and_does_nothing_else(listen):
    ear = listen(stays={**STAY_S, State.CHOOSE: WARN_S + 0.5})
    ear.presses("repeat")
    ear.goes_to("button")
    ear.presses("press")
    ear.hears("Please choose a service")
    ear.hears("Are you still there")
    ear.hears("seconds")
    ear.presses("back")
    ear.hears("Please choose a service")
    assert ear.visitor.page == "choose"


def test_who_has_gone_is_not_spoken_to_and_the_next_one_finds_volume_and_pace_as_usual(listen):
    ear = listen(stays={**STAY_S, State.CHOOSE: 1.5})
    ear.presses("repeat")
    ear.goes_to("Louder")
    ear.presses("press")
    ear.hears("Volume 80")
    ear.goes_to("Speak slower")
    ear.presses("press")
    ear.hears("Speed 110")
    ear.goes_to("button")
    ear.goes_to("Choose a service")
    ear.presses("press")
    ear.hears("The audio guide is off")
    ear.visitor.sees("welcome")
    ear.presses("repeat")
    ear.goes_to("Louder")
    ear.presses("press")
    ear.hears("Volume 80")


def test_the_language_is_changed_by_ear(listen):
    ear = listen()
    ear.presses("repeat")
    ear.goes_to("Language, button")
    ear.presses("press")
    ear.goes_to("can be chosen")
    ear.presses("press")
    ear.hears("qing3")


def test_it_is_turned_on_and_off_on_the_screen_too(listen):
    ear = listen()
    ear.visitor.taps("access")
    ear.visitor.taps("read-aloud")
    ear.hears("The audio guide is on")
    ear.goes_to("Read aloud, On")
    ear.presses("press")
    ear.hears("The audio guide is off")


def test_a_kiosk_without_a_loudspeaker_has_no_guide_and_its_keys_are_any_keyboards(meet, card):
    visitor = meet(card.hardware)
    visitor.taps("access")
    visitor.sees_control("large-type")
    assert not visitor.can_touch("read-aloud")
    visitor.presses("F1")
    visitor.presses("Escape")
    visitor.taps("without-card")
    visitor.sees("choose")


@pytest.mark.expect_warnings
def test_a_loudspeaker_that_is_missing_stops_no_screen_and_is_told_to_the_technician(meet, hall, qtbot):
    listener = Listener(hall, "yimen/v1/leiyang/device/kiosk-01/health")
    visitor = meet('speaker = "alsa:yimen-no-such-card"')
    visitor.presses("F1")
    visitor.taps("without-card")
    visitor.taps("service-residence")
    visitor.sees("unprinted")
    qtbot.waitUntil(lambda: any(b'"speaker"' in told.payload for told in listener.heard), timeout=SECONDS * 1000)
    listener.close()


def test_a_key_that_is_none_is_a_fault_of_the_settings(meet):
    with pytest.raises(SettingsError, match=r"speech\.keys\.repeat: 'Purple' is no key"):
        meet('speaker = "simulated:said"', screen='[speech.keys]\nrepeat = "Purple"')


# To everybody: greeting, answer, goodbye


def test_a_hall_may_have_everybody_greeted_answered_and_sent_off_with_their_number(listen, card):
    ear = listen(card.hardware, screen=ENGLISH + GREETS)
    ear.visitor.sees("welcome")
    assert not ear.transcript
    card.lay("欧阳娜娜")
    ear.hears("Hello")
    ear.hears("Please choose a service")
    ear.visitor.taps("service-residence")
    ear.visitor.sees("ticket")
    ear.hears(spelled(ear.visitor.number))
    ear.hears("Goodbye")
    ear.visitor.taps("done")
    ear.visitor.sees("welcome")
    lines = ear.transcript.splitlines()
    assert "ou" not in ear.transcript.replace("you", "").lower().split()
    assert lines.count("Hello.") == 1


def test_who_has_the_guide_on_is_not_greeted_besides(listen):
    ear = listen(screen=ENGLISH + GREETS)
    ear.presses("repeat")
    ear.goes_to("button")
    ear.presses("press")
    ear.hears("Please choose a service")
    assert ear.transcript.count("Please choose a service") == 1
    assert "Hello" not in ear.transcript
