"""A talk with one security module over any port: one question at a time, its time-outs and its retries.

Time-outs and what to retry are those that published programs for these readers use: 1 s to find or select, 3 s to read;
a spoilt frame is asked for once more, a card that failed is not.
"""

import dataclasses
import logging
import threading
import time
from typing import Protocol

from hardware.errors import (
    DeviceMutedError,
    IdCardError,
    LayAgainError,
    MalformedError,
    NoCardError,
    NumberCheckError,
    OutOfServiceError,
    UnknownFormError,
    UnsupportedCardError,
)
from hardware.idcard import record, sam
from hardware.idcard.number import NumberCheck, check_number
from hardware.idcard.record import IdCard
from hardware.idcard.sam import Answer, Command, Verdict

_log = logging.getLogger(__name__)

_SECONDS = 1.0
_SECONDS_TO_READ = 3.0
_SECONDS_QUIET = 0.3
"""A frame that began and then stood still this long will not be finished."""
_SLICE = 0.1
"""How long a close waits for a read that is under way."""
_TRIES = 2


class Port(Protocol):
    """A line to a reader. Every method raises `DeviceMissingError` when the line is gone."""

    where: str

    def send(self, data: bytes) -> None:
        """Drop what came in and was not received, then send."""

    def receive(self, seconds: float) -> bytes:
        """Wait at most `seconds` for bytes; none is no error."""

    def close(self) -> None:
        """Give the line back; never raises."""


class ReaderClosed(Exception):  # noqa: N818  no error: the way out of a wait when the reader is closed
    """The reader was closed while an answer was waited for."""


class Session:
    """Asks one module. Any question raises `ReaderClosed` soon after `closed` is set."""

    def __init__(self, port: Port, closed: threading.Event) -> None:
        self._port = port
        self._closed = closed

    def check(self) -> None:
        """Ask whether the module works.

        Raises:
            DeviceMutedError: No answer.
            OutOfServiceError: It failed its self-test or is not authorised.
        """
        self._ask(Command.STATUS)

    def find(self) -> None:
        """Look for a card.

        Raises:
            NoCardError: None.
            IdCardError: One that cannot be read.
            DeviceError: The reader does not work.
        """
        self._ask_about_card(Command.FIND)

    def select(self) -> bytes:
        """Choose the card that was found; return its serial number, often all zero.

        Raises:
            IdCardError: The card cannot be read.
            DeviceError: The reader does not work.
        """
        return self._ask_about_card(Command.SELECT).data

    def read(self) -> IdCard:
        """Read the card that was selected, and its latest address if it has one.

        Raises:
            LayAgainError: It was moved, or too much was lost on the way.
            NumberCheckError: Its number cannot be.
            UnsupportedCardError: A form that is not known.
            DeviceError: The reader does not work.
        """
        try:
            card = record.parse(sam.blocks(self._ask_about_card(Command.READ, _SECONDS_TO_READ).data).text)
        except UnknownFormError as error:
            raise UnsupportedCardError(self._port.where, str(error)) from error
        except MalformedError as error:
            raise LayAgainError(self._port.where, str(error)) from error
        except DeviceMutedError as error:  # whether the reader is still there shows when it is asked for the next card
            raise LayAgainError(self._port.where, error.detail) from error
        require_number(card, self._port.where)
        return dataclasses.replace(card, latest_address=self._latest_address()) if card.address else card

    def _latest_address(self) -> str:
        """Read the address added since; a card whose text was read is not lost for want of it."""
        try:
            answer = self._ask_about_card(Command.LATEST_ADDRESS)
        except (DeviceMutedError, IdCardError) as error:
            _log.info("latest address not read", extra={"device": self._port.where, "error": str(error)})
            return ""
        return record.parse_address(answer.data) if answer.verdict is Verdict.DONE else ""

    def _ask_about_card(self, command: Command, seconds: float = _SECONDS) -> Answer:
        answer = self._ask(command, seconds)
        detail = f"{command.name} answered {answer.status:02X}"
        match answer.verdict:
            case Verdict.NO_CARD if command is Command.FIND:
                raise NoCardError(self._port.where, detail)
            case Verdict.UNSUPPORTED_CARD:
                raise UnsupportedCardError(self._port.where, detail)
            case Verdict.NO_CARD | Verdict.LAY_AGAIN | Verdict.TRY_AGAIN:
                raise LayAgainError(self._port.where, detail)
        return answer

    def _ask(self, command: Command, seconds: float = _SECONDS) -> Answer:
        """Ask, once more if question or answer were spoilt on the way."""
        answer = None
        for attempt in range(1, _TRIES + 1):
            self._port.send(sam.frame(command.value))
            answer = self._listen(seconds)
            if answer is not None and answer.verdict is not Verdict.TRY_AGAIN:
                break
            _log.info("asked again", extra={"device": self._port.where, "code": command.name, "attempt": attempt})
        if answer is None:
            raise DeviceMutedError(self._port.where, f"no whole answer to {command.name}")
        if answer.verdict is Verdict.OUT_OF_SERVICE:
            raise OutOfServiceError(self._port.where, f"{command.name} answered {answer.status:02X}")
        return answer

    def _listen(self, seconds: float) -> Answer | None:
        frames = sam.FrameReader()
        spoilt = False
        now = heard = time.monotonic()
        deadline = now + seconds
        while now < deadline and not ((spoilt or frames.inside) and now - heard > _SECONDS_QUIET):
            if self._closed.is_set():
                raise ReaderClosed
            data = self._port.receive(min(deadline - now, _SLICE))
            now = time.monotonic()
            if data:
                heard = now
            for event in frames.feed(data):
                if isinstance(event, Answer):
                    return event
                spoilt = True
        return None


def require_number(card: IdCard, where: str) -> None:
    """Refuse a card whose number cannot be.

    Raises:
        NumberCheckError: The digits do not fit together.
    """
    match check_number(card.number, card.form):
        case NumberCheck.WRONG:
            raise NumberCheckError(where, f"{card.form.value} number fails its check")
        case NumberCheck.DOUBTFUL:
            _log.info("check digit of a 2017 number does not fit, taken as it is", extra={"device": where})
