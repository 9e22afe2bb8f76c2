"""The seam of every reader of cards with a chip."""

from dataclasses import dataclass, field

from hardware.errors import IdCardError, NoCardError
from hardware.reader import Reader, ReaderAway, ReaderBack, first


@dataclass(frozen=True)
class CardPresent:
    """A card lies there; it is told once, until it is taken away.

    Attributes:
        serial: Its chip's serial number, 4 to 10 bytes in lower-case hex. It says which card this is to whoever looks
            at it, so it is shown and logged nowhere.
    """

    serial: str = field(repr=False)


@dataclass(frozen=True)
class CardUnread:
    """A card lies there and did not tell its serial number.

    Attributes:
        error: `LayAgainError`, or `UnsupportedCardError` for a card that has none of its own.
    """

    error: IdCardError


@dataclass(frozen=True)
class CardGone:
    """A card that was told of is not there any more."""


SmartCardEvent = CardPresent | CardUnread | CardGone | ReaderAway | ReaderBack


class SmartCardReader(Reader[SmartCardEvent]):
    """One reader of cards with a chip, or several that are as good as one."""


def read_serial_once(reader: SmartCardReader, where: str, seconds: float) -> str:
    """Wait for one card, then close the reader; give the chip's serial number.

    Raises:
        NoCardError: None was laid within `seconds`.
        DeviceError: The reader does not work, or the card that was laid could not be read.
    """
    serial = first(reader, seconds, _taken)
    if serial is None:
        raise NoCardError(where)
    return serial


def _taken(event: SmartCardEvent) -> str | None:
    match event:
        case CardPresent(serial):
            return serial
        case CardUnread(error):
            raise error
        case _:
            return None
