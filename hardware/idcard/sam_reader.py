"""A reader with a security module (SAM-V): opens its port, asks for cards, comes back by itself after a fault."""

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hardware.errors import DeviceError, IdCardError, NoCardError, UnsupportedCardError
from hardware.idcard.reader import CardLaid, CardLifted, CardUnsupported, IdCardReader, LayAgain, ReaderEvent
from hardware.idcard.session import Pace, Port, ReaderClosed, Session
from hardware.reader import ReaderAway, ReaderBack

_log = logging.getLogger(__name__)

_ABSENT_FINDS = 2  # one find may miss a card that lies still


@dataclass(frozen=True, repr=False)
class _Lying:
    """The card that was told of and not lifted since; both empty if it could not be read.

    Of its number there is only Python's hash, which nobody can work out without this process's own secret.
    """

    serial: bytes
    number: int


_REFUSED = _Lying(b"", 0)


class SamReader(IdCardReader):
    """Any reader that answers with SAM-V frames, over the port that `open_port` opens.

    Args:
        where: The device as the settings name it.
        open_port: Opens the line, or raises `DeviceMissingError`.
        pace: How long to wait for what.
        talk: How to ask; `Session` for a reader that is asked by frames, too.
    """

    def __init__(
        self,
        where: str,
        open_port: Callable[[], Port],
        pace: Pace = Pace(),  # noqa: B008  frozen
        talk: Callable[[Port, threading.Event, Pace], Session] = Session,
    ) -> None:
        self._where = where
        self._open_port = open_port
        self._pace = pace
        self._talk = talk
        self._closed = threading.Event()

    def close(self) -> None:
        """End the walk; its thread gives the port back."""
        self._closed.set()

    def events(self) -> Iterator[ReaderEvent]:
        """Walk through what happens; see `Reader.events`."""
        told: type[DeviceError] | None = None
        pause = self._pace.retry
        while not self._closed.is_set():
            try:
                port = self._open_port()
                try:
                    session = self._talk(port, self._closed, self._pace)
                    session.check()
                    told, pause = None, self._pace.retry
                    _log.info("reader works", extra={"device": self._where})
                    yield ReaderBack()
                    yield from self._watch(session)
                finally:
                    port.close()
            except ReaderClosed:
                return
            except DeviceError as error:
                if type(error) is not told:
                    told = type(error)
                    _log.warning("reader away", extra={"device": self._where, "error": str(error)})
                    yield ReaderAway(error)
            self._closed.wait(pause)
            pause = min(pause * 2, self._pace.retry_most)

    def _watch(self, session: Session) -> Iterator[ReaderEvent]:
        """Tell of cards for as long as the reader works.

        Some readers find a card again and again that was read and never lifted, others not until it is laid anew. So a
        card that was told of counts as lifted only after several finds without it.
        """
        lying: _Lying | None = None
        absent = 0
        while not self._closed.wait(self._pace.find):
            try:
                session.find()
                taken = None if lying is _REFUSED else _take(session, lying)
            except NoCardError:
                absent += 1
                if lying is not None and absent >= _ABSENT_FINDS:
                    lying = None
                    yield CardLifted()
                continue
            except IdCardError as error:
                taken = None if lying is not None else _refuse(error)
            absent = 0
            if taken is not None:
                if lying is not None:
                    yield CardLifted()
                lying = taken[0]
                yield taken[1]
            del taken  # what was read is not kept until the next card


def _take(session: Session, lying: _Lying | None) -> tuple[_Lying, ReaderEvent] | None:
    """Read the card that was found; None if it is the one that was told of.

    Another serial number than that one's shows a card that was exchanged between two finds. Equal ones prove nothing,
    since they are often all zero, and unequal ones are believed only if the card's number is another too.
    """
    serial = session.select()  # raises if it cannot be selected twice: then it still lies there
    if lying is not None and serial == lying.serial:
        return None
    try:
        card = session.read()
    except IdCardError as error:
        return _refuse(error)
    number = hash(card.number)
    if lying is not None and number == lying.number:
        return None
    return _Lying(serial, number), CardLaid(card)


def _refuse(error: IdCardError) -> tuple[_Lying, ReaderEvent]:
    _log.info("card not read", extra={"error": str(error)})
    if isinstance(error, UnsupportedCardError):
        return _REFUSED, CardUnsupported(error)
    return _REFUSED, LayAgain(error)
