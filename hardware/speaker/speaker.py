"""The seam every loudspeaker fits."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from hardware.speaker.wave import Pause


class Speaker(Protocol):
    """A loudspeaker that says one thing at a time, used by one worker thread; every wait inside ends by itself."""

    def play(self, parts: Sequence[Path | Pause]) -> None:
        """Play clips and pauses as one announcement and return when it is over.

        An announcement that could not be played is forgotten, never played later by itself.

        Args:
            parts: WAV files of one format, 16-bit mono, and pauses between them.

        Raises:
            ClipError: A clip is missing, broken, or of another format than the others.
            DeviceError: The loudspeaker does not play; the class says why.
        """

    def close(self) -> None:
        """Let go of the loudspeaker; may be called again."""
