"""A slip as data, and where everything stands on the paper. Pure."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Literal

QR_PREFIX = "yimen:ticket:"
QR_MODULE = 6  # dots; 0.75 mm is read from a thermal slip by any telephone
_NEVER_FIRST = "，。、；：！？）》」』】”’·,.;:!?)%"  # marks that do not begin a row


class Paper(Enum):
    """Paper by its width in millimetres."""

    MM58 = 58
    MM80 = 80

    @property
    def dots(self) -> int:
        """Dots that a 203 dpi head prints on it; 8 dots are one millimetre."""
        return 384 if self is Paper.MM58 else 576


class Size(Enum):
    """How large a line is: the width in dots of a Latin and of a Chinese character."""

    SMALL = (9, 24)  # the second language: font B, whose Chinese is no smaller
    NORMAL = (12, 24)
    LARGE = (24, 48)

    @property
    def latin(self) -> int:
        """Dots from one Latin character to the next."""
        return self.value[0]

    @property
    def chinese(self) -> int:
        """Dots from one Chinese character to the next."""
        return self.value[1]


@dataclass(frozen=True)
class Words:
    """One text in both languages.

    Attributes:
        zh: Chinese.
        en: English, or empty where a hall has none.
    """

    zh: str
    en: str = ""


@dataclass(frozen=True)
class Slip:
    """What a visitor takes along.

    Attributes:
        hall: The hall's name.
        number: The ticket's number, such as `A017`, at most `AB1234`.
        service: The service's name.
        ahead: People in front.
        issued_at: When the number was given, on the hall's clock.
        ref: Goes into the QR code and nowhere else, since whoever shows it may see and cancel the ticket.
        likely_min: Expected wait in minutes, or None if it cannot be told.
        at_most_min: The wait that is seldom exceeded, in minutes, or None.
        messages: Lines of the hall for today.
        language: The visitor's: Chinese always stands first, English is as large for who chose it.
    """

    hall: Words
    number: str
    service: Words
    ahead: int
    issued_at: datetime
    ref: str = field(repr=False)
    likely_min: int | None = None
    at_most_min: int | None = None
    messages: tuple[Words, ...] = ()
    language: Literal["zh", "en"] = "zh"


@dataclass(frozen=True)
class Line:
    """One centred line that fits the paper."""

    text: str
    size: Size = Size.NORMAL
    bold: bool = False


@dataclass(frozen=True)
class Number:
    """The ticket's number, as large as the paper allows."""

    text: str


@dataclass(frozen=True)
class Qr:
    """A centred QR code."""

    text: str


@dataclass(frozen=True)
class Gap:
    """Empty paper, in dots."""

    dots: int


@dataclass(frozen=True)
class Rule:
    """A thin line across the paper."""


Block = Line | Number | Qr | Gap | Rule

HELP = Words("请留意屏幕和广播", "Watch the screens and listen")


def lay_out(slip: Slip, paper: Paper) -> tuple[Block, ...]:
    """Place a slip's contents on paper, from the top to the cut."""
    second = Size.NORMAL if slip.language == "en" else Size.SMALL

    def both(words: Words, first: Size = Size.NORMAL, second: Size = second, *, bold: bool = False) -> list[Block]:
        return [
            *(Line(row, first, bold) for row in wrap(words.zh, first, paper)),
            *(Line(row, second) for row in wrap(words.en, second, paper)),
        ]

    blocks: list[Block] = [*both(slip.hall, second=Size.SMALL), Rule(), Gap(16), Number(clean(slip.number)), Gap(16)]
    blocks += [*both(slip.service, Size.LARGE, bold=True), Gap(12)]
    for words in _queue(slip):
        blocks += [Gap(8), *both(words)]
    blocks += [Gap(24), Qr(QR_PREFIX + clean(slip.ref)), Gap(24), Line(f"{slip.issued_at:%Y-%m-%d %H:%M}"), Rule()]
    for words in (*slip.messages, HELP):
        blocks += [Gap(8), *both(words)]
    return tuple(blocks)


def _queue(slip: Slip) -> Iterator[Words]:
    """Say who is in front and how long that takes, as far as it is known."""
    zh, en = f"{slip.ahead} 人在您前面", f"{slip.ahead} ahead of you"
    if slip.ahead == 0:
        zh, en = "您前面没有人", "No one ahead"
    if slip.likely_min is None:
        yield Words(zh, en)
        return
    likely = _span(slip.likely_min)
    yield Words(f"{zh} · 约 {likely.zh}", f"{en}, about {likely.en}")
    if slip.at_most_min is not None and slip.at_most_min > slip.likely_min:
        at_most = _span(slip.at_most_min)
        yield Words(f"最多 {at_most.zh}", f"At most {at_most.en}")


def _span(minutes: int) -> Words:
    """Say a time as people do: 5 分钟, 1 小时, 4 小时 5 分钟."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return Words(f"{rest} 分钟", f"{rest} min")
    if not rest:
        return Words(f"{hours} 小时", f"{hours} h")
    return Words(f"{hours} 小时 {rest} 分钟", f"{hours} h {rest} min")


def clean(text: str) -> str:
    """Make text safe to print: no control, format or surrogate character is left, spaces are single."""
    composed = unicodedata.normalize("NFC", text)
    spaced = (" " if c in "\t\n\r" or unicodedata.category(c)[0] == "Z" else c for c in composed)
    return " ".join("".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs")).split())


def width(text: str, size: Size) -> int:
    """Dots that a printer in text mode needs for `text` on one line."""
    return sum(size.latin if c.isascii() else size.chinese for c in text)


def wrap(text: str, size: Size, paper: Paper) -> list[str]:
    """Break text into lines that fit the paper, between words where there are any. Nothing is cut off.

    Args:
        text: Anything; it is cleaned first.
        size: Of the characters.
        paper: The paper; a margin of one Latin character stays free on each side.
    """
    room = paper.dots - 2 * Size.NORMAL.latin
    rows, row = [], ""
    for piece in _pieces(clean(text)):
        if width((row + piece).rstrip(), size) <= room:
            row += piece
            continue
        rows.append(row)
        row = piece.lstrip()
        while width(row.rstrip(), size) > room:  # one word longer than the paper
            cut = next(n for n in range(len(row), 0, -1) if width(row[:n], size) <= room)
            rows.append(row[:cut])
            row = row[cut:]
    return [r.strip() for r in (*rows, row) if r.strip()]


def _pieces(text: str) -> list[str]:
    """Cut text where a line may break: after a space, around each Chinese character, not before closing marks."""
    pieces: list[str] = []
    for before, c in zip(" " + text, text, strict=False):
        joined = c in _NEVER_FIRST or c == " " or (before.isascii() and before != " " and c.isascii())
        if joined and pieces:
            pieces[-1] += c
        else:
            pieces.append(c)
    return pieces
