"""What is drawn for a day."""

from statistics import fmean, pstdev

import pytest

from broker.contract.values import Standing
from broker.simulate import centre
from broker.simulate.arrivals import spread
from broker.simulate.day import HOUR, Habits, Scenario, day
from tests.broker.simulate.small import drawn, hall


def test_the_built_in_hall_is_as_large_as_its_busiest_day():
    hall = centre.profile()
    assert len(centre.DEPARTMENTS) == 44
    assert len(hall.windows) == 238
    assert sum(centre.visitors_of(hall, centre.VISITORS).values()) == pytest.approx(11_700)
    series = [service.info.series for service in hall.services.values()]
    assert len(set(series)) == len(series)


def test_the_same_seed_draws_the_same_day_and_another_one_another():
    assert drawn(seed=3) == drawn(seed=3)
    assert drawn(seed=3).visitors != drawn(seed=4).visitors


def test_exactly_as_many_come_as_were_asked_for():
    hall_, _come = hall()
    come = spread({"gas": 500.0, "education": 1000.0}, dict.fromkeys(hall_.services, range(8, 18)))
    for seed, scenario in enumerate(Scenario):
        assert len(day(hall_, come, Habits(), scenario, seed).visitors) == 1500


def test_a_part_of_a_visitor_comes_on_a_part_of_the_days():
    hall_, _come = hall()
    came = [len(day(hall_, {("gas", 9): 2.5}, Habits(), Scenario.PLAIN, seed).visitors) for seed in range(200)]
    assert set(came) == {2, 3}
    assert fmean(came) == pytest.approx(2.5, abs=0.15)


def test_visitors_have_the_habits_that_were_asked_for():
    habits = Habits(appointment=0.5, priority=0.2, no_show=0.3, back=1.0)
    visitors = drawn(habits=habits).visitors
    assert fmean(v.slot is not None for v in visitors) == pytest.approx(0.5, abs=0.05)
    assert fmean(v.standing is Standing.PRIORITY for v in visitors) == pytest.approx(0.1, abs=0.03)
    assert fmean(v.shows_up for v in visitors) == pytest.approx(0.7, abs=0.05)
    assert all((v.back is not None) is not v.shows_up for v in visitors)


def test_a_day_that_slows_down_takes_longer_in_the_evening_and_hangs_in_the_morning():
    slow = drawn(Scenario.DRIFT)
    assert slow.speed(9 * HOUR) < 1 < slow.speed(17 * HOUR)
    assert slow.speed(10.5 * HOUR) > 1.4 * slow.speed(11.1 * HOUR)
    assert drawn().speed(10.5 * HOUR) == 1


def test_on_a_day_of_handovers_another_clerk_works_at_another_speed():
    changed = list(drawn(Scenario.SHIFT_CHANGE).shifts.values())
    assert all(shifts[1].new_clerk and shifts[2].new_clerk for shifts in changed)
    assert pstdev(shifts[1].speed / shifts[0].speed for shifts in changed) > 0.1
    assert all(shifts[0].speed == shifts[2].speed for shifts in drawn().shifts.values())


def test_busloads_bring_many_at_once_and_few_visits_take_most_of_the_time():
    def most_in_ten_minutes(day) -> int:
        came = [(v.service, v.comes // 600) for v in day.visitors]
        return max(map(came.count, set(came)))

    burst = drawn(Scenario.BURST)
    assert most_in_ten_minutes(burst) > most_in_ten_minutes(drawn())
    assert len(burst.visitors) == pytest.approx(len(drawn().visitors), rel=0.05)
    long = sorted((v.visit for v in burst.visitors if v.service == "gas"), reverse=True)
    assert sum(long[: len(long) // 5]) > 0.45 * sum(long)
