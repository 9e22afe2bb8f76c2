"""Who is next: the order of a hall, which can be told in one sentence.

A ticket is treated as if it had come its standing's head start earlier, and of the waiting that a window may take,
the earliest goes first; a window helps with its later tiers when it is idle or when they have waited too long.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from broker.contract.values import Condition, Standing
from broker.queue.hall import Hall
from broker.queue.profile import WindowProfile
from broker.queue.ticket import Place, Ticket

JUST_BEFORE = timedelta(milliseconds=1)
"""The smallest step that times on the wire can tell."""


class Next(NamedTuple):
    """A ticket to call, and the one of its services that it is called for."""

    ticket: Ticket
    service: str


def rank(hall: Hall, standing: Standing, queued_at: datetime) -> datetime:
    """A ticket's place in time; it never depends on "now"."""
    return queued_at - hall.profile.rules.head_start.get(standing, timedelta())


def tiers_of(hall: Hall, window: WindowProfile) -> tuple[tuple[str, ...], ...]:
    """A window's tiers as they are now: at high tide it offers more, last."""
    tidal = tuple(service for service in window.tidal if service in hall.tide)
    return (*window.tiers, tidal) if tidal else window.tiers


def services_of(hall: Hall, window: WindowProfile) -> tuple[str, ...]:
    """Every service that a window offers now."""
    return tuple(service for tier in tiers_of(hall, window) for service in tier)


def next_for(hall: Hall, window: WindowProfile, now: datetime) -> Next | None:
    """The ticket that this window should call, or None when nobody waits whom it may serve."""
    competing: list[Next] = []
    for tier in tiers_of(hall, window):
        heads = [head for service in tier if (head := _head(hall, service, window))]
        if not competing:
            competing += heads
        else:
            competing += [
                head for head in heads if longest_wait(hall, head.service, now) > hall.profile.rules.help_after
            ]
    return min(competing, key=lambda head: head.ticket.places[head.service], default=None)


def longest_wait(hall: Hall, service: str, now: datetime) -> timedelta:
    """How long the one of a service waits who waits longest; who was put before others is no reason to forget them."""
    starts, oldest = hall.profile.rules.head_start, now
    for (rank_, _seq), id_ in hall.waiting.get(service, ()):
        if rank_ >= oldest:  # nobody behind counts from earlier than their rank
            break
        oldest = min(oldest, rank_ + starts.get(hall.tickets[id_].standing, timedelta()))
    return now - oldest


def may_take(hall: Hall, window: WindowProfile, ticket: Ticket, service: str) -> bool:
    """Whether a window meets a ticket's needs and is not passed over for another window or clerk.

    Who was sent to one for a service may be taken by any for another that they wait for meanwhile.
    """
    sent = bound_to(hall, ticket) if service == ticket.service else None
    return ticket.needs <= window.attributes and sent in {None, window.id}


def bound_to(hall: Hall, ticket: Ticket) -> str | None:
    """The only window that may call a ticket now; None when any may.

    Who was sent to a window that has closed since, or to a clerk who has left, is anybody's again: nobody waits for
    ever.
    """
    if ticket.only_window is None and ticket.only_staff is None:
        return None
    id_ = hall.staff_at.get(ticket.only_staff) if ticket.only_staff else ticket.only_window
    window = hall.profile.windows.get(id_ or "")
    if window is None or hall.window(window.id).condition is Condition.CLOSED:
        return None
    return window.id if ticket.service in services_of(hall, window) else None


def serving(hall: Hall, service: str) -> list[WindowProfile]:
    """The windows that call for a service now; one that offers it at high tide only does so at high tide."""
    return [
        window
        for window in hall.profile.windows_for(service)
        if hall.window(window.id).condition is Condition.OPEN and service in services_of(hall, window)
    ]


def first_place(hall: Hall, service: str, now: datetime) -> datetime:
    """The rank that stands before everybody of a service."""
    queue = hall.waiting.get(service)
    return min(queue[0][0][0] - JUST_BEFORE, now) if queue else now


def last_place(hall: Hall, service: str, own: datetime) -> datetime:
    """The rank that stands behind everybody of a service, and not before its own."""
    queue = hall.waiting.get(service)
    return max(queue[-1][0][0], own) if queue else own


def place_behind(hall: Hall, service: str, count: int, own: datetime) -> datetime:
    """The rank just behind the first `count` of a service, and not before its own."""
    queue = hall.waiting.get(service, [])[:count]
    return max(queue[-1][0][0], own) if queue else own


def new_place(hall: Hall, rank_: datetime) -> Place:
    """The place that the next event gives at a rank: behind everybody of the same rank."""
    return rank_, hall.seq + 1


def behind(hall: Hall, service: str, place: Place) -> int:
    """How many of a service stand at a place or behind it."""
    return len(hall.waiting.get(service, ())) - hall.ahead_of(service, place)


def _head(hall: Hall, service: str, window: WindowProfile) -> Next | None:
    """The first of a service whose needs this window meets."""
    for _place, id_ in hall.waiting.get(service, ()):
        ticket = hall.tickets[id_]
        if may_take(hall, window, ticket, service):
            return Next(ticket, service)
    return None
