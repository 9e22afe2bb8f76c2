"""What the hall tells: states made from what is true, and which of them an event touches."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from broker.contract import messages as m
from broker.contract.values import (
    Condition,
    HeldTicket,
    TicketState,
    WaitingTicket,
    WindowInfo,
    WindowNow,
    WindowTicket,
)
from broker.queue import estimate
from broker.queue.hall import Hall, Ticket, Window

STAFF_SEES = 100
"""Waiting tickets that a queue's state names: a message stays small on the longest day."""


class Topic(NamedTuple):
    """One retained state: its class and what it is about."""

    kind: type[m.State]
    about: str = ""

    @property
    def names(self) -> dict[str, str]:
        """What the state's topic pattern asks for."""
        return {_ABOUT[self.kind]: self.about} if self.kind in _ABOUT else {}


_ABOUT: dict[type[m.State], str] = {
    m.Board: "zone",
    m.ServiceQueue: "service",
    m.StaffQueue: "service",
    m.WindowState: "window",
}


def topics(hall: Hall) -> Iterator[Topic]:
    """Every state that this hall tells."""
    yield Topic(m.HallToday)
    yield Topic(m.HallClock)
    for zone in _zones(hall):
        yield Topic(m.Board, zone)
    for service in hall.profile.services:
        yield from _of_service(service)
    for window in hall.profile.windows:
        yield Topic(m.WindowState, window)


def touched(hall: Hall, event: m.Event) -> Iterator[Topic]:
    """The states that are no longer as they were after an event; `hall` is the hall after it."""
    match event:
        case m.DayOpened():
            yield from topics(hall)
        case m.TicketEvent():
            ticket = hall.tickets.get(event.ticket)
            if ticket and ticket.service in hall.profile.services:
                yield from _of_service(ticket.service)
            window = event.window if isinstance(event, m.AtWindow) else None
            if window and (profile := hall.profile.windows.get(window)):
                yield Topic(m.WindowState, window)
                yield Topic(m.Board, profile.zone)
        case m.WindowEvent() if event.window in hall.profile.windows:
            yield Topic(m.WindowState, event.window)
            for service in hall.profile.windows[event.window].services:
                yield Topic(m.ServiceQueue, service)
        case _:
            pass


def state(hall: Hall, topic: Topic, now: datetime) -> m.State:
    """What is true now of one state."""
    head: dict[str, Any] = {"epoch": hall.epoch, "seq": hall.seq, "at": now}
    if topic.kind is m.HallToday:
        return _today(hall, now)
    if topic.kind is m.Board:
        return m.Board(calls=tuple(hall.boards.get(topic.about, ())), **head)
    if topic.kind is m.ServiceQueue:
        waiting = len(hall.waiting.get(topic.about, ()))
        serving = sum(
            hall.window(window.id).condition is Condition.OPEN for window in hall.profile.windows_for(topic.about)
        )
        wait = estimate.wait(hall, topic.about, waiting)
        return m.ServiceQueue(waiting=waiting, open_windows=serving, wait=wait, **head)
    if topic.kind is m.StaffQueue:
        queue = hall.waiting.get(topic.about, [])
        first = tuple(_waiting(hall.tickets[id_]) for _place, id_ in queue[:STAFF_SEES])
        return m.StaffQueue(waiting=len(queue), tickets=first, **head)
    if topic.kind is m.WindowState:
        return m.WindowState(**window_now(hall, topic.about).model_dump(), **head)
    return m.HallClock(**head)


def held(hall: Hall, ticket: Ticket) -> HeldTicket:
    """A ticket for its holder."""
    waits = ticket.state is TicketState.WAITING
    ahead = hall.ahead_of(ticket.service, ticket.place) if waits else None
    return HeldTicket(
        id=ticket.id,
        ref=ticket.visitor.ref,
        day=ticket.day,
        number=ticket.number,
        service=ticket.service,
        state=ticket.state,
        ahead=ahead,
        wait=estimate.wait(hall, ticket.service, ahead) if ahead is not None else None,
        window=ticket.window,
    )


def window_now(hall: Hall, id_: str) -> WindowNow:
    """What everybody may know of a window."""
    window = hall.window(id_)
    ticket = hall.tickets.get(window.ticket or "")
    return WindowNow(
        id=id_,
        condition=window.condition,
        clerk=hall.profile.staff.get(window.staff or ""),
        ticket=_at_window(ticket) if ticket else None,
    )


def window_after(hall: Hall, id_: str, events: tuple[m.Event, ...]) -> WindowNow:
    """What everybody may know of a window once these events of it are true; the hall itself stays as it is."""
    window = hall.window(id_)
    ticket = hall.tickets.get(window.ticket or "")
    then = Hall(profile=hall.profile, epoch=hall.epoch, seq=hall.seq, day=hall.day)
    then.windows[id_] = Window(window.condition, window.ticket, window.staff)
    if ticket:
        then.tickets[ticket.id] = replace(ticket)
    for event in events:
        then.apply(event)
    return window_now(then, id_)


def _of_service(service: str) -> Iterator[Topic]:
    yield Topic(m.ServiceQueue, service)
    yield Topic(m.StaffQueue, service)


def _zones(hall: Hall) -> list[str]:
    return sorted({window.zone for window in hall.profile.windows.values()})


def _today(hall: Hall, now: datetime) -> m.HallToday:
    return m.HallToday(
        epoch=hall.epoch,
        seq=hall.seq,
        at=now,
        name=hall.profile.name,
        day=hall.day or now.date(),
        services=tuple(hall.profile.services.values()),
        windows=tuple(
            WindowInfo(id=window.id, label=window.label, zone=window.zone, services=window.tiers)
            for window in hall.profile.windows.values()
        ),
        zones=tuple(_zones(hall)),
    )


def _at_window(ticket: Ticket) -> WindowTicket:
    return WindowTicket(
        id=ticket.id,
        day=ticket.day,
        number=ticket.number,
        service=ticket.service,
        state=ticket.state,
        since=ticket.since,
    )


def _waiting(ticket: Ticket) -> WaitingTicket:
    return WaitingTicket(
        id=ticket.id, day=ticket.day, number=ticket.number, standing=ticket.standing, since=ticket.issued_at
    )
