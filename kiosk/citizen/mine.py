"""What a card holds, as it is shown. Pure."""

from collections.abc import Iterator
from datetime import datetime

from broker.contract.replies import TicketsReply
from broker.contract.states import HallToday
from broker.contract.told import HeldAppointment, HeldTicket
from broker.contract.values import AppointmentState, TicketState
from kiosk.citizen import moments
from kiosk.citizen.face import Held
from kiosk.citizen.offers import name_of
from kiosk.citizen.slip import after

LIVE = frozenset(
    {
        TicketState.WAITING,
        TicketState.CALLED,
        TicketState.SERVING,
        TicketState.MISSED,
        TicketState.PARKED,
        TicketState.PENDING,
    }
)


def live(found: TicketsReply) -> tuple[tuple[HeldTicket, ...], tuple[HeldAppointment, ...]]:
    """The tickets and appointments that somebody still has to do with, those that one must act on first."""
    tickets = [ticket for ticket in found.tickets if ticket.state in LIVE]
    tickets.sort(key=lambda ticket: ticket.state is not TicketState.MISSED)
    booked = [appointment for appointment in found.appointments if appointment.state is AppointmentState.BOOKED]
    booked.sort(key=lambda appointment: appointment.slot)
    return tuple(tickets), tuple(booked)


def lines(
    tickets: tuple[HeldTicket, ...], booked: tuple[HeldAppointment, ...], today: HallToday | None, now: datetime
) -> tuple[Held, ...]:
    """One line each: what has to be done today first."""
    return tuple(_lines(tickets, booked, today, now))


def window_label(today: HallToday | None, window: str | None) -> str:
    """What people call a window; empty where there is none."""
    return next((info.label for info in today.windows if info.id == window), "") if today else ""


def _lines(
    tickets: tuple[HeldTicket, ...], booked: tuple[HeldAppointment, ...], today: HallToday | None, now: datetime
) -> Iterator[Held]:
    for ticket in tickets:
        yield Held(
            key=ticket.id,
            number=ticket.number,
            service=name_of(today, ticket.service),
            stands=ticket.state.value,
            ahead=-1 if ticket.ahead is None else ticket.ahead,
            likely=moments.wait(ticket.wait.likely_s) if ticket.wait else None,
            after=after(ticket, today),
            window=window_label(today, ticket.window),
        )
    for appointment in booked:
        slot = appointment.slot.astimezone(now.tzinfo)
        is_today = slot.date() == now.date()
        yield Held(
            key=appointment.id,
            number="",
            service=name_of(today, appointment.service),
            stands="today" if is_today else "later",
            day=moments.weekday(slot.date(), now.date()) if is_today else moments.long_date(slot.date()),
            time=moments.times(slot, appointment.until.astimezone(now.tzinfo)),
        )
