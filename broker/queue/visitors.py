"""What visitors ask for at a kiosk: a ticket, their tickets, to give one back, to say that they are here."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from broker.contract import messages as m
from broker.contract.values import Condition, Refused, ServiceKind, Standing
from broker.queue import booking, estimate, forms, holders, order, views
from broker.queue.agenda import Appointment
from broker.queue.hall import Hall
from broker.queue.numbers import LAST_ONLINE, split
from broker.queue.outcome import Making, Outcome, RefusedError, require_life, when
from broker.queue.priority import weigh
from broker.queue.steps import first_queues, planned
from broker.queue.ticket import Step, Ticket

ASKED_FOR = frozenset({Standing.NORMAL, Standing.PRIORITY})
"""Standings that a visitor may ask for; a clerk answers for green, an appointment is booked."""


def issue(command: m.IssueTicket, making: Making) -> Outcome:
    """A number, and a place in the queue."""
    steps = plan(making.hall, command)
    holders.require_holder(command, making, [step.service for step in steps])
    holders.require_agent(command, making)
    service = making.hall.profile.services[command.service].info
    forms.require_no_appointment(service)
    forms.require_form(command, service)
    weighed = weigh(making.hall, command)
    _require_able(making.hall, steps, frozenset(command.needs))
    _require_open(making, steps)
    holders.require_within_limits(command, making, [step.service for step in steps])
    visitor = holders.visitor_of(command, making, making.asking.new_ref())
    fields = {name: getattr(command, name) for name in ("language", "needs", "stages")} | weighed._asdict()
    issued = number(making, steps, order.rank(making.hall, weighed.standing, making.asking.now), fields)
    return Outcome(ticket_reply(command, making, issued.ticket), tuple(making.events), visitor)


def cancel(command: m.CancelTicket, making: Making) -> Outcome:
    """The ticket whose slip or card is shown goes back."""
    for ticket in holders.found(command, making):
        if command.ref or ticket.id == command.ticket:
            require_life(ticket, command)
            making.of_ticket(m.TicketCancelled, ticket)
            return Outcome(ticket_reply(command, making, ticket.id), tuple(making.events))
    raise RefusedError(Refused.UNKNOWN_TICKET)


def find(command: m.FindTicket, making: Making) -> Outcome:
    """The tickets and appointments that the slip or the card stands for."""
    hall, asking = making.hall, making.asking
    tickets = tuple(views.held(hall, ticket) for ticket in holders.found(command, making))
    appointments = tuple(views.booked(a) for a in booking.found(hall, command.ref, asking.holder))
    reply = m.TicketsReply(re=command.id, ok=True, at=asking.now, tickets=tickets, appointments=appointments)
    return Outcome(lambda _hall: reply)


def check_in(command: m.CheckIn, making: Making) -> Outcome:
    """The visitor is here: an appointment of today becomes a ticket, a missed ticket waits again."""
    hall, asking = making.hall, making.asking
    for ticket in holders.found(command, making):
        if command.ref or ticket.id == command.ticket:
            require_life(ticket, command)
            _require_somebody(hall, ticket, asking.now)
            if ticket.comebacks >= hall.profile.rules.comebacks:
                raise RefusedError(Refused.LIMIT_REACHED, str(hall.profile.rules.comebacks))
            holders.require_waits_once(command, making, ticket.visitor.holder, ticket.services)
            making.reinstate(ticket, None)
            return Outcome(ticket_reply(command, making, ticket.id), tuple(making.events))
    appointment = booking.the_one(command, making)
    holders.require_waits_once(command, making, appointment.visitor.holder, [appointment.service])
    issued = of_appointment(making, appointment, booking.queued_at(hall, appointment, asking.now))
    return Outcome(ticket_reply(command, making, issued.ticket), tuple(making.events), appointment.visitor)


def plan(hall: Hall, wanted: m.IssueTicket | m.HandInTicket) -> tuple[Step, ...]:
    """The steps of the visit that is wanted.

    Raises:
        RefusedError: it is none of this hall.
    """
    if wanted.standing not in ASKED_FOR:
        code = Refused.MALFORMED if wanted.standing is Standing.UNKNOWN else Refused.NOT_ALLOWED
        raise RefusedError(code, "standing")
    if wanted.stages and wanted.stages[0][0] != wanted.service:
        raise RefusedError(Refused.MALFORMED, "stages")
    steps = planned(wanted.service, wanted.stages)
    for step in steps:
        if step.service not in hall.profile.services:
            raise RefusedError(Refused.UNKNOWN_SERVICE, step.service)
    if steps[0].service in hall.profile.behind:
        raise RefusedError(Refused.MALFORMED, "a visit begins at a window")
    if len({(step.stage, step.service) for step in steps}) < len(steps):
        raise RefusedError(Refused.MALFORMED, "a service stands twice in one stage")
    if len(steps) > 1 and any(hall.profile.kind_of(step.service) is not ServiceKind.WINDOW for step in steps):
        raise RefusedError(Refused.MALFORMED, "a service of another kind stands alone")  # else others read its form
    return steps


def ticket_reply(command: m.Command, making: Making, ticket: str) -> Callable[[Hall], m.Reply]:
    """The reply that shows a ticket to its holder, as it is once the events are true."""
    at = making.asking.now

    def answer(hall: Hall) -> m.Reply:
        return m.TicketReply(re=command.id, ok=True, at=at, ticket=views.held(hall, hall.tickets[ticket]))

    return answer


def number(making: Making, steps: tuple[Step, ...], rank: datetime, fields: dict[str, Any]) -> m.TicketIssued:
    """The next number of the first service's series, and a place in each queue of the first stage.

    Raises:
        RefusedError: every number of the series is given.
    """
    hall = making.hall
    service = hall.profile.services[steps[0].service].info
    now = [event for event in making.events if isinstance(event, m.TicketIssued)]
    last = hall.numbers.last.get(service.series, 0) + sum(split(e.number)[0] == service.series for e in now)
    if last >= LAST_ONLINE:
        raise RefusedError(Refused.NOT_NOW, f"every number of {service.series} is given")
    ahead = hall.ahead_of(service.id, order.new_place(hall, rank))
    return making.make(
        m.TicketIssued,
        ticket=making.asking.new_id(),
        day=hall.day,
        number=f"{service.series}{last + 1:03d}",
        service=service.id,
        queued=tuple(m.Queued(service=id_, rank=rank) for id_ in first_queues(steps, hall.profile.behind)),
        device=making.asking.device,
        wait=estimate.wait(hall, service.id, ahead, frozenset(fields["needs"])),
        **fields,
    )


def of_appointment(making: Making, appointment: Appointment, come: datetime) -> m.TicketIssued:
    """The ticket of a booked visitor, who counts as come at a time.

    Raises:
        RefusedError: as above.
    """
    fields = {"standing": Standing.APPOINTMENT, "appointment": appointment.id, "stages": ()}
    fields |= {name: getattr(appointment, name) for name in ("language", "needs")}
    rank = order.rank(making.hall, Standing.APPOINTMENT, come)
    return number(making, planned(appointment.service, ()), rank, fields)


def _require_able(hall: Hall, steps: tuple[Step, ...], needs: frozenset[str]) -> None:
    """One window of each service at least must meet the visitor's needs."""
    for step in steps:
        if not hall.profile.able(step.service, frozenset() if step.service in hall.profile.behind else needs):
            raise RefusedError(Refused.UNMET_NEED, ", ".join(sorted(needs)))


def _require_open(making: Making, steps: tuple[Step, ...]) -> None:
    """The first services must give numbers now, the later ones today still."""
    now = making.asking.now
    for step in steps:
        calendar = making.hall.profile.services[step.service].calendar
        if calendar is None:
            continue
        opens = calendar.opens_at(now)
        if opens is None or (opens > now if not step.stage else opens.date() != now.date()):
            raise RefusedError(Refused.CLOSED_NOW, when(opens))


def _require_somebody(hall: Hall, ticket: Ticket, now: datetime) -> None:
    """Who comes back after hours needs a window that is still open."""
    calendar = hall.profile.services[ticket.service].calendar if ticket.service in hall.profile.services else None
    windows = hall.profile.windows_for(ticket.service)
    if calendar and calendar.is_over(now) and all(hall.window(w.id).condition is Condition.CLOSED for w in windows):
        opens = calendar.opens_at(now)
        raise RefusedError(Refused.CLOSED_NOW, when(opens))
