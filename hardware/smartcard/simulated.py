"""A reader that is a folder: a card lies on it while the file `card` is there."""

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

from hardware.errors import (
    DeviceError,
    DeviceMissingError,
    DeviceMutedError,
    IdCardError,
    LayAgainError,
    OutOfServiceError,
    UnsupportedCardError,
)
from hardware.reader import ReaderAway, ReaderBack
from hardware.smartcard.reader import CardGone, CardPresent, CardUnread, SmartCardEvent, SmartCardReader
from hardware.smartcard.session import DONE, read_serial

_log = logging.getLogger(__name__)

_SECONDS_BETWEEN_LOOKS = 0.05
_FAULTS: dict[str, type[DeviceError]] = {
    "mute": DeviceMutedError,
    "away": DeviceMissingError,
    "out-of-service": OutOfServiceError,
    "lay-again": LayAgainError,
    "unsupported": UnsupportedCardError,
}
FAULTS = tuple(_FAULTS)
"""The words that a file `fault` may hold."""


class SimulatedSmartCardReader(SmartCardReader):
    """A `SmartCardReader` that looks into a folder.

    The file `card` holds the serial number of a chip in hex. A file `fault` holds one of `FAULTS`; without it all is
    well. A folder that is absent is a reader that is missing.
    """

    def __init__(self, where: str, folder: Path) -> None:
        self._where = where
        self._folder = folder
        self._closed = threading.Event()

    def close(self) -> None:
        """End the walk."""
        self._closed.set()

    def events(self) -> Iterator[SmartCardEvent]:
        """Walk through what happens; see `Reader.events`."""
        away: type[DeviceError] | None = None
        started = False
        lying: str | None = None
        while not self._closed.is_set():
            try:
                written = self._look()
            except DeviceError as error:
                if type(error) is not away:
                    away, started, lying = type(error), True, None
                    _log.warning("reader away", extra={"device": self._where, "error": str(error)})
                    yield ReaderAway(error)
            else:
                if away is not None or not started:
                    away, started = None, True
                    yield ReaderBack()
                if lying is not None and written != lying:
                    yield CardGone()
                if written is not None and written != lying:
                    yield self._read(written)
                lying = written
            self._closed.wait(_SECONDS_BETWEEN_LOOKS)

    def _look(self) -> str | None:
        """See what lies there.

        Raises:
            DeviceError: The reader is to fail.
        """
        if not self._folder.is_dir():
            raise DeviceMissingError(self._where, "no such folder")
        fault = self._fault()
        if fault is not None and not isinstance(fault, IdCardError):
            raise fault
        return _text_of(self._folder / "card")

    def _read(self, written: str) -> CardPresent | CardUnread:
        fault = self._fault()  # as it is now that a card lies there: it was written before the card
        if isinstance(fault, IdCardError):
            return CardUnread(fault)
        try:
            return CardPresent(read_serial(_Written(self._where, written)))
        except IdCardError as error:
            return CardUnread(error)

    def _fault(self) -> DeviceError | None:
        word = _text_of(self._folder / "fault")
        if word is None:
            return None
        if word not in _FAULTS:
            return OutOfServiceError(self._where, f"the file fault says {word!r}, known are {', '.join(FAULTS)}")
        return _FAULTS[word](self._where, "simulated")


class _Written:
    """A card that answers everything with the serial number that was written down."""

    def __init__(self, where: str, text: str) -> None:
        self.where = where
        self._text = text

    def transmit(self, _command: bytes) -> bytes:
        try:
            return bytes.fromhex(self._text) + DONE
        except ValueError:
            raise LayAgainError(self.where, "the file card holds no serial number in hex") from None

    def close(self) -> None:
        """Nothing to let go of."""


def _text_of(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
