"""What simulated devices have in common: a folder that stands for the device, and a file `fault` in it."""

import abc
import logging
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from hardware.errors import (
    DeviceError,
    DeviceMissingError,
    DeviceMutedError,
    IdCardError,
    LayAgainError,
    OutOfServiceError,
    UnsupportedCardError,
)
from hardware.reader import Reader, ReaderAway, ReaderBack

_log = logging.getLogger(__name__)

_SECONDS_BETWEEN_LOOKS = 0.05

Event = TypeVar("Event")
Faults = Mapping[str, type[DeviceError]]
"""The words that a file `fault` may hold, and what each is."""
CARD_READER_FAULTS: Faults = {
    "mute": DeviceMutedError,
    "away": DeviceMissingError,
    "out-of-service": OutOfServiceError,
    "lay-again": LayAgainError,
    "unsupported": UnsupportedCardError,
}


def fault_in(where: str, folder: Path, faults: Faults) -> DeviceError | None:
    """What is wrong with a device by its folder, if anything; a word that is none of `faults` is told as such."""
    if not folder.is_dir():
        return DeviceMissingError(where, "no such folder")
    try:
        word = (folder / "fault").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    if word not in faults:
        return OutOfServiceError(where, f"the file fault says {word!r}, known are {', '.join(faults)}")
    return faults[word](where, "simulated")


class FolderReader(Reader[Event | ReaderAway | ReaderBack]):
    """A reader of cards that looks into a folder, again and again.

    Args:
        where: The reader as the settings name it.
        folder: One that is absent is a reader that is missing.
    """

    def __init__(self, where: str, folder: Path) -> None:
        self._where = where
        self._folder = folder
        self._closed = threading.Event()

    def close(self) -> None:
        """End the walk."""
        self._closed.set()

    def events(self) -> Iterator[Event | ReaderAway | ReaderBack]:
        """Walk through what happens; see `Reader.events`."""
        away: type[DeviceError] | None = None
        started = False
        lying: str | None = None
        while not self._closed.is_set():
            fault = self._fault()
            if fault is not None and not isinstance(fault, IdCardError):
                if type(fault) is not away:
                    away, started, lying = type(fault), True, None
                    _log.warning("reader away", extra={"device": self._where, "error": str(fault)})
                    yield ReaderAway(fault)
            else:
                if away is not None or not started:
                    away, started = None, True
                    yield ReaderBack()
                lies = self._lies()
                if lying is not None and lies != lying:
                    yield self._gone()
                if lies is not None and lies != lying:
                    yield self._read(lies)
                lying = lies
            self._closed.wait(_SECONDS_BETWEEN_LOOKS)

    def _fault(self) -> DeviceError | None:
        return fault_in(self._where, self._folder, CARD_READER_FAULTS)

    @abc.abstractmethod
    def _lies(self) -> str | None:
        """What lies there, to be told from what lay there before; None is nothing."""

    @abc.abstractmethod
    def _read(self, lies: str) -> Event:
        """Read what lies there. A fault of the card is looked for only now: it was written before the card."""

    @abc.abstractmethod
    def _gone(self) -> Event:
        """What is told of a card that was taken away."""
