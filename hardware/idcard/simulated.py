"""A reader that is a folder: a card lies on it while `card.json` is there."""

import json
import logging
import threading
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from hardware.errors import (
    DeviceError,
    DeviceMissingError,
    DeviceMutedError,
    IdCardError,
    LayAgainError,
    OutOfServiceError,
    UnsupportedCardError,
)
from hardware.idcard.reader import CardLaid, CardLifted, CardUnsupported, IdCardReader, LayAgain, ReaderEvent
from hardware.idcard.record import IdCard
from hardware.idcard.session import require_number
from hardware.reader import ReaderAway, ReaderBack

_log = logging.getLogger(__name__)

_SECONDS_BETWEEN_LOOKS = 0.05
_CARD = TypeAdapter(IdCard)
_READER_FAULTS = {"mute": DeviceMutedError, "away": DeviceMissingError, "out-of-service": OutOfServiceError}
_CARD_FAULTS = {"lay-again": LayAgainError, "unsupported": UnsupportedCardError}
FAULTS = (*_READER_FAULTS, *_CARD_FAULTS)
"""The words that a file `fault` may hold."""


class SimulatedIdCardReader(IdCardReader):
    """An `IdCardReader` that looks into a folder.

    `card.json` is a card: the fields of `IdCard`, of which `name` and `number` must be there and `form` is `mainland`
    if it is not. A file `fault` holds one of `FAULTS`; without it all is well. A folder that is absent is a reader
    that is missing.
    """

    def __init__(self, where: str, folder: Path) -> None:
        self._where = where
        self._folder = folder
        self._closed = threading.Event()

    def close(self) -> None:
        """End the walk."""
        self._closed.set()

    def events(self) -> Iterator[ReaderEvent]:
        """Walk through what happens; see `Reader.events`."""
        away: type[DeviceError] | None = None
        started = lying = False
        while not self._closed.is_set():
            fault = self._fault()
            if isinstance(fault, DeviceError) and not isinstance(fault, IdCardError):
                if type(fault) is not away:
                    away, started, lying = type(fault), True, False
                    _log.warning("reader away", extra={"device": self._where, "error": str(fault)})
                    yield ReaderAway(fault)
            else:
                if away is not None or not started:
                    away, started = None, True
                    yield ReaderBack()
                lies = (self._folder / "card.json").exists()
                if lies and not lying:
                    yield self._read()
                elif lying and not lies:
                    yield CardLifted()
                lying = lies
            self._closed.wait(_SECONDS_BETWEEN_LOOKS)

    def _fault(self) -> DeviceError | None:
        if not self._folder.is_dir():
            return DeviceMissingError(self._where, "no such folder")
        try:
            word = (self._folder / "fault").read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        kind = (_READER_FAULTS | _CARD_FAULTS).get(word)
        if kind is None:
            return OutOfServiceError(self._where, f"the file fault says {word!r}, known are {', '.join(FAULTS)}")
        return kind(self._where, "simulated")

    def _read(self) -> ReaderEvent:
        fault = self._fault()  # as it is now that a card lies there: it was written before the card
        try:
            if isinstance(fault, IdCardError):
                raise fault
            card = self._card()
            require_number(card, self._where)
        except UnsupportedCardError as error:
            return CardUnsupported(error)
        except IdCardError as error:
            return LayAgain(error)
        return CardLaid(card)

    def _card(self) -> IdCard:
        """Take what lies there; of a card that is none only the names of its wrong fields are told."""
        try:
            fields = json.loads((self._folder / "card.json").read_bytes())
            return _CARD.validate_python({"form": "mainland", **fields})
        except FileNotFoundError as error:
            raise LayAgainError(self._where, "lifted while it was read") from error
        except (json.JSONDecodeError, TypeError):
            raise LayAgainError(self._where, "card.json is no JSON object") from None
        except ValidationError as error:
            wrong = ", ".join(".".join(map(str, each["loc"])) for each in error.errors())
            raise LayAgainError(self._where, f"card.json is no card: {wrong}") from None
