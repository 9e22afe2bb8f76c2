"""What time brings by itself, once a second: tides, strain, services that start, windows that close, the day's end."""

from contextlib import suppress
from datetime import date

from broker.contract import messages as m
from broker.contract.values import Condition, ServiceKind, TicketState
from broker.queue import closing, order
from broker.queue.hall import Hall
from broker.queue.life import LIVE
from broker.queue.outcome import Asking, Making, RefusedError
from broker.queue.visitors import of_appointment


def due(hall: Hall, asking: Asking) -> tuple[m.Event, ...]:
    """The events that are due now."""
    making = Making(hall, asking, None)
    _go_out(making)
    _start_services(making)
    _turn_tides(making)
    _watch_queues(making)
    _close_windows(making)
    _sign_out_who_went(making)
    return tuple(making.events)


def end_day(hall: Hall, asking: Asking, next_day: date | None = None) -> tuple[m.Event, ...]:
    """The events that end the hall's day and open the next, today's if none is named; no ticket goes in silence."""
    making, today = Making(hall, asking, None), next_day or asking.now.date()
    for ticket in hall.tickets.values():
        if ticket.state in LIVE:
            making.of_ticket(m.TicketExpired, ticket)
    for id_, window in hall.windows.items():
        if window.condition is not Condition.CLOSED:
            making.make(m.WindowClosed, window=id_, by_itself=True)
        if window.staff:
            making.make(m.ClerkSignedOut, window=id_, staff=window.staff, by_itself=True)
    coming = []
    for appointment in hall.agenda.booked():
        if appointment.slot.date() < today:
            making.make(m.AppointmentLapsed, appointment=appointment.id)
        else:
            coming.append(appointment)
    making.make(m.DayOpened, day=today, usual_s=hall.pace.usual())
    for appointment in coming:
        making.make(
            m.AppointmentCarried,
            appointment=appointment.id,
            service=appointment.service,
            slot=appointment.slot,
            until=appointment.until,
            items=appointment.items,
            language=appointment.language,
            needs=appointment.needs,
        )
    return tuple(making.events)


def _go_out(making: Making) -> None:
    """Make each home visit of the day a ticket of whoever goes there, in the order of the booked times.

    Nobody checks in to it in the hall, and its clerk calls it to read where to go.
    """
    hall = making.hall
    for appointment in hall.agenda.booked():
        at_home = hall.profile.kind_of(appointment.service) is ServiceKind.HOME
        if at_home and hall.day and appointment.slot.date() <= hall.day:
            with suppress(RefusedError):  # no number is left; it is due the next time again
                of_appointment(making, appointment, appointment.slot)


def _start_services(making: Making) -> None:
    hall, now = making.hall, making.asking.now
    grace = hall.profile.rules.start_after
    if grace is None:
        return
    for id_, window in hall.windows.items():
        ticket = hall.tickets.get(window.ticket or "")
        if ticket is None or window.last is None:  # what a clerk took back, time does not do again
            continue
        if ticket.state is TicketState.CALLED and now - ticket.since >= grace:
            making.of_ticket(m.ServiceStarted, ticket, window=id_, by_itself=True)


def _turn_tides(making: Making) -> None:
    hall, rules = making.hall, making.hall.profile.rules
    tidal = dict.fromkeys(service for window in hall.profile.windows.values() for service in window.tidal)
    for service in tidal:
        waited = order.longest_wait(hall, service, making.asking.now)
        if service not in hall.tide and waited > rules.tide_after:
            making.make(m.TideRose, service=service)
        elif service in hall.tide and waited < rules.tide_until:
            making.make(m.TideFell, service=service)


def _watch_queues(making: Making) -> None:
    hall, most = making.hall, making.hall.profile.rules.strained_over
    for service in hall.profile.services:
        waiting = len(hall.waiting.get(service, ()))
        if service not in hall.strained and waiting > most:
            making.make(m.QueueStrained, service=service, waiting=waiting)
        elif service in hall.strained and waiting <= most // 2:
            making.make(m.QueueEased, service=service)


def _close_windows(making: Making) -> None:
    """Close what stands open after its hours, once nobody needs it any more."""
    for window in closing.to_close(making.hall, making.asking.now):
        making.make(m.WindowClosed, window=window.id, by_itself=True)


def _sign_out_who_went(making: Making) -> None:
    """End the sign-ins that were forgotten: else whoever comes by could go on in that clerk's name.

    Not at an open window, whose clerk may well be there with nobody to call; after its hours it closes by itself.
    """
    hall, now = making.hall, making.asking.now
    for id_, window in hall.windows.items():
        if not window.staff or window.ticket or window.condition is Condition.OPEN:
            continue
        if now - (window.active_at or now) >= hall.profile.rules.sign_out_after:
            making.make(m.ClerkSignedOut, window=id_, staff=window.staff, by_itself=True)
