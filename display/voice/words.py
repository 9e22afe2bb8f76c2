"""A call as the clips and pauses that say it. Pure."""

import string
import unicodedata
from collections.abc import Sequence
from typing import Literal

from display.voice.errors import UnspeakableError
from hardware.speaker.wave import Pause

Language = Literal["zh", "en"]
Said = tuple[str | Pause, ...]
"""Names of clips, and pauses."""

CHIME = "chime"
COMMA = Pause(250)
FULL_STOP = Pause(700)
_AFTER_CHIME = Pause(200)
_TIMES = 2
_SEPARATORS = " -"  # seen in labels such as A-3, never spoken
_LETTERS_AND_DIGITS = frozenset(string.ascii_uppercase + string.digits)
_LARGEST_COUNTED = 2  # digits of a label that is read as a number: window 12, and window one-zero-five


def announce(number: str, label: str, languages: Sequence[Language] = ("zh",), *, yao: bool = False) -> Said:
    """Say who is called where: a chime, then the call in each language, then all of it once more.

    Args:
        number: The ticket's number, such as `A017`; read character by character.
        label: What stands above the window, such as `3`; up to two digits are read as a number.
        languages: In the order of speaking.
        yao: Whether a 1 that is read as a digit is yāo in Chinese, as on the telephone, instead of yī.

    Raises:
        UnspeakableError: The number or the label has a character that no clip says.
    """
    who, where = _spoken(number), _spoken(label)
    return _twice([(*_who(each, who, yao=yao), COMMA, *_where(each, where, yao=yao)) for each in languages])


def announce_without_window(number: str, languages: Sequence[Language] = ("zh",), *, yao: bool = False) -> Said:
    """Say who is called and to look at the screen for the window, where no clip can name it; else as `announce`.

    Raises:
        UnspeakableError: The number has a character that no clip says.
    """
    who = _spoken(number)
    return _twice([(*_who(each, who, yao=yao), COMMA, f"{each}-screen") for each in languages])


def _twice(sentences: Sequence[Said]) -> Said:
    once: Said = tuple(part for sentence in sentences for part in (*sentence, FULL_STOP))
    return (CHIME, _AFTER_CHIME, *(once * _TIMES)[:-1])


def _who(language: Language, number: str, *, yao: bool) -> Said:
    if language == "zh":
        return ("zh-please", *_chinese_digits(number, yao=yao), "zh-ticket")
    return ("en-ticket", *_english_digits(number))


def _where(language: Language, label: str, *, yao: bool) -> Said:
    if language == "zh":
        window = _counted_in_chinese(int(label)) if _is_counted(label) else _chinese_digits(label, yao=yao)
        return ("zh-to", *window, "zh-window")
    return ("en-window", *(_counted_in_english(int(label)) if _is_counted(label) else _english_digits(label)))


def _chinese_digits(text: str, *, yao: bool) -> Said:
    return tuple("zh-yao" if yao and c == "1" else f"zh-{c.lower()}" for c in text)


def _english_digits(text: str) -> Said:
    return tuple(f"en-{c.lower()}" for c in text)


def _counted_in_chinese(value: int) -> Said:
    """Read 0 to 99: 十二 is ten and two, 二十 two and ten."""
    tens, ones = divmod(value, 10)
    if not tens:
        return (f"zh-{ones}",)
    return (*((f"zh-{tens}",) if tens > 1 else ()), "zh-10", *((f"zh-{ones}",) if ones else ()))


def _counted_in_english(value: int) -> Said:
    tens, ones = divmod(value, 10)
    if tens < 2:  # noqa: PLR2004 - up to nineteen each has a word of its own
        return (f"en-{value}",)
    return (f"en-{tens * 10}", *((f"en-{ones}",) if ones else ()))


def _is_counted(label: str) -> bool:
    return label.isdigit() and len(label) <= _LARGEST_COUNTED and (len(label) == 1 or label[0] != "0")


def _spoken(text: str) -> str:
    """Keep what is spoken of a number or a label; letters and digits of full width count as plain ones."""
    plain = [c for c in unicodedata.normalize("NFKC", text).upper() if c not in _SEPARATORS]
    if not plain or not _LETTERS_AND_DIGITS.issuperset(plain):
        raise UnspeakableError(text)
    return "".join(plain)
