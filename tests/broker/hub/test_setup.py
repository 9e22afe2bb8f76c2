"""Nobody is left waiting for what was taken out of the settings."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from broker.contract import messages as m
from broker.hub.setup import refuse_lost
from broker.queue.profile import Booking
from broker.runtime.settings.file import SettingsError
from tests.broker.queue.desk import Desk, daily, profile, service, window

HOURS = daily((time(9), time(17)))
SERVICES = (service("a"), service("b"), service("r", behind=True), service("d", calendar=HOURS, booking=Booking()))


@pytest.fixture
def desk():
    windows = (window("w01", ("a", "d")), window("w02", ("b", "r")))
    return Desk(profile(*windows, services=SERVICES)).staffed("w01", "w02")


def faults_without(desk, *gone, days_on=0):
    """What is refused when these services and windows are taken out."""
    was = desk.hall.profile
    desk.hall.profile = replace(
        was,
        services={id_: s for id_, s in was.services.items() if id_ not in gone},
        windows={id_: w for id_, w in was.windows.items() if id_ not in gone},
    )
    try:
        refuse_lost(Path("hall.toml"), desk.hall, desk.now.date() + timedelta(days=days_on))
    except SettingsError as refused:
        return refused.faults
    finally:
        desk.hall.profile = was
    return []


def tickets(service, count):
    return [
        f"service '{service}' was taken out, but {count} of today's tickets wait for it; put it back until tomorrow"
    ]


def test_what_nobody_waits_for_may_go(desk):
    ended = desk.issue("a")
    desk.ask(m.CancelTicket, ref=ended.visitor.ref)
    desk.issue("a")
    desk.call("w01")
    desk.at("w01", m.StartService)
    desk.at("w01", m.FinishService)
    assert faults_without(desk, "a", "b", "r", "d", "w01", "w02") == []


def test_a_service_is_kept_for_the_waiting_the_missed_and_the_parked(desk):
    desk.issue("a")
    desk.call("w01")
    desk.at("w01", m.NoShow)
    desk.issue("a")
    desk.call("w01")
    desk.at("w01", m.StartService)
    assert desk.at("w01", m.ParkTicket, reason="papers").reply.ok
    desk.issue("a")
    assert {ticket.state.value for ticket in desk.hall.tickets.values()} == {"missed", "parked", "waiting"}
    assert faults_without(desk, "a", "b", "w01", "w02") == tickets("a", 3)


def test_a_service_is_kept_for_a_visit_that_comes_to_it_later_or_is_worked_on_behind_the_windows(desk):
    desk.issue("a", stages=(("a",), ("r",), ("b",)))
    assert faults_without(desk, "b", "r") == tickets("b", 1) + tickets("r", 1)


def test_a_service_is_kept_for_papers_that_are_behind_the_windows_and_the_one_that_is_done_may_go(desk):
    desk.issue("a", stages=(("a",), ("r",)))
    desk.call("w01")
    desk.at("w01", m.StartService)
    desk.at("w01", m.FinishService)
    assert [ticket.state.value for ticket in desk.hall.tickets.values()] == ["pending"]
    assert faults_without(desk, "a", "r", "w01") == tickets("r", 1)


def test_a_window_is_kept_while_a_visitor_is_called_to_it(desk):
    desk.issue("a")
    desk.call("w01")
    assert faults_without(desk, "w01", "w02") == [
        "window 'w01' was taken out, but a ticket is there; put it back until tomorrow"
    ]


def test_the_tickets_of_yesterday_keep_nothing(desk):
    desk.issue("a")
    assert faults_without(desk, "a", "b", days_on=1) == []


def test_a_service_is_kept_for_appointments_that_are_still_to_come(desk):
    booked = []
    for days in (1, 2):
        slot = datetime.combine(desk.now.date() + timedelta(days=days), time(10), desk.now.tzinfo)
        reply = desk.ask(m.BookAppointment, service="d", slot=slot).reply
        assert reply.ok, reply
        booked.append(reply.appointment)
    said = (
        "service 'd' was taken out, but appointments for it are booked: 2, the last on 2026-11-25; "
        "put it back until then, or until they are cancelled"
    )
    assert faults_without(desk, "d") == faults_without(desk, "d", days_on=1) == [said]
    assert faults_without(desk, "d", days_on=3) == []
    for one in booked:
        assert desk.ask(m.CancelAppointment, ref=one.ref).reply.ok
    assert faults_without(desk, "d") == []


def test_a_window_is_kept_that_alone_has_what_somebody_needs(desk):
    desk.hall.profile = profile(
        window("w01", ("a",)), window("w02", ("a",), attributes=("low-counter",)), services=SERVICES
    )
    desk.issue("a", needs=("low-counter",))
    assert faults_without(desk, "w01") == []
    (fault,) = faults_without(desk, "w02")
    assert "1 of today's tickets need 'low-counter' for 'a'" in fault
