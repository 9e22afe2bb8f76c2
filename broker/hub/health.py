"""What is wrong with the hub itself, for the technician: its clock, its calendar."""

import logging
from collections.abc import Callable
from datetime import date, timedelta

from broker.contract.devices import Problem
from broker.runtime.clock import SteadyClock

log = logging.getLogger(__name__)

WORTH_TELLING = timedelta(seconds=5)
"""A clock put back by less is caught up before anybody would look."""


class Health:
    """Looks at what can be wrong, and logs each once when it begins.

    Args:
        clock: the hall's time.
        unknown_year: tells of a year whose holidays nobody knows, by the day it is, or None.
    """

    def __init__(self, clock: SteadyClock, unknown_year: Callable[[date], str | None]) -> None:
        self._clock, self._unknown_year = clock, unknown_year
        self._year: tuple[date, str | None] | None = None
        self._known: frozenset[str] = frozenset()

    def problems(self, today: date) -> tuple[Problem, ...]:
        """What is wrong now."""
        found = []
        if self._clock.ahead > WORTH_TELLING:
            detail = f"the machine's clock is {self._clock.ahead.total_seconds():.0f} s behind the hall's time"
            found.append(Problem(part="clock", code="put-back", detail=detail))
        elif not self._clock.steady:
            detail = "the machine's clock was put forward; no new day begins until it has stood for a while"
            found.append(Problem(part="clock", code="put-forward", detail=detail))
        if self._year is None or self._year[0] != today:
            self._year = (today, self._unknown_year(today))
        if self._year[1]:
            found.append(Problem(part="calendar", code="unknown-year", detail=self._year[1]))
        for problem in found:
            if problem.code not in self._known:
                log.warning("something is wrong with the hub", extra={"code": problem.code, "error": problem.detail})
        self._known = frozenset(problem.code for problem in found)
        return tuple(found)
