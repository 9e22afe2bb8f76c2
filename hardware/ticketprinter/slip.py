"""A slip as data, and where everything stands on the paper. Pure."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Literal

QR_PREFIX = "yimen:ticket:"
APPOINTMENT_PREFIX = "yimen:appointment:"
QR_MODULE = 6  # dots; 0.75 mm is read from a thermal slip by any telephone
_NEVER_FIRST = "，。、；：！？）》」』】”’·,.;:!?)%"  # marks that do not begin a row


class Paper(Enum):
    """Paper by its width in millimetres and what a head prints on it."""

    MM58 = 384
    MM80_COARSE = 512  # 180 dpi
    MM80 = 576

    @property
    def dots(self) -> int:
        """Dots side by side; but for the coarse one 8 dots are one millimetre."""
        return self.value


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
    """What a visitor takes along with a number.

    Attributes:
        hall: The hall's name.
        number: The ticket's number, such as `A017`, at most `AB1234`.
        service: The service's name.
        ahead: People in front, or None if it cannot be told.
        issued_at: When the number was given, on the hall's clock.
        ref: Goes into the QR code and nowhere else, since whoever shows it may see and cancel the ticket.
        likely_min: Expected wait in minutes, or None if it cannot be told.
        at_most_min: The wait that is seldom exceeded, in minutes, or None.
        head_start_min: It is treated as if the visitor came so many minutes earlier; 0 is not.
        steps: What one visit of several services does, one after the other; empty for one service.
        messages: Lines of the hall for today.
        language: The visitor's: Chinese always stands first, English is as large for who chose it.
        again: Whether it was printed before.
    """

    hall: Words
    number: str
    service: Words
    ahead: int | None
    issued_at: datetime
    ref: str = field(repr=False)
    likely_min: int | None = None
    at_most_min: int | None = None
    head_start_min: int = 0
    steps: tuple[Words, ...] = ()
    messages: tuple[Words, ...] = ()
    language: Literal["zh", "en"] = "zh"
    again: bool = False


@dataclass(frozen=True)
class AppointmentSlip:
    """What a visitor takes along with an appointment.

    Attributes:
        hall: The hall's name.
        service: The service's name.
        day: The day, in words that stand on one line in large letters, such as `11月25日 周三`.
        time: From when to when, such as `09:30-10:00`.
        booked_at: When it was booked, on the hall's clock.
        ref: Goes into the QR code and nowhere else, since whoever shows it may move and cancel the appointment.
        language: The visitor's: Chinese always stands first, English is as large for who chose it.
    """

    hall: Words
    service: Words
    day: Words
    time: str
    booked_at: datetime
    ref: str = field(repr=False)
    language: Literal["zh", "en"] = "zh"


AnySlip = Slip | AppointmentSlip


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

AGAIN = Words("补打", "Printed again")
COUNTS = (Words("此号有效", "This number counts"), Words("会按顺序叫到您", "It will be called in turn"))
HELP = Words("请留意屏幕和广播", "Watch the screens and listen")
APPOINTMENT = Words("预约", "Appointment")
CHECK_IN = Words("当天请带身份证，先在自助机报到", "Bring your ID card and check in at a kiosk on that day")


class _Setter:
    """Sets words on a paper for a reader.

    Args:
        paper: The paper.
        language: The reader's.
    """

    def __init__(self, paper: Paper, language: str) -> None:
        self._paper = paper
        self._second = Size.NORMAL if language == "en" else Size.SMALL

    def both(
        self, words: Words, first: Size = Size.NORMAL, second: Size | None = None, *, bold: bool = False
    ) -> list[Block]:
        """Both languages, one below the other."""
        second = second or self._second
        return [
            *(Line(row, first, bold) for row in wrap(words.zh, first, self._paper)),
            *(Line(row, second) for row in wrap(words.en, second, self._paper)),
        ]

    def spaced(self, texts: Iterable[Words]) -> list[Block]:
        """Several, each with a little space above it."""
        return [block for words in texts for block in (Gap(8), *self.both(words))]


def lay_out(slip: AnySlip, paper: Paper) -> tuple[Block, ...]:
    """Place a slip's contents on paper, from the top to the cut."""
    setter = _Setter(paper, slip.language)
    head = [*setter.both(slip.hall, second=Size.SMALL), Rule(), Gap(16)]
    return (*head, *(_ticket(slip, setter) if isinstance(slip, Slip) else _appointment(slip, setter)))


def _ticket(slip: Slip, setter: _Setter) -> list[Block]:
    return [
        Number(clean(slip.number)),
        Gap(16),
        *(setter.both(AGAIN) if slip.again else ()),
        *setter.both(slip.service, Size.LARGE, bold=True),
        Gap(12),
        *setter.spaced(_queue(slip)),
        *setter.spaced(_steps(slip)),
        *_code(QR_PREFIX + clean(slip.ref), slip.issued_at),
        *setter.spaced((*slip.messages, HELP)),
    ]


def _appointment(slip: AppointmentSlip, setter: _Setter) -> list[Block]:
    return [
        *setter.both(APPOINTMENT),
        Gap(16),
        *setter.both(slip.day, Size.LARGE, bold=True),
        Line(clean(slip.time), Size.LARGE, bold=True),
        Gap(24),
        *setter.both(slip.service, Size.LARGE, bold=True),
        *_code(APPOINTMENT_PREFIX + clean(slip.ref), slip.booked_at),
        *setter.spaced((CHECK_IN,)),
    ]


def _code(text: str, at: datetime) -> list[Block]:
    return [Gap(24), Qr(text), Gap(24), Line(f"{at:%Y-%m-%d %H:%M}"), Rule()]


def _queue(slip: Slip) -> Iterator[Words]:
    """Say who is in front and how long that takes, as far as it is known."""
    if slip.ahead is None:
        yield from COUNTS
        return
    zh, en = f"{slip.ahead} 人在您前面", f"{slip.ahead} ahead of you"
    if slip.ahead == 0:
        zh, en = "您前面没有人", "No one ahead"
    if slip.likely_min is None:
        yield Words(zh, en)
    else:
        likely = span(slip.likely_min)
        yield Words(f"{zh} · 约 {likely.zh}", f"{en}, about {likely.en}")
        if slip.at_most_min is not None and slip.at_most_min > slip.likely_min:
            at_most = span(slip.at_most_min)
            yield Words(f"最多 {at_most.zh}", f"At most {at_most.en}")
    if slip.head_start_min:
        early = span(slip.head_start_min)
        yield Words(f"按您早到 {early.zh}排队", f"Treated as if you came {early.en} earlier")


def _steps(slip: Slip) -> Iterator[Words]:
    """Say what one visit of several services does, and in what order."""
    if slip.steps:
        yield Words("一个号，依次办理", "One number, one after the other")
    for place, step in enumerate(slip.steps, 1):
        yield Words(f"{place}. {step.zh}", f"{place}. {step.en}")


def span(minutes: int) -> Words:
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
