"""What a reader reads from each card that is laid: who opens it says so."""

from collections.abc import Callable

from hardware.errors import UnsupportedCardError
from hardware.smartcard.profiles import USUAL, CardProfile
from hardware.smartcard.reader import CardPresent, CardRead, ResidentPresent, SocialSecurityLaid
from hardware.smartcard.session import Card, is_resident, read_serial
from hardware.smartcard.social_security import SocialSecurityCard, read_social_security, read_whole

ReadCard = Callable[[Card], CardRead]
"""Reads one card. Raises `IdCardError` if it can't be read, another `DeviceError` if the reader does not work."""


def read_badge(card: Card) -> CardRead:
    """Read a chip's serial number, which every plain chip card has; one question."""
    return CardPresent(read_serial(card))


def citizen_card(profile: CardProfile = USUAL) -> ReadCard:
    """Read whose social-security card it is, and no more than that; a resident identity card is only recognised."""

    def read(card: Card) -> CardRead:
        if found := _citizens(card, profile, read_social_security):
            return found
        raise UnsupportedCardError(card.where, "neither a social-security card nor a resident identity card")

    return read


def any_card(profile: CardProfile = USUAL) -> ReadCard:
    """Read whatever is laid, for a technician: as a visitor's card and all that stands on it, else as a badge."""
    return lambda card: _citizens(card, profile, read_whole) or read_badge(card)


def _citizens(
    card: Card, profile: CardProfile, read: Callable[[Card, CardProfile], SocialSecurityCard | None]
) -> SocialSecurityLaid | ResidentPresent | None:
    """The identity card first: what it answers to other commands is not known."""
    if is_resident(card):
        return ResidentPresent()
    found = read(card, profile)
    return SocialSecurityLaid(found) if found else None
