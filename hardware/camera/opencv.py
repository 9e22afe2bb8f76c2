"""Cameras, network cameras and files by OpenCV; the only file here that knows it."""

import os
import stat
import time
from pathlib import Path

# OpenCV looks at these once, so they stand before its import.
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")  # else it writes addresses to stderr
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "5")

import cv2
import numpy as np

from hardware.camera.camera import Pixels
from hardware.camera.node import require_camera
from hardware.camera.places import NetworkCamera
from hardware.camera.rtsp import address_of, why_not
from hardware.errors import DeviceForeignError, DeviceMissingError, DeviceMutedError, cannot_open

cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

_SECONDS_TO_ANSWER = 5.0
_USUAL_RATE, _HIGHEST_RATE = 25.0, 120.0
_STILL_RATE = 5.0
_COLOURS = (3,)


class _Captured:
    """Pictures that OpenCV captures; see `Stream`."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._capture = cv2.VideoCapture()

    def close(self) -> None:
        """See `Stream`."""
        self._capture.release()

    def _next(self) -> Pixels | None:
        there, pixels = self._capture.read()
        if not there:
            return None
        if pixels.dtype != np.uint8 or pixels.shape[2:] != _COLOURS:
            raise DeviceForeignError(self._where, f"its pictures are {pixels.dtype} {pixels.shape}: of heat or depth?")
        return pixels.view(np.uint8)


class NodeStream(_Captured):
    """A camera of this box, opened.

    Args:
        where: The camera as the settings name it.
        node: Its node.

    Raises:
        DeviceError: It can't be opened.
    """

    def __init__(self, where: str, node: Path) -> None:
        super().__init__(where)
        require_camera(where, node)
        self._node = node
        if not self._capture.open(str(node), cv2.CAP_V4L2):
            raise DeviceMutedError(where, "OpenCV can't film with it")

    def read(self) -> Pixels:
        """See `Stream`."""
        if (pixels := self._next()) is not None:
            return pixels
        if not self._node.exists():
            raise DeviceMissingError(self._where, "pulled out")
        raise DeviceMutedError(self._where, "no picture comes")


class NetworkStream(_Captured):
    """A camera on the network, opened.

    Args:
        place: Where it is.
        seconds: How long to wait for each step.

    Raises:
        DeviceError: It gives no picture.
    """

    def __init__(self, place: NetworkCamera, seconds: float = _SECONDS_TO_ANSWER) -> None:
        super().__init__(str(place))
        self._seconds = seconds
        self._url = address_of(place)
        limit = int(1000 * seconds)
        limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, limit, cv2.CAP_PROP_READ_TIMEOUT_MSEC, limit]
        if not self._capture.open(self._url, cv2.CAP_FFMPEG, limits):
            raise why_not(self._where, self._url, seconds)

    def read(self) -> Pixels:
        """See `Stream`."""
        if (pixels := self._next()) is not None:
            return pixels
        raise why_not(self._where, self._url, self._seconds)


class FileStream(_Captured):
    """A video in a file at its own pace, or a picture, over and over.

    Args:
        where: The camera as the settings name it.
        path: The file.

    Raises:
        DeviceMissingError: It can't be read.
    """

    def __init__(self, where: str, path: Path) -> None:
        super().__init__(where)
        self._path = path
        self._still: Pixels | None = None
        self._due = time.monotonic()
        self._begin()
        rate = self._capture.get(cv2.CAP_PROP_FPS) if self._still is None else _STILL_RATE
        self._pause = 1 / (rate if 0 < rate <= _HIGHEST_RATE else _USUAL_RATE)

    def read(self) -> Pixels:
        """See `Stream`."""
        now = time.monotonic()
        self._due = max(self._due + self._pause, now)  # what is late is not made up for
        time.sleep(self._due - now)
        if self._still is None and (pixels := self._next()) is not None:
            return pixels
        self._begin()
        pixels = self._next() if self._still is None else self._still
        if pixels is None:
            raise DeviceForeignError(self._where, "a video without a picture")
        return pixels

    def _begin(self) -> None:
        """Begin with the first picture.

        Raises:
            DeviceMissingError: It can't be read.
        """
        name = str(self._path)
        try:
            plain = stat.S_ISREG(self._path.stat().st_mode)  # looked at first: a pipe is waited for when it is opened
            if plain:
                self._path.open("rb").close()
        except OSError as error:
            raise cannot_open(self._where, error) from error
        try:
            if plain and cv2.haveImageReader(name):
                self._still = np.asarray(cv2.imread(name, cv2.IMREAD_COLOR), np.uint8)
                return
        except (cv2.error, TypeError) as error:
            raise DeviceForeignError(self._where, "a picture that can't be read") from error
        if not plain or not self._capture.open(name, cv2.CAP_FFMPEG):
            raise DeviceForeignError(self._where, "neither a video nor a picture")
