"""What visitors ask for at a kiosk: a ticket, their tickets, to give one back."""

from collections.abc import Iterator

from broker.contract import messages as m
from broker.contract.values import HeldTicket, Refused, Standing, TicketState
from broker.queue import estimate, order, views
from broker.queue.hall import Hall, Ticket, Visitor
from broker.queue.outcome import Asking, Making, Outcome, RefusedError, require_life

LAST_NUMBER = 9999
"""Of a series and day: slips and walls are laid out for four digits."""


def issue(command: m.IssueTicket, making: Making) -> Outcome:
    """A number, and a place in the queue."""
    hall, asking = making.hall, making.asking
    service = hall.profile.services.get(command.service)
    if service is None:
        raise RefusedError(Refused.UNKNOWN_SERVICE, command.service)
    if command.standing is Standing.UNKNOWN:
        raise RefusedError(Refused.MALFORMED, "standing")
    needs = frozenset(command.needs)
    if not any(needs <= window.attributes for window in hall.profile.windows_for(service.id)):
        raise RefusedError(Refused.UNMET_NEED, ", ".join(sorted(needs)))
    if asking.holder:
        for held in hall.held_by(asking.holder):
            if held.service == service.id and held.state is not TicketState.MISSED:
                raise RefusedError(Refused.ALREADY_HOLDING, ticket=views.held(hall, held))
    number = hall.last_number.get(service.series, 0) + 1
    if number > LAST_NUMBER:
        raise RefusedError(Refused.NOT_NOW, f"every number of {service.series} is given")
    visitor = Visitor(asking.new_ref(), asking.holder, command.holder.name if command.holder else None)
    issued = making.make(
        m.TicketIssued,
        ticket=asking.new_id(),
        day=hall.day,
        number=f"{service.series}{number:03d}",
        service=service.id,
        standing=command.standing,
        rank=order.rank(hall, command.standing, asking.now),
        language=command.language,
        needs=command.needs,
        device=asking.device,
    )
    ahead = hall.ahead_of(service.id, (issued.rank, issued.seq))
    ticket = HeldTicket(
        id=issued.ticket,
        ref=visitor.ref,
        day=issued.day,
        number=issued.number,
        service=service.id,
        state=TicketState.WAITING,
        ahead=ahead,
        wait=estimate.wait(hall, service.id, ahead),
    )
    reply = m.TicketReply(re=command.id, ok=True, at=asking.now, ticket=ticket)
    return Outcome(reply, tuple(making.events), visitor)


def cancel(command: m.CancelTicket, making: Making) -> Outcome:
    """The ticket whose slip or card is shown goes back."""
    hall, asking = making.hall, making.asking
    for ticket in _found(hall, command, asking):
        if command.ref or ticket.id == command.ticket:
            require_life(ticket, command)
            making.of_ticket(m.TicketCancelled, ticket)
            given_back = {"state": TicketState.CANCELLED, "ahead": None, "wait": None}
            held = views.held(hall, ticket).model_copy(update=given_back)
            reply = m.TicketReply(re=command.id, ok=True, at=asking.now, ticket=held)
            return Outcome(reply, tuple(making.events))
    raise RefusedError(Refused.UNKNOWN_TICKET)


def find(command: m.FindTicket, making: Making) -> Outcome:
    """The tickets that the slip or the card stands for."""
    held = tuple(views.held(making.hall, ticket) for ticket in _found(making.hall, command, making.asking))
    return Outcome(m.TicketsReply(re=command.id, ok=True, at=making.asking.now, tickets=held))


def _found(hall: Hall, command: m.FindTicket | m.CancelTicket, asking: Asking) -> Iterator[Ticket]:
    if command.ref and command.ref in hall.by_ref:
        yield hall.tickets[hall.by_ref[command.ref]]
    elif asking.holder:
        yield from hall.held_by(asking.holder)
