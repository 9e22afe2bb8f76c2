"""A kiosk that goes on while the hub is away: leased numbers, what it gave of them, and what had no answer."""

from collections.abc import Iterator
from datetime import datetime

from broker.contract import messages as m
from broker.contract.values import BY_APPOINTMENT, Lease, Refused, TicketState
from broker.queue import holders, order
from broker.queue.hall import Hall
from broker.queue.life import LIFE
from broker.queue.numbers import LAST_ONLINE, Held, split
from broker.queue.outcome import Making, Outcome, RefusedError, require_life
from broker.queue.priority import weigh_paper
from broker.queue.steps import first_queues
from broker.queue.ticket import Step, Ticket
from broker.queue.visitors import plan, ticket_reply

OUTSTANDING = 10
"""Leases of a service that a kiosk may have had without handing in one of their numbers."""


def lease(command: m.LeaseNumbers, making: Making) -> Outcome:
    """New numbers, whatever the kiosk had before: one that has lost its notebook must give none twice.

    But none of a service of which it has had very many and handed in none: they would be missing elsewhere.
    """
    hall, asking = making.hall, making.asking
    series = {}
    for id_ in command.services:
        service = hall.profile.services.get(id_)
        if service is None or service.info.behind:
            raise RefusedError(Refused.UNKNOWN_SERVICE, id_)
        if service.info.kind in BY_APPOINTMENT:
            continue
        if hall.numbers.outstanding[asking.device, id_] < OUTSTANDING * hall.profile.rules.lease_numbers:
            series[id_] = service.info.series
    leases = tuple(
        Lease(id=asking.new_id(), day=hall.day, service=id_, series=series[id_], first=block[0], last=block[-1])
        for id_, block in hall.numbers.blocks(series, hall.profile.rules.lease_numbers)
        if hall.day
    )
    if leases:
        making.make(m.NumbersLeased, device=asking.device, leases=leases)
    reply = m.LeasesReply(re=command.id, ok=True, at=asking.now, leases=leases)
    return Outcome(lambda _hall: reply, tuple(making.events))


def hand_in(command: m.HandInTicket, making: Making) -> Outcome:
    """The paper that a visitor holds counts: it waits since it was given, and is all that this visitor waits with."""
    hall, asking = making.hall, making.asking
    known = hall.owners.by_ref.get(command.ref)
    if known and hall.tickets[known].number == command.number:
        return Outcome(ticket_reply(command, making, known))
    held = _leased(hall, command, asking.device)
    steps = plan(hall, command)
    given_at = _believed(command, (held.at if held else None, hall.numbers.contact.get(asking.device)), asking.now)
    weighed = weigh_paper(hall, command)
    places = {id_: order.rank(hall, weighed.standing, given_at) for id_ in first_queues(steps, hall.profile.behind)}
    unheard = _made(making, command.replaces)
    card = () if holders.is_typed(command.holder) else asking.holder  # a typed number takes nobody's ticket away
    withdrawn = [ticket for ticket in _papers(hall, steps, card) if ticket is not unheard]
    if unheard and (unheard.state, m.AbandonTicket.verb) in LIFE:
        withdrawn.append(unheard)
    for ticket in withdrawn:
        if ticket.state is TicketState.WAITING:  # who took two papers keeps the better place
            places |= {id_: min(places[id_], ticket.places[id_][0]) for id_ in places.keys() & ticket.places.keys()}
        _withdraw(making, ticket, command.number)
    issued = making.make(
        m.TicketIssued,
        ticket=asking.new_id(),
        day=hall.day,
        number=command.number,
        service=command.service,
        **weighed._asdict(),
        queued=tuple(m.Queued(service=id_, rank=rank) for id_, rank in places.items()),
        stages=command.stages,
        language=command.language,
        needs=_met(hall, command, steps),
        device=asking.device,
        lease=command.lease,
        given_at=given_at,
    )
    visitor = holders.visitor_of(command, making, command.ref)
    reply = ticket_reply(command, making, issued.ticket)
    return Outcome(reply, tuple(making.events), visitor, blocked=command.replaces)


def abandon(command: m.AbandonTicket, making: Making) -> Outcome:
    """What nobody holds is called for nobody; where somebody was seen with it, somebody holds it."""
    ticket = _made(making, command.command)
    if ticket is None:
        reply = m.TicketReply(re=command.id, ok=True, at=making.asking.now)
        return Outcome(lambda _hall: reply, blocked=command.command)
    require_life(ticket, command)
    _withdraw(making, ticket, None)
    return Outcome(ticket_reply(command, making, ticket.id), tuple(making.events))


def _leased(hall: Hall, command: m.HandInTicket, device: str) -> Held | None:
    """The lease of a number that this kiosk may give today, and nobody else; None where the hall has forgotten it.

    Raises:
        RefusedError: it may not.
    """
    if command.day != hall.day:
        raise RefusedError(Refused.DAY_OVER)
    series, number = split(command.number)
    held = hall.numbers.held.get(command.lease)
    if held:
        ours = held.device == device and held.lease.service == command.service
        leased = ours and held.covers(series, number)
    else:  # given by the hall as it was before it went on from a copy
        profile = hall.profile.services.get(command.service)
        known = any(other.covers(series, number) for other in hall.numbers.held.values())
        theirs = profile is not None and profile.info.series == series and number > LAST_ONLINE
        leased = hall.numbers.restored and theirs and not known
    if not leased or command.number in hall.numbers.given:
        raise RefusedError(Refused.UNKNOWN_LEASE)
    return held


def _believed(command: m.HandInTicket, had: tuple[datetime | None, ...], now: datetime) -> datetime:
    """When it was given, between the last word that the kiosk had of the hub and now: its clock may be wrong."""
    words = [at for at in had if at]
    return min(max(command.given_at.astimezone(now.tzinfo), *words), now) if words else now


def _made(making: Making, command: str | None) -> Ticket | None:
    """The ticket that a command of this same kiosk made today."""
    made = making.hall.numbers.made.get((making.asking.device, command)) if command else None
    return making.hall.tickets[made] if made else None


def _papers(hall: Hall, steps: tuple[Step, ...], holder: tuple[str, ...]) -> Iterator[Ticket]:
    """What the card waits with already, for nothing else than this.

    A kiosk that knows whose paper it gave was not restarted since, so that paper is in somebody's hand; whether another
    kiosk's came out nobody knows.
    """
    services = {step.service for step in steps}
    for ticket in hall.held_by(holder):
        if ticket.state is TicketState.WAITING and services.issuperset(ticket.services):
            yield ticket


def _withdraw(making: Making, ticket: Ticket, instead: str | None) -> None:
    """Cancel a ticket that nobody holds, also one that a window has called already."""
    if ticket.state is TicketState.CALLED:
        making.of_ticket(m.TicketMissed, ticket, window=ticket.window)
    making.of_ticket(m.TicketCancelled, ticket, instead=instead)


def _met(hall: Hall, command: m.HandInTicket, steps: tuple[Step, ...]) -> tuple[str, ...]:
    """The needs, unless no window of a service meets them any more: a paper that is out must be callable."""
    needs, before = frozenset(command.needs), (s.service for s in steps if s.service not in hall.profile.behind)
    return command.needs if all(hall.profile.able(service, needs) for service in before) else ()
