"""What every loudspeaker keeps to, whichever it is."""

import pytest

from hardware.errors import ClipError
from hardware.speaker.aplay import AlsaSpeaker
from hardware.speaker.simulated import FolderSpeaker
from hardware.speaker.wave import Pause
from tests.hardware.speaker.sounds import a_clip


@pytest.fixture(params=["alsa", "folder"])
def speaker(request, tmp_path):
    # ALSA's own device "null" takes every sound and needs no card.
    speaker = (
        AlsaSpeaker("alsa:null", "null") if request.param == "alsa" else FolderSpeaker("file:said", tmp_path / "said")
    )
    yield speaker
    speaker.close()
    speaker.close()


def test_an_announcement_is_played(speaker, tmp_path):
    clip = a_clip(tmp_path)
    speaker.play([clip, Pause(50), clip])
    speaker.play([clip])


def test_looking_whether_it_plays_is_no_announcement(speaker, tmp_path):
    speaker.check()
    assert not list(tmp_path.glob("said/*.wav"))


def test_no_more_is_played_after_the_end(speaker, tmp_path):
    speaker.play([a_clip(tmp_path)], 30)
    speaker.close()


def test_a_clip_that_is_not_there_is_told(speaker, tmp_path):
    with pytest.raises(ClipError):
        speaker.play([a_clip(tmp_path), tmp_path / "gone.wav"])


def test_a_clip_of_another_format_is_told(speaker, tmp_path):
    with pytest.raises(ClipError):
        speaker.play([a_clip(tmp_path), a_clip(tmp_path, "b.wav", rate=8000)])
