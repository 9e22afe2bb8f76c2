"""The seam to cameras: the newest picture and no other, and whether there are any."""

import abc
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from hardware.reader import Reader, ReaderAway, ReaderBack

Pixels: TypeAlias = npt.NDArray[np.uint8]
"""Height x width x 3 bytes: blue, green, red."""


@dataclass(frozen=True, eq=False)
class Frame:
    """A picture, of people perhaps: whoever asked for it looks at it, lets it go, and keeps and shows it nowhere.

    Attributes:
        pixels: The picture; it is others' too, so nobody can write to it.
        taken_at: When it came from the camera, in seconds of `time.monotonic`.
        number: Counts every frame that came, also those that nobody asked for.
    """

    pixels: Pixels = field(repr=False)
    taken_at: float
    number: int


CameraEvent = ReaderAway | ReaderBack


class Camera(Reader[CameraEvent]):
    """One camera; see `Reader` for how it comes and goes.

    It takes pictures, and its lamp is lit, while `events` is walked through, and not before or after. A picture that is
    black (`PictureBlackError`) or stands still (`PictureFrozenError`) is a camera that is away too.
    """

    @abc.abstractmethod
    def newest(self, after: int = 0, seconds: float = 0.0) -> Frame | None:
        """Give the newest frame there is; from any thread, any number of them.

        Args:
            after: Only one with a higher number than this, so that none is looked at twice.
            seconds: How long to wait for it.

        Returns:
            None if there is none such, as always while the camera is away.
        """
