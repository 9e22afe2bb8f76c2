"""The end of a window's day: who holds a ticket is served, the last visitor too."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from broker.contract.values import Condition, TicketState
from broker.queue import steps
from broker.queue.hall import Hall
from broker.queue.profile import WindowProfile
from broker.queue.ticket import Ticket

LAST_HOUR = timedelta(hours=1)
"""So long before the end of its day a window's clerk may not leave holders alone; earlier, colleagues follow."""


def left_behind(hall: Hall, window: WindowProfile, now: datetime) -> list[Ticket]:
    """The holders whom no open window would serve any more if this one closed now; none before its day's last hour.

    Each service that a visit still needs counts, those of its later stages too. Nobody is left to a tide: what
    other windows offer at high tide only may be gone when it is needed.
    """
    if window.calendar is None or not window.calendar.is_over(now + LAST_HOUR):
        return []
    others = [other for other in _serving(hall) if other is not window]
    return [
        ticket
        for ticket in _holders(hall)
        if any(
            _could_serve(window, service, ticket.needs) and not _serves(others, service, ticket.needs)
            for service in steps.to_come(ticket, hall.profile.behind)
        )
    ]


def to_close(hall: Hall, now: datetime) -> list[WindowProfile]:
    """The windows that stand open and free after their hours, and are needed no more.

    For those who wait now every window stays that offers their service, until windows within their hours serve them
    or they are called: nobody has to work off the queue of twenty alone. For those who will wait later one is enough.
    """
    over = {window.id for window in hall.profile.windows.values() if _is_over(hall, window, now)}
    free = [w for w in hall.profile.windows.values() if w.id in over and hall.window(w.id).ticket is None]
    if not free:
        return []
    serving = _serving(hall)
    within = [window for window in serving if window.id not in over]
    wait: set[tuple[str, frozenset[str]]] = set()
    later: set[tuple[str, frozenset[str]]] = set()
    for ticket in _holders(hall):
        for service in steps.to_come(ticket, hall.profile.behind):
            waits = ticket.state is TicketState.WAITING and service in ticket.places
            (wait if waits else later).add((service, ticket.needs))
    wait = {(service, needs) for service, needs in wait if not _serves(within, service, needs)}
    closing: list[WindowProfile] = []
    staying = serving
    for window in free:
        others = [other for other in staying if other is not window]
        by_all = any(_serves([window], service, needs) for service, needs in wait)
        by_one = any(
            _could_serve(window, service, needs) and not _serves(others, service, needs)
            for service, needs in wait | later
        )
        if not (by_all or by_one):
            staying = others
            closing.append(window)
    return closing


def _serving(hall: Hall) -> list[WindowProfile]:
    """The open windows; who pauses may not come back."""
    return [window for window in hall.profile.windows.values() if hall.window(window.id).condition is Condition.OPEN]


def _is_over(hall: Hall, window: WindowProfile, now: datetime) -> bool:
    """Whether a window has outlived its hours; one that was opened after them is open on purpose."""
    opened = hall.window(window.id).opened_at
    if window.calendar is None or opened is None:
        return False
    return window.calendar.is_over(now) and not window.calendar.is_over(opened)


def _serves(windows: Iterable[WindowProfile], service: str, needs: frozenset[str]) -> bool:
    """Whether one of these windows has a service of its own, and meets the needs."""
    return any(service in window.services and needs <= window.attributes for window in windows)


def _could_serve(window: WindowProfile, service: str, needs: frozenset[str]) -> bool:
    """The same, at high tide too."""
    return (service in window.services or service in window.tidal) and needs <= window.attributes


def _holders(hall: Hall) -> Iterator[Ticket]:
    """Everybody who is in the hall with a ticket; a missed visitor may be gone."""
    waiting = dict.fromkeys(id_ for queue in hall.waiting.values() for _place, id_ in queue)
    at_windows = (window.ticket for window in hall.windows.values() if window.ticket)
    for id_ in (*waiting, *hall.aside, *at_windows):
        ticket = hall.tickets[id_]
        if ticket.state is not TicketState.MISSED:
            yield ticket
