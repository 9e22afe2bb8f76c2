"""A day of a small hall, played through the rules."""

from dataclasses import replace
from statistics import median

import pytest

from broker.contract import messages as m
from broker.contract.values import Condition, Standing, TicketState
from broker.simulate.day import Habits, Scenario, day
from broker.simulate.figures import figures, part
from broker.simulate.play import Play
from tests.broker.queue.desk import profile, service, window
from tests.broker.simulate.small import CHINA, MONDAY, drawn, hall, played


@pytest.fixture(scope="module")
def plain():
    return played()


def test_everybody_who_has_a_ticket_is_called_before_the_windows_close(plain):
    assert len(plain.tickets) > 300
    assert all(told.waited is not None for told in plain.tickets.values())
    assert not any(plain.world.hall.waiting.values())
    assert {window.condition for window in plain.world.hall.windows.values()} == {Condition.CLOSED}


def test_a_day_has_everything_that_happens_in_a_hall(plain):
    states = {ticket.state for ticket in plain.world.hall.tickets.values()}
    assert states >= {TicketState.FINISHED, TicketState.MISSED}
    assert {told.standing for told in plain.tickets.values()} >= {
        Standing.NORMAL,
        Standing.APPOINTMENT,
        Standing.PRIORITY,
    }
    verbs = {verb for _staff, verb in plain.world.hall.moves}
    assert verbs >= {"reinstate-ticket", "transfer-ticket"}


def test_a_clerk_without_visitors_takes_each_break_when_it_is_time():
    small, _come = hall()
    quiet = day(small, {("gas", 9): 5}, Habits(), Scenario.PLAIN, 1)
    play = Play(small, quiet, MONDAY, CHINA, None)
    paused = []
    play.world.watchers.append(lambda event: paused.append(event) if isinstance(event, m.WindowPaused) else None)
    play.run()
    breaks = 0
    for clerk in play.clerks.values():
        times = [play.world.second(event.at) for event in paused if event.window == clerk.profile.id]
        for shift in quiet.shifts[clerk.profile.id][:2]:
            if "gas" not in clerk.profile.services and any(start < shift.until < end for start, end in clerk.hours):
                assert any(time == pytest.approx(shift.until, abs=1) for time in times)
                breaks += 1
    assert breaks > 10


def test_everybody_who_comes_gets_a_number_or_is_counted_as_too_late(plain):
    assert len(plain.tickets) + plain.turned_away == len(drawn().visitors)


def test_the_naive_estimate_counts_only_windows_that_offer_the_service_now():
    windows = (window("w01", ("a",)), window("w02", ("b",), tidal=("a",)))
    of_two = profile(*windows, services=(service("a"), service("b")))
    come = day(of_two, {("a", 9): 6}, Habits(appointment=0, no_show=0), Scenario.PLAIN, 1)
    record = Play(of_two, come, MONDAY, CHINA, None).run()
    assert any(told.ahead for told in record.tickets.values())
    told = next(told for told in record.tickets.values() if told.ahead)
    assert told.naive > told.ahead * 200  # by two windows it would be half of what a visit takes


def test_what_nine_of_ten_do_not_exceed_is_the_ninth_of_ten():
    assert part([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.9) == 9
    assert part(range(1, 12), 0.9) == 10
    assert part([4, 2, 3, 1], 0.5) == 2
    assert part([7], 0.9) == 7


def test_nobody_waits_while_a_window_that_may_serve_them_stands_idle(plain):
    assert plain.idle_s == 0


def test_overtakings_happen_and_stay_within_the_bound_of_the_rules(plain):
    result = figures(plain)
    assert result.by_rule > 0
    assert 0 < result.worst_s <= result.bound_s == 30 * 60


def test_who_has_a_head_start_waits_shorter(plain):
    waits = figures(plain).waits
    assert waits[Standing.APPOINTMENT].median < waits[Standing.NORMAL].median
    assert all(w.median <= w.p90 <= w.longest for w in waits.values())


def test_the_same_day_is_played_the_same_way(plain):
    again = played()
    assert again.tickets == plain.tickets
    assert again.world.hall == plain.world.hall
    assert again.counts == plain.counts


def test_a_hall_without_calendars_serves_from_eight_to_six_and_sends_later_ones_home():
    small, _come = hall()
    timeless = replace(
        small,
        services={s: replace(p, calendar=None, booking=None) for s, p in small.services.items()},
        windows={w: replace(p, calendar=None) for w, p in small.windows.items()},
    )
    come = {("gas", 7): 5, ("gas", 12): 20, ("gas", 17): 10, ("gas", 22): 7}
    record = Play(timeless, day(timeless, come, Habits(no_show=0), Scenario.PLAIN, 1), MONDAY, CHINA, None).run()
    assert len(record.tickets) == 35
    assert all(told.waited is not None for told in record.tickets.values())
    assert record.turned_away == 7
    assert {window.condition for window in record.world.hall.windows.values()} == {Condition.CLOSED}


def test_without_estimates_the_simple_sum_is_told_and_no_forecast_is_run(plain):
    assert plain.world.estimates == 0
    assert any(told.likely for told in plain.tickets.values())


@pytest.mark.parametrize("scenario", Scenario)
def test_told_waits_come_true_on_days_that_the_estimates_do_not_assume(scenario):
    record = played(scenario, fresh_s=60)
    result = figures(record)
    assert 0.80 <= result.all_told.within <= 0.98
    assert 0.78 <= result.waiting_told.within <= 0.98
    assert result.waiting_told.off < 0.75 * result.waiting_told.naive_off
    assert record.idle_s == 0
    within = [told.waited <= told.at_most for told in record.tickets.values() if told.at_most is not None]
    assert sum(within) == pytest.approx(result.all_told.within * result.all_told.count)
    assert result.all_told.off == median(
        abs(told.waited - told.likely) for told in record.tickets.values() if told.at_most
    )
