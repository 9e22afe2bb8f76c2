"""Calls and a loudspeaker that does not always play, in a time that the test lets go by."""

from datetime import datetime, timedelta, timezone

import pytest

from broker.contract.told import Call, WindowLabel
from broker.runtime.settings.device import Voice
from display.voice import speaking
from display.voice.announce import SAID_FOR
from display.voice.clips import clip_files
from display.voice.speaking import Speaking
from display.voice.words import announce
from hardware.speaker.simulated import FolderSpeaker
from hardware.speaker.wave import encode, load
from tests.hall import wait_until

NOON = datetime(2026, 11, 23, 12, tzinfo=timezone(timedelta(hours=8)))


class Hall:
    """A voice in a hall whose clock the test moves, and what it told of itself."""

    def __init__(self, folder, clips):
        self.now, self.folder, self.clips = NOON, folder, clips
        self.told = []
        self._speaking = Speaking(
            FolderSpeaker("file:said", folder),
            clips,
            Voice(),
            lambda: self.now,
            on_ready=lambda: self.told.append("ready"),
            on_known=lambda part, problem: self.told.append((part, problem.code if problem else None)),
        )

    def start(self):
        self._speaking.start()
        wait_until(lambda: len(self.told) > 1)

    def stop(self):
        self._speaking.close()

    def call(self, number):
        id_ = f"00000000-0000-7000-8000-000000000{number[1:]}"
        self._speaking.say(Call(call=id_, number=number, window=WindowLabel(id="w01", label="1"), at=self.now))

    def has_said(self, *numbers):
        wait_until(lambda: len(list(self.folder.glob("*.wav"))) >= len(numbers))
        sounds = [encode(load(clip_files(announce(number, "1"), self.clips))) for number in numbers]
        assert [file.read_bytes() for file in sorted(self.folder.glob("*.wav"))] == sounds


@pytest.fixture
def hall(tmp_path, clips, monkeypatch):
    monkeypatch.setattr(speaking, "AGAIN_S", 0.01)
    hall = Hall(tmp_path / "said", clips)
    yield hall
    hall.stop()


def test_a_loudspeaker_is_looked_at_before_the_first_call(hall):
    hall.start()
    assert hall.told == ["ready", ("speaker", None)]


@pytest.mark.expect_warnings
def test_calls_that_were_not_played_are_said_in_order_when_it_plays_again_but_for_those_too_old(hall):
    hall.folder.mkdir()
    fault = hall.folder / "fault"
    fault.write_text("missing")
    hall.start()
    hall.call("A001")
    wait_until(lambda: hall.told.count(("speaker", "missing")) > 3)
    hall.call("A002")
    hall.now += SAID_FOR + timedelta(seconds=1)
    hall.call("A003")
    hall.call("A004")
    assert ("speaker", None) not in hall.told  # a call that was dropped is no sign of health
    fault.unlink()
    hall.has_said("A003", "A004")


@pytest.mark.expect_warnings
def test_a_loudspeaker_that_is_back_is_told_without_any_call(hall):
    hall.folder.mkdir()
    (hall.folder / "fault").write_text("mute")
    hall.start()
    assert hall.told[-1] == ("speaker", "mute")
    (hall.folder / "fault").unlink()
    wait_until(lambda: hall.told[-1] == ("speaker", None))


@pytest.mark.expect_warnings
def test_the_same_fault_is_logged_once_however_often_it_is_tried(hall, caplog):
    hall.folder.mkdir()
    (hall.folder / "fault").write_text("missing")
    hall.start()
    wait_until(lambda: hall.told.count(("speaker", "missing")) > 5)
    assert len([each for each in caplog.records if "not said as they should be" in each.message]) == 1


@pytest.mark.expect_warnings
def test_a_broken_clip_is_no_fault_of_the_loudspeaker_and_holds_up_nobody(hall, tmp_path, clips):
    hall.clips = hall._speaking._folder = tmp_path / "clips"
    hall.clips.mkdir()
    for clip in clips.iterdir():
        (hall.clips / clip.name).write_bytes(clip.read_bytes())
    (hall.clips / "zh-7.wav").write_bytes(b"RIFF")
    hall.start()
    hall.call("A007")
    wait_until(lambda: hall.told[-1] == ("voice", "no-clips"))
    assert ("speaker", "out-of-service") not in hall.told
    hall.call("A001")
    hall.has_said("A001")
    wait_until(lambda: ("voice", None) in hall.told)
