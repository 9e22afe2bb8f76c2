"""A time is picked, without Qt and without a wire."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from broker.contract.told import Slot
from kiosk.citizen.slots import DAYS, Picking

HALL = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=HALL)
TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)


def slot(day, hour, free=2):
    at = datetime(day.year, day.month, day.day, hour, tzinfo=HALL)
    return Slot(at=at, until=at + timedelta(minutes=30), free=free)


def begun(**told):
    picking = Picking("residence", TODAY)
    for day, slots in told.items():
        picking = picking.hear(TODAY + timedelta(days=int(day[1:])), slots, NOW)
    return picking


def times(picking):
    return [choice.time for choice in picking.slot_choices(NOW)]


def test_the_first_day_with_a_free_time_is_shown_by_itself():
    picking = begun(d0=(slot(TODAY, 10, free=0),), d1=(slot(TOMORROW, 9),))
    assert picking.day == TOMORROW
    assert times(picking) == ["09:00"]


def test_full_times_and_times_that_began_are_not_offered():
    picking = begun(d0=(slot(TODAY, 9), slot(TODAY, 10, free=0), slot(TODAY, 11)))
    assert times(picking) == ["11:00"]


def test_a_day_that_was_touched_stays_and_nothing_is_picked_on_it():
    picking = begun(d0=(slot(TODAY, 10),), d1=(slot(TOMORROW, 9),)).pick(slot(TODAY, 10).at.isoformat())
    assert picking.picked == slot(TODAY, 10)
    picking = picking.touch_day(TOMORROW.isoformat())
    assert (picking.day, picking.picked) == (TOMORROW, None)
    assert [choice.picked for choice in picking.day_choices()] == [False, True, *[False] * (DAYS - 2)]


def test_none_is_said_of_a_touched_day_at_once_and_else_when_every_day_was_told():
    picking = begun(d0=())
    assert picking.known == "asked"
    assert picking.touch_day(TODAY.isoformat()).known == "none"
    assert begun(**{f"d{n}": () for n in range(DAYS)}).known == "none"
    assert begun(d3=(slot(TODAY + timedelta(days=3), 9),)).known == "some"


def test_looking_afresh_keeps_the_day_and_forgets_what_was_told_and_picked():
    picking = begun(d1=(slot(TOMORROW, 9),)).pick(slot(TOMORROW, 9).at.isoformat()).afresh()
    assert (picking.day, picking.picked, picking.told) == (TOMORROW, None, {})


def test_times_are_the_halls_whatever_offset_they_come_in():
    there = slot(TOMORROW, 9)
    abroad = Slot(at=there.at.astimezone(UTC), until=there.until, free=1)
    assert times(begun(d1=(abroad,))) == ["09:00"]


@given(st.text(max_size=30))
def test_only_a_time_that_is_shown_can_be_picked(key):
    picking = begun(d1=(slot(TOMORROW, 9),)).pick(key)
    assert picking.picked is None or picking.picked.at.isoformat() == key


def test_the_days_are_named_from_today_on():
    choices = list(Picking("residence", date(2026, 11, 22)).day_choices())
    assert [choice.weekday.zh for choice in choices[:4]] == ["今天", "明天", "星期二", "星期三"]
    assert (choices[0].date.zh, choices[0].date.en) == ("11 月 22 日", "22 Nov")
