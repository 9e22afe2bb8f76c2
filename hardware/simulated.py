"""What simulated devices have in common: a folder that stands for the device, and a file `fault` in it."""

import abc
import logging
import threading
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from hardware.errors import (
    DeviceError,
    DeviceMissingError,
    IdCardError,
    LayAgainError,
    OutOfServiceError,
    PictureBlackError,
    PictureFrozenError,
    UnsupportedCardError,
    cannot_open,
)
from hardware.reader import Reader, ReaderAway, ReaderBack
from hardware.words import HEALTH

_log = logging.getLogger(__name__)

_SECONDS_BETWEEN_LOOKS = 0.05
_MOST_BYTES = 65536  # more than any card or fault has

Event = TypeVar("Event")
Faults = Mapping[str, type[DeviceError]]
"""The words that a file `fault` may hold, and what each is."""
CAMERA_FAULTS: Faults = {word: kind for kind, word in HEALTH.items()} | {"out-of-service": OutOfServiceError}
"""The words of a box's health; a printer has its own, which are its status and its causes."""
FAULTS: Faults = {
    word: kind for word, kind in CAMERA_FAULTS.items() if kind not in (PictureBlackError, PictureFrozenError)
}
CARD_READER_FAULTS: Faults = {**FAULTS, "lay-again": LayAgainError, "unsupported": UnsupportedCardError}


def text_in(path: Path) -> str | None:
    """Read a file that somebody wrote by hand; None if there is none.

    Raises:
        OSError: It can't be read, or is a folder.
    """
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8", "replace").strip()
    except FileNotFoundError:
        return None


def word_in(where: str, folder: Path, known: Collection[str]) -> str:
    """The word that the file `fault` of a device's folder holds; empty without one.

    Raises:
        DeviceMissingError: The folder is none, or the file can't be read.
        OutOfServiceError: It holds something that is none of `known`.
    """
    if not folder.exists():
        raise DeviceMissingError(where, "no such folder")
    try:
        word = text_in(folder / "fault") or ""
    except OSError as error:
        raise cannot_open(where, error) from error
    if word and word not in known:
        raise OutOfServiceError(where, f"the file fault says {word[:40]!r}, known are {', '.join(known)}")
    return word


def fault_in(where: str, folder: Path, faults: Faults = FAULTS) -> DeviceError | None:
    """What is wrong with a device by its folder, if anything."""
    try:
        word = word_in(where, folder, faults)
    except DeviceError as error:
        return error
    return faults[word](where, "simulated") if word else None


def make(where: str, folder: Path) -> None:
    """Make a device's folder where there is none.

    Raises:
        DeviceMissingError: It can't be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_open(where, error) from error


def keep(where: str, folder: Path, kinds: Mapping[str, bytes]) -> None:
    """Keep one piece of work under the next number, a file for each kind; whoever waits for the last finds all whole.

    Args:
        where: The device as the settings name it.
        folder: Its folder.
        kinds: What each file ends in, such as `.pdf`, and what it holds.

    Raises:
        DeviceError: The disk does not take it.
    """
    last = [*kinds][-1]
    try:
        number = f"{len(list(folder.glob(f'*{last}'))) + 1:04d}"
        part = folder / f"{number}.part"
        for kind, data in kinds.items():
            part.write_bytes(data)
            part.rename(part.with_suffix(kind))
    except OSError as error:
        raise cannot_open(where, error) from error


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
