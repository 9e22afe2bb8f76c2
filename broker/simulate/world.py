"""The hall and its clock while a day is played: everything that happens is decided by the hall's own rules."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from broker.contract import messages as m
from broker.contract.told import Clerk
from broker.contract.values import App, ServiceKind, Shown
from broker.queue import by_itself, estimate
from broker.queue.decide import decide
from broker.queue.hall import Hall
from broker.queue.outcome import Asking
from broker.queue.profile import Profile, WindowProfile
from broker.queue.ticket import Visitor
from broker.simulate.hours import Span, spans

TICK_S = 10.0
"""How often what time brings is looked for; a hub looks each second."""
OVER = 24 * 3600.0 - 600
"""No day is played longer."""
SHIFTS = 3
"""Clerks who take turns at a window."""


class World:
    """A hall on one day.

    Args:
        profile: the hall; clerks of our own take the place of its staff.
        today: which day it is there.
        zone: the hall's time zone.
        fresh_s: how old an estimate may be when somebody is told it; None plays without estimates.
    """

    def __init__(self, profile: Profile, today: date, zone: ZoneInfo, fresh_s: float | None) -> None:
        staff = [f"{window}-{n}" for window in profile.windows for n in range(1, SHIFTS + 1)]
        self.hall = Hall(profile=replace(_open_to_all(profile), staff={id_: Clerk(id=id_, name=id_) for id_ in staff}))
        self.midnight = datetime.combine(today, time(), zone)
        self.now = 0.0
        self.watchers: list[Callable[[m.Event], None]] = []
        self.estimating_s, self.estimates = 0.0, 0
        self._groups = {service: group for group in estimate.components(profile) for service in group}
        self._estimated: dict[frozenset[str], float] = {}
        self._fresh_s = fresh_s
        self._agenda: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers, self._ids, self._refs = count(), count(1), Random(0)  # noqa: S311 - ids of a played day
        self._apply(by_itself.end_day(self.hall, self._asking(App.HUB)))

    @property
    def forecasts(self) -> bool:
        """Whether told waits come from forecasts."""
        return self._fresh_s is not None

    def at(self, when: float, what: Callable[[], None]) -> None:
        """Let something happen at a second of the day, or now if that is past."""
        heappush(self._agenda, (max(when, self.now), next(self._numbers), what))

    def run(self) -> Iterator[float]:
        """Play the day; yields the second of the day every now and then."""
        tick = min((when for when, _n, _what in self._agenda), default=OVER)
        while self._agenda and self.now < OVER:
            if self._agenda[0][0] <= tick:
                self.now, _number, what = heappop(self._agenda)
                what()
                continue
            self.now = tick
            tick += TICK_S
            self._apply(by_itself.due(self.hall, self._asking(App.HUB)))
            yield self.now

    def ask(self, kind: type[m.Command], app: App = App.KIOSK, window: str | None = None, **fields: Any) -> m.Reply:
        """Ask the hall for something, as a device would."""
        now = self.moment(self.now)
        command = kind(id=self._new_id(), at=now, until=now + timedelta(seconds=10), **fields)
        outcome = decide(self.hall, command, self._asking(app, window))
        self._apply(outcome.events, outcome.visitor, outcome.note)
        return outcome.answer(self.hall)

    def estimate(self, service: str) -> None:
        """See to it that what is told of a service is fresh."""
        group = self._groups[service]
        if self._fresh_s is None or self.now - self._estimated.get(group, -OVER) < self._fresh_s:
            return
        began = perf_counter()
        self.hall.waits.update(estimate.run(estimate.snapshot(self.hall, group, self.moment(self.now))))
        self.estimating_s += perf_counter() - began
        self.estimates += 1
        self._estimated[group] = self.now

    def moment(self, second: float) -> datetime:
        """A second of the day as a time, as exact as times on the wire."""
        return self.midnight + timedelta(milliseconds=round(second * 1000))

    def second(self, moment: datetime) -> float:
        """A time as a second of the day."""
        return (moment - self.midnight).total_seconds()

    def hours(self, window: WindowProfile) -> list[Span]:
        """The spans in which a window serves today."""
        return spans(window.calendar, self.midnight)

    def _asking(self, app: App, window: str | None = None) -> Asking:
        return Asking("simulation", app, window, self.moment(self.now), self._new_id, self._new_ref, pin_ok=True)

    def _new_id(self) -> str:
        return f"00000000-0000-7000-8000-{next(self._ids):012x}"

    def _new_ref(self) -> str:
        return f"{self._refs.getrandbits(128):032x}"

    def _apply(self, events: tuple[m.Event, ...], visitor: Visitor | None = None, note: str = "") -> None:
        for event in events:
            self.hall.apply(event, visitor, note)
            for watch in self.watchers:
                watch(event)


def _open_to_all(profile: Profile) -> Profile:
    """The same hall for visitors who lay no cards, write no forms and give no reasons: how many go first is a habit."""
    anybody = {"must_show": Shown.NONE, "kind": ServiceKind.WINDOW}
    services = {
        id_: replace(service, info=service.info.model_copy(update=anybody)) for id_, service in profile.services.items()
    }
    return replace(profile, services=services, rules=replace(profile.rules, priority=None))
