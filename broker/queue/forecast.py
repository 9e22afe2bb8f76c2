"""A hall played forward by its own rules, many times: when is each of the waiting called? No clock: time 0 is now."""

from bisect import bisect_right, insort
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import accumulate, count
from math import log, sqrt
from random import Random
from statistics import fmean, median
from typing import NamedTuple

from broker.contract.told import Wait
from broker.queue.curve import Curve

WORK = 40_000
"""Calls that all runs together may play: what a whole hall costs at most."""
RUNS = (12, 36)
MARGIN = 1.7
"""Standard deviations between likely and at most: rather too many, for experience narrows it."""
LEAST_MARGIN_S = 60.0
"""Nobody is promised a call to the half minute."""
DOUBT = 0.13
"""How far a service's mean may be off: its recent visits are but a sample. A fraction, one standard deviation."""
HORIZON_S = 6 * 3600.0
"""Nothing is played longer."""
BACK_AFTER_S = (300.0, 1800.0)
"""When a paused window serves again: nobody knows."""
BEYOND = 8
"""Places behind the last one that are told too: some come before the next estimate does."""
FEW = 3
"""Fewer visits as long as one at a window tell nothing of when it ends."""
PROBE, FUTURE = -1, 10**12
"""Ids of who is only imagined, behind everybody, and of who is still to come; between them are seqs of the hall."""


class Waiting(NamedTuple):
    """One of the waiting. Rank, and the same without a head start (`since`), are seconds from now: mostly below 0."""

    rank: float
    id: int
    since: float = 0.0
    only: frozenset[int] | None = None  # the windows that may take it; None is any that offers its service
    place: int | None = None  # its place in the curve; None of those who are no measure for others


@dataclass(frozen=True, slots=True)
class Desk:
    """A window that serves or may serve yet today. Services are numbers.

    Attributes:
        tiers: its services in tiers.
        tidal: what it offers besides while their tide is up.
        factor: how much longer its visits take than others'.
        paused: whether it has paused, and nobody knows for how long.
        busy: the service it is at, and for how long already; None while it is free.
        away: spans in which it does not serve.
    """

    tiers: tuple[tuple[int, ...], ...]
    tidal: tuple[int, ...] = ()
    factor: float = 1.0
    paused: bool = False
    busy: tuple[int, float] | None = None
    away: tuple[tuple[float, float], ...] = ()

    def back(self, at: float) -> float:
        """When it serves next."""
        return next((end for start, end in self.away if start <= at < end), at)


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a forecast goes by; it has no part in the hall it was taken from.

    Attributes:
        services: their names; everywhere else they are numbers.
        queues: the waiting of each service, the next one first.
        times: seconds that visits of each service took lately, smallest first.
        gaps: seconds between two visits.
        rates: visitors a second who come for each service and may touch those who wait.
        starts: their head starts, in seconds.
        open: for each service, how many windows serve it.
        offers: for each service, its windows.
        high: whether its tide is up.
        help_after, tide_after, tide_until: the hall's rules, in seconds.
    """

    seed: str
    services: tuple[str, ...]
    desks: tuple[Desk, ...]
    queues: tuple[tuple[Waiting, ...], ...]
    times: tuple[tuple[float, ...], ...]
    gaps: tuple[float, ...]
    rates: tuple[float, ...]
    starts: tuple[tuple[float, ...], ...]
    open: tuple[int, ...]
    offers: tuple[tuple[int, ...], ...]
    high: tuple[bool, ...]
    help_after: float
    tide_after: float
    tide_until: float


def run(scene: Scene) -> dict[str, Curve]:
    """The waits of every service of a scene, by how many stand before. The same scene gives the same waits."""
    random = Random(scene.seed)  # noqa: S311 - chance to play with, no secret
    asked = [service for service, windows in enumerate(scene.open) if windows]
    work = sum(len(queue) for queue in scene.queues) + len(scene.desks)
    runs = min(max(WORK // work, RUNS[0]), RUNS[1]) if asked else 0
    played = [_Play(scene, random, asked).calls() for _ in range(runs)]
    curves = {service: Curve(()) for service in scene.services}
    for service in asked:
        step = fmean(scene.times[service]) / scene.open[service]
        waits = [_wait(times) for times in zip(*(calls[service] for calls in played), strict=True)]
        curves[scene.services[service]] = _curve(waits, step)
    return curves


def _wait(times: tuple[float, ...]) -> tuple[float, float]:
    likely = median(times)
    return likely, likely + max(MARGIN * _deviation(times), LEAST_MARGIN_S)


def _deviation(times: tuple[float, ...]) -> float:
    """The standard deviation; statistics.pstdev is exact to the last digit and takes longer than the play."""
    mean = fmean(times)
    return sqrt(sum((time - mean) ** 2 for time in times) / len(times))


def _curve(waits: list[tuple[float, float]], step: float) -> Curve:
    """A curve that never falls, and a few places more than wait now."""
    likely, at_most = waits[-1]
    waits += [(likely + n * step, at_most + 1.2 * n * step) for n in range(1, BEYOND + 1)]
    longest = accumulate(waits, lambda one, next_: (max(one[0], next_[0]), max(one[1], next_[1])))
    return Curve(tuple(Wait(likely_s=round(likely), at_most_s=round(at_most)) for likely, at_most in longest))


class _Play:
    """One run: what is left of this day as it might go."""

    def __init__(self, scene: Scene, random: Random, asked: list[int]) -> None:
        self.scene, self.random, self.chance, self.asked = scene, random, random.random, asked
        self.queues = [list(queue) for queue in scene.queues]
        for service in asked:
            insort(self.queues[service], Waiting(0.0, PROBE, place=len(scene.queues[service])))
        self.high = list(scene.high)
        self.gone: set[int] = set()
        whole = random.gauss(0, DOUBT / 2)
        self.speeds = [max(0.3, 1 + whole + random.gauss(0, DOUBT)) for _ in scene.services]
        self.coming = count(FUTURE)
        self.soon = [(self._free_at(desk), number) for number, desk in enumerate(scene.desks)]
        self.soon += [(self._next_comes(0.0, rate), -1 - n) for n, rate in enumerate(scene.rates) if rate]
        heapify(self.soon)

    def calls(self) -> list[list[float]]:
        """For each service, when each place of its queue is called, and one behind them all."""
        calls = [[HORIZON_S] * (1 + len(queue)) for queue in self.scene.queues]
        left = sum(waiting.place is not None for service in self.asked for waiting in self.queues[service])
        soon, desks, idle = self.soon, self.scene.desks, dict[int, None]()
        while left > 0 and soon:
            now, number = heappop(soon)
            if now > HORIZON_S:
                break
            if number < 0:
                self._comes(now, -1 - number, idle)
                continue
            desk = desks[number]
            if desk.away and (back := desk.back(now)) > now:
                heappush(soon, (back, number))
                continue
            while found := self._next(desk, number, now):
                service, waiting = found
                if waiting.place is not None:
                    calls[service][waiting.place] = now
                    left -= 1
                if waiting.id != PROBE:  # who is only imagined takes nobody's time
                    heappush(soon, (now + self._takes(service, desk) + self._gap(), number))
                    break
            else:
                idle[number] = None
        self._fill(calls)
        return calls

    def _comes(self, now: float, service: int, idle: dict[int, None]) -> None:
        """Somebody comes for a service; a window with nothing to do calls soon."""
        scene = self.scene
        starts = scene.starts[service]
        rank = now - starts[int(self.chance() * len(starts))]
        insort(self.queues[service], Waiting(rank, next(self.coming), now))
        heappush(self.soon, (self._next_comes(now, scene.rates[service]), -1 - service))
        if idle and (number := next((n for n in scene.offers[service] if n in idle), None)) is not None:
            del idle[number]
            heappush(self.soon, (now + self._gap(), number))

    def _next_comes(self, now: float, rate: float) -> float:
        return now - log(1.0 - self.chance()) / rate

    def _fill(self, calls: list[list[float]]) -> None:
        """Who would stand where somebody with a place of their own stands is called as the next one behind."""
        for queue, times in zip(self.scene.queues, calls, strict=True):
            for place in reversed(range(len(queue))):
                if queue[place].place is None:
                    times[place] = times[place + 1]

    def _next(self, desk: Desk, number: int, now: float) -> tuple[int, Waiting] | None:
        """Take the next one for a window out of its queue, as order.next_for has it."""
        best: tuple[Waiting, int, int] | None = None
        tiers = desk.tiers
        if desk.tidal and (tidal := tuple(service for service in desk.tidal if self._is_high(service, now))):
            tiers = (*tiers, tidal)
        for tier in tiers:
            later = best is not None
            for service in tier:
                if later and self._longest(service, now) <= self.scene.help_after:
                    continue
                for at, waiting in enumerate(self.queues[service]):
                    if waiting.only is None or (number in waiting.only and waiting.id not in self.gone):
                        if best is None or waiting < best[0]:
                            best = (waiting, service, at)
                        break
        if best is None:
            return None
        waiting, service, at = best
        del self.queues[service][at]
        if waiting.only is not None:
            self.gone.add(waiting.id)
        return service, waiting

    def _is_high(self, service: int, now: float) -> bool:
        scene = self.scene
        self.high[service] = self._longest(service, now) > (
            scene.tide_until if self.high[service] else scene.tide_after
        )
        return self.high[service]

    def _longest(self, service: int, now: float) -> float:
        """How long the one of a service waits who waits longest, as order.longest_wait has it."""
        oldest = now
        for waiting in self.queues[service]:
            if waiting.rank >= oldest:
                break
            oldest = min(oldest, waiting.since)
        return now - oldest

    def _takes(self, service: int, desk: Desk) -> float:
        times = self.scene.times[service]
        return times[int(self.chance() * len(times))] * self.speeds[service] * desk.factor

    def _gap(self) -> float:
        gaps = self.scene.gaps
        return gaps[int(self.chance() * len(gaps))]

    def _free_at(self, desk: Desk) -> float:
        """When a window calls next."""
        at = self._gap() + (self._rest(*desk.busy, desk) if desk.busy else 0.0)
        return max(at, self.random.uniform(*BACK_AFTER_S)) if desk.paused else at

    def _rest(self, service: int, already: float, desk: Desk) -> float:
        """How much longer a visit takes that is so old."""
        scale = self.speeds[service] * desk.factor
        times = self.scene.times[service]
        longer = bisect_right(times, already / scale)
        if (left := len(times) - longer) < FEW:
            return (fmean(times) * scale + already) * 0.5 * self.chance()
        return times[longer + int(self.chance() * left)] * scale - already
