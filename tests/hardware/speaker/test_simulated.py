"""The loudspeaker that is a folder."""

import pytest

from hardware.errors import DeviceMissingError, DeviceMutedError, OutOfServiceError
from hardware.speaker.simulated import FolderSpeaker
from hardware.speaker.wave import Pause, load
from tests.hardware.speaker.sounds import a_clip, loudness_db


def test_it_keeps_each_announcement(tmp_path):
    clip, speaker = a_clip(tmp_path), FolderSpeaker("simulated:said", tmp_path / "said")
    speaker.play([clip])
    speaker.play([clip, Pause(250), clip])
    assert sorted(file.name for file in (tmp_path / "said").iterdir()) == ["0001.wav", "0002.wav"]
    assert load([tmp_path / "said/0002.wav"]) == load([clip, Pause(250), clip])


def test_it_keeps_an_announcement_as_loud_as_it_was_to_be(tmp_path):
    clip, speaker = a_clip(tmp_path), FolderSpeaker("simulated:said", tmp_path / "said")
    speaker.play([clip], 50)
    softer = loudness_db(load([clip])) - loudness_db(load([tmp_path / "said/0001.wav"]))
    assert softer == pytest.approx(10, abs=0.1)


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DeviceMissingError):
        FolderSpeaker("simulated:said", tmp_path / "file/said").check()


@pytest.mark.parametrize(
    "word,error",
    [("missing", DeviceMissingError), ("mute", DeviceMutedError), ("out-of-service", OutOfServiceError)],
)
def test_it_fails_as_it_is_told_and_forgets_what_it_could_not_say(tmp_path, word, error):
    clip, speaker = a_clip(tmp_path), FolderSpeaker("simulated:said", tmp_path / "said")
    speaker.check()
    (tmp_path / "said/fault").write_text(f"{word}\n")
    with pytest.raises(error):
        speaker.check()
    with pytest.raises(error):
        speaker.play([clip])
    (tmp_path / "said/fault").unlink()
    speaker.play([clip, clip])
    assert load([tmp_path / "said/0001.wav"]) == load([clip, clip])
    assert not (tmp_path / "said/0002.wav").exists()
