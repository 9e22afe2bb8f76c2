"""A loudspeaker that is a folder."""

from collections.abc import Sequence
from pathlib import Path

from hardware.errors import DeviceError, DeviceMissingError, DeviceMutedError, OutOfServiceError
from hardware.speaker.wave import Pause, encode, load

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
        folder.mkdir(parents=True, exist_ok=True)

    def play(self, parts: Sequence[Path | Pause]) -> None:
        """Keep an announcement; see `Speaker.play`.

        Raises:
            ValueError: The file `fault` says something that is no fault.
        """
        sound = load(parts)
        self._fail_as_told()
        count = len(list(self._folder.glob("*.wav"))) + 1
        part = self._folder / f"{count:04d}.part"
        part.write_bytes(encode(sound))
        part.rename(part.with_suffix(".wav"))  # whoever waits for it finds it whole

    def close(self) -> None:
        """Nothing to let go of."""

    def _fail_as_told(self) -> None:
        try:
            word = (self._folder / "fault").read_text().strip()
        except FileNotFoundError:
            return
        if word not in _FAULTS:
            raise ValueError(f"{self._folder / 'fault'}: {word!r} is none of {', '.join(_FAULTS)}")
        raise _FAULTS[word](self._where, word)
