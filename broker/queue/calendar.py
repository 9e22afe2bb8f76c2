"""When a service gives numbers and a window serves: hours by the kind of day, with exceptions. Pure: no clock.

Every moment is in the hall's own time zone, so that its date is the hall's date.
"""

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
Spans = tuple[tuple[datetime, datetime], ...]
"""The same on one day; a span's end is its first moment outside."""

_PLAIN_WEEK = (*(DayKind.WORKDAY,) * 5, *(DayKind.WEEKEND,) * 2)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Hours of one service or window.

    Attributes:
        hours: by the kind of day; a kind that is missing is closed.
        weekdays: hours of a weekday (0 is Monday) where they differ from its kind's. They hold on a day that is what
            the plain week makes of it: a Saturday that was made a workday has a workday's hours, not a Saturday's.
        exceptions: hours of single days, such as a late evening before a feast; they win.
        last_ticket: so long before the end of each span the last number is given.
        kind_of: tells what a day is.
    """

    hours: Mapping[DayKind, Hours]
    kind_of: Callable[[date], DayKind] = field(compare=False)
    weekdays: Mapping[int, Hours] = field(default_factory=dict)
    exceptions: Mapping[date, Hours] = field(default_factory=dict)
    last_ticket: timedelta = timedelta()

    def spans(self, day: date, of: datetime) -> Spans:
        """The spans of a day, in the time zone of the moment `of`."""
        return tuple(
            (datetime.combine(day, start, of.tzinfo), datetime.combine(day, end, of.tzinfo))
            for start, end in self._hours_of(day)
        )

    def is_open(self, now: datetime) -> bool:
        """Whether it serves now."""
        return any(start <= now < end for start, end in self.spans(now.date(), now))

    def gives_numbers(self, now: datetime) -> bool:
        """Whether a number may be given now."""
        return self.last_ticket_at(now) is not None

    def last_ticket_at(self, now: datetime) -> datetime | None:
        """Until when numbers are given, if they are given now; at that moment itself none is."""
        return next((last for start, last in self._giving(now.date(), now) if start <= now < last), None)

    def opens_at(self, now: datetime, days: int = 14) -> datetime | None:
        """When numbers are given again, looking so many days ahead; `now` if they are given now."""
        for ahead in range(days + 1):
            for start, last in self._giving(now.date() + timedelta(days=ahead), now):
                if now < last:
                    return max(start, now)
        return None

    def is_over(self, now: datetime) -> bool:
        """Whether today's last span has ended, or the day has none."""
        return all(end <= now for _start, end in self.spans(now.date(), now))

    def slots(self, day: date, length: timedelta, of: datetime) -> tuple[datetime, ...]:
        """The starts of a day's slots for appointments, in the time zone of the moment `of`.

        They follow each other from the start of each span; what is left of a span at its end is no slot. Who has an
        appointment has a number as good as given, so the last ticket's time does not shorten them.
        """
        return tuple(start + n * length for start, end in self.spans(day, of) for n in range((end - start) // length))

    def _hours_of(self, day: date) -> Hours:
        if day in self.exceptions:
            return self.exceptions[day]
        kind = self.kind_of(day)
        if kind is _PLAIN_WEEK[day.weekday()] and day.weekday() in self.weekdays:
            return self.weekdays[day.weekday()]
        return self.hours.get(kind, ())

    def _giving(self, day: date, of: datetime) -> Spans:
        """From when to when numbers are given."""
        return tuple(
            (start, end - self.last_ticket) for start, end in self.spans(day, of) if self.last_ticket < end - start
        )
