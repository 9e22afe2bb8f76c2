"""Hours: what a day's spans say of being open, of numbers, of the last one, and of when there are some again."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.queue.calendar import Calendar, DayKind

ZONE = ZoneInfo("Asia/Shanghai")
HOLIDAYS = {date(2026, 11, 26), date(2026, 11, 28)}
WORKDAYS = {date(2026, 11, 29)}  # a Sunday


def kind_of(day):
    if day in HOLIDAYS:
        return DayKind.HOLIDAY
    return DayKind.WEEKEND if day.weekday() > 4 and day not in WORKDAYS else DayKind.WORKDAY


def hours(*spans):
    ends = [[time.fromisoformat(end) for end in span.split("-")] for span in spans]
    return tuple((start, end) for start, end in ends)


def at(day, clock):
    return datetime.combine(date(2026, 11, day), time.fromisoformat(clock), ZONE)


OFFICE = Calendar(
    hours={
        DayKind.WORKDAY: hours("09:00-12:00", "13:00-17:00"),
        DayKind.WEEKEND: hours("09:30-11:30"),
        DayKind.HOLIDAY: (),
    },
    kind_of=kind_of,
    weekdays={2: hours("09:00-12:00", "13:00-20:00"), 6: ()},
    exceptions={date(2026, 11, 24): hours("09:00-12:00", "13:00-21:00"), date(2026, 11, 27): ()},
    last_ticket=timedelta(minutes=15),
)
# November 2026: 23 a Monday, 24 late by exception, 25 a late Wednesday, 26 a holiday, 27 closed by exception,
# 28 a Saturday that is a holiday, 29 a Sunday that was made a workday, 30 a Monday.


@pytest.mark.parametrize(
    "day, clock, serves, last, again",
    [
        (23, "08:59", False, None, (23, "09:00")),
        (23, "09:00", True, (23, "11:45"), (23, "09:00")),
        (23, "11:44:59", True, (23, "11:45"), (23, "11:44:59")),
        (23, "11:45", True, None, (23, "13:00")),
        (23, "12:00", False, None, (23, "13:00")),
        (23, "16:50", True, None, (24, "09:00")),
        (24, "20:30", True, (24, "20:45"), (24, "20:30")),
        (25, "18:00", True, (25, "19:45"), (25, "18:00")),
        (25, "20:00", False, None, (29, "09:00")),  # a holiday, a closed Friday, a Saturday that is a holiday
        (26, "10:00", False, None, (29, "09:00")),
        (29, "16:00", True, (29, "16:45"), (29, "16:00")),  # a workday's hours, not a Sunday's
    ],
)
def test_a_moment_of_the_week_is_as_the_hours_say(day, clock, serves, last, again):
    now = at(day, clock)
    assert OFFICE.is_open(now) is serves
    assert OFFICE.last_ticket_at(now) == (last and at(*last))
    assert OFFICE.gives_numbers(now) is bool(last)
    assert OFFICE.opens_at(now) == at(*again)


def test_a_saturday_has_the_hours_of_weekends_and_a_sunday_with_hours_of_its_own_has_those():
    assert OFFICE.spans(date(2026, 12, 5), at(23, "09:00")) == (
        (datetime(2026, 12, 5, 9, 30, tzinfo=ZONE), datetime(2026, 12, 5, 11, 30, tzinfo=ZONE)),
    )
    assert OFFICE.spans(date(2026, 12, 6), at(23, "09:00")) == ()


def test_a_day_is_over_after_its_last_span_and_a_closed_day_from_its_start():
    assert not OFFICE.is_over(at(23, "12:30"))
    assert not OFFICE.is_over(at(23, "16:59"))
    assert OFFICE.is_over(at(23, "17:00"))
    assert OFFICE.is_over(at(26, "00:00"))


def test_nothing_is_said_of_when_it_opens_beyond_the_days_that_were_asked_for():
    assert OFFICE.opens_at(at(25, "20:00"), days=3) is None
    assert OFFICE.opens_at(at(25, "20:00"), days=4) == at(29, "09:00")


def test_the_slots_of_a_day_follow_each_other_from_the_start_of_each_span_and_end_within_it():
    def slots(minutes):
        found = OFFICE.slots(date(2026, 11, 23), timedelta(minutes=minutes), at(23, "09:00"))
        return [f"{slot:%H:%M}" for slot in found]

    assert slots(60) == ["09:00", "10:00", "11:00", "13:00", "14:00", "15:00", "16:00"]
    assert slots(80) == ["09:00", "10:20", "13:00", "14:20", "15:40"]
    assert slots(200) == ["13:00"]
    assert slots(300) == []
    assert OFFICE.slots(date(2026, 11, 26), timedelta(minutes=30), at(23, "09:00")) == ()


@st.composite
def spans_of_a_day(draw):
    """Spans that do not touch: an even number of different minutes, two by two."""
    minutes = sorted(draw(st.sets(st.integers(0, 24 * 60 - 1), max_size=8)))
    times = [time(minute // 60, minute % 60) for minute in minutes]
    return tuple(zip(times[::2], times[1::2], strict=False))


DAYS = st.dates(date(2026, 11, 21), date(2026, 12, 5))
MOMENTS = st.builds(datetime.combine, DAYS, st.times(), st.just(ZONE))
CALENDARS = st.builds(
    Calendar,
    hours=st.dictionaries(st.sampled_from(DayKind), spans_of_a_day()),
    kind_of=st.just(kind_of),
    weekdays=st.dictionaries(st.integers(0, 6), spans_of_a_day()),
    exceptions=st.dictionaries(DAYS, spans_of_a_day(), max_size=5),
    last_ticket=st.integers(0, 120).map(lambda minutes: timedelta(minutes=minutes)),
)


@given(CALENDARS, MOMENTS)
def test_what_is_said_of_one_moment_agrees(calendar, now):
    again, last = calendar.opens_at(now), calendar.last_ticket_at(now)
    assert calendar.gives_numbers(now) is (last is not None) is (again == now)
    if last:
        assert now < last
        assert calendar.is_open(now)
        assert calendar.is_open(last - timedelta(microseconds=1))
        assert not calendar.gives_numbers(last)
    if calendar.is_open(now):
        assert not calendar.is_over(now)
    if again:
        assert again >= now
        assert calendar.gives_numbers(again)


@given(CALENDARS, MOMENTS, st.floats(0, 0.999))
def test_before_the_moment_at_which_numbers_are_given_again_there_are_none(calendar, now, share):
    again = calendar.opens_at(now)
    between = now + share * ((again or now + timedelta(days=14)) - now)
    if again != now:
        assert not calendar.gives_numbers(between)
    if again:
        assert calendar.opens_at(between) == again


@given(CALENDARS, DAYS, MOMENTS, st.integers(5, 300).map(lambda minutes: timedelta(minutes=minutes)))
def test_every_slot_lies_within_a_span_and_no_more_would_fit(calendar, day, now, length):
    slots = calendar.slots(day, length, now)
    spans = calendar.spans(day, now)
    assert all(before + length <= after for before, after in pairwise(slots))
    for start, end in spans:
        inside = [slot for slot in slots if start <= slot < end]
        assert all(slot + length <= end for slot in inside)
        assert end - start - len(inside) * length < length
    assert len(slots) == sum(any(start <= slot < end for start, end in spans) for slot in slots)


@given(CALENDARS, MOMENTS)
def test_an_open_day_in_the_zone_of_the_hall_is_as_long_as_its_hours(calendar, now):
    for start, end in calendar.spans(now.date(), now):
        assert start.utcoffset() == end.utcoffset() == timedelta(hours=8)
        assert start.date() == end.date() == now.date()
