"""A sound card, played by ALSA's own program: it knows every card, and a program that hangs can be ended."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from hardware.errors import (
    DeviceBusyError,
    DeviceError,
    DeviceForbiddenError,
    DeviceMissingError,
    DeviceMutedError,
    OutOfServiceError,
)
from hardware.speaker.wave import Pause, encode, load

GRACE_S = 5.0  # longer than the announcement, for a card that has to wake up
_LAST = 2  # lines of ALSA's many that say which card, and why
_SAYS: dict[str, type[DeviceError]] = {
    "No such file or directory": DeviceMissingError,
    "No such device": DeviceMissingError,
    "Device or resource busy": DeviceBusyError,
    "Permission denied": DeviceForbiddenError,
}
"""How its last line ends."""


class AlsaSpeaker:
    """A `Speaker` on a sound card.

    Args:
        where: The loudspeaker as the settings name it.
        device: As ALSA names it, such as `default` or `plughw:1,0`.
        program: The player.
    """

    def __init__(self, where: str, device: str, program: str = "aplay") -> None:
        self._where = where
        self._command = [program, "--quiet", "--device", device, "-"]

    def play(self, parts: Sequence[Path | Pause]) -> None:
        """Play an announcement; see `Speaker.play`."""
        sound = load(parts)
        limit = sound.seconds + GRACE_S
        try:
            done = subprocess.run(self._command, input=encode(sound), capture_output=True, timeout=limit, check=False)
        except FileNotFoundError as error:
            detail = f"{self._command[0]} is not installed (Debian: alsa-utils)"
            raise DeviceMissingError(self._where, detail) from error
        except subprocess.TimeoutExpired as error:
            detail = f"{sound.seconds:.1f} s of sound were not played in {limit:.1f} s"
            raise DeviceMutedError(self._where, detail) from error
        if done.returncode:
            said = done.stderr.decode(errors="replace").splitlines()
            kind = next((kind for words, kind in _SAYS.items() if said and said[-1].endswith(words)), OutOfServiceError)
            raise kind(self._where, " ".join(" ".join(said[-_LAST:]).split()))

    def close(self) -> None:
        """Nothing stays open between two announcements."""
