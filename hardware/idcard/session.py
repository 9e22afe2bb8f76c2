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

_SLICE = 0.1
"""How long a close waits for a read that is under way, in seconds."""
_TRIES = 2
_ADDRESS_BYTES = 70  # what has more or fewer answers another question, late


@dataclasses.dataclass(frozen=True)
class Pace:
    """How long to wait for what, in seconds.

    Attributes:
        find: Between two looks for a card; programs for these modules ask no faster than by default.
        answer: For the answer to anything but a read.
        read: For the text and photo of a card.
        quiet: After which a frame that began and stands still will not be finished.
        retry: Before a reader that is away is tried again; doubles up to `retry_most`.
        retry_most: The longest of these.
    """

    find: float = 0.3
    answer: float = 1.0
    read: float = 3.0
    quiet: float = 0.3
    retry: float = 0.5
    retry_most: float = 5.0


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

    def __init__(self, port: Port, closed: threading.Event, pace: Pace) -> None:
        self._port = port
        self._closed = closed
        self._pace = pace

    def check(self) -> None:
        """Ask whether the module works.

        Raises:
            DeviceMutedError: No answer.
            OutOfServiceError: It failed its self-test or is not authorised.
        """
        self._ask(Command.STATUS, self._pace.answer)

    def find(self) -> None:
        """Look for a card.

        Raises:
            NoCardError: None.
            IdCardError: One that cannot be read.
            DeviceError: The reader does not work.
        """
        self._ask_about_card(Command.FIND, self._pace.answer)

    def select(self) -> bytes:
        """Choose the card that was found; return its serial number, often all zero.

        Raises:
            IdCardError: The card cannot be read.
            DeviceError: The reader does not work.
        """
        return self._ask_about_card(Command.SELECT, self._pace.answer).data

    def read(self) -> IdCard:
        """Read the card that was selected, and its latest address if it has one.

        Raises:
            LayAgainError: It was moved, or too much was lost on the way.
            NumberCheckError: Its number cannot be.
            UnsupportedCardError: A form that is not known.
            DeviceError: The reader does not work.
        """
        try:
            card = read_blocks(self._ask_about_card(Command.READ, self._pace.read).data)
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
            answer = self._ask_about_card(Command.LATEST_ADDRESS, self._pace.answer)
        except (DeviceMutedError, IdCardError) as error:
            _log.info("latest address not read", extra={"device": self._port.where, "error": str(error)})
            return ""
        fits = answer.verdict is Verdict.DONE and len(answer.data) == _ADDRESS_BYTES
        return record.parse_address(answer.data) if fits else ""

    def _ask_about_card(self, command: Command, seconds: float) -> Answer:
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

    def _ask(self, command: Command, seconds: float) -> Answer:
        """Ask, once more if question or answer were spoilt on the way."""
        answer = None
        for attempt in range(1, _TRIES + 1):
            self._port.send(sam.frame(command.value))
            answer, _ = self.listen(seconds)
            if answer is not None and answer.verdict is not Verdict.TRY_AGAIN:
                break
            _log.info("asked again", extra={"device": self._port.where, "code": command.name, "attempt": attempt})
        if answer is None:
            raise DeviceMutedError(self._port.where, f"no whole answer to {command.name}")
        if answer.verdict is Verdict.OUT_OF_SERVICE:
            raise OutOfServiceError(self._port.where, f"{command.name} answered {answer.status:02X}")
        return answer

    def listen(self, seconds: float, *, noise_ends: bool = False) -> tuple[Answer | None, bool]:
        """Wait for one whole answer; tell also whether anything came at all.

        Args:
            seconds: How long.
            noise_ends: Whether what is no frame is an answer too, after which nothing comes.
        """
        frames = sam.FrameReader()
        spoilt = came = False
        now = heard = time.monotonic()
        deadline = now + seconds
        while now < deadline and not ((spoilt or frames.inside) and now - heard > self._pace.quiet):
            if self._closed.is_set():
                raise ReaderClosed
            data = self._port.receive(min(deadline - now, _SLICE))
            now = time.monotonic()
            if data:
                heard, came = now, True
                spoilt = spoilt or noise_ends
            for event in frames.feed(data):
                if isinstance(event, Answer):
                    return event, True
                spoilt = True
        return None, came


def read_blocks(data: bytes) -> IdCard:
    """Make a card of the data of a read.

    Raises:
        MalformedError: The lengths do not fit what came.
        UnknownFormError: A form that is not known.
    """
    blocks = sam.blocks(data)
    return dataclasses.replace(record.parse(blocks.text), photo=blocks.photo)


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
