"""How long the waiting will wait: a snapshot of the hall to play forward, and what to tell of it.

`snapshot` is cheap and reads the hall; `run` is slow and reads the snapshot alone, so it may be called elsewhere; its
curves are put into `hall.waits`, from which `wait` tells.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from math import ceil

from broker.contract.told import Wait
from broker.contract.values import Condition
from broker.queue.forecast import Desk, Scene, Waiting, run
from broker.queue.hall import Hall
from broker.queue.order import may_take, serving, tiers_of
from broker.queue.pace import ARRIVALS
from broker.queue.profile import Profile, WindowProfile
from broker.queue.ticket import Ticket

__all__ = ["Scene", "components", "run", "snapshot", "wait"]

LATELY = timedelta(minutes=30)
"""As many come as came in this time."""
SOME = 12
"""So many visits of a service tell how its times spread; with fewer, the usual spread is added."""
SPREAD = (0.3, 0.5, 0.66, 0.8, 0.95, 1.15, 1.45, 2.2)
"""The usual spread of times, as parts of their mean."""
GAPS_S = (3.0, 6.0, 10.0, 20.0)
"""Usual gaps between visits."""


def components(profile: Profile) -> list[frozenset[str]]:
    """The services of a hall in groups that share no window: what happens in one does not touch the others."""
    groups = {service: {service} for service in profile.services}
    for window in profile.windows.values():
        touched = [groups[service] for service in _offered(window) if service in groups]
        for other in touched[1:]:
            if other is not touched[0]:
                touched[0] |= other
                groups.update(dict.fromkeys(other, touched[0]))
    return [frozenset(group) for group in {id(group): group for group in groups.values()}.values()]


def wait(hall: Hall, service: str, ahead: int, needs: frozenset[str] = frozenset()) -> Wait | None:
    """What to tell someone who stands behind `ahead` others; None while no window that meets the needs serves this."""
    windows = serving(hall, service)
    able = [window for window in windows if needs <= window.attributes]
    if not able:
        return None
    raw = _plain(hall, service, ahead, windows)
    return hall.pace.tuned(service, _bound(hall, service, ahead, windows, able) if needs else raw)


def snapshot(hall: Hall, services: Collection[str], now: datetime) -> Scene:
    """What a forecast of these services goes by; they should be one of the hall's `components`, or several."""
    names = tuple(service for service in hall.profile.services if service in services)
    number = {service: n for n, service in enumerate(names)}
    windows = [window for window in hall.profile.windows.values() if any(s in number for s in _offered(window))]
    away = {window.id: _away(window, now) for window in windows}
    windows = [window for window in windows if _may_serve(hall, window, away[window.id])]
    desks = tuple(_desk(hall, window, number, away[window.id], now) for window in windows)
    open_ = [window.id for window in windows if hall.window(window.id).condition is Condition.OPEN]
    rules = hall.profile.rules
    shared = any(len(_offered(window)) > 1 for window in windows)
    coming = [_coming(hall, service, now, shared=shared) for service in names]
    return Scene(
        seed=f"{hall.epoch} {hall.seq} {names}",
        services=names,
        desks=desks,
        queues=tuple(_queue(hall, service, windows, now) for service in names),
        times=tuple(_times(hall, service) for service in names),
        gaps=_gaps(hall, windows),
        rates=tuple(rate for rate, _starts in coming),
        starts=tuple(starts for _rate, starts in coming),
        open=tuple(sum(window.id in open_ and s in window.services for window in windows) for s in names),
        offers=tuple(_offers(windows, service) for service in names),
        high=tuple(service in hall.tide for service in names),
        help_after=rules.help_after.total_seconds(),
        tide_after=rules.tide_after.total_seconds(),
        tide_until=rules.tide_until.total_seconds(),
    )


def _offers(windows: list[WindowProfile], service: str) -> tuple[int, ...]:
    """The windows of a service, those that offer it at high tide only last."""
    own = [n for n, window in enumerate(windows) if service in window.services]
    return (*own, *(n for n, window in enumerate(windows) if service in window.tidal and n not in own))


def _plain(hall: Hall, service: str, ahead: int, windows: list[WindowProfile]) -> Wait:
    """The wait of someone whom each of these windows may take, all that serve."""
    curve = hall.waits.get(service)
    return (curve and curve.at(ahead)) or _simple(hall, service, ahead, windows)


def _simple(hall: Hall, service: str, ahead: int, windows: list[WindowProfile]) -> Wait:
    """What to tell before the first forecast: everybody before takes the usual time."""
    to_finish = max(0, ahead + 1 - sum(hall.window(window.id).ticket is None for window in windows))
    return _about(to_finish * _mean(hall, service) / len(windows))


def _about(likely: float) -> Wait:
    return Wait(likely_s=ceil(likely), at_most_s=ceil(1.6 * likely) + 60)


def _bound(hall: Hall, service: str, ahead: int, windows: list[WindowProfile], able: list[WindowProfile]) -> Wait:
    """The wait of someone whom only those of the windows may take that are `able`: rather too long than too short.

    It ends when those ahead are called and one of the few is free, and not before these have called whoever they
    alone may take, and whoever goes first there for another service.
    """
    others = [window for window in windows if window not in able]
    queue = [hall.tickets[id_] for _place, id_ in hall.waiting.get(service, ())[:ahead]]
    theirs = sum(not any(may_take(hall, window, ticket, service) for window in others) for ticket in queue)
    alone = _simple(hall, service, theirs, able)
    first = min((_first_there(hall, service, ahead, window) for window in able), key=lambda wait: wait.likely_s)
    raw = _plain(hall, service, ahead, windows)
    if all(hall.window(window.id).ticket for window in able):
        rarer = _mean(hall, service) * (1 / len(able) - 1 / len(windows))
        raw = Wait(likely_s=ceil(raw.likely_s + rarer), at_most_s=ceil(raw.at_most_s + 2 * rarer))
    waits = (raw, alone, first)
    return Wait(likely_s=max(wait.likely_s for wait in waits), at_most_s=max(wait.at_most_s for wait in waits))


def _first_there(hall: Hall, service: str, ahead: int, window: WindowProfile) -> Wait:
    """How long a window calls those of its other services who go before someone behind `ahead` others."""
    queue, longest = hall.waiting.get(service, ()), Wait(likely_s=0, at_most_s=0)
    place = queue[ahead][0] if ahead < len(queue) else None
    helps = _about(hall.profile.rules.help_after.total_seconds())
    for tier in tiers_of(hall, window):
        own = service in tier
        for other in tier:
            before = hall.ahead_of(other, place) if own and place else len(hall.waiting.get(other, ()))
            if other != service and before and (theirs := serving(hall, other)):
                wait_ = _plain(hall, other, before, theirs)
                wait_ = wait_ if own else min(wait_, helps, key=lambda wait: wait.likely_s)
                longest = max(longest, wait_, key=lambda wait: wait.likely_s)
        if own:
            break
    return longest


def _mean(hall: Hall, service: str) -> float:
    return hall.pace.mean(service, hall.profile.services[service].usual.total_seconds())


def _times(hall: Hall, service: str) -> tuple[float, ...]:
    took = hall.pace.took.get(service, ())
    mean = _mean(hall, service)
    return tuple(sorted((*took, *(mean * part for part in SPREAD)) if len(took) < SOME else took))


def _gaps(hall: Hall, windows: list[WindowProfile]) -> tuple[float, ...]:
    """Those of all these windows, with the usual ones so that a few do not stand for the day."""
    return (*GAPS_S, *(gap for window in windows for gap in hall.pace.gaps.get(window.id, ())))


def _coming(hall: Hall, service: str, now: datetime, *, shared: bool) -> tuple[float, tuple[float, ...]]:
    """How many come a second, and the head starts of those who came lately.

    Where no window serves anything else (not `shared`), who comes without a head start touches nobody who waits.
    """
    head_start = hall.profile.rules.head_start
    lately = list(hall.pace.coming(service, now, LATELY))
    span = max(now - lately[-1][0], timedelta(minutes=10)) if len(lately) == ARRIVALS else LATELY
    starts = tuple(head_start.get(standing, timedelta()).total_seconds() for _at, standing in lately)
    touching = starts if shared else tuple(start for start in starts if start)
    return len(touching) / span.total_seconds(), touching


def _queue(hall: Hall, service: str, windows: list[WindowProfile], now: datetime) -> tuple[Waiting, ...]:
    starts = hall.profile.rules.head_start
    return tuple(
        Waiting(
            rank=(rank - now).total_seconds(),
            id=seq,
            since=(rank + starts.get(ticket.standing, timedelta()) - now).total_seconds(),
            only=(only := _only(hall, ticket, service, windows)),
            place=place if only is None else None,
        )
        for place, ((rank, seq), id_) in enumerate(hall.waiting.get(service, ()))
        for ticket in (hall.tickets[id_],)
    )


def _only(hall: Hall, ticket: Ticket, service: str, windows: list[WindowProfile]) -> frozenset[int] | None:
    """The windows that may take a ticket which not every window may take, or which stands in several queues."""
    plain = not (ticket.needs or ticket.only_window or ticket.only_staff)
    if plain and len(ticket.places) == 1:
        return None
    return frozenset(n for n, window in enumerate(windows) if may_take(hall, window, ticket, service))


def _desk(
    hall: Hall, profile: WindowProfile, number: dict[str, int], away: tuple[tuple[float, float], ...], now: datetime
) -> Desk:
    window = hall.window(profile.id)
    ticket = hall.tickets.get(window.ticket or "")
    busy = None
    if ticket and ticket.called_at:
        busy = (number.get(ticket.service, 0), (now - ticket.called_at).total_seconds())
    return Desk(
        tiers=tuple(tuple(number[s] for s in tier if s in number) for tier in profile.tiers),
        tidal=tuple(number[s] for s in profile.tidal if s in number),
        factor=hall.pace.factor(profile.id),
        paused=window.condition is Condition.PAUSED and not _is_away(away),
        busy=busy,
        away=away,
    )


def _may_serve(hall: Hall, profile: WindowProfile, away: tuple[tuple[float, float], ...]) -> bool:
    return hall.window(profile.id).condition is not Condition.CLOSED or _is_away(away)


def _is_away(away: tuple[tuple[float, float], ...]) -> bool:
    return any(start <= 0 < end for start, end in away)


def _away(profile: WindowProfile, now: datetime) -> tuple[tuple[float, float], ...]:
    """When a window does not serve between now and its last hours; after them it serves whoever still waits."""
    if profile.calendar is None:
        return ()
    spans = profile.calendar.spans(now.date(), now)
    ends = [datetime.combine(now.date(), datetime.min.time(), now.tzinfo), *(end for _start, end in spans[:-1])]
    closed = zip(ends, (start for start, _end in spans), strict=False)
    return tuple(((one - now).total_seconds(), (other - now).total_seconds()) for one, other in closed)


def _offered(profile: WindowProfile) -> tuple[str, ...]:
    return (*profile.services, *profile.tidal)
