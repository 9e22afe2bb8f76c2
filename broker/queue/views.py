"""What the hall tells: states made from what is true, and which of them an event touches."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from broker.contract import messages as m
from broker.contract.told import (
    CalledTicket,
    HeldAppointment,
    HeldTicket,
    MovesBy,
    Step,
    WaitingTicket,
    WindowInfo,
    WindowLabel,
    WindowNow,
    WindowTicket,
)
from broker.contract.values import TicketState
from broker.queue import estimate, order
from broker.queue.agenda import Appointment
from broker.queue.hall import Hall
from broker.queue.ticket import Ticket
from broker.queue.window import Window

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
    yield Topic(m.HallRecord)
    for zone in _zones(hall):
        yield Topic(m.Board, zone)
    for service in hall.profile.services:
        yield from _of_service(service)
    for window in hall.profile.windows:
        yield Topic(m.WindowState, window)


def touched(hall: Hall, event: m.Event) -> Iterator[Topic]:
    """The states that are no longer as they were after an event; `hall` is the hall after it."""
    match event:
        case m.DayOpened() | m.HallRestored():
            yield from topics(hall)
        case m.TicketEvent():
            yield from _of_ticket(hall, event)
        case m.WindowEvent() if event.window in hall.profile.windows:
            yield Topic(m.WindowState, event.window)
            profile = hall.profile.windows[event.window]
            for service in (*profile.services, *profile.tidal):
                yield Topic(m.ServiceQueue, service)
        case m.ServiceEvent() if event.service in hall.profile.services:
            yield Topic(m.ServiceQueue, event.service)
            if isinstance(event, m.TideRose | m.TideFell):
                for window in hall.profile.windows.values():
                    if event.service in window.tidal:
                        yield Topic(m.WindowState, window.id)
        case _:
            pass


def _of_ticket(hall: Hall, event: m.TicketEvent) -> Iterator[Topic]:
    ticket = hall.tickets.get(event.ticket)
    services = {step.service: None for step in ticket.steps} if ticket else {}
    if isinstance(event, m.TicketTransferred):
        services[event.instead_of] = None
    if isinstance(event, m.StepUndone):
        services |= dict.fromkeys(event.services)
    for service in services:
        if service in hall.profile.services:
            yield from _of_service(service)
    window = event.window if isinstance(event, m.AtWindow | m.TicketTransferred) else None
    if window and (profile := hall.profile.windows.get(window)):
        yield Topic(m.WindowState, window)
        if isinstance(event, m.TicketCalled | m.TicketRecalled | m.StepUndone):
            yield Topic(m.Board, profile.zone)
    if (left := _left(hall, ticket, event)) and left != window and left in hall.profile.windows:
        yield Topic(m.WindowState, left)
    if isinstance(event, m.Moved) or (isinstance(event, m.TicketCalled) and event.out_of_turn):
        yield Topic(m.HallRecord)


def _left(hall: Hall, ticket: Ticket | None, event: m.TicketEvent) -> str | None:
    """The window where a ticket was before: what was done there can't be taken back any more."""
    if isinstance(event, m.TicketCalled):
        last = hall.window(event.window).last
        return last.before.window if last else None
    return ticket.window if ticket else None


def state(hall: Hall, topic: Topic, now: datetime) -> m.State:
    """What is true now of one state."""
    told = _TELL[topic.kind](hall, topic.about, now)
    return topic.kind(epoch=hall.epoch, seq=hall.seq, at=now, **told)


def held(hall: Hall, ticket: Ticket) -> HeldTicket:
    """A ticket for its holder; where it stands in several queues, as it stands in the one it is nearest in."""
    ahead, service = None, ticket.service
    if ticket.state is TicketState.WAITING:
        ahead, service = min((hall.ahead_of(s, place), s) for s, place in ticket.places.items())
    return HeldTicket(
        id=ticket.id,
        ref=ticket.visitor.ref,
        day=ticket.day,
        number=ticket.number,
        service=service,
        state=ticket.state,
        ahead=ahead,
        wait=estimate.wait(hall, service, ahead, ticket.needs) if ahead is not None else None,
        window=ticket.window,
        standing=ticket.standing,
        head_start_s=int(hall.profile.rules.head_start.get(ticket.standing, timedelta()).total_seconds()),
        because=ticket.because,
        claim=ticket.claim,
        for_another=bool(ticket.visitor.agent),
        steps=_steps(ticket),
    )


def booked(appointment: Appointment) -> HeldAppointment:
    """An appointment for its holder."""
    return HeldAppointment(
        id=appointment.id,
        ref=appointment.visitor.ref,
        service=appointment.service,
        slot=appointment.slot,
        until=appointment.until,
        state=appointment.state,
        items=appointment.items,
    )


def called(hall: Hall, window: str) -> CalledTicket | None:
    """The ticket at a window, for the window alone: the visitor's masked name and the clerks' note are with it."""
    ticket = hall.tickets.get(hall.window(window).ticket or "")
    if ticket is None:
        return None
    return CalledTicket(
        id=ticket.id,
        day=ticket.day,
        number=ticket.number,
        service=ticket.service,
        state=ticket.state,
        window=window,
        name=ticket.visitor.name,
        by=ticket.visitor.agent_name,
        form=ticket.visitor.form,
        note=" · ".join(text for text in (ticket.note, ticket.reason) if text),
        steps=_steps(ticket),
    )


def window_now(hall: Hall, id_: str, now: datetime) -> WindowNow:
    """What everybody may know of a window."""
    window = hall.window(id_)
    ticket = hall.tickets.get(window.ticket or "")
    last = window.last if may_undo(hall, window, now) else None
    profile = hall.profile.windows.get(id_)
    return WindowNow(
        id=id_,
        condition=window.condition,
        clerk=hall.profile.staff.get(window.staff or ""),
        ticket=_at_window(ticket) if ticket else None,
        tidal=tuple(s for s in profile.tidal if s in hall.tide) if profile else (),
        support=window.support,
        undo=last.verb if last else None,
        undo_until=last.at + hall.profile.rules.undo_within if last else None,
    )


def may_undo(hall: Hall, window: Window, now: datetime) -> bool:
    """Whether the last step at a window may be taken back: it is fresh, and nobody has touched the ticket since."""
    last = window.last
    if last is None or now - last.at > hall.profile.rules.undo_within:
        return False
    ticket = hall.tickets[last.before.id]
    return ticket.changed == last.seq and window.ticket in {None, ticket.id}


def _of_service(service: str) -> Iterator[Topic]:
    yield Topic(m.ServiceQueue, service)
    yield Topic(m.StaffQueue, service)


def _zones(hall: Hall) -> list[str]:
    return sorted({window.zone for window in hall.profile.windows.values()})


def _today(hall: Hall, _about: str, now: datetime) -> dict[str, Any]:
    return {
        "name": hall.profile.name,
        "day": hall.day or now.date(),
        "services": tuple(service.info for service in hall.profile.services.values()),
        "windows": tuple(
            WindowInfo(id=window.id, label=window.label, zone=window.zone, services=window.tiers)
            for window in hall.profile.windows.values()
        ),
        "zones": tuple(_zones(hall)),
        "journeys": hall.profile.journeys,
        "priority": hall.profile.rules.priority,
        "kiosks": hall.profile.kiosks,
        "needs": tuple(sorted({need for window in hall.profile.windows.values() for need in window.attributes})),
    }


def _record(hall: Hall, _about: str, _now: datetime) -> dict[str, Any]:
    """The moves of the day, of the persons and verbs with most of them; a message stays small on the longest day."""
    most = sorted(hall.moves.items(), key=lambda move: -move[1].count)[:STAFF_SEES]
    moves = tuple(
        MovesBy(staff=staff, verb=verb, count=moved.count, overtaken=moved.overtaken) for (staff, verb), moved in most
    )
    return {"moves": moves, "told": hall.pace.told, "kept": hall.pace.kept}


def _at_window(ticket: Ticket) -> WindowTicket:
    return WindowTicket(
        id=ticket.id,
        day=ticket.day,
        number=ticket.number,
        service=ticket.service,
        state=ticket.state,
        since=ticket.since,
        recalls=ticket.recalls,
    )


def _service_queue(hall: Hall, service: str, now: datetime) -> dict[str, Any]:
    waiting = len(hall.waiting.get(service, ()))
    profile = hall.profile.services.get(service)
    calendar = profile.calendar if profile else None
    until = calendar.last_ticket_at(now) if calendar else None
    closed = calendar is not None and until is None
    return {
        "waiting": waiting,
        "open_windows": len(order.serving(hall, service)),
        "wait": estimate.wait(hall, service, waiting),
        "open": not closed,
        "opens_at": calendar.opens_at(now) if calendar and closed else None,
        "last_ticket_at": until,
        "strained": service in hall.strained,
        "support": tuple(
            WindowLabel(id=window.id, label=window.label)
            for window in hall.profile.windows_for(service)
            if hall.window(window.id).support
        ),
    }


def _staff_queue(hall: Hall, service: str, _now: datetime) -> dict[str, Any]:
    queue = hall.waiting.get(service, [])
    listed = hall.parts.get(service, {}) if service in hall.profile.behind else hall.aside
    aside = (hall.tickets[id_] for id_ in reversed(listed))
    ours = (ticket for ticket in aside if service in ticket.open_services)
    return {
        "waiting": len(queue),
        "tickets": tuple(_waiting(hall.tickets[id_]) for _place, id_ in queue[:STAFF_SEES]),
        "aside": tuple(_waiting(ticket) for ticket in islice(ours, STAFF_SEES)),
    }


def _waiting(ticket: Ticket) -> WaitingTicket:
    return WaitingTicket(
        id=ticket.id,
        day=ticket.day,
        number=ticket.number,
        standing=ticket.standing,
        since=ticket.since,
        state=ticket.state,
        needs=tuple(sorted(ticket.needs)),
        because=ticket.because,
        claim=ticket.claim,
        moved=ticket.moved,
        window=ticket.only_window,
        staff=ticket.only_staff,
    )


def _steps(ticket: Ticket) -> tuple[Step, ...]:
    """The steps of a visit of several services."""
    if len(ticket.steps) == 1:
        return ()
    return tuple(Step(service=s.service, stage=s.stage, state=s.state, window=s.window) for s in ticket.steps)


_TELL: dict[type[m.State], Callable[[Hall, str, datetime], dict[str, Any]]] = {
    m.HallToday: _today,
    m.HallClock: lambda _hall, _about, _now: {},
    m.HallRecord: _record,
    m.Board: lambda hall, zone, _now: {"calls": tuple(hall.boards.calls.get(zone, ()))},
    m.ServiceQueue: _service_queue,
    m.StaffQueue: _staff_queue,
    m.WindowState: lambda hall, window, now: dict(window_now(hall, window, now)),
}
