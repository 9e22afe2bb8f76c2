"""Whose a ticket is: what a card or a slip opens, what a typed number only asks for, and who acts for another."""

from collections.abc import Iterable

from broker.contract import messages as m
from broker.contract.values import AppointmentState, Holder, Refused, Shown, TicketState
from broker.queue import views
from broker.queue.forms import form_of
from broker.queue.outcome import Making, RefusedError
from broker.queue.ticket import Ticket, Visitor

AskedOf = m.FindTicket | m.CancelTicket | m.OfAppointment
_PROOF = {Shown.NONE: 0, Shown.TYPED: 1, Shown.UNKNOWN: 1, Shown.CARD: 2}


def is_typed(holder: Holder | None) -> bool:
    """Whether somebody typed this number, which may be anybody's."""
    return holder is not None and holder.shown is not Shown.CARD


def require_holder(command: m.IssueTicket | m.BookAppointment, making: Making, services: Iterable[str]) -> None:
    """Some services are for whom the hall can name, some for whose card was laid.

    Raises:
        RefusedError: more must be shown; the detail is what would do.
    """
    shown = command.holder.shown if command.holder else Shown.NONE
    needed = max((making.hall.profile.services[id_].info.must_show for id_ in services), key=_PROOF.__getitem__)
    if _PROOF[shown] < _PROOF[needed]:
        raise RefusedError(Refused.NEEDS_CARD, needed)


def require_agent(command: m.IssueTicket | m.BookAppointment, making: Making) -> None:
    """Who acts for another lays the own card too, and does not so for everybody: a hall has no touts.

    Raises:
        RefusedError: it is nobody else, no card, or holds as much for others as the hall lets one person hold.
    """
    if command.by is None:
        return
    hall, agent = making.hall, making.asking.agent
    if command.holder is None or not set(agent).isdisjoint(making.asking.holder):
        raise RefusedError(Refused.MALFORMED, "by")
    if is_typed(command.by):
        raise RefusedError(Refused.NEEDS_CARD, Shown.CARD)
    booked = [a for a in hall.agenda.held_for_others(agent) if a.state is AppointmentState.BOOKED]
    most = hall.profile.rules.agent_limit
    if len(hall.held_for_others(agent)) + len(booked) >= most:
        raise RefusedError(Refused.LIMIT_REACHED, str(most))


def require_shown(command: AskedOf) -> None:
    """What is there already is for the card itself or the slip: else a neighbour's number would open it.

    Raises:
        RefusedError: a number was typed.
    """
    if not command.ref and is_typed(command.holder):
        raise RefusedError(Refused.NEEDS_CARD, Shown.CARD)


def found(command: AskedOf, making: Making) -> list[Ticket]:
    """The live tickets that a slip or a card stands for, those taken for others too.

    Raises:
        RefusedError: neither was shown, but a number typed.
    """
    require_shown(command)
    hall = making.hall
    if command.ref:
        return [hall.tickets[hall.owners.by_ref[command.ref]]] if command.ref in hall.owners.by_ref else []
    card = making.asking.holder
    return hall.held_by(card) + hall.held_for_others(card)


def visitor_of(command: m.IssueTicket | m.HandInTicket | m.BookAppointment, making: Making, ref: str) -> Visitor:
    """What is kept beside the events of who asks."""
    return Visitor(
        ref,
        making.asking.holder,
        command.holder.name if command.holder else None,
        making.asking.agent,
        command.by.name if command.by else None,
        form_of(command, making.hall.profile.services[command.service].info),
    )


def require_within_limits(command: m.IssueTicket, making: Making, services: Iterable[str]) -> None:
    """One holder waits once for a service, and takes no more numbers in a day than the hall gives."""
    hall, holder = making.hall, making.asking.holder
    require_waits_once(command, making, holder, services)
    most = hall.profile.rules.tickets_a_day
    if most is not None and len(hall.taken_by(holder)) >= most:
        raise RefusedError(Refused.LIMIT_REACHED, str(most))


def require_waits_once(
    command: m.IssueTicket | m.CheckIn, making: Making, holder: tuple[str, ...], services: Iterable[str]
) -> None:
    """Nobody waits twice for a service; a missed ticket does not wait.

    Which ticket waits already is told to who lays the holder's card, and to nobody else.
    """
    hall, wanted = making.hall, set(services)
    laid = not is_typed(command.holder) and not set(making.asking.holder).isdisjoint(holder)
    for held in hall.held_by(holder):
        if held.state is not TicketState.MISSED and not wanted.isdisjoint(held.services):
            raise RefusedError(Refused.ALREADY_HOLDING, ticket=views.held(hall, held) if laid else None)
