"""The seam of every reader of cards with a chip."""

from dataclasses import dataclass, field

from hardware.errors import IdCardError, NoCardError
from hardware.reader import Reader, ReaderAway, ReaderBack, first
from hardware.smartcard.social_security import SocialSecurityCard


@dataclass(frozen=True)
class CardRead:
    """A card lies there and told what was asked; it is told once, until it is taken away."""


@dataclass(frozen=True)
class CardPresent(CardRead):
    """A card by its chip, such as a badge.

    Attributes:
        serial: Its chip's serial number, 4 to 10 bytes in lower-case hex. It says which card this is to whoever looks
            at it, so it is shown and logged nowhere.
    """

    serial: str = field(repr=False)


@dataclass(frozen=True)
class SocialSecurityLaid(CardRead):
    """A social-security card was laid and read."""

    card: SocialSecurityCard


@dataclass(frozen=True)
class ResidentPresent(CardRead):
    """A resident identity card lies there. Its texts are for readers with a security module alone."""


@dataclass(frozen=True)
class CardUnread:
    """A card lies there and did not tell what was asked.

    Attributes:
        error: `LayAgainError`, `NumberCheckError` for a number that cannot be, or `UnsupportedCardError` for a card
            that has nothing of the kind or does not tell it.
    """

    error: IdCardError


@dataclass(frozen=True)
class CardGone:
    """A card that was told of is not there any more."""


SmartCardEvent = CardRead | CardUnread | CardGone | ReaderAway | ReaderBack


class SmartCardReader(Reader[SmartCardEvent]):
    """One reader of cards with a chip, or several that are as good as one; what it reads of each is `reading`'s."""


def read_card_once(reader: SmartCardReader, where: str, seconds: float) -> CardRead:
    """Wait for one card, then close the reader.

    Raises:
        NoCardError: None was laid within `seconds`.
        DeviceError: The reader does not work, or the card that was laid could not be read.
    """
    read = first(reader, seconds, _taken)
    if read is None:
        raise NoCardError(where)
    return read


def _taken(event: SmartCardEvent) -> CardRead | None:
    match event:
        case CardRead():
            return event
        case CardUnread(error):
            raise error
        case _:
            return None
