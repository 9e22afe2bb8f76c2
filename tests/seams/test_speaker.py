"""What every loudspeaker keeps to, whichever it is: ALSA's real player on a card that is a file, and the folder."""

from threading import Event

import pytest

from hardware.errors import ClipError, DeviceMissingError
from hardware.speaker.aplay import AlsaSpeaker
from hardware.speaker.simulated import FolderSpeaker
from hardware.speaker.wave import Pause, at_volume, join, load
from tests.hardware.speaker.sounds import a_clip, a_tone


class Card:
    """ALSA's own device that keeps the last sound as it came, in a file."""

    def __init__(self, folder, monkeypatch):
        self._said, self._settings = folder / "said.raw", folder / "asound.conf"
        self.works()
        monkeypatch.setenv("ALSA_CONFIG_PATH", str(self._settings))
        self.speaker = AlsaSpeaker(f"alsa:{folder}", f"hall:NAME={folder}")

    def works(self):
        self._settings.write_text(
            "pcm.null { type null }\npcm.hall { @args [ NAME ] @args.NAME { type string } "
            f'type file slave.pcm "null" file "{self._said}" format "raw" }}\n'
        )

    def is_missing(self):
        self._settings.write_text("pcm.null { type null }\n")

    def heard(self):
        return self._said.read_bytes() if self._said.exists() else b""


class Folder:
    """The newest file of the folder."""

    def __init__(self, folder, _monkeypatch):
        self._said = folder / "said"
        self.speaker = FolderSpeaker("file:said", self._said)

    def works(self):
        (self._said / "fault").unlink()

    def is_missing(self):
        self._said.mkdir(exist_ok=True)
        (self._said / "fault").write_text("missing")

    def heard(self):
        files = sorted(self._said.glob("*.wav"))
        return load(files[-1:]).samples if files else b""


@pytest.fixture(params=[Card, Folder])
def hall(request, tmp_path, monkeypatch):
    hall = request.param(tmp_path, monkeypatch)
    yield hall
    hall.speaker.close()
    hall.speaker.close()


def heard(hall):
    return hall.heard().rstrip(b"\0")  # ALSA fills up with silence


@pytest.mark.parametrize("volume", [100, 40])
def test_an_announcement_is_played_as_loud_as_it_is_wanted(hall, tmp_path, volume):
    clip = a_clip(tmp_path)
    hall.speaker.play([clip, Pause(50), clip], volume)
    assert heard(hall) == at_volume(load([clip, Pause(50), clip]), volume).samples.rstrip(b"\0")


def test_a_sound_in_memory_is_played_like_a_file(hall):
    hall.speaker.play([a_tone(), Pause(50), a_tone()])
    assert heard(hall) == join([("", a_tone()), Pause(50), ("", a_tone())]).samples.rstrip(b"\0")


def test_what_was_cut_off_before_it_began_is_not_heard_and_the_next_is(hall):
    cut = Event()
    cut.set()
    hall.speaker.play([a_tone()], cut=cut)
    assert not heard(hall)
    hall.speaker.play([a_tone()], cut=Event())
    assert heard(hall)


def test_looking_whether_it_plays_is_not_heard(hall):
    hall.speaker.check()
    assert not heard(hall)


def test_what_is_missing_is_told_and_plays_when_it_is_back(hall, tmp_path):
    hall.is_missing()
    for act in (hall.speaker.check, lambda: hall.speaker.play([a_clip(tmp_path)])):
        with pytest.raises(DeviceMissingError):
            act()
    assert not heard(hall)
    hall.works()
    hall.speaker.play([a_clip(tmp_path)])
    assert heard(hall)


def test_nothing_is_played_after_the_end(hall, tmp_path):
    hall.speaker.close()
    hall.speaker.play([a_clip(tmp_path)])
    assert not heard(hall)


def test_a_clip_that_is_not_there_is_told(hall, tmp_path):
    with pytest.raises(ClipError):
        hall.speaker.play([a_clip(tmp_path), tmp_path / "gone.wav"])


def test_a_clip_of_another_format_is_told(hall, tmp_path):
    with pytest.raises(ClipError):
        hall.speaker.play([a_clip(tmp_path), a_clip(tmp_path, "b.wav", rate=8000)])
