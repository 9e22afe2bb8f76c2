"""What stands on a screen as a voice has to be given it: digits that name one by one, digits that count as a number."""

import re
from collections.abc import Callable, Mapping

from hardware.speaker.espeak import ENGLISH, PINYIN

_ZH_DIGITS = ("ling2", "yi1", "er4", "san1", "si4", "wu3", "liu4", "qi1", "ba1", "jiu3")
_ZH_UNITS = ("", "shi2", "bai3", "qian1")
_EN_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_EN_UNITS = {"h": "hour", "min": "minute", "s": "second"}
_COUNTED = set("个個人项項位分小张張天次秒")
"""What two of are 两 and not 二: 两人, 两分钟, but 二号窗口 and 二月."""
_MOST = 4  # digits that are read as a number

_TOKENS = re.compile(
    r"(?P<code>(?<![A-Za-z0-9])[A-Z]{1,2}[0-9]{3,4}(?![A-Za-z0-9]))"
    r"|(?P<time>(?<!\d)\d{1,2}:\d{2}(?!\d))"
    r"|(?P<count>\d+)"
    r"|(?P<masked>\*+[·*]*)"
    r"|(?P<han>[\u3400-\u9fff]+)"
    r"|(?P<word>[^\W\d_][^\s\d\x00-\x1f\x7f\[\]<>«»“”„\"…–—。，、；：！？!?.,;:()（）*·•\u3400-\u9fff\u200b-\u200f\u202a-\u202e]*)"
    r"|(?P<to>[–—])"
    r"|(?P<stop>[。！？；.!?;\n]+)"
    r"|(?P<comma>[，、,：:()（）]+)"
)

Say = Callable[[re.Match[str]], str]


def aloud(text: str, language: str) -> tuple[str, str]:
    """A text as its voice reads it, and the voice.

    Signs that no voice says, and those that would be orders to the program, are left out.

    Args:
        text: In the language, such as `A017 · 大约等 7 分钟`.
        language: Such as `zh`, `zh-hant`, `en`.
    """
    say, voice = (
        (_CHINESE, PINYIN) if language.startswith("zh") else (_OTHERS, ENGLISH if language == "en" else language)
    )
    said = " ".join(filter(None, (say[token.lastgroup or ""](token) for token in _TOKENS.finditer(text))))
    return re.sub(r" +(?=[,.])", "", said), voice


def _letters(word: str, digits: tuple[str, ...], after_letter: str) -> str:
    return " ".join(digits[int(sign)] if sign.isdecimal() else sign + after_letter for sign in word)


def _zh_count(token: re.Match[str]) -> str:
    digits = token[0]
    if len(digits) > _MOST or (len(digits) > 1 and digits[0] == "0"):
        return _letters(digits, _ZH_DIGITS, "")
    if digits == "2" and token.string[token.end() :].lstrip()[:1] in _COUNTED:
        return "liang3"
    return zh_number(int(digits))


def zh_number(value: int) -> str:
    """A number below ten thousand: 十二, 一百零五, 两百 as 二百."""
    said: list[str] = []
    gap = False
    for place, digit in zip(range(len(str(value)) - 1, -1, -1), map(int, str(value)), strict=True):
        if not digit:
            gap = True
            continue
        if gap and said:
            said.append(_ZH_DIGITS[0])
        gap = False
        ten = place == 1 and digit == 1 and not said
        said += [*([] if ten else [_ZH_DIGITS[digit]]), *([_ZH_UNITS[place]] if place else [])]
    return " ".join(said) or _ZH_DIGITS[0]


def _zh_time(token: re.Match[str]) -> str:
    hour, minute = map(int, token[0].split(":"))
    when = "liang3" if hour == 2 else zh_number(hour)  # noqa: PLR2004 - 两点, never 二点
    if not minute:
        return f"{when} dian3"
    return f"{when} dian3 {'ling2 ' if minute < 10 else ''}{zh_number(minute)} fen1"  # noqa: PLR2004 - 九点零五分


def _zh_han(token: re.Match[str]) -> str:
    from kiosk.catalogue import pinyin  # noqa: PLC0415 - see there

    return pinyin.aloud(token[0])


def _en_time(token: re.Match[str]) -> str:
    hour, minute = map(int, token[0].split(":"))
    if not minute:
        return f"{hour} o'clock"
    return f"{hour} {'oh ' if minute < 10 else ''}{minute}"  # noqa: PLR2004 - nine oh five


def _en_count(token: re.Match[str]) -> str:
    digits = token[0]
    return _letters(digits, _EN_DIGITS, "") if len(digits) > _MOST or (digits[0] == "0" and digits != "0") else digits


def _en_word(token: re.Match[str]) -> str:
    unit = _EN_UNITS.get(token[0])
    before = re.search(r"(\d+) $", token.string[: token.start()])
    if not unit or not before:
        return token[0]
    return unit if before[1] == "1" else f"{unit}s"


def _en_han(token: re.Match[str]) -> str:
    return re.sub(r"\d", "", _zh_han(token))  # a name, in the middle of another language


_CHINESE: Mapping[str, Say] = {
    "code": lambda token: _letters(token[0], _ZH_DIGITS, ""),
    "time": _zh_time,
    "count": _zh_count,
    "masked": lambda _: "mou3",
    "han": _zh_han,
    "word": lambda token: _letters(token[0].upper(), _ZH_DIGITS, ""),
    "to": lambda _: "dao4",
    "stop": lambda _: ".",
    "comma": lambda _: ",",
}
_OTHERS: Mapping[str, Say] = {
    "code": lambda token: _letters(token[0], _EN_DIGITS, ","),
    "time": _en_time,
    "count": _en_count,
    "masked": lambda _: "",
    "han": _en_han,
    "word": _en_word,
    "to": lambda _: "to",
    "stop": lambda _: ".",
    "comma": lambda _: ",",
}
