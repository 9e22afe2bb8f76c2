"""The text block of an identity card: 256 bytes of UTF-16LE, padded with spaces, in four forms.

The form is decided by the letter at byte 248 and by nothing else. The standard's text (GA/T 490) is not public; the
offsets are those on which several published programs agree, among them github.com/Johann356/readinfo, and makers'
sheets such as eastcoms.com/service/pro/840.html.
"""

import dataclasses
import enum
from datetime import date
from typing import ClassVar

from hardware.errors import MalformedError, UnknownFormError
from hardware.idcard.nations import NATIONS
from hardware.idcard.number import CardForm
from hardware.idcard.person import Person

BLOCK_BYTES = 256
LONG_TERM = date.max
"""The `valid_until` of a card that says 长期."""

_LETTER_AT = 248
_FORMS = {
    " ": CardForm.MAINLAND,
    "\0": CardForm.MAINLAND,  # reserved bytes never written
    "J": CardForm.RESIDENCE_PERMIT,
    "I": CardForm.FOREIGN_2017,
    "Y": CardForm.FOREIGN_2023,
}
_PADDING = " \0\u3000"


class Sex(enum.Enum):
    """As the card says it; what is neither 1 nor 2 is not guessed at."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


SEXES = {"1": Sex.MALE, "2": Sex.FEMALE}


@dataclasses.dataclass(frozen=True, repr=False)
class IdCard(Person):
    """One identity card.

    Attributes:
        form: Which of the four forms.
        number: ID number, 18 characters, 15 on `FOREIGN_2017`.
        name: The Chinese name, or the Latin one where the card has no other.
        sex: As the card says it.
        latin_name: Foreigners' cards only.
        nation: Name of the nation such as `汉`, or the code as it stands if unknown; mainland cards only.
        nationality: ISO 3166 letters; foreigners' cards only.
        born: Date of birth; None if the card's date is none.
        address: As of the day of issue; foreigners' cards have none.
        latest_address: The address added since, or empty.
        issuer: The authority: a name, on `FOREIGN_2017` a code, on `FOREIGN_2023` empty.
        valid_from: First day; None if the card's date is none.
        valid_until: Last day, `LONG_TERM` for 长期; None if the card's date is none.
        pass_number: Number of the travel pass; residence permits only.
        photo: The photo as the card has it, which only a maker's library can read (`hardware.idcard.photo`).
    """

    plain: ClassVar[tuple[str, ...]] = ("form",)

    form: CardForm
    number: str
    name: str
    sex: Sex = Sex.UNKNOWN
    latin_name: str = ""
    nation: str = ""
    nationality: str = ""
    born: date | None = None
    address: str = ""
    latest_address: str = ""
    issuer: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    pass_number: str = ""
    photo: bytes = b""


def parse(block: bytes) -> IdCard:
    """Read a text block.

    Raises:
        MalformedError: It is not 256 bytes long.
        UnknownFormError: A letter that this version does not know; never read as a mainland card.
    """
    if len(block) != BLOCK_BYTES:
        raise MalformedError(f"a text block of {len(block)} bytes")
    letter = block[_LETTER_AT : _LETTER_AT + 2].decode("utf-16-le", errors="replace")
    form = _FORMS.get(letter)
    if form is None:
        raise UnknownFormError(f"form {letter!a}")
    text = _Text(block)
    if form is CardForm.FOREIGN_2017:
        return _foreign_2017(text)
    card = IdCard(
        form=form,
        number=text.at(122, 36),
        name=text.at(0, 30),
        sex=text.sex(30),
        born=text.day(36),
        valid_from=text.day(188),
        valid_until=text.day(204),
    )
    if form is CardForm.FOREIGN_2023:
        latin = (text.raw(52, 70) + text.raw(220, 22)).strip(_PADDING)
        return dataclasses.replace(card, latin_name=latin, name=card.name or latin, nationality=text.at(242, 6))
    card = dataclasses.replace(card, address=text.at(52, 70), issuer=text.at(158, 30))
    if form is CardForm.RESIDENCE_PERMIT:
        return dataclasses.replace(card, pass_number=text.at(220, 18))
    code = text.at(32, 4)
    return dataclasses.replace(card, nation=NATIONS.get(code, code))


def parse_address(block: bytes) -> str:
    """Read the latest address as command 30 03 answers it; may be empty."""
    return block.decode("utf-16-le", errors="replace").strip(_PADDING)


def _foreign_2017(text: "_Text") -> IdCard:
    latin = text.at(0, 120)
    return IdCard(
        form=CardForm.FOREIGN_2017,
        number=text.at(122, 30),
        name=text.at(158, 30) or latin,
        sex=text.sex(120),
        latin_name=latin,
        nationality=text.at(152, 6),
        born=text.day(220),
        issuer=text.at(240, 8),
        valid_from=text.day(188),
        valid_until=text.day(204),
    )


class _Text:
    """A block, read by the offsets and lengths in bytes that the tables of the four forms give."""

    def __init__(self, block: bytes) -> None:
        self._block = block

    def raw(self, offset: int, length: int) -> str:
        return self._block[offset : offset + length].decode("utf-16-le", errors="replace")

    def at(self, offset: int, length: int) -> str:
        return self.raw(offset, length).strip(_PADDING)

    def sex(self, offset: int) -> Sex:
        return SEXES.get(self.at(offset, 2), Sex.UNKNOWN)

    def day(self, offset: int) -> date | None:
        digits = self.at(offset, 16)
        if digits == "长期":
            return LONG_TERM
        if len(digits) != len("YYYYMMDD") or not (digits.isascii() and digits.isdigit()):
            return None
        try:
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError:
            return None
