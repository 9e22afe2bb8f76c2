"""The seam every loudspeaker fits."""

import threading
from collections.abc import Sequence
from typing import Protocol

from hardware.speaker.wave import FULL, Part


class Speaker(Protocol):
    """A loudspeaker that says one thing at a time, used by one worker thread; every wait inside ends by itself.

    Programs of one machine that use the same one wait for each other.
    """

    def play(self, parts: Sequence[Part], volume: int = FULL, cut: threading.Event | None = None) -> None:
        """Play clips and pauses as one announcement and return when it is over, or cut off.

        An announcement that could not be played is forgotten, never played later by itself.

        Args:
            parts: WAV files or sounds of one format, 16-bit mono, and pauses between them.
            volume: How loud, as the ear tells, in percent of how loud the clips are.
            cut: Set by any thread to cut it off; so does `close`.

        Raises:
            ClipError: A clip is missing, broken, or of another format than the others.
            DeviceError: The loudspeaker does not play; the class says why.
        """

    def check(self) -> None:
        """Look whether it would play; nothing is heard.

        Raises:
            DeviceError: It would not; the class says why.
        """

    def close(self) -> None:
        """Cut off what is being said and play no more; may be called again, and by any thread."""
