"""A loudspeaker that is a folder."""

import threading
from collections.abc import Sequence
from pathlib import Path

from hardware.errors import DeviceError, DeviceMissingError, DeviceMutedError, OutOfServiceError, cannot_open
from hardware.speaker.wave import FULL, Part, at_volume, encode, load

_FAULTS: dict[str, type[DeviceError]] = {
    "missing": DeviceMissingError,
    "muted": DeviceMutedError,
    "out-of-service": OutOfServiceError,
}


class FolderSpeaker:
    """A `Speaker` that keeps each announcement as `0001.wav` and onward instead of playing it.

    A file `fault` in the folder makes it fail: `missing`, `muted` or `out-of-service`.

    Args:
        where: The loudspeaker as the settings name it.
        folder: Made when it is absent.
    """

    def __init__(self, where: str, folder: Path) -> None:
        self._where = where
        self._folder = folder
        self._closed = False

    def play(self, parts: Sequence[Part], volume: int = FULL, cut: threading.Event | None = None) -> None:
        """Keep an announcement; see `Speaker.play`.

        Raises:
            ValueError: The file `fault` says something that is no fault.
        """
        sound = at_volume(load(parts), volume)
        self.check()
        if self._closed or (cut and cut.is_set()):
            return
        count = len(list(self._folder.glob("*.wav"))) + 1
        part = self._folder / f"{count:04d}.part"
        part.write_bytes(encode(sound))
        part.rename(part.with_suffix(".wav"))  # whoever waits for it finds it whole

    def check(self) -> None:
        """Make the folder, and fail as the file `fault` says; see `Speaker.check`."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_open(self._where, error) from error
        try:
            word = (self._folder / "fault").read_text().strip()
        except FileNotFoundError:
            return
        if word not in _FAULTS:
            raise ValueError(f"{self._folder / 'fault'}: {word!r} is none of {', '.join(_FAULTS)}")
        raise _FAULTS[word](self._where, word)

    def close(self) -> None:
        """Keep no more; see `Speaker.close`."""
        self._closed = True
