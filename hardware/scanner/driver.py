"""A scanner on a line of its own: opens it, tells what was read, and comes back by itself."""

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from hardware.reader import comings
from hardware.scanner.scanner import Scanned, Scanner, ScannerEvent

_SECONDS_OF_SILENCE = 0.15
"""After which a code is whole that nothing ended; between two signs no scanner waits so long."""


class Line(Protocol):
    """What is open while the scanner is there. Everything raises `DeviceMissingError` when it is gone."""

    def receive(self, seconds: float) -> Iterable[str]:
        """Wait at most so long for codes; none is no error."""

    def close(self) -> None:
        """Give the line back; never raises."""


class LineScanner(Scanner):
    """Any scanner on a line that `open_line` opens.

    Args:
        where: The device as the settings name it.
        open_line: Opens the line, or raises `DeviceMissingError`.
    """

    def __init__(self, where: str, open_line: Callable[[], Line]) -> None:
        self._where, self._open_line = where, open_line
        self._closed = threading.Event()

    def close(self) -> None:
        """End the walk; its thread gives the line back."""
        self._closed.set()

    def events(self) -> Iterator[ScannerEvent]:
        """Walk through what happens; see `Reader.events`."""
        return comings(self._where, self._closed, self._open_line, self._listen)

    def _listen(self, line: Line) -> Iterator[Scanned]:
        while not self._closed.is_set():
            yield from map(Scanned, line.receive(_SECONDS_OF_SILENCE))  # no name keeps a code until the next one
