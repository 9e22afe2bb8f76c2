"""QR codes in a picture, found by OpenCV."""

import cv2
import numpy as np

from hardware.camera.camera import Pixels

_SMALL = (64, 48)
_STIR = 2.0
"""Of 255: by so much a picture differs from the one before when a hand moves in it."""


class CodeFinder:
    """Looks for codes, but not in a picture that is as the last one was. Used by one thread."""

    def __init__(self) -> None:
        self._detector = cv2.QRCodeDetector()
        self._before: Pixels | None = None
        self._found: tuple[str, ...] = ()

    def codes_in(self, pixels: Pixels) -> tuple[str, ...]:
        """The texts of the codes in a picture; what can't be read is none."""
        small = np.asarray(cv2.resize(pixels, _SMALL, interpolation=cv2.INTER_AREA), np.uint8)
        before, self._before = self._before, small
        if before is not None and float(cv2.absdiff(small, before).mean()) < _STIR:
            return self._found
        try:
            _, texts, _, _ = self._detector.detectAndDecodeMulti(pixels)
        except (cv2.error, UnicodeDecodeError):  # a picture that only looks like a code
            texts = ()
        self._found = tuple(text for text in texts if text)
        return self._found
