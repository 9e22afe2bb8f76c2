"""What a day teaches of how fast it goes."""

from copy import deepcopy
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.contract.told import Wait
from broker.contract.values import Standing
from broker.queue.pace import GAPS, RECENT, WIDTHS, Pace
from tests.broker.queue.desk import MORNING

MINUTE = timedelta(minutes=1)


def served(pace: Pace, *minutes: float, window: str = "w01", service: str = "a", gap_s: float = 0) -> Pace:
    """Visits of so many minutes, one after the other; the last one is followed by a call."""
    at = MORNING
    for length in minutes:
        pace.called(window, service, at, timedelta(), None)
        pace.ended(window, service, at, at + length * MINUTE, someone_waits=True)
        at += length * MINUTE + timedelta(seconds=gap_s)
    pace.called(window, service, at, timedelta(), None)
    return pace


def came_true(pace: Pace, likely: int, at_most: int, actual: int, times: int = 1) -> None:
    """So many visitors were told this wait and then waited so long."""
    for _ in range(times):
        told = Wait(likely_s=likely, at_most_s=at_most)
        pace.arrived("a", Standing.NORMAL, MORNING, told)
        pace.called("w01", "a", MORNING + timedelta(seconds=actual), timedelta(seconds=actual), told)


def margin(pace: Pace) -> float:
    """What a margin of 100 seconds is told as."""
    told = pace.tuned("a", Wait(likely_s=600, at_most_s=700))
    assert told.likely_s == 600
    return told.at_most_s - told.likely_s


def test_a_visit_counts_once_the_next_one_is_called():
    pace = Pace()
    pace.called("w01", "a", MORNING, timedelta(), None)
    pace.ended("w01", "a", MORNING, MORNING + 4 * MINUTE, someone_waits=True)
    assert not pace.took
    pace.called("w01", "a", MORNING + 5 * MINUTE, timedelta(), None)
    assert list(pace.took["a"]) == [240]
    assert list(pace.gaps["w01"]) == [60]


def test_an_end_that_is_taken_back_never_happened():
    pace = served(Pace(), 3, 5)
    before = deepcopy(pace)
    pace.ended("w01", "a", MORNING, MORNING + 9 * MINUTE, someone_waits=False)
    assert pace != before
    pace.take_back("w01")
    assert pace == before


def test_nothing_to_take_back_is_no_fault():
    pace = Pace()
    pace.take_back("w01")
    assert pace == Pace()


def test_the_time_until_a_call_is_a_gap_only_while_somebody_waited_and_no_lunch():
    pace = Pace()
    for waits, pause in ((False, 1), (True, 90)):
        pace.ended("w01", "a", MORNING, MORNING + MINUTE, someone_waits=waits)
        pace.called("w01", "a", MORNING + MINUTE + pause * MINUTE, timedelta(), None)
    assert not pace.gaps


def test_only_the_last_visits_and_gaps_are_remembered():
    pace = served(Pace(), *[1] * RECENT, *[2] * RECENT, gap_s=5)
    assert set(pace.took["a"]) == {120}
    assert len(pace.gaps["w01"]) == GAPS


def test_the_usual_time_blends_the_days_and_counts_the_last_visits():
    pace = Pace()
    pace.new_day({"a": 300.0, "b": 100.0})
    assert pace.usual() == {"a": 300.0, "b": 100.0}
    served(pace, *[10] * 100)
    assert pace.usual() == {"a": 450.0, "b": 100.0}
    pace.ended("w01", "c", MORNING, MORNING + 7 * MINUTE, someone_waits=False)
    assert pace.usual()["c"] == 420


def test_a_new_day_keeps_what_is_usual_and_nothing_else():
    pace = served(Pace(), 3, 4, 5)
    came_true(pace, 60, 120, 300)
    usual = pace.usual()
    pace.new_day(usual)
    assert pace == Pace(known=usual)
    assert (pace.told, pace.kept) == (0, 0)


def test_a_visit_takes_the_given_time_until_the_hall_knows_better():
    pace = Pace()
    assert pace.mean("a", 500) == 500
    pace.new_day({"a": 300.0})
    assert pace.mean("a", 500) == 300
    served(pace, *[10] * 30)
    assert 550 < pace.mean("a", 500) < 600


def test_a_slow_window_is_known_and_one_visit_proves_nothing():
    pace = served(Pace(), *[5] * 20, window="w01")
    served(pace, *[10] * 20, window="w02")
    assert pace.factor("w01") == 1
    assert 1.1 < pace.factor("w02") < 2
    assert pace.factor("w03") == 1
    assert served(Pace(), *[5] * 5, 50, window="w01").factor("w01") < 2


def test_told_waits_are_counted_and_those_called_within_at_most():
    pace = Pace()
    came_true(pace, 60, 120, 120)
    came_true(pace, 60, 120, 121)
    pace.called("w01", "a", MORNING, timedelta(), None)
    assert (pace.told, pace.kept) == (2, 1)


def test_the_margin_widens_when_visitors_wait_longer_than_at_most_and_not_without_end():
    pace = Pace()
    assert margin(pace) == 100
    came_true(pace, 600, 700, 900, times=30)
    assert margin(pace) > 150
    came_true(pace, 600, 700, 9000, times=300)
    assert margin(pace) == pytest.approx(100 * WIDTHS[1], rel=0.02)


def test_the_margin_narrows_when_hardly_anybody_does():
    pace = Pace()
    came_true(pace, 600, 700, 610, times=300)
    assert margin(pace) == pytest.approx(100 * WIDTHS[0], rel=0.02)


def test_what_was_told_with_a_wide_margin_is_judged_without_it():
    pace = Pace()
    came_true(pace, 600, 700, 900, times=10)
    wide = margin(pace)
    assert wide > 150
    told = pace.tuned("a", Wait(likely_s=600, at_most_s=700))
    actual = 600 + 0.98 * wide  # longer than without the factor, and still within what was told
    later = MORNING + 60 * MINUTE
    pace.arrived("a", Standing.NORMAL, later, told)
    pace.called("w01", "a", later + timedelta(seconds=actual), timedelta(seconds=actual), told)
    assert margin(pace) < wide
    assert pace.kept == 1


def test_a_service_that_nobody_was_called_for_goes_by_the_halls_margin():
    pace = Pace()
    came_true(pace, 600, 700, 900, times=60)
    told = pace.tuned("b", Wait(likely_s=600, at_most_s=700))
    assert told.at_most_s - told.likely_s > 150


def test_who_is_called_at_once_teaches_nothing_of_margins():
    pace = Pace()
    came_true(pace, 0, 60, 300, times=50)
    assert margin(pace) == 100
    assert (pace.told, pace.kept) == (50, 0)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["arrived", "called", "ended", "take_back", "new_day"]),
        st.sampled_from(["w01", "w02"]),
        st.sampled_from(["a", "b"]),
        st.integers(0, 4000),
        st.one_of(st.none(), st.tuples(st.integers(0, 4000), st.integers(0, 4000))),
    ),
    max_size=60,
)


def tell(pace: Pace, steps: list) -> Pace:
    at = MORNING
    for what, window, service, seconds, wait in steps:
        at += timedelta(seconds=seconds / 40)
        told = wait and Wait(likely_s=wait[0], at_most_s=sum(wait))
        match what:
            case "arrived":
                pace.arrived(service, Standing.PRIORITY, at, told)
            case "called":
                pace.called(window, service, at, timedelta(seconds=seconds), told)
            case "ended":
                pace.ended(window, service, at - timedelta(seconds=seconds), at, someone_waits=bool(seconds % 2))
            case "take_back":
                pace.take_back(window)
            case "new_day":
                pace.new_day(pace.usual())
    return pace


@given(STEPS)
def test_the_same_day_teaches_the_same_and_a_copy_is_equal_and_apart(steps: list):
    pace = tell(Pace(), steps)
    assert tell(Pace(), steps) == pace
    copy = deepcopy(pace)
    assert copy == pace
    served(copy, 5)
    assert copy != pace


@given(STEPS, st.integers(0, 5000), st.integers(0, 5000))
def test_whatever_happened_the_estimate_told_stays_sensible(steps: list, likely: int, more: int):
    pace = tell(Pace(), steps)
    told = pace.tuned("a", Wait(likely_s=likely, at_most_s=likely + more))
    assert told.likely_s == likely
    assert likely <= told.at_most_s <= likely + WIDTHS[1] * more + 1
    assert pace.kept <= pace.told
    assert 0 < pace.factor("w01") < 100
    assert all(seconds >= 0 for seconds in pace.usual().values())
