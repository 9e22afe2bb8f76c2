"""What a picture tells of the camera that took it; pure."""

import enum
import zlib
from dataclasses import dataclass

import numpy as np

from hardware.camera.camera import Pixels

_EACH = 4
"""Of rows and columns one in so many is looked at when every picture is judged."""
_DARK, _FLAT = 12.0, 6.0
"""A covered lens gives less light, and less of a difference between its pixels: noise of the sensor is a little."""
_GREEN = 1
_RED_GREEN_BLUE = np.array([0.114, 0.587, 0.299], np.float32)[:, None]  # in the order of pixels: ITU-R BT.601


def brightness(pixels: Pixels) -> float:
    """How light it is on the whole, 0 black to 255 white."""
    return float(_grey(pixels).mean())


def sharpness(pixels: Pixels) -> float:
    """How sharp its edges are: the variance of its Laplacian; for pictures of one thing."""
    grey = _grey(pixels)
    inner = grey[1:-1, 1:-1]
    if not inner.size:
        return 0.0
    return float((grey[:-2, 1:-1] + grey[2:, 1:-1] + grey[1:-1, :-2] + grey[1:-1, 2:] - 4 * inner).var())


def change(pixels: Pixels, before: Pixels) -> float:
    """How much it differs from the one before, by pixel, 0 to 255; a sensor's noise alone is more than 0."""
    if pixels.shape != before.shape:
        return 255.0
    return float(np.abs(_grey(pixels) - _grey(before)).mean())


class Verdict(enum.Enum):
    """What one picture makes of the camera."""

    GOOD = enum.auto()
    UNSURE = enum.auto()
    """Black, and not yet for long: just opened, or a hand before it. Or not seen to move since it was frozen."""
    BLACK = enum.auto()
    FROZEN = enum.auto()


@dataclass(frozen=True)
class Limits:
    """After how many seconds a picture is a fault.

    Attributes:
        black: With nothing on it.
        frozen: Exactly the same; None where it may be, as in a file.
    """

    black: float = 3.0
    frozen: float | None = 10.0


class Vigil:
    """Judges the pictures of one camera, one after the other; keeps none of them."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._black_since: float | None = None
        self._same_since = 0.0
        self._last: int | None = None
        self._stuck = self._anew = False

    def begin(self) -> None:
        """The camera was opened anew: what went by while it was away is not counted."""
        self._anew, self._black_since = True, None

    def judge(self, pixels: Pixels, at: float) -> Verdict:
        """Judge the next picture.

        Args:
            pixels: The picture.
            at: When it was taken, in seconds.
        """
        sample = pixels[::_EACH, ::_EACH, _GREEN]
        print_ = zlib.crc32(sample.tobytes())
        if self._anew:
            self._same_since, self._anew = at, False
        if print_ != self._last:
            self._last, self._same_since, self._stuck = print_, at, False
        if sample.mean() < _DARK and sample.std() < _FLAT:
            if self._black_since is None:
                self._black_since = at
            return Verdict.BLACK if at - self._black_since >= self._limits.black else Verdict.UNSURE
        self._black_since = None
        if self._limits.frozen is not None and at - self._same_since >= self._limits.frozen:
            self._same_since, self._stuck = at, True  # as long again, for a camera that is opened anew
            return Verdict.FROZEN
        return Verdict.UNSURE if self._stuck else Verdict.GOOD


def _grey(pixels: Pixels) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return (pixels.astype(np.float32) @ _RED_GREEN_BLUE)[..., 0]
