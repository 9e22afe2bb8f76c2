"""The one key of a bare call-button."""

from datetime import timedelta

import pytest

from broker.contract import messages as m
from broker.contract.values import Condition
from tests.broker.queue.desk import Desk, profile, window

SO_LONG = timedelta(seconds=20)


def test_a_press_opens_a_closed_window_and_calls_the_next():
    desk = Desk()
    ticket = desk.issue()
    assert desk.press("w01") == ["window-opened", "ticket-called"]
    assert desk.hall.window("w01").ticket == ticket.id


def test_a_press_with_nobody_waiting_only_opens():
    desk = Desk()
    assert desk.press("w01") == ["window-opened"]
    assert desk.press("w01") == []


def test_a_press_while_serving_finishes_and_calls_the_next():
    desk = Desk().staffed("w01")
    first, second = desk.issue(), desk.issue()
    desk.call("w01")
    desk.at("w01", m.StartService)
    assert desk.press("w01") == ["service-finished", "ticket-called"]
    assert (first.state, second.state) == ("finished", "called")


@pytest.mark.parametrize("seconds, happens", [(0, "once more"), (19.9, "once more"), (20, "missed"), (600, "missed")])
def test_a_press_soon_after_a_call_calls_once_more_and_later_gives_up(seconds, happens):
    desk = Desk(profile(no_show_after=SO_LONG))
    first = desk.issue()
    desk.issue()
    desk.press("w01")
    desk.pass_time(seconds=seconds)
    expected = {"once more": ["ticket-recalled"], "missed": ["ticket-missed", "ticket-called"]}[happens]
    assert desk.press("w01") == expected
    assert first.state == {"once more": "called", "missed": "missed"}[happens]


def test_a_visitor_called_once_more_still_has_only_the_time_since_the_first_call():
    desk = Desk(profile(no_show_after=SO_LONG))
    desk.issue()
    desk.press("w01")
    desk.pass_time(seconds=15)
    assert desk.press("w01") == ["ticket-recalled"]
    desk.pass_time(seconds=5)
    assert desk.press("w01") == ["ticket-missed"]


def test_a_press_at_a_paused_window_opens_it():
    desk = Desk().staffed("w01")
    desk.at("w01", m.PauseWindow)
    assert desk.press("w01") == ["window-opened"]
    assert desk.hall.window("w01").condition is Condition.OPEN


def test_a_press_calls_only_whom_its_window_may_serve():
    desk = Desk(profile(window("w01", ("a",)), window("w02", ("b",))))
    desk.issue("a")
    assert desk.press("w02") == ["window-opened"]


def test_a_press_after_the_last_recall_waits_until_the_visitor_may_be_missed():
    desk = Desk(profile(no_show_after=SO_LONG, recalls=1))
    desk.issue()
    desk.press("w01")
    assert desk.press("w01") == ["ticket-recalled"]
    assert desk.press("w01") == []
    desk.pass_time(seconds=20)
    assert desk.press("w01") == ["ticket-missed"]


def test_a_press_that_ends_one_step_of_a_visit_may_call_the_same_visitor_for_the_next():
    desk = Desk(profile(window("w01", ("a", "b"))))
    ticket = desk.issue("a", stages=(("a",), ("b",)))
    desk.press("w01")
    desk.at("w01", m.StartService, staff=None)
    desk.hall.tickets[ticket.id].state = ticket.state.SERVING
    assert desk.press("w01") == ["service-finished", "ticket-called"]
    assert (desk.hall.window("w01").ticket, ticket.service) == (ticket.id, "b")
