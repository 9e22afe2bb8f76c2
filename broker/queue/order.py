"""Who is next: the order of a hall, which can be told in one sentence.

A ticket is treated as if it had come its standing's head start earlier, and of the waiting that a window may take,
the earliest goes first; a window helps with its later tiers when it is idle or when they have waited too long.
"""

from datetime import datetime, timedelta

from broker.contract.values import Standing
from broker.queue.hall import Hall, Ticket, WindowProfile


def rank(hall: Hall, standing: Standing, queued_at: datetime) -> datetime:
    """A ticket's place in time; it never depends on "now"."""
    return queued_at - hall.profile.head_start.get(standing, timedelta())


def next_for(hall: Hall, window: WindowProfile, now: datetime) -> Ticket | None:
    """The ticket that this window should call, or None when nobody waits whom it may serve."""
    competing: list[Ticket] = []
    for tier in window.tiers:
        heads = [head for service in tier if (head := _head(hall, service, window))]
        if not competing:
            competing += heads
        else:
            competing += [head for head in heads if now - head.issued_at > hall.profile.help_after]
    return min(competing, key=lambda ticket: ticket.place, default=None)


def _head(hall: Hall, service: str, window: WindowProfile) -> Ticket | None:
    """The first of a service whose needs this window meets."""
    for _place, id_ in hall.waiting.get(service, ()):
        ticket = hall.tickets[id_]
        if ticket.needs <= window.attributes:
            return ticket
    return None
