"""A camera that is a folder: it shows the pictures in it, one after the other."""

import itertools
import time
from pathlib import Path

import numpy as np
from PIL import Image

from hardware.camera.camera import Pixels
from hardware.camera.driver import NODE, StreamCamera
from hardware.camera.picture import Limits
from hardware.errors import OutOfServiceError, PictureBlackError, PictureFrozenError
from hardware.simulated import CAMERA_FAULTS, fault_in

_SECONDS_EACH = 0.1
_KINDS = {".png", ".jpg", ".jpeg"}


class SimulatedCamera(StreamCamera):
    """A `Camera` that shows the PNG and JPEG pictures of a folder by their names, ten a second, over and over.

    Each has a little noise, as a sensor has. A file `fault` holds one of `hardware.simulated.CAMERA_FAULTS`. A folder
    that is absent is a camera that is missing.
    """

    def __init__(self, where: str, folder: Path, turn: int = 0, limits: Limits = Limits()) -> None:  # noqa: B008  frozen
        super().__init__(where, lambda: _Folder(where, folder), turn, limits, NODE)


class _Folder:
    """What is open while the camera is there; see `Stream`."""

    def __init__(self, where: str, folder: Path) -> None:
        self._where, self._folder = where, folder
        self._count = itertools.count()
        self._noise = np.random.default_rng()
        self._frozen: Pixels | None = None
        self._look()

    def read(self) -> Pixels:
        """See `Stream`."""
        fault = self._look()
        time.sleep(_SECONDS_EACH)
        if fault is PictureFrozenError and self._frozen is not None:
            return self._frozen
        pixels = self._next()
        if fault is PictureBlackError:
            pixels[:] = 0
        pixels ^= self._noise.integers(0, 2, (*pixels.shape[:2], 1), np.uint8)
        self._frozen = pixels
        return pixels

    def close(self) -> None:
        """See `Stream`."""

    def _look(self) -> type[PictureBlackError | PictureFrozenError] | None:
        fault = fault_in(self._where, self._folder, CAMERA_FAULTS)
        if isinstance(fault, PictureBlackError | PictureFrozenError):
            return type(fault)
        if fault is not None:
            raise fault
        return None

    def _next(self) -> Pixels:
        try:
            pictures = sorted(each for each in self._folder.iterdir() if each.suffix.lower() in _KINDS)
            with Image.open(pictures[next(self._count) % len(pictures)]) as picture:
                return np.array(picture.convert("RGB"))[..., ::-1].copy()
        except ZeroDivisionError:
            raise OutOfServiceError(self._where, "no picture in the folder") from None
        except (OSError, ValueError, Image.DecompressionBombError) as error:
            raise OutOfServiceError(self._where, f"a picture of the folder is none: {type(error).__name__}") from error
