"""A played day in figures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from statistics import median

from broker.contract.values import Standing
from broker.simulate.record import Record, Told

SOON_S = 60.0
"""Who is told less has hardly to wait, and an estimate hardly anything to tell."""


@dataclass(frozen=True, slots=True)
class Waits:
    """How long the visitors of one standing waited, in seconds."""

    count: int
    median: float
    p90: float
    longest: float


@dataclass(frozen=True, slots=True)
class Estimates:
    """How told waits came true. Parts are of 1, errors are medians in seconds.

    Attributes:
        count: visitors who were told a wait and then called.
        within: called within the at-most value.
        off: between the likely value and what came.
        naive_off: the same for those ahead times the mean visit by the windows that serve.
    """

    count: int
    within: float
    off: float
    naive_off: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What a manager wants to know of a day.

    Attributes:
        visitors: tickets that were given.
        called: those of them who were called.
        by_rule: pairs in which who was called had become eligible after somebody who still waits.
        worst_s: the most that anybody became eligible later than somebody overtaken so.
        bound_s: what it may be at most: the largest head start.
        by_hand, moved_by_hand: visitors overtaken by what people moved, and how often they did.
        all_told, waiting_told: of all who were told a wait, and of those who had to wait at all; None of a day without
            forecasts, and where there was nobody.
        idle_s: free windows' seconds while somebody waited whom they might have served.
    """

    visitors: int
    called: int
    turned_away: int
    waits: dict[Standing, Waits]
    by_rule: int
    worst_s: float
    bound_s: float
    by_hand: int
    moved_by_hand: int
    all_told: Estimates | None
    waiting_told: Estimates | None
    idle_s: float


def figures(record: Record) -> Figures:
    """The figures of a day."""
    called = [told for told in record.tickets.values() if told.waited is not None]
    told = [one for one in called if one.likely is not None] if record.world.forecasts else []
    moves = record.world.hall.moves.values()
    starts = record.world.hall.profile.rules.head_start.values()
    return Figures(
        visitors=len(record.tickets),
        called=len(called),
        turned_away=record.turned_away,
        waits={
            standing: _waits([one.waited or 0.0 for one in called if one.standing is standing])
            for standing in Standing
            if any(one.standing is standing for one in called)
        },
        by_rule=record.overtakings.by_rule,
        worst_s=record.overtakings.worst_s,
        bound_s=max(starts, default=timedelta()).total_seconds(),
        by_hand=sum(move.overtaken for move in moves),
        moved_by_hand=sum(move.count for move in moves),
        all_told=_estimates(told),
        waiting_told=_estimates([one for one in told if (one.likely or 0) >= SOON_S]),
        idle_s=record.idle_s,
    )


def part(values: Sequence[float], share: float) -> float:
    """The value that this share of them does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def _waits(waited: Sequence[float]) -> Waits:
    return Waits(len(waited), median(waited), part(waited, 0.9), max(waited))


def _estimates(told: Sequence[Told]) -> Estimates | None:
    if not told:
        return None

    def off(by: Callable[[Told], float]) -> float:
        return median(abs((one.waited or 0.0) - by(one)) for one in told)

    return Estimates(
        count=len(told),
        within=sum((one.waited or 0.0) <= (one.at_most or 0.0) for one in told) / len(told),
        off=off(lambda one: one.likely or 0.0),
        naive_off=off(lambda one: one.naive),
    )
