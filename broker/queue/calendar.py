"""When a service gives numbers and a window serves: hours by the kind of day, with exceptions. Pure: no clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum


class DayKind(StrEnum):
    """What a day is by the hall's calendar; a Saturday that the state made a working day is a workday."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


Hours = tuple[tuple[time, time], ...]
"""Spans of one day in order, none touching the next."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Hours of one service or window.

    Attributes:
        hours: by the kind of day; a kind that is missing is closed.
        weekdays: hours of a weekday (0 is Monday) where they differ from its kind's; they hold on workdays only.
        exceptions: hours of single days, such as a late evening before a feast; they win.
        last_ticket: so long before the end of each span the last number is given.
        kind_of: tells what a day is.
    """

    hours: Mapping[DayKind, Hours]
    kind_of: Callable[[date], DayKind] = field(compare=False)
    weekdays: Mapping[int, Hours] = field(default_factory=dict)
    exceptions: Mapping[date, Hours] = field(default_factory=dict)
    last_ticket: timedelta = timedelta()

    def spans(self, day: date, of: datetime) -> tuple[tuple[datetime, datetime], ...]:
        """The spans of a day, in the time zone of the moment `of`."""
        kind = self.kind_of(day)
        hours = self.exceptions.get(day)
        if hours is None:
            hours = self.weekdays.get(day.weekday()) if kind is DayKind.WORKDAY else None
        if hours is None:
            hours = self.hours.get(kind, ())
        return tuple(
            (datetime.combine(day, start, of.tzinfo), datetime.combine(day, end, of.tzinfo)) for start, end in hours
        )

    def is_open(self, now: datetime) -> bool:
        """Whether it serves now."""
        return any(start <= now < end for start, end in self.spans(now.date(), now))

    def gives_numbers(self, now: datetime) -> bool:
        """Whether a number may be given now."""
        return self.last_ticket_at(now) is not None

    def last_ticket_at(self, now: datetime) -> datetime | None:
        """Until when numbers are given, if they are given now."""
        for start, end in self.spans(now.date(), now):
            if start <= now < end - self.last_ticket:
                return end - self.last_ticket
        return None

    def opens_at(self, now: datetime, days: int = 14) -> datetime | None:
        """When numbers are given again, looking so many days ahead; `now` if they are given now."""
        for ahead in range(days + 1):
            for start, end in self.spans(now.date() + timedelta(days=ahead), now):
                if now < end - self.last_ticket:
                    return max(start, now)
        return None

    def is_over(self, now: datetime) -> bool:
        """Whether today's last span has ended, or the day has none."""
        return all(end <= now for _start, end in self.spans(now.date(), now))
