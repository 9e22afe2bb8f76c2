"""The seam of every ID card reader: one blocking walk of events for a thread of its own."""

import abc
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from hardware.errors import DeviceError, IdCardError, NoCardError
from hardware.idcard.record import IdCard


@dataclass(frozen=True)
class CardLaid:
    """A card was laid and read; it is told once, until it is lifted."""

    card: IdCard


@dataclass(frozen=True)
class CardLifted:
    """The reader is empty again; also after a card that could not be read."""


@dataclass(frozen=True)
class LayAgain:
    """A card lies there and was not read: it has to be lifted and laid again.

    Attributes:
        error: `LayAgainError`, or `NumberCheckError` for a number that cannot be.
    """

    error: IdCardError


@dataclass(frozen=True)
class CardUnsupported:
    """A card lies there that this version cannot read, however often it is laid (`UnsupportedCardError`)."""

    error: IdCardError


@dataclass(frozen=True)
class ReaderAway:
    """The reader does not work; it is tried again and again, `ReaderBack` follows when it does.

    Attributes:
        error: `DeviceMissingError`, `DeviceMutedError` or `OutOfServiceError`.
    """

    error: DeviceError


@dataclass(frozen=True)
class ReaderBack:
    """The reader works, from the start or again, and lies empty as far as anybody knows."""


ReaderEvent = CardLaid | CardLifted | LayAgain | CardUnsupported | ReaderAway | ReaderBack


class IdCardReader(abc.ABC):
    """One reader. `events` belongs to one thread, `close` may be called from any."""

    @abc.abstractmethod
    def events(self) -> Iterator[ReaderEvent]:
        """Walk through what happens at the reader until `close`.

        The first event is `ReaderBack` or `ReaderAway`. Nothing is raised for what happens in the world: a reader that
        is missing, mute or out of service is a `ReaderAway`, told once for each cause, and the walk goes on.
        """

    @abc.abstractmethod
    def close(self) -> None:
        """End the walk within a second; its thread gives the port back."""


def read_one(reader: IdCardReader, where: str, seconds: float) -> IdCard:
    """Wait for one card, then close the reader.

    Raises:
        NoCardError: None was laid within `seconds`.
        DeviceError: The reader does not work, or the card that was laid could not be read.
    """
    limit = threading.Timer(seconds, reader.close)
    limit.start()
    try:
        for event in reader.events():
            match event:
                case CardLaid(card):
                    return card
                case LayAgain(error) | CardUnsupported(error) | ReaderAway(error):
                    raise error
                case ReaderBack() | CardLifted():
                    pass
    finally:
        limit.cancel()
        reader.close()
        limit.join()
    raise NoCardError(where)
