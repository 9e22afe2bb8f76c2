"""What a day is in China: the state moves working days around its feasts, and publishes each year's in the one before.

The days come with a library, and from the hall's own list for what the library can't know: a year that it has no data
for yet, a feast of the region, an order of the city. The hall's own list wins.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import chinese_calendar  # type: ignore[import-untyped]

Kind = Literal["workday", "weekend", "holiday"]

AHEAD = timedelta(days=60)
"""A year whose days are not known is told so long before it begins: the state's notice comes in November, mostly."""
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Workdays:
    """Kinds of days.

    Attributes:
        off: days of the hall's own list on which there is a holiday.
        work: days of it that are workdays.
    """

    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()

    def kind_of(self, day: date) -> Kind:
        """What a day is; in a year that nobody knows the plain week's."""
        if day in self.work:
            return "workday"
        return "holiday" if day in self.off else _kind_by_the_state(day)

    def unknown_year(self, today: date) -> int | None:
        """The year that has begun or begins soon and whose days neither the library nor the hall's list knows."""
        listed = {day.year for day in self.off | self.work}
        for year in (today.year, (today + AHEAD).year):
            if year not in listed and not _is_published(year):
                return year
        return None


@lru_cache(maxsize=1000)  # the library looks through all its days each time
def _kind_by_the_state(day: date) -> Kind:
    if _is_published(day.year):
        off, feast = chinese_calendar.get_holiday_detail(day)
        if not off:
            return "workday"
        if feast:
            return "holiday"
    return "workday" if day.weekday() <= _FRIDAY else "weekend"


@lru_cache(maxsize=100)
def _is_published(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True
