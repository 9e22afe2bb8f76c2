"""A day as it might come: who arrives when for what, how long each takes, what the clerks do. All from one seed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import exp, floor
from random import Random

from broker.contract.values import Standing
from broker.queue.profile import Profile, ServiceProfile
from broker.simulate.arrivals import Arrivals

HOUR, MINUTE = 3600.0, 60.0
TIMES_SIGMA = 0.6
"""How far visits of one service differ: the deviation of their logarithms."""


class Scenario(StrEnum):
    """What kind of day. All but the first come from other distributions than the estimates assume."""

    PLAIN = "plain"
    SHIFT_CHANGE = "shift-change"  # clerks hand over twice, the next ones work at another speed
    DRIFT = "drift"  # everything takes longer and longer, and for a while the computers hang
    BURST = "burst"  # busloads arrive at once, and few visits take most of the time


@dataclass(frozen=True, slots=True)
class Habits:
    """What visitors do, as parts of all.

    Attributes:
        appointment: come with an appointment.
        priority: belong to those whom the hall treats as if they had come earlier.
        green: are given the green channel by a clerk.
        no_show: do not come when called.
        back: of those, come back later.
        parked: are sent for a paper and come back.
        transferred: stand for the wrong service.
    """

    appointment: float = 0.2
    priority: float = 0.06
    green: float = 0.003
    no_show: float = 0.05
    back: float = 0.4
    parked: float = 0.01
    transferred: float = 0.01


@dataclass(frozen=True, slots=True)
class Visitor:
    """One visitor. Times are seconds of the day, spans are seconds.

    Attributes:
        slot: wants an appointment about then; None is no appointment.
        early: comes so much before the appointment, or later where negative.
        visit: how long the visit takes with a clerk of usual speed at a usual hour.
        walk: from the call to the window.
        back: comes back so long after a missed call; None is never.
        parked: is sent away for so long in the middle of the visit.
        elsewhere: is sent to this service instead.
    """

    comes: float
    service: str
    standing: Standing
    visit: float
    walk: float
    slot: float | None = None
    early: float = 0.0
    shows_up: bool = True
    back: float | None = None
    parked: float | None = None
    elsewhere: str | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """Part of a window's day: a clerk with a speed until about `until`, who is then away for `away`."""

    speed: float
    until: float = float("inf")
    away: float = 0.0
    new_clerk: bool = False

    def stays(self) -> "Shift":
        """The same, once its new clerk has come."""
        return replace(self, new_clerk=False)


@dataclass(frozen=True, slots=True)
class Day:
    """Everything of a day that is not decided by the rules."""

    seed: int
    scenario: Scenario
    visitors: tuple[Visitor, ...]
    shifts: dict[str, tuple[Shift, ...]] = field(default_factory=dict)

    def speed(self, at: float) -> float:
        """How much longer than usual everything takes now."""
        if self.scenario is not Scenario.DRIFT:
            return 1.0
        hang = 1.7 if 10.25 * HOUR <= at < 11 * HOUR else 1.0
        return (0.8 + 0.65 * min(max(at / HOUR - 8.5, 0.0) / 9, 1.0)) * hang


def day(hall: Profile, arrivals: Arrivals, habits: Habits, scenario: Scenario, seed: int) -> Day:
    """A day of a hall."""
    random = Random(f"{seed} {scenario}")  # noqa: S311 - a day to play, no secret
    crowd = list(_crowd(arrivals, random))
    if scenario is Scenario.BURST:
        crowd = _busloads(crowd, random)
    visitors = sorted((_visitor(hall, *one, habits, scenario, random) for one in crowd), key=lambda v: v.comes)
    shifts = {window.id: _shifts(scenario, random) for window in hall.windows.values()}
    return Day(seed, scenario, tuple(visitors), shifts)


def _crowd(arrivals: Arrivals, random: Random) -> Iterator[tuple[float, str]]:
    """Who comes: whole visitors, each hour's rounded up or down so that the day's sum is kept."""
    so_far = random.random()
    for (service, hour), number in arrivals.items():
        before, so_far = so_far, so_far + number
        for _ in range(floor(so_far) - floor(before)):
            yield (hour + random.random()) * HOUR, service


def _busloads(crowd: list[tuple[float, str]], random: Random) -> list[tuple[float, str]]:
    """A seventh of all come in busloads: many at once, for one service each."""
    services = sorted({service for _at, service in crowd})
    weights = [sum(s == service for _at, s in crowd) for service in services]
    stay = [one for one in crowd if random.random() > 1 / 7]
    left = len(crowd) - len(stay)
    while left > 0:
        service = random.choices(services, weights)[0]
        load = min(left, max(3, int(weights[services.index(service)] * random.uniform(0.04, 0.12))))
        at = random.uniform(9, 16) * HOUR
        stay += [(at + random.uniform(0, 10 * MINUTE), service) for _ in range(load)]
        left -= load
    return stay


def _visitor(hall: Profile, comes: float, service: str, habits: Habits, scenario: Scenario, random: Random) -> Visitor:
    profile = hall.services[service]
    booked = profile.booking is not None and random.random() < habits.appointment
    early = random.gauss(6, 9) * MINUTE
    standing = Standing.NORMAL
    if not booked:
        chance = random.random()
        standing = Standing.GREEN if chance < habits.green else standing
        standing = Standing.PRIORITY if habits.green <= chance < habits.green + habits.priority else standing
    shows_up = random.random() >= habits.no_show
    comes_back = not shows_up and random.random() < habits.back
    return Visitor(
        comes=comes,
        service=service,
        standing=standing,
        visit=_takes(profile, scenario, random),
        walk=random.uniform(8, 45),
        slot=comes if booked else None,
        early=early,
        shows_up=shows_up,
        back=random.uniform(3, 15) * MINUTE if comes_back else None,
        parked=random.uniform(5, 20) * MINUTE if random.random() < habits.parked else None,
        elsewhere=_another(hall, service, random) if random.random() < habits.transferred else None,
    )


def _takes(profile: ServiceProfile, scenario: Scenario, random: Random) -> float:
    usual = profile.usual.total_seconds()
    if scenario is Scenario.BURST:  # few visits take most of the time
        return usual * (random.uniform(0.3, 0.8) if random.random() < 0.85 else random.uniform(2.0, 5.0))  # noqa: PLR2004 - one in seven
    return usual * exp(random.gauss(-(TIMES_SIGMA**2) / 2, TIMES_SIGMA))


def _another(hall: Profile, service: str, random: Random) -> str | None:
    """Another service that the same windows offer, and people are called for."""
    others = {s for window in hall.windows_for(service) for s in window.services} - {service} - hall.behind
    return random.choice(sorted(others)) if others else None


def _shifts(scenario: Scenario, random: Random) -> tuple[Shift, ...]:
    """A short break in the morning and one in the afternoon; on some days another clerk comes after them."""
    changes = scenario is Scenario.SHIFT_CHANGE
    spread = 0.3 if changes else 0.12
    speeds = [exp(random.gauss(0, spread)) for _ in range(3)]
    morning, afternoon = ((10.5, 0.15), (15.0, 0.15)) if changes else ((10.3, 0.4), (15.2, 0.4))
    away = (6.0, 18.0) if changes else (5.0, 12.0)
    return (
        Shift(speeds[0], random.gauss(*morning) * HOUR, random.uniform(*away) * MINUTE),
        Shift(speeds[1 if changes else 0], random.gauss(*afternoon) * HOUR, random.uniform(*away) * MINUTE, changes),
        Shift(speeds[2 if changes else 0], new_clerk=changes),
    )
