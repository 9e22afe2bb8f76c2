"""What a person may move by hand, outside the order: each needs a reason and a name, is counted and shown."""

from broker.contract import messages as m
from broker.contract.values import Condition, Placing, Refused, Standing, StepOutcome, StepState, TicketState
from broker.queue import order, steps
from broker.queue.here import Here
from broker.queue.outcome import RefusedError, require_life
from broker.queue.ticket import Ticket

GIVEN_BY_STAFF = frozenset({Standing.NORMAL, Standing.PRIORITY, Standing.GREEN})
"""Standings that a clerk may answer for; an appointment is booked."""


def move(here: Here, command: m.CallTicket | m.ReinstateTicket | m.Authorise | m.FinishPart | m.VoidTicket) -> None:
    """Do what is asked of a ticket that is not at this window."""
    ticket = here.hall.tickets.get(command.ticket)
    if ticket is None:
        raise RefusedError(Refused.UNKNOWN_TICKET)
    service = _service_here(here, ticket, command)
    require_life(ticket, command)
    match command:
        case m.CallTicket():
            if unmet := ticket.needs - here.profile.attributes:
                raise RefusedError(Refused.UNMET_NEED, ", ".join(sorted(unmet)))
            overtaken = here.hall.ahead_of(service, ticket.places[service])
            here.call(ticket, service, out_of_turn=True, overtaken=overtaken)
        case m.ReinstateTicket():
            here.making.reinstate(ticket, here.window.staff)
        case m.Authorise():
            _authorise(here, ticket, command.standing)
        case m.FinishPart():
            _finish_part(here, ticket, command)
        case m.VoidTicket():
            here.making.of_ticket(m.TicketCancelled, ticket, staff=here.window.staff)


def transfer(here: Here, ticket: Ticket, command: m.TransferTicket) -> None:
    """Send the ticket that is here to another service, window or clerk."""
    hall, now = here.hall, here.making.asking.now
    service = command.service or ticket.service
    if service not in hall.profile.services or service in hall.profile.behind:
        raise RefusedError(Refused.UNKNOWN_SERVICE, service)
    if command.placing is Placing.UNKNOWN or (command.to_window and command.to_staff):
        raise RefusedError(Refused.MALFORMED, "placing" if command.placing is Placing.UNKNOWN else "to_staff")
    if service != ticket.service and service in ticket.services:
        raise RefusedError(Refused.WRONG_STATE, f"{service} is one of its own steps")
    _require_taker(here, ticket, service, command)
    own = ticket.places[ticket.service][0]
    ranks = {
        Placing.FIRST: order.first_place(hall, service, now),
        Placing.LAST: order.last_place(hall, service, order.rank(hall, ticket.standing, now)),
        Placing.KEEP: own,
    }
    queued = [m.Queued(service=service, rank=ranks[command.placing])]
    queued += [
        m.Queued(service=other, rank=ticket.places[other][0])
        for other in ticket.open_services
        if other != ticket.service and other in ticket.places
    ]
    here.of_ticket(
        m.TicketTransferred,
        ticket,
        service=service,
        instead_of=ticket.service,
        to_window=command.to_window,
        to_staff=command.to_staff,
        placing=command.placing,
        queued=tuple(queued),
        overtaken=order.behind(hall, service, order.new_place(hall, ranks[command.placing])),
    )


def _service_here(here: Here, ticket: Ticket, command: m.WindowCommand) -> str:
    """The service of the ticket that this window answers for."""
    offered = order.services_of(here.hall, here.profile)
    if isinstance(command, m.FinishPart):
        wanted: tuple[str, ...] = (command.service,)
    elif isinstance(command, m.CallTicket) and ticket.state is TicketState.WAITING:
        wanted = tuple(ticket.places)
    else:
        wanted = ticket.open_services or (ticket.service,)
    for service in wanted:
        if service in offered:
            return service
    raise RefusedError(Refused.UNKNOWN_TICKET)


def _authorise(here: Here, ticket: Ticket, standing: Standing) -> None:
    hall = here.hall
    if standing not in GIVEN_BY_STAFF:
        raise RefusedError(Refused.MALFORMED, "standing")
    role = hall.profile.roles.get(here.window.staff or "", "clerk")
    if standing is Standing.GREEN and role not in hall.profile.rules.green_by:
        raise RefusedError(Refused.NOT_ALLOWED, role)
    if standing is ticket.standing and not ticket.claim:
        raise RefusedError(Refused.WRONG_STATE, standing)
    now = here.making.asking.now
    sooner = order.rank(hall, ticket.standing, now) - order.rank(hall, standing, now)
    queued = tuple(m.Queued(service=s, rank=rank - sooner) for s, (rank, _seq) in ticket.places.items())
    overtaken = 0
    for new in queued:
        behind_it = order.behind(hall, new.service, order.new_place(hall, new.rank))
        overtaken += max(0, behind_it - order.behind(hall, new.service, ticket.places[new.service]))
    here.making.of_ticket(
        m.TicketAuthorised,
        ticket,
        standing=standing,
        queued=queued,
        overtaken=overtaken,
        staff=here.window.staff,
    )


def _finish_part(here: Here, ticket: Ticket, command: m.FinishPart) -> None:
    making = here.making
    open_here = any(s.service == command.service and s.state is StepState.OPEN for s in ticket.steps)
    if command.service not in making.hall.profile.behind or not open_here:
        raise RefusedError(Refused.WRONG_STATE, command.service)
    if command.outcome is StepOutcome.UNKNOWN:
        raise RefusedError(Refused.MALFORMED, "outcome")
    then = steps.Then(ticket.state)
    if ticket.state is TicketState.PENDING:
        then = steps.after(ticket, command.service, command.outcome, making.hall.profile.behind)
    here.of_ticket(
        m.PartFinished,
        ticket,
        service=command.service,
        outcome=command.outcome,
        then=then.state,
        queued=making.queued(ticket, then),
    )


def _require_taker(here: Here, ticket: Ticket, service: str, command: m.TransferTicket) -> None:
    """Somebody must be able to take it there."""
    hall = here.hall
    takers = hall.profile.able(service, ticket.needs)
    if command.to_staff:
        place = hall.staff_at.get(command.to_staff)
        takers = [w for w in takers if w.id == place]
    elif command.to_window:
        closed = hall.window(command.to_window).condition is Condition.CLOSED
        takers = [w for w in takers if w.id == command.to_window and not closed]
    if not takers:
        raise RefusedError(Refused.UNMET_NEED, command.to_window or command.to_staff or service)
