"""A loudspeaker that is a folder."""

import threading
from collections.abc import Sequence
from pathlib import Path

from hardware.simulated import fault_in, keep, make
from hardware.speaker.wave import FULL, Part, at_volume, encode, load


class FolderSpeaker:
    """A `Speaker` that keeps each announcement as `0001.wav` and onward instead of playing it.

    A file `fault` in the folder holds one of `hardware.simulated.FAULTS`; without it all is well.

    Args:
        where: The loudspeaker as the settings name it.
        folder: Made when it is absent.
    """

    def __init__(self, where: str, folder: Path) -> None:
        self._where = where
        self._folder = folder
        self._closed = False

    def play(self, parts: Sequence[Part], volume: int = FULL, cut: threading.Event | None = None) -> None:
        """Keep an announcement; see `Speaker.play`."""
        sound = at_volume(load(parts), volume)
        self.check()
        if self._closed or (cut and cut.is_set()):
            return
        keep(self._where, self._folder, {".wav": encode(sound)})

    def check(self) -> None:
        """Make the folder, and fail as the file `fault` says; see `Speaker.check`."""
        make(self._where, self._folder)
        fault = fault_in(self._where, self._folder)
        if fault is not None:
            raise fault

    def close(self) -> None:
        """Keep no more; see `Speaker.close`."""
        self._closed = True
