"""A button on a line of its own: opens it, tells what is pressed, shows what is true, and comes back by itself."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from hardware.callbutton.button import ButtonEvent, CallButton, Pressed, Shown
from hardware.reader import comings

_SECONDS_TO_LISTEN = 0.1
_SECONDS_UNTIL_SHOWN_AGAIN = 5.0
"""A display that was switched on later, or missed what was said, knows it then."""


class Line(Protocol):
    """What is open while the button is there. Everything raises `DeviceMissingError` when it is gone."""

    def receive(self, seconds: float) -> Iterable[Pressed]:
        """Wait at most so long for presses; none is no error."""

    def show(self, shown: Shown, address: int) -> None:
        """Show this."""

    def close(self) -> None:
        """Give the line back; never raises."""


class LineButton(CallButton):
    """Any button on a line that `open_line` opens.

    Args:
        where: The device as the settings name it.
        open_line: Opens the line, or raises `DeviceMissingError`.
    """

    def __init__(self, where: str, open_line: Callable[[], Line]) -> None:
        self._where = where
        self._open_line = open_line
        self._closed = threading.Event()
        self._shown: dict[int, Shown] = {}

    def close(self) -> None:
        """End the walk; its thread gives the line back."""
        self._closed.set()

    def show(self, shown: Shown, address: int = 0) -> None:
        """See `CallButton`; done by the thread of the walk."""
        self._shown[address] = shown

    def events(self) -> Iterator[ButtonEvent]:
        """Walk through what happens; see `Reader.events`."""
        return comings(self._where, self._closed, self._open_line, self._listen)

    def _listen(self, line: Line) -> Iterator[Pressed]:
        shows: dict[int, Shown] = {}
        told_at = time.monotonic()
        while True:
            ending = self._closed.is_set()  # looked at first: what was shown before `close` is shown still
            if time.monotonic() - told_at > _SECONDS_UNTIL_SHOWN_AGAIN:
                shows, told_at = {}, time.monotonic()
            for address, shown in self._shown.copy().items():
                if shows.get(address) != shown:
                    line.show(shown, address)
                    shows[address] = shown
            if ending:
                return
            yield from line.receive(_SECONDS_TO_LISTEN)
