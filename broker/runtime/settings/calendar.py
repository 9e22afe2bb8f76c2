"""hall.toml's calendars: spans of time by the kind of day, and the hall's own list of holidays."""

import re
from datetime import date, datetime, time
from itertools import pairwise
from typing import Annotated

from pydantic import Field, PlainValidator, StringConstraints, model_validator

from broker.contract.values import NAME_PATTERN
from broker.runtime.settings.file import Settings

Span = tuple[time, time]
_SPAN = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def span_of(given: object) -> Span:
    """A span as it stands in a settings file.

    Raises:
        ValueError: it is none.
    """
    parts = _SPAN.fullmatch(given) if isinstance(given, str) else None
    if parts is None:
        raise ValueError(f"'{given}' is no span; write it like '09:00-12:00', at the latest to '23:59'")
    hour, minute, end_hour, end_minute = map(int, parts.groups())
    span = time(hour, minute), time(end_hour, end_minute)
    if span[0] >= span[1]:
        raise ValueError(f"'{given}' ends before it begins; a span lies within one day")
    return span


def _hours(given: object) -> tuple[Span, ...]:
    if not isinstance(given, list):
        raise ValueError('must be a list of spans, such as ["09:00-12:00", "13:00-17:00"]; [] is closed')  # noqa: TRY004 - pydantic gathers these
    spans: list[Span] = []
    faults: list[str] = []
    for text in given:
        try:
            spans.append(span_of(text))
        except ValueError as error:
            faults.append(str(error))
    spans.sort()
    for one, other in pairwise(spans):
        if other[0] <= one[1]:
            faults.append(f"'{told(one)}' and '{told(other)}' overlap or touch; make them one span")
    if faults:
        raise ValueError("\n".join(faults))
    return tuple(spans)


def _day(given: object) -> date:
    if isinstance(given, date) and not isinstance(given, datetime):
        return given
    try:
        return date.fromisoformat(given if isinstance(given, str) else "")
    except ValueError:
        raise ValueError(f"'{given}' is no day; write it like 2026-12-31") from None


def told(span: Span) -> str:
    """A span as it stands in the file."""
    return f"{span[0]:%H:%M}-{span[1]:%H:%M}"


CalendarId = Annotated[str, StringConstraints(pattern=NAME_PATTERN)]
Hours = Annotated[tuple[Span, ...], PlainValidator(_hours)]
Day = Annotated[date, PlainValidator(_day)]


class Calendar(Settings):
    """Hours that services give numbers in, and windows serve in."""

    id: CalendarId
    workday: Hours
    weekend: Hours = ()
    holiday: Hours = ()
    monday: Hours | None = None
    tuesday: Hours | None = None
    wednesday: Hours | None = None
    thursday: Hours | None = None
    friday: Hours | None = None
    saturday: Hours | None = None
    sunday: Hours | None = None
    exceptions: dict[Day, Hours] = Field(default_factory=dict)
    last_ticket_min: Annotated[int, Field(ge=0, le=240)] = 0

    @property
    def weekdays(self) -> dict[int, tuple[Span, ...]]:
        """Hours of the weekdays that have their own; 0 is Monday."""
        given: list[tuple[Span, ...] | None] = [getattr(self, name) for name in _WEEK]
        return {weekday: hours for weekday, hours in enumerate(given) if hours is not None}

    @property
    def spans(self) -> list[tuple[str, Span]]:
        """Every span, with the setting it stands in."""
        named = [(name, getattr(self, name) or ()) for name in ("workday", "weekend", "holiday", *_WEEK)]
        named += [(f"exceptions.{day}", hours) for day, hours in self.exceptions.items()]
        return [(name, span) for name, hours in named for span in hours]

    @model_validator(mode="after")
    def _fits_together(self) -> "Calendar":
        faults = [
            f"{name} '{told(span)}' gives no number: it is not longer than last_ticket_min = {self.last_ticket_min}"
            for name, span in self.spans
            if minutes(span) <= self.last_ticket_min
        ]
        if not self.spans:
            faults.append("it is never open; leave it out, or give it hours")
        if faults:
            raise ValueError("\n".join(faults))
        return self


class Holidays(Settings):
    """The hall's own list of days; it wins over the published ones, and stands for those not published yet."""

    off: tuple[Day, ...] = ()
    work: tuple[Day, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> "Holidays":
        if both := sorted(set(self.off) & set(self.work)):
            raise ValueError("\n".join(f"{day} stands in off and in work; keep one" for day in both))
        return self


def minutes(span: Span) -> int:
    """How long a span is."""
    start, end = span
    return (end.hour - start.hour) * 60 + end.minute - start.minute
