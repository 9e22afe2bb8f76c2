"""Any camera: reads it on a thread of its own, keeps the newest frame, judges it, and comes back by itself."""

import threading
import time
from collections.abc import Callable
from typing import Protocol

import numpy as np

from hardware.apart import Patience, ReaderApart
from hardware.camera.camera import Camera, CameraEvent, Frame, Pixels
from hardware.camera.picture import Limits, Verdict, Vigil
from hardware.errors import PictureBlackError, PictureFrozenError
from hardware.reader import ReaderAway, ReaderBack

NODE = Patience(retry=0.5, retry_most=2.0, mute=20.0)
NETWORK = Patience(retry=0.5, retry_most=30.0, mute=20.0)
"""A camera on the network shuts out who signs in too often."""
_QUARTER = 90


class Stream(Protocol):
    """What is open while the camera is there."""

    def read(self) -> Pixels:
        """Wait for the next picture, for some seconds at most.

        Raises:
            DeviceError: None comes.
        """

    def close(self) -> None:
        """Give the camera back; never raises."""


class StreamCamera(ReaderApart[CameraEvent], Camera):
    """A camera that `open_stream` opens.

    A call into a driver that never returns can't be broken off, from another process no more than from here: the
    thread that made it is left behind, and whoever asks for frames or closes the camera waits for nobody.

    Args:
        where: The camera as the settings name it.
        open_stream: Opens it, or raises `DeviceError`.
        turn: By how many degrees its pictures are turned clockwise: 0, 90, 180 or 270.
        limits: When a picture is a fault.
        patience: How long to wait for what.
    """

    def __init__(
        self,
        where: str,
        open_stream: Callable[[], Stream],
        turn: int = 0,
        limits: Limits = Limits(),  # noqa: B008  frozen
        patience: Patience = NODE,
    ) -> None:
        super().__init__(where, patience)
        self._open_stream = open_stream
        self._turn = turn
        self._vigil = Vigil(limits)
        self._count = 0
        self._newest: Frame | None = None
        self._came = threading.Condition()

    def newest(self, after: int = 0, seconds: float = 0.0) -> Frame | None:
        """See `Camera.newest`."""

        def there() -> Frame | None:
            return self._newest if self._newest and self._newest.number > after else None

        with self._came:
            return self._came.wait_for(there, seconds)

    def close(self) -> None:
        """End the walk, and let go of the last frame."""
        super().close()
        self._forget()

    def _work(self) -> None:
        stream = self._open_stream()
        try:
            self._beat()
            self._vigil.begin()
            self._take(stream)
        finally:
            self._forget()
            stream.close()

    def _take(self, stream: Stream) -> None:
        told: Verdict | None = None
        while not self._closed.is_set():
            pixels = stream.read()
            at = time.monotonic()
            self._beat()
            verdict = self._vigil.judge(pixels, at)
            if verdict is Verdict.FROZEN:
                raise PictureFrozenError(self._where)  # opened anew it may move again
            if verdict is Verdict.BLACK and told is not verdict:
                told = verdict
                self._forget()
                self._tell(ReaderAway(PictureBlackError(self._where)))
            if verdict is Verdict.GOOD and told is not verdict:
                told = verdict
                self._tell(ReaderBack())
            if told is Verdict.GOOD:
                self._keep(pixels, at)

    def _keep(self, pixels: Pixels, at: float) -> None:
        turned = np.ascontiguousarray(np.rot90(pixels, -self._turn // _QUARTER))
        turned.flags.writeable = False
        self._count += 1
        with self._came:
            self._newest = Frame(turned, at, self._count)
            self._came.notify_all()

    def _forget(self) -> None:
        with self._came:
            self._newest = None
