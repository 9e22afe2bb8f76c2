"""Closing drops nobody: what a visit still needs counts, wherever its visitor is just now."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from broker.contract import messages as m
from broker.contract.values import Refused, StepOutcome
from tests.broker.queue.desk import Desk, daily, profile, service, window

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIVE = datetime.combine(date(2026, 11, 23), time(17), SHANGHAI)
OFFICE = daily((time(9), time(17)))
LATE = daily((time(9), time(20)))
SERVICES = (service("a"), service("b"), service("c"), service("x", behind=True))


def before_closing(*windows, **rules):
    desk = Desk(profile(*windows, services=SERVICES, **rules))
    desk.now = FIVE - timedelta(minutes=30)
    return desk.staffed(*(w.id for w in windows))


def closed(desk, *, at=FIVE):
    desk.now = max(at, desk.now)
    return [event.window for event in desk.look() if event.name == "window-closed"]


def serve(desk, at, **outcome):
    assert desk.call(at)
    assert desk.at(at, m.StartService).reply.ok
    return desk.at(at, m.FinishService, **outcome)


def test_of_services_in_any_order_each_keeps_the_window_open_that_alone_offers_it():
    desk = before_closing(window("w01", ("a",), calendar=OFFICE), window("w02", ("b",), calendar=LATE))
    desk.issue("a", stages=(("a", "b"),))
    assert closed(desk) == []
    assert desk.at("w01", m.SignOut).reply.error.code is Refused.HOLDERS_WAIT
    serve(desk, "w01")
    assert closed(desk) == ["w01"]


@pytest.mark.parametrize("is_now", ["waiting", "called", "serving", "parked"])
def test_who_needs_a_window_for_a_later_service_finds_it_open(is_now):
    desk = before_closing(window("w01", ("a",), calendar=LATE), window("w02", ("b",), calendar=OFFICE))
    ticket = desk.issue("a", stages=(("a",), ("b",)))
    steps = {"waiting": (), "called": (m.CallNext,), "serving": (m.CallNext, m.StartService)}
    steps["parked"] = (*steps["serving"], m.ParkTicket)
    for kind in steps[is_now]:
        desk.at("w01", kind)
    assert ticket.state == is_now
    assert closed(desk) == []
    refused = desk.at("w02", m.CloseWindow).reply.error
    assert (refused.code, refused.detail) == (Refused.HOLDERS_WAIT, "A001")


def test_who_waits_for_papers_from_behind_the_windows_can_still_collect_them():
    desk = before_closing(window("w01", ("a", "x", "c"), calendar=OFFICE), window("w02", ("x",)))
    ticket = desk.issue("a", stages=(("a",), ("x",), ("c",)))
    serve(desk, "w01")
    assert closed(desk) == []
    desk.at("w02", m.FinishPart, ticket=ticket.id, service="x")
    assert closed(desk) == []
    serve(desk, "w01")
    assert closed(desk) == ["w01"]


def test_papers_that_lack_something_keep_no_window_open():
    desk = before_closing(window("w01", ("a", "x", "c"), calendar=OFFICE), window("w02", ("x",)))
    ticket = desk.issue("a", stages=(("a", "x"), ("c",)))
    serve(desk, "w01", outcome=StepOutcome.INCOMPLETE)
    assert ticket.state == "pending"
    assert closed(desk) == ["w01"]


def test_the_window_that_serves_a_visitor_is_the_only_one_kept_for_that_service():
    desk = before_closing(window("w01", ("a",), calendar=OFFICE), window("w02", ("a",), calendar=OFFICE))
    desk.issue("a")
    desk.call("w01")
    assert closed(desk) == ["w02"]


def test_who_was_missed_keeps_no_window_open():
    desk = before_closing(window("w01", ("a",), calendar=OFFICE))
    desk.issue("a")
    desk.call("w01")
    desk.at("w01", m.NoShow)
    assert closed(desk) == ["w01"]


def test_nobody_is_left_to_a_tide_that_may_fall():
    desk = before_closing(window("w01", ("a",), calendar=OFFICE), window("w02", ("b",), tidal=("a",), calendar=OFFICE))
    desk.issue("a")
    desk.pass_time(minutes=25)
    assert [event.name for event in desk.look()] == ["tide-rose"]
    assert desk.at("w02", m.CallNext).reply.ok
    desk.at("w02", m.NoShow)
    desk.issue("a")
    assert closed(desk) == ["w02"]  # the first one's own window stays


def test_a_window_whose_tide_has_fallen_stays_for_whom_nobody_else_serves():
    desk = before_closing(window("w01", ("a",)), window("w02", ("b",), tidal=("a",), calendar=OFFICE))
    desk.pass_time(minutes=20)
    ticket = desk.issue("a")
    assert desk.at("w01", m.CloseWindow).reply.ok  # before its day ends
    assert closed(desk) == []
    desk.pass_time(minutes=21)
    assert [event.name for event in desk.look()] == ["tide-rose"]
    assert desk.call("w02") == ticket.number


def test_a_clerk_may_leave_holders_whom_this_window_could_not_serve_or_another_one_does():
    desk = before_closing(
        window("w01", ("a",), calendar=OFFICE), window("w02", ("b",)), window("w03", ("a",), calendar=OFFICE)
    )
    desk.issue("a")
    desk.issue("b")
    assert desk.at("w02", m.CloseWindow).reply.ok
    desk.now = FIVE
    assert desk.at("w01", m.CloseWindow).reply.ok
    refused = desk.at("w03", m.CloseWindow).reply.error
    assert (refused.code, refused.detail) == (Refused.HOLDERS_WAIT, "A001")


def test_a_window_may_close_before_those_whose_needs_it_never_met():
    low = ("low-counter",)
    desk = before_closing(window("w01", ("a",), calendar=OFFICE), window("w02", ("a",), attributes=low))
    desk.issue("a", needs=low)
    assert desk.at("w02", m.CloseWindow).reply.ok
    assert closed(desk) == ["w01"]
