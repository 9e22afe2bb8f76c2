"""The end of a window's day: who holds a ticket is served, the last visitor too."""

from collections.abc import Collection
from datetime import datetime

from broker.contract.values import Condition, TicketState
from broker.queue import order
from broker.queue.hall import Hall
from broker.queue.profile import WindowProfile
from broker.queue.ticket import Ticket


def left_behind(hall: Hall, window: WindowProfile, now: datetime, closing_too: Collection[str] = ()) -> list[Ticket]:
    """The holders whom nobody would serve any more today if this window closed now; none before its day ends.

    Args:
        hall: the hall as it is.
        window: the one that would close.
        now: the hub's time.
        closing_too: windows that close at the same moment.
    """
    if not _day_ends(window, now):
        return []
    others = [
        other
        for other in hall.profile.windows.values()
        if other.id not in {window.id, *closing_too} and hall.window(other.id).condition is not Condition.CLOSED
    ]
    offered = frozenset(order.services_of(hall, window))
    waiting = [hall.tickets[id_] for service in offered for _place, id_ in hall.waiting.get(service, ())]
    parked = [
        ticket
        for ticket in map(hall.tickets.__getitem__, hall.aside)
        if ticket.state is TicketState.PARKED and not offered.isdisjoint(ticket.open_services)
    ]
    return [
        ticket
        for ticket in (*waiting, *parked)
        if ticket.needs <= window.attributes and not any(_serves(hall, other, ticket) for other in others)
    ]


def _serves(hall: Hall, window: WindowProfile, ticket: Ticket) -> bool:
    offered = order.services_of(hall, window)
    return ticket.needs <= window.attributes and any(service in offered for service in ticket.open_services)


def _day_ends(window: WindowProfile, now: datetime) -> bool:
    """Whether the window's calendar gives no numbers any more today."""
    if window.calendar is None:
        return False
    again = window.calendar.opens_at(now, days=0)
    return again is None
