"""ID numbers of every form of card: does the number fit together?

Citizens' numbers follow GB 11643, whose check digit is ISO 7064 MOD 11-2; so do the numbers of residence permits for
Hong Kong, Macao and Taiwan residents (area 810000, 820000, 830000) and of foreigners' cards issued since December 2023
(first digit 9). Foreigners' cards of 2017 carry 15 characters with a 7-3-1 check; makers print specimens that fail it,
so a wrong check digit there is doubtful, never wrong.
"""

import enum
import re
from datetime import date

LENGTH = 18
"""Signs of every number but those of foreigners' cards of 2017."""
_WEIGHTS_11_2 = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS_11_2 = "10X98765432"
_WEIGHTS_731 = (7, 3, 1)


class CardForm(enum.Enum):
    """The four forms of card; the value is the name in settings, logs and JSON."""

    MAINLAND = "mainland"
    RESIDENCE_PERMIT = "residence-permit"  # Hong Kong, Macao and Taiwan residents, since 2018
    FOREIGN_2017 = "foreign-2017"
    FOREIGN_2023 = "foreign-2023"


class NumberCheck(enum.Enum):
    """What the check of a number says."""

    GOOD = enum.auto()
    DOUBTFUL = enum.auto()
    WRONG = enum.auto()


_SHAPES = {
    CardForm.MAINLAND: re.compile(r"[1-8]\d{5}(?P<born>\d{8})\d{3}[\dX]", re.ASCII),
    CardForm.RESIDENCE_PERMIT: re.compile(r"8[123]0000(?P<born>\d{8})\d{3}[\dX]", re.ASCII),
    CardForm.FOREIGN_2017: re.compile(r"[A-Z]{3}\d{12}", re.ASCII),
    CardForm.FOREIGN_2023: re.compile(r"9\d{5}(?P<born>\d{8})\d{3}[\dX]", re.ASCII),
}


def check_number(number: str, form: CardForm) -> NumberCheck:
    """Judge an ID number as it stands on a card of the given form."""
    shape = _SHAPES[form].fullmatch(number)
    if shape is None:
        return NumberCheck.WRONG
    if form is CardForm.FOREIGN_2017:
        return NumberCheck.GOOD if number[-1] == check_731(number[:-1]) else NumberCheck.DOUBTFUL
    fits = number[-1] == check_11_2(number[:-1]) and _is_day(shape["born"])
    return NumberCheck.GOOD if fits else NumberCheck.WRONG


def is_number(text: str) -> bool:
    """Whether this may be the number of any card whose numbers have `LENGTH` signs."""
    forms = (form for form in CardForm if form is not CardForm.FOREIGN_2017)
    return any(check_number(text, form) is NumberCheck.GOOD for form in forms)


def check_11_2(body: str) -> str:
    """Return the check character of 17 digits (GB 11643, ISO 7064 MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS_11_2, body, strict=True))
    return _CHECKS_11_2[total % 11]


def check_731(body: str) -> str:
    """Return the check digit of a 2017 number's first 14 characters; A counts 10, Z 35."""
    total = sum(int(sign, 36) * _WEIGHTS_731[place % 3] for place, sign in enumerate(body))
    return str(total % 10)


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
