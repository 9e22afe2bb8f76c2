"""What the wall shows, worked out from what the hub said last: states and the time in, a frozen record out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from broker.client.link import Seen
from broker.contract.states import Board, HallToday, ServiceQueue
from broker.contract.values import CallId, ServiceId, Text, TicketNumber, ZoneId
from display.wall import words

EARLIER_CALLS = 6
FRESH = timedelta(seconds=10)
"""A call younger than this, seen for the first time, is shown with motion; an older one was there before us."""
STILL_NEW = timedelta(seconds=30)
"""When calls follow each other quickly, those of the last half minute stay marked in the list."""


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call as it is shown."""

    call: CallId
    number: TicketNumber
    label: str
    window: Text
    still_new: bool


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A service and how busy it is."""

    service: ServiceId
    name: Text
    busy: Text


@dataclass(frozen=True, slots=True)
class Face:
    """Everything the wall shows; `notice` stands where the queues are while nothing new is heard."""

    hall: Text | None
    date: Text
    time: str
    title: Text
    hint: Text | None
    newest: CallLine | None
    fresh: bool
    earlier: tuple[CallLine, ...]
    queues: tuple[QueueLine, ...]
    notice: Text | None


@dataclass(frozen=True, slots=True)
class Heard:
    """The last of each state that the hub said, and when it was last known to be true."""

    today: HallToday | None = None
    board: Board | None = None
    queues: Mapping[ServiceId, ServiceQueue] | None = None
    as_of: datetime | None = None


def face(heard: Heard, zone: ZoneId, seen: Seen, now: datetime) -> Face:
    """What to show.

    Args:
        heard: what the hub said.
        zone: whose calls these are.
        seen: what we see of the hall.
        now: the hub's time, in the hall's time zone.
    """
    set_up = heard.today is None or zone in heard.today.zones
    lines = _calls(heard.board, now) if set_up else ()
    newest = lines[0] if lines else None
    away = seen in {Seen.HUB_AWAY, Seen.SERVER_AWAY}
    if newest:
        title, hint = (words.LAST_CALL if away else words.NOW_CALLING), None
    elif not set_up:
        title, hint = words.NOT_SET_UP, words.CALL_THE_TECHNICIAN
    elif seen is Seen.STARTING and heard.today is None:
        title, hint = words.WELCOME, words.STARTING
    else:
        title, hint = words.WELCOME, None if away else words.TAKE_A_NUMBER
    return Face(
        hall=heard.today.name if heard.today else None,
        date=words.today(now),
        time=f"{now:%H:%M}",
        title=title,
        hint=hint,
        newest=newest,
        fresh=bool(heard.board and heard.board.calls and now - heard.board.calls[0].at < FRESH),
        earlier=lines[1 : EARLIER_CALLS + 1],
        queues=_queues(heard, zone, now),
        notice=words.away(heard.as_of if heard.board else None, _since(heard.as_of, now)) if away else None,
    )


def services_of(today: HallToday, zone: ZoneId) -> tuple[ServiceId, ...]:
    """The services that windows of this zone call for, in the hall's order."""
    offered = {id_ for window in today.windows if window.zone == zone for tier in window.services for id_ in tier}
    return tuple(service.id for service in today.services if service.id in offered and not service.behind)


def _calls(board: Board | None, now: datetime) -> tuple[CallLine, ...]:
    lines: dict[TicketNumber, CallLine] = {}
    for call in board.calls if board else ():
        if call.number not in lines:  # a recall stands for the calls before it
            window, still_new = call.window, now - call.at < STILL_NEW
            lines[call.number] = CallLine(call.call, call.number, window.label, words.window(window), still_new)
    return tuple(lines.values())


def _queues(heard: Heard, zone: ZoneId, now: datetime) -> tuple[QueueLine, ...]:
    if heard.today is None:
        return ()
    names = {service.id: service.name for service in heard.today.services}
    queues = heard.queues or {}
    known = (id_ for id_ in services_of(heard.today, zone) if id_ in queues)
    return tuple(QueueLine(id_, names[id_], words.queue(queues[id_], now)) for id_ in known)


def _since(as_of: datetime | None, now: datetime) -> timedelta:
    return max(timedelta(), now - as_of) if as_of else timedelta()
