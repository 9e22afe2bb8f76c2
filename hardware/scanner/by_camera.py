"""A camera as a scanner: a code that is held before it is told once, until it is taken away."""

import queue
import threading
import time
from collections.abc import Callable, Iterator

from hardware.camera.camera import Camera, CameraEvent, Pixels
from hardware.scanner.scanner import LONGEST, Scanned, Scanner, ScannerEvent

_SECONDS_BETWEEN_LOOKS = 0.15
_SECONDS_UNTIL_GONE = 1.5
"""A hand trembles: a code that is unread for a moment was not taken away."""


class CameraScanner(Scanner):
    """A `Scanner` that looks for codes in a camera's pictures.

    Args:
        camera: Closed by `close`.
        codes_in: Gives the texts of the codes in a picture.
    """

    def __init__(self, camera: Camera, codes_in: Callable[[Pixels], tuple[str, ...]]) -> None:
        self._camera, self._codes_in = camera, codes_in
        self._closed = threading.Event()

    def close(self) -> None:
        """End the walk and the camera's."""
        self._closed.set()
        self._camera.close()

    def events(self) -> Iterator[ScannerEvent]:
        """Walk through what happens; see `Reader.events`."""
        told: queue.SimpleQueue[CameraEvent | Exception] = queue.SimpleQueue()
        watching = threading.Thread(target=self._watch, args=(told,), name="scanner's camera")
        watching.start()
        try:
            yield from self._look(told)
        finally:
            self.close()
            watching.join()

    def _watch(self, told: "queue.SimpleQueue[CameraEvent | Exception]") -> None:
        try:
            for event in self._camera.events():
                told.put(event)
        except Exception as bug:  # noqa: BLE001  raised where somebody hears it
            told.put(bug)

    def _look(self, told: "queue.SimpleQueue[CameraEvent | Exception]") -> Iterator[ScannerEvent]:
        seen_at: dict[str, float] = {}
        number = 0
        while not self._closed.is_set():
            while not told.empty():
                match event := told.get():
                    case Exception() as bug:
                        raise bug
                    case _:
                        yield event
            frame = self._camera.newest(number, _SECONDS_BETWEEN_LOOKS)
            if frame is None:
                continue
            number, now = frame.number, time.monotonic()
            for text in self._codes_in(frame.pixels):
                if len(text) <= LONGEST and text not in seen_at:
                    yield Scanned(text)
                seen_at[text] = now
            seen_at = {text: at for text, at in seen_at.items() if now - at < _SECONDS_UNTIL_GONE}
            del frame  # of people perhaps
            self._closed.wait(_SECONDS_BETWEEN_LOOKS)
