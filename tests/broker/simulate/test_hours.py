"""What a hall's own calendars say of its day."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from broker.contract.told import Journey
from broker.contract.values import Text
from broker.queue.calendar import Calendar, DayKind
from broker.queue.profile import Profile
from broker.simulate.hours import carried, next_open, open_hours, walk_ins
from tests.broker.queue.desk import profile, service, window

CHINA = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, tzinfo=CHINA)
FRIDAY = date(2026, 11, 20)


def kind_of(day: date) -> DayKind:
    return DayKind.WEEKEND if day.weekday() > 4 else DayKind.WORKDAY


def calendar(*hours: tuple[int, int]) -> Calendar:
    return Calendar({DayKind.WORKDAY: tuple((time(start), time(end)) for start, end in hours)}, kind_of)


def hall(**windows_hours: tuple[tuple[int, int], ...]) -> Profile:
    """A window for each letter, with its hours."""
    windows = [window(f"w0{letter}", (letter,), calendar=calendar(*hours)) for letter, hours in windows_hours.items()]
    return profile(*windows, services=tuple(service(letter) for letter in windows_hours))


def test_what_windows_carry_goes_by_their_hours_of_that_day():
    both = hall(a=((9, 12), (13, 17)), b=((9, 12),))
    assert carried(both, "a", MONDAY) == 7 * 12  # visits of five minutes
    assert carried(both, "b", MONDAY) == 3 * 12
    assert carried(both, "a", MONDAY.replace(day=22)) == 0


def test_a_window_gives_its_services_equal_time_and_one_without_a_calendar_serves_ten_hours():
    two = profile(window("w01", ("a",), ("b",)), window("w02", ("a",), tidal=("b",)))
    assert carried(two, "a", MONDAY) == pytest.approx(15 * 12)
    assert carried(two, "b", MONDAY) == pytest.approx(5 * 12)


def test_nobody_comes_for_a_service_that_gives_no_numbers_that_day():
    never = service("a", calendar=Calendar({}, kind_of))
    assert carried(profile(window("w01", ("a",)), services=(never,)), "a", MONDAY) == 0


def test_a_service_is_open_in_its_own_hours_or_those_of_its_windows():
    assert open_hours(hall(a=((9, 12), (13, 17))), "a", MONDAY) == {9, 10, 11, 13, 14, 15, 16}
    half = Calendar({DayKind.WORKDAY: ((time(8, 30), time(10, 20)),)}, kind_of)
    assert open_hours(profile(services=(service("a", calendar=half),)), "a", MONDAY) == {8, 9, 10}


def test_the_day_to_play_is_the_next_that_a_window_opens_on():
    weekdays = hall(a=((9, 12),))
    assert next_open(weekdays, CHINA, FRIDAY) == FRIDAY
    assert next_open(weekdays, CHINA, date(2026, 11, 21)) == MONDAY.date()
    assert next_open(hall(a=()), CHINA, FRIDAY) is None
    assert next_open(profile(), CHINA, date(2026, 11, 21)) == date(2026, 11, 21)


def test_nobody_walks_in_for_what_is_done_behind_the_windows_or_handed_out_in_the_end():
    services = (service("a"), service("b", behind=True), service("c"))
    journey = Journey(id="j", name=Text(zh="测", en="Test"), stages=(("a",), ("b",), ("c",)))
    whole = replace(profile(services=services), journeys=(journey,))
    assert walk_ins(whole) == ["a"]
    alone = replace(whole, journeys=(journey.model_copy(update={"stages": (("a", "c"),)}),))
    assert walk_ins(alone) == ["a", "c"]
