"""The talk with a social-security card, and whom it tells of.

Its application has two files of records, EF05 about the card and EF06 about its holder. The rules say that they are
read without a PIN (人社信息函〔2012〕37号, as blog.csdn.net/zz_bubble/106245384 tells them); at least one city's cards
want one. What is asked here is what published programs ask.
"""

import dataclasses
import re
from datetime import date
from typing import ClassVar

from hardware.errors import MalformedError, NumberCheckError, UnsupportedCardError
from hardware.idcard.number import CardForm, NumberCheck, check_number
from hardware.idcard.person import Person
from hardware.idcard.record import SEXES, Sex
from hardware.smartcard import apdu
from hardware.smartcard.apdu import Response
from hardware.smartcard.profiles import CardProfile
from hardware.smartcard.session import Card, exchange

OF_CARD, OF_HOLDER = 0x05, 0x06
"""The files."""
VERSION, CARD_NUMBER = 3, 7
NUMBER, NAME, SEX, BORN = 1, 2, 3, 6
"""Records of the one file and of the other."""
_A_VERSION = re.compile(r"\d\.\d\d", re.ASCII)
_PADDING = b"\0 \xff"
_LEAST_TRIES = 2
_NUMBER_FORMS = (CardForm.MAINLAND, CardForm.FOREIGN_2023)
"""Forms of the number; of residents from Hong Kong, Macao and Taiwan it is like a mainland one."""


@dataclasses.dataclass(frozen=True, repr=False)
class SocialSecurityCard(Person):
    """One social-security card.

    Attributes:
        number: Its holder's social-security number, which is the ID number, 18 characters.
        name: Its holder's name.
        sex: As the card says it.
        born: Date of birth; None if the card's date is none.
        card_number: The card's own number, or empty.
        version: Of the rules it was made by, such as `3.00` of the third generation, or empty.
    """

    plain: ClassVar[tuple[str, ...]] = ("version",)

    number: str
    name: str
    sex: Sex = Sex.UNKNOWN
    born: date | None = None
    card_number: str = ""
    version: str = ""


def read_social_security(card: Card, profile: CardProfile) -> SocialSecurityCard | None:
    """Read whose card it is, its number and name alone; None if it is no social-security card.

    Raises:
        UnsupportedCardError: It does not let itself be read so, however often it is laid.
        NumberCheckError: Its number cannot be.
        LayAgainError: It answers as no such card does.
        DeviceError: The card or the reader failed.
    """
    if not any(exchange(card, apdu.select_application(bytes.fromhex(aid))).done for aid in profile.aids):
        return None
    holder = _File(card, profile, OF_HOLDER)
    return SocialSecurityCard(
        number=_number(card.where, holder.value(NUMBER)), name=_name(card.where, holder.value(NAME))
    )


def read_whole(card: Card, profile: CardProfile) -> SocialSecurityCard | None:
    """Read everything that is known to stand on a card, see `read_social_security`; some of it may be missing."""
    read = read_social_security(card, profile)
    if read is None:
        return None
    holder = _File(card, profile, OF_HOLDER)
    sex, born = holder.value_if_any(SEX), holder.value_if_any(BORN)
    issued = _File(card, profile, OF_CARD)
    return dataclasses.replace(
        read,
        sex=SEXES.get(_signs(sex), Sex.UNKNOWN),
        born=_day(born),
        card_number=_signs(issued.value_if_any(CARD_NUMBER)),
        version=_version(issued.value_if_any(VERSION)),
    )


class _File:
    """One file of a card; each method raises what `read_social_security` raises."""

    def __init__(self, card: Card, profile: CardProfile, file: int) -> None:
        self._card = card
        self._pin = profile.pin
        self._name = f"EF{file:02X}"
        self._reference = apdu.short_file(file)
        self._closed: Response | None = None
        if profile.files != "short":
            chosen = exchange(card, apdu.select_file(file))
            if chosen.done:
                self._reference = apdu.CURRENT_FILE
            elif profile.files == "select":  # the file that was chosen before is still the current one
                self._closed = chosen

    def value(self, number: int) -> bytes:
        """What a record holds."""
        response = self._read(number)
        if response.wants_pin and self._pin:
            self._verify()
            response = self._read(number)
        if not response.done:
            hint = "; it wants a PIN, see cards.toml" if response.wants_pin else ""
            raise self._unsupported(f"{self._name}: record {number} answered {response.status:04X}{hint}")
        try:
            return apdu.value_of(response.data)
        except MalformedError as error:
            raise self._unsupported(f"{self._name}: {error}") from error

    def value_if_any(self, number: int) -> bytes:
        """What a record holds; nothing if the card does not give it."""
        response = self._read(number)
        try:
            return apdu.value_of(response.data) if response.done else b""
        except MalformedError:
            return b""

    def _read(self, number: int) -> Response:
        return self._closed or exchange(self._card, apdu.read_record(self._reference, number))

    def _verify(self) -> None:
        """Tell the PIN, if a wrong one would not be the last: a locked card cost its holder a way to an office."""
        left = exchange(self._card, apdu.TRIES_LEFT).tries_left
        if left is None or left < _LEAST_TRIES:
            raise self._unsupported(f"tries left for its PIN: {'not told' if left is None else left}, so none is told")
        if not (response := exchange(self._card, apdu.verify(self._pin))).done:
            raise self._unsupported(f"the PIN of cards.toml answered {response.status:04X}")

    def _unsupported(self, detail: str) -> UnsupportedCardError:
        return UnsupportedCardError(self._card.where, detail)


def _number(where: str, value: bytes) -> str:
    number = _signs(value).upper()
    if any(check_number(number, form) is NumberCheck.GOOD for form in _NUMBER_FORMS):
        return number
    if number[:1].isalpha():  # foreigners' numbers of old begin with their country
        raise UnsupportedCardError(where, "a social-security number of a form that is not known")
    raise NumberCheckError(where, "social-security number fails its check")


def _name(where: str, value: bytes) -> str:
    """Read a name as GB 18030, which is GBK and the rare characters that GBK has not.

    A character of the issuer's own, which no standard has, comes as Unicode's private one, as on an ID card. What is
    none of these is not guessed at: half a name makes another person's.
    """
    try:
        name = value.rstrip(_PADDING).decode("gb18030").strip("\u3000 ")
    except UnicodeDecodeError:
        raise UnsupportedCardError(where, "its name is not in GBK, nor in GB 18030") from None
    if not name:
        raise UnsupportedCardError(where, "it has no name")
    return name


def _signs(value: bytes) -> str:
    """Read figures and letters; empty if it is anything else."""
    signs = value.strip(_PADDING).decode("ascii", errors="replace")
    return signs if signs.isprintable() and signs.isascii() else ""


def _version(value: bytes) -> str:
    """Read a version; empty if it is none, since it is shown as it stands."""
    signs = _signs(value)
    return signs if _A_VERSION.fullmatch(signs) else ""


def _day(value: bytes) -> date | None:
    """Read four bytes of two decimal figures each."""
    try:
        return date.fromisoformat(value.hex()) if value.hex().isdecimal() else None
    except ValueError:
        return None
