"""How long the waiting are told to wait."""

from datetime import time, timedelta
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broker.contract import messages as m
from broker.contract.told import Wait
from broker.contract.values import Standing
from broker.queue import estimate
from broker.queue.calendar import Calendar, DayKind
from broker.queue.curve import Curve
from broker.queue.profile import Profile
from tests.broker.queue.desk import HELP_AFTER, MORNING, Desk, profile, service, window

A_AND_B = (service("a", usual=timedelta(minutes=5)), service("b", usual=timedelta(minutes=5)))
LOW = frozenset({"low-counter"})


def hall_of(*windows, **rules) -> Profile:
    return profile(*windows, services=A_AND_B, **rules)


def estimated(desk: Desk, *services: str) -> dict[str, Curve]:
    """The curves of these services, or of all."""
    return estimate.run(estimate.snapshot(desk.hall, services or tuple(desk.hall.profile.services), desk.now))


def crowd(desk: Desk, count: int, service: str = "a", **more) -> Desk:
    """So many visitors who have just come."""
    for _ in range(count):
        desk.issue(service, **more)
        desk.pass_time(seconds=-55)
    return desk


def served(desk: Desk, window: str, count: int, minutes: float) -> Desk:
    """So many visits of the same length at a window, each beginning when the one before ends."""
    for _ in range(count):
        crowd(desk, 1)
        desk.call(window)
        desk.at(window, m.StartService)
        desk.pass_time(minutes=minutes)
        desk.at(window, m.FinishService)
    return desk


def test_nobody_is_told_a_wait_while_no_window_serves():
    desk = crowd(Desk(hall_of(window("w01", ("a",)))), 3)
    assert estimated(desk)["a"].at(0) is None
    assert estimate.wait(desk.hall, "a", 0) is None
    desk.staffed("w01")
    assert estimated(desk)["a"].at(0)
    assert estimate.wait(desk.hall, "a", 0)
    desk.at("w01", m.PauseWindow)
    assert estimated(desk)["a"].at(0) is None
    desk.hall.waits.update({"a": Curve((Wait(likely_s=1, at_most_s=2),))})
    assert estimate.wait(desk.hall, "a", 0) is None


def test_who_needs_a_low_counter_is_told_nothing_while_it_is_closed_or_has_paused():
    low = window("w02", ("a",), attributes=("low-counter",))
    desk = crowd(Desk(hall_of(window("w01", ("a",)), low)).staffed("w01"), 3)
    desk.hall.waits.update(estimated(desk))
    assert estimate.wait(desk.hall, "a", 0)
    assert estimate.wait(desk.hall, "a", 0, LOW) is None
    desk.at("w02", m.SignIn, staff="c002", pin_ok=True)
    desk.at("w02", m.OpenWindow)
    assert estimate.wait(desk.hall, "a", 0, LOW)
    desk.at("w02", m.PauseWindow)
    assert estimate.wait(desk.hall, "a", 0, LOW) is None


def test_a_window_that_offers_a_service_at_high_tide_only_tells_no_wait_at_low_tide():
    tidal = window("w02", ("b",), tidal=("a",))
    desk = crowd(Desk(hall_of(window("w01", ("a",)), tidal)).staffed("w02"), 2)
    assert estimate.wait(desk.hall, "a", 2) is None
    desk.pass_time(minutes=25)
    desk.look()
    assert "a" in desk.hall.tide
    assert estimate.wait(desk.hall, "a", 2).likely_s >= 300


def test_who_needs_one_window_of_many_waits_for_that_one_and_for_those_whom_only_it_may_take():
    low = window("w02", ("a",), attributes=("low-counter",))
    desk = Desk(hall_of(window("w01", ("a",)), low, window("w03", ("a",)))).staffed("w01", "w02", "w03")
    crowd(desk, 3)
    for at in ("w01", "w02", "w03"):
        desk.call(at)
    crowd(desk, 6, needs=tuple(LOW))
    desk.hall.waits["a"] = Curve(tuple(Wait(likely_s=100 * n, at_most_s=100 * n + 60) for n in range(10)))
    assert estimate.wait(desk.hall, "a", 6).likely_s == 600
    told = estimate.wait(desk.hall, "a", 6, LOW)
    assert told.likely_s == 7 * 300  # whoever is there, and the six
    assert told.at_most_s > 1.5 * told.likely_s
    nobody_before = estimate.wait(desk.hall, "a", 0, LOW)
    assert nobody_before.likely_s == 300
    assert estimate.wait(desk.hall, "a", 1).likely_s < nobody_before.likely_s


def test_one_window_of_many_is_free_more_rarely_than_any():
    low = window("w02", ("a",), attributes=("low-counter",))
    desk = Desk(hall_of(window("w01", ("a",)), low, window("w03", ("a",)))).staffed("w01", "w02", "w03")
    crowd(desk, 9)
    for at in ("w01", "w02", "w03"):
        desk.call(at)
    anybody = estimate.wait(desk.hall, "a", 6)
    assert anybody.likely_s == 7 * 300 / 3
    told = estimate.wait(desk.hall, "a", 6, LOW)
    assert told.likely_s == anybody.likely_s + 200
    assert told.at_most_s == anybody.at_most_s + 400


def test_a_window_that_may_take_them_all_makes_needs_cost_nothing():
    low = window("w01", ("a",), attributes=("low-counter",))
    desk = crowd(Desk(hall_of(low)).staffed("w01"), 5, needs=tuple(LOW))
    desk.hall.waits.update(estimated(desk))
    assert estimate.wait(desk.hall, "a", 0, LOW) == estimate.wait(desk.hall, "a", 0)


@pytest.mark.parametrize("tiers", [(("a", "b"),), (("b",), ("a",))])
def test_who_needs_a_window_that_others_come_to_first_for_something_else_waits_for_those_too(tiers):
    low = window("w02", *tiers, attributes=("low-counter",))
    desk = Desk(hall_of(window("w01", ("a",)), low)).staffed("w01", "w02")
    crowd(desk, 10, "b")
    assert estimate.wait(desk.hall, "a", 0).likely_s == 0
    told = estimate.wait(desk.hall, "a", 0, LOW)
    others = estimate.wait(desk.hall, "b", 10).likely_s
    assert told.likely_s == (others if len(tiers) == 1 else HELP_AFTER.total_seconds())
    assert others == 10 * 300


def test_who_goes_before_those_of_another_service_does_not_wait_for_them():
    low = window("w02", ("a", "b"), attributes=("low-counter",))
    desk = Desk(hall_of(window("w01", ("a",)), low)).staffed("w01", "w02")
    desk.issue("a", needs=tuple(LOW))
    crowd(desk, 10, "b")
    assert estimate.wait(desk.hall, "a", 0, LOW).likely_s == 0


def test_what_is_told_is_the_newest_curve_and_a_simple_sum_before_there_is_one():
    desk = crowd(Desk(hall_of(window("w01", ("a",)))).staffed("w01"), 4)
    assert estimate.wait(desk.hall, "a", 4).likely_s == 4 * 300
    desk.hall.waits["a"] = Curve((Wait(likely_s=10, at_most_s=20), Wait(likely_s=30, at_most_s=50)))
    assert estimate.wait(desk.hall, "a", 1) == Wait(likely_s=30, at_most_s=50)


def test_one_window_takes_one_after_the_other():
    desk = crowd(served(Desk(hall_of(window("w01", ("a",)))).staffed("w01"), "w01", 30, 6), 10)
    curve = estimated(desk)["a"]
    assert curve.at(0).likely_s < 60
    assert curve.at(10).likely_s == pytest.approx(10 * 370, rel=0.15)
    assert curve.at(10).at_most_s > curve.at(10).likely_s * 1.05


def test_twice_the_windows_halve_the_wait():
    one = crowd(Desk(hall_of(window("w01", ("a",)))).staffed("w01"), 12)
    two = crowd(Desk(hall_of(window("w01", ("a",)), window("w02", ("a",)))).staffed("w01", "w02"), 12)
    assert estimated(two)["a"].at(12).likely_s == pytest.approx(estimated(one)["a"].at(12).likely_s / 2, rel=0.25)


def test_a_window_that_only_helps_shortens_the_wait_and_less_so_with_a_queue_of_its_own():
    def told(own: int) -> int:
        desk = Desk(hall_of(window("w01", ("a",)), window("w02", ("b",), ("a",)))).staffed("w01", "w02")
        return estimated(crowd(crowd(desk, own, "b"), 10))["a"].at(10).likely_s

    alone = crowd(Desk(hall_of(window("w01", ("a",)))).staffed("w01"), 10)
    assert told(0) < 0.7 * estimated(alone)["a"].at(10).likely_s
    assert told(0) < told(8)


def test_a_window_that_has_paused_is_hardly_counted_on():
    def told(*verbs: type[m.WindowCommand]) -> int:
        desk = Desk(hall_of(window("w01", ("a",)), window("w02", ("a",)))).staffed("w01", "w02")
        for verb in verbs:
            desk.at("w02", verb)
        return estimated(crowd(desk, 4))["a"].at(4).likely_s

    assert told() < told(m.PauseWindow) <= told(m.CloseWindow)


def test_who_is_not_called_before_lunch_waits_until_after_it():
    hours = ((time(9), time(9, 30)), (time(13), time(17)))
    lunch = Calendar({DayKind.WORKDAY: hours}, lambda _day: DayKind.WORKDAY)
    desk = Desk(hall_of(window("w01", ("a",), calendar=lunch))).staffed("w01")
    curve = estimated(crowd(desk, 14))["a"]
    until_lunch = (MORNING.replace(hour=9, minute=30) - desk.now).total_seconds()
    after_lunch = (MORNING.replace(hour=13) - desk.now).total_seconds()
    assert curve.at(1).likely_s < until_lunch
    assert curve.at(13).likely_s > after_lunch


def test_the_last_hours_end_when_nobody_waits_any_more():
    evening = Calendar({DayKind.WORKDAY: ((time(8), time(9, 5)),)}, lambda _day: DayKind.WORKDAY)
    desk = Desk(hall_of(window("w01", ("a",), calendar=evening))).staffed("w01")
    assert 1500 < estimated(crowd(desk, 10))["a"].at(10).likely_s < 4500


def test_those_with_a_head_start_who_keep_coming_lengthen_the_wait():
    def told(standing: Standing) -> int:
        desk = Desk(hall_of(window("w01", ("a",)), window("w02", ("a",)))).staffed("w01", "w02")
        for _ in range(12):  # they have come all the time, and are at the windows or gone
            ticket = desk.issue("a", standing)
            desk.ask(m.CancelTicket, ref=ticket.visitor.ref)
        return estimated(crowd(desk, 8))["a"].at(8).likely_s

    assert told(Standing.PRIORITY) > 1.1 * told(Standing.NORMAL)


def test_somebody_with_needs_that_no_window_meets_now_does_not_hold_up_the_others():
    def told(*needs: str) -> Wait:
        low = window("w02", ("a",), attributes=("low-counter",))
        desk = Desk(hall_of(window("w01", ("a",)), low)).staffed("w01")
        crowd(desk, 1, needs=needs)
        return estimated(crowd(desk, 5))["a"].at(6)

    assert told("low-counter").likely_s < told().likely_s


def test_a_visit_that_has_lasted_long_is_expected_to_end_like_those_that_lasted_as_long():
    def told(minutes: float) -> int:
        desk = Desk(hall_of(window("w01", ("a",)))).staffed("w01")
        for _ in range(10):
            served(served(desk, "w01", 1, 2), "w01", 1, 10)
        crowd(desk, 1)
        desk.call("w01")
        desk.pass_time(minutes=minutes)
        return estimated(crowd(desk, 1))["a"].at(0).likely_s

    assert told(3) > told(8)
    assert told(3) == pytest.approx(7 * 60, rel=0.3)


def test_a_slow_window_makes_for_a_longer_wait():
    def told(slow: str) -> int:
        desk = Desk(hall_of(window("w01", ("a",)), window("w02", ("a",)))).staffed("w01", "w02")
        for _ in range(12):
            served(desk, "w01" if slow == "w02" else "w02", 1, 2)
            served(desk, slow, 1, 8)
        desk.at("w01", m.CloseWindow)
        return estimated(crowd(desk, 8))["a"].at(8).likely_s

    assert told("w02") > 1.3 * told("w01")


def test_at_high_tide_a_tidal_window_helps():
    def told(**more) -> int:
        tidal = window("w02", ("b",), **more)
        desk = crowd(Desk(hall_of(window("w01", ("a",)), tidal)).staffed("w01", "w02"), 10)
        desk.pass_time(minutes=25)
        desk.look()
        return estimated(desk)["a"].at(10).likely_s

    assert told(tidal=("a",)) < 0.8 * told()


def test_a_window_is_expected_to_help_those_who_wait_long_also_behind_one_who_has_just_come():
    desk = crowd(Desk(hall_of(window("w01", ("b",), ("a",)))).staffed("w01"), 3)
    desk.pass_time(minutes=20)
    desk.issue("a", Standing.GREEN)
    assert estimated(crowd(desk, 8, "b"))["a"].at(0).likely_s < 60


def test_a_forecast_goes_by_its_snapshot_whatever_happens_in_the_hall():
    desk = crowd(Desk(hall_of(window("w01", ("a",)))).staffed("w01"), 6)
    scene = estimate.snapshot(desk.hall, {"a", "b"}, desk.now)
    before = estimate.run(scene)
    for _ in range(5):
        desk.call("w01")
        desk.at("w01", m.FinishService)
    crowd(desk, 3)
    assert estimate.run(scene) == before
    assert estimated(desk) != before


def test_services_that_share_a_window_at_any_tide_belong_together():
    services = tuple(service(letter) for letter in "abcde")
    windows = (window("w01", ("a",), ("b",)), window("w02", ("b",), tidal=("c",)), window("w03", ("d",)))
    parts = estimate.components(profile(*windows, services=services))
    assert sorted(map(sorted, parts)) == [["a", "b", "c"], ["d"], ["e"]]


@settings(max_examples=40, deadline=None)
@given(
    tickets=st.lists(
        st.tuples(
            st.sampled_from("aab"),
            st.sampled_from([Standing.NORMAL, Standing.NORMAL, Standing.PRIORITY, Standing.GREEN]),
            st.sampled_from([(), (), (), ("low-counter",)]),
        ),
        max_size=25,
    ),
    called=st.lists(st.sampled_from(["w01", "w02"]), max_size=4),
    open_=st.sets(st.sampled_from(["w01", "w02"])),
)
def test_more_ahead_never_shortens_a_wait_and_at_most_is_never_below_likely(tickets, called, open_):
    low = window("w02", ("b",), ("a",), attributes=("low-counter",))
    desk = Desk(hall_of(window("w01", ("a", "b")), low)).staffed(*sorted(open_))
    for service_, standing, needs in tickets:
        desk.issue(service_, standing, needs=needs)
    for at in called:
        if at in open_ and not desk.hall.window(at).ticket:
            desk.call(at)
    curves = estimated(desk)
    assert curves == estimated(desk)
    for service_ in "ab":
        waits = [curves[service_].at(ahead) for ahead in range(len(tickets) + 20)]
        assert all(wait is not None for wait in waits) is bool(open_)
        if open_:
            assert all(0 <= wait.likely_s <= wait.at_most_s for wait in waits)
            assert waits == sorted(waits, key=lambda wait: wait.likely_s)
            assert waits == sorted(waits, key=lambda wait: wait.at_most_s)


def test_the_forecast_follows_the_order_of_the_hall():
    """One window, and what it calls in the end is what was foretold, in the same order."""
    desk = Desk(hall_of(window("w01", ("b",), ("a",)), help_after=timedelta(minutes=500))).staffed("w01")
    crowd(crowd(desk, 6, "a"), 3, "b")
    curves = estimated(desk)
    foretold = sorted([(curves[s].at(n).likely_s, s) for s, count in (("a", 6), ("b", 3)) for n in range(count)])
    called = []
    for _ in range(9):
        called.append(desk.call("w01")[0].lower())
        desk.at("w01", m.StartService)
        desk.at("w01", m.FinishService)
    assert [s for _wait, s in foretold] == called
    assert fmean(wait for wait, s in foretold if s == "b") < fmean(wait for wait, s in foretold if s == "a")
