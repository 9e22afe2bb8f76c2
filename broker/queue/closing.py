"""The end of a window's day: who holds a ticket is served, the last visitor too."""

from collections.abc import Collection, Container, Iterator
from datetime import datetime

from broker.contract.values import Condition, TicketState
from broker.queue import steps
from broker.queue.hall import Hall
from broker.queue.profile import WindowProfile
from broker.queue.ticket import Ticket


def left_behind(
    hall: Hall, window: WindowProfile, now: datetime, closing_too: Collection[str] = ()
) -> Iterator[Ticket]:
    """The holders whom nobody would serve any more today if this window closed now; none before its day ends.

    Each service that a visit still needs counts, those of its later stages too. Nobody is left to a tide: what
    other windows offer at high tide only may be gone when it is needed.

    Args:
        hall: the hall as it is.
        window: the one that would close.
        now: the hub's time.
        closing_too: windows that close at the same moment.
    """
    if not _day_ends(window, now):
        return
    others = [
        other
        for other in hall.profile.windows.values()
        if other.id not in {window.id, *closing_too} and hall.window(other.id).condition is not Condition.CLOSED
    ]
    offered = {
        service: [other.attributes for other in others if service in other.services]
        for service in (*window.services, *window.tidal)
    }
    behind = hall.profile.behind
    for ticket in _holders(hall, offered):
        if ticket.needs <= window.attributes and any(
            service in offered and not any(ticket.needs <= attributes for attributes in offered[service])
            for service in steps.to_come(ticket, behind)
        ):
            yield ticket


def _holders(hall: Hall, of: Container[str]) -> Iterator[Ticket]:
    """Everybody who is in the hall with a ticket of these services; a missed visitor may be gone."""
    waiting = dict.fromkeys(id_ for queue in hall.waiting.values() for _place, id_ in queue)
    at_windows = (window.ticket for window in hall.windows.values() if window.ticket)
    for id_ in (*waiting, *hall.aside, *at_windows):
        ticket = hall.tickets[id_]
        if (ticket.service in of or len(ticket.steps) > 1) and ticket.state is not TicketState.MISSED:
            yield ticket


def _day_ends(window: WindowProfile, now: datetime) -> bool:
    """Whether the window's calendar gives no numbers any more today."""
    if window.calendar is None:
        return False
    again = window.calendar.opens_at(now, days=0)
    return again is None
