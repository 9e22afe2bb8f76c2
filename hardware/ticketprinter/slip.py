"""What is printed for visitors, as data, and where everything stands on the paper. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from hardware.ticketprinter.paper import Block, Gap, Line, Number, Paper, Qr, Rule, Setter, Size, Words, clean

QR_PREFIX = "yimen:ticket:"
APPOINTMENT_PREFIX = "yimen:appointment:"


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
        visited: Whether clerks come to the visitor then.
        messages: Lines of the hall about it.
        language: The visitor's: Chinese always stands first, English is as large for who chose it.
    """

    hall: Words
    service: Words
    day: Words
    time: str
    booked_at: datetime
    ref: str = field(repr=False)
    visited: bool = False
    messages: tuple[Words, ...] = ()
    language: Literal["zh", "en"] = "zh"


@dataclass(frozen=True)
class Leaflet:
    """What a visitor takes along of something to read at home.

    Attributes:
        hall: The hall's name.
        title: What it is about.
        parts: Headings, each with the lines under it.
        code: An address for a QR code, or empty. The words themselves would make a code wider than the paper.
        printed_at: On the hall's clock.
        language: The visitor's: Chinese always stands first, English is as large for who chose it.
    """

    hall: Words
    title: Words
    parts: tuple[tuple[Words, tuple[Words, ...]], ...]
    code: str
    printed_at: datetime
    language: Literal["zh", "en"] = "zh"


AnySlip = Slip | AppointmentSlip | Leaflet


AGAIN = Words("补打", "Printed again")
COUNTS = (Words("此号有效", "This number counts"), Words("会按顺序叫到您", "It will be called in turn"))
HELP = Words("请留意屏幕和广播", "Watch the screens and listen")
APPOINTMENT = Words("预约", "Appointment")
AT_HOME = Words("扫码可以带回手机上看", "Scan to read it on a telephone")
CHECK_IN = Words("当天请带身份证，先在自助机报到", "Bring your ID card and check in at a kiosk on that day")
VISITED = Words("工作人员到时上门，请留意电话", "Staff come to you then; listen for your telephone")


def lay_out(slip: AnySlip, paper: Paper) -> tuple[Block, ...]:
    """Place a slip's contents on paper, from the top to the cut."""
    setter = Setter(paper, slip.language)
    head = [*setter.both(slip.hall, second=Size.SMALL), Rule(), Gap(16)]
    match slip:
        case Slip():
            return (*head, *_ticket(slip, setter))
        case AppointmentSlip():
            return (*head, *_appointment(slip, setter))
        case Leaflet():
            return (*head, *_leaflet(slip, setter))


def _ticket(slip: Slip, setter: Setter) -> list[Block]:
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


def _appointment(slip: AppointmentSlip, setter: Setter) -> list[Block]:
    return [
        *setter.both(APPOINTMENT),
        Gap(16),
        *setter.both(slip.day, Size.LARGE, bold=True),
        Line(clean(slip.time), Size.LARGE, bold=True),
        Gap(24),
        *setter.both(slip.service, Size.LARGE, bold=True),
        *_code(APPOINTMENT_PREFIX + clean(slip.ref), slip.booked_at),
        *setter.spaced((*slip.messages, VISITED if slip.visited else CHECK_IN)),
    ]


def _leaflet(leaflet: Leaflet, setter: Setter) -> list[Block]:
    told = [*setter.both(leaflet.title, Size.LARGE, bold=True), Gap(16)]
    for heading, lines in leaflet.parts:
        told += [Gap(12), *setter.both(heading, bold=True, left=True)]
        told += [block for line in lines for block in (Gap(4), *setter.both(line, left=True))]
    if leaflet.code:
        told += [*_code(leaflet.code, leaflet.printed_at), *setter.both(AT_HOME)]
    return told


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
