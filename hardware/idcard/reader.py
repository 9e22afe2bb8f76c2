"""The seam of every ID card reader."""

from dataclasses import dataclass

from hardware.errors import IdCardError, NoCardError
from hardware.idcard.record import IdCard
from hardware.reader import Reader, ReaderAway, ReaderBack, first


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


ReaderEvent = CardLaid | CardLifted | LayAgain | CardUnsupported | ReaderAway | ReaderBack


class IdCardReader(Reader[ReaderEvent]):
    """One reader of ID cards."""


def read_one(reader: IdCardReader, where: str, seconds: float) -> IdCard:
    """Wait for one card, then close the reader.

    Raises:
        NoCardError: None was laid within `seconds`.
        DeviceError: The reader does not work, or the card that was laid could not be read.
    """
    card = first(reader, seconds, _taken)
    if card is None:
        raise NoCardError(where)
    return card


def _taken(event: ReaderEvent) -> IdCard | None:
    match event:
        case CardLaid(card):
            return card
        case LayAgain(error) | CardUnsupported(error):
            raise error
        case _:
            return None
