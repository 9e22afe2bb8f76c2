"""What time brings by itself: tides, strain, services that start, closing, and the end of the day."""

from datetime import timedelta

import pytest

from broker.contract import messages as m
from broker.contract.values import Standing
from tests.broker.queue.desk import Desk, profile, window


def names(events):
    return [event.name for event in events]


# A service that starts by itself ------------------------------------------------------------------


def test_a_called_visitor_is_taken_as_come_after_the_halls_grace_time():
    desk = Desk(profile(start_after=timedelta(seconds=40))).staffed("w01")
    ticket = desk.issue()
    desk.call("w01")
    desk.pass_time(seconds=39)
    assert desk.look() == []
    desk.pass_time(seconds=1)
    started = desk.look()
    assert (names(started), started[0].by_itself, started[0].window) == (["service-started"], True, "w01")
    assert ticket.state == "serving"
    assert desk.look() == []


def test_without_a_grace_time_nothing_starts_by_itself():
    desk = Desk().staffed("w01")
    desk.issue()
    desk.call("w01")
    desk.pass_time(hours=3)
    assert "service-started" not in names(desk.look())


# Tides and strain ---------------------------------------------------------------------------------


def tidal():
    desk = Desk(profile(window("w01", ("a",)), window("w02", ("b",), tidal=("a",)), tide_after=timedelta(minutes=20)))
    return desk.staffed("w01", "w02")


def test_a_tidal_window_serves_a_queue_only_while_its_first_one_waits_too_long():
    desk = tidal()
    tickets = [desk.issue("a") for _ in range(3)]
    desk.now = tickets[0].issued_at + timedelta(minutes=20)
    assert desk.look() == []
    assert desk.call("w02") is None
    desk.pass_time(seconds=1)
    assert names(desk.look()) == ["tide-rose"]
    assert desk.state(m.WindowState, "w02").tidal == ("a",)
    assert desk.state(m.ServiceQueue, "a").open_windows == 2
    assert desk.call("w02") == tickets[0].number
    desk.at("w02", m.NoShow)
    desk.call("w01")
    desk.at("w01", m.NoShow)
    desk.now = tickets[2].issued_at + timedelta(minutes=8)
    assert desk.look() == []  # only below tide_until does it fall, so it does not flutter
    desk.call("w01")
    assert names(desk.look()) == ["tide-fell"]
    assert desk.state(m.WindowState, "w02").tidal == ()
    desk.issue("a")
    assert desk.call("w02") is None


def test_a_head_start_is_no_wait():
    desk = tidal()
    ticket = desk.issue("a", standing=Standing.PRIORITY)  # fifteen minutes earlier in the order
    desk.now = ticket.issued_at + timedelta(minutes=20)
    assert desk.look() == []
    desk.pass_time(seconds=1)
    assert names(desk.look()) == ["tide-rose"]


def test_whoever_waits_longest_counts_also_behind_those_with_a_head_start():
    desk = tidal()
    desk.issue("a")
    for _ in range(2):
        desk.issue("a", standing=Standing.PRIORITY)
    desk.now = min(t.issued_at for t in desk.hall.tickets.values()) + timedelta(minutes=20, seconds=1)
    assert names(desk.look()) == ["tide-rose"]


def test_a_hall_without_head_starts_knows_how_long_people_wait():
    desk = Desk(profile(window("w01", ("a",)), window("w02", ("b",), tidal=("a",)), head_start={})).staffed("w01")
    desk.issue("a")
    desk.pass_time(minutes=20, seconds=1)
    assert names(desk.look()) == ["tide-rose"]


def test_one_who_is_put_first_does_not_hide_how_long_the_others_wait():
    desk = tidal()
    tickets = [desk.issue("a") for _ in range(3)]
    desk.call("w01")
    desk.at("w01", m.StartService)
    desk.at("w01", m.ParkTicket)
    desk.now = tickets[1].issued_at + timedelta(minutes=21)
    assert names(desk.look()) == ["tide-rose"]
    desk.at("w01", m.ReinstateTicket, ticket=tickets[0].id, reason="is back")
    assert desk.look() == []
    own = desk.issue("b")
    assert desk.call("w02") == tickets[0].number  # the queue has waited longer than help_after
    assert own.state == "waiting"


def test_a_tidal_service_comes_after_the_windows_own():
    desk = tidal()
    old = desk.issue("a")
    desk.pass_time(minutes=21)
    desk.look()
    own = desk.issue("b")
    desk.now = old.issued_at + timedelta(minutes=22)
    assert desk.call("w02") == old.number  # longer than help_after: it competes, and came first
    assert own.state == "waiting"


def test_a_queue_longer_than_the_hall_wants_asks_for_help_until_it_is_half_of_it():
    desk = Desk(profile(window("w01", ("a",)), strained_over=4)).staffed("w01")
    for _ in range(4):
        desk.issue()
    assert desk.look() == []
    desk.issue()
    events = desk.look()
    assert (names(events), events[0].waiting, events[0].service) == (["queue-strained"], 5, "a")
    assert desk.state(m.ServiceQueue, "a").strained is True
    for left in (4, 3):
        desk.call("w01")
        desk.at("w01", m.NoShow)
        assert desk.look() == [], left
    desk.call("w01")
    assert names(desk.look()) == ["queue-eased"]
    assert desk.state(m.ServiceQueue, "a").strained is False


# The night ----------------------------------------------------------------------------------------


def test_a_new_day_knows_how_long_services_took_and_nothing_else_of_the_old_one():
    desk = Desk(profile(start_after=timedelta(seconds=40))).staffed("w01")
    for _ in range(12):
        desk.issue()
        desk.call("w01")
        desk.at("w01", m.StartService)
        desk.pass_time(minutes=7)
        desk.at("w01", m.FinishService)
    desk.pass_time(hours=20)
    opened = next(e for e in desk.end_day() if e.name == "day-opened")
    assert opened.usual_s["a"] == pytest.approx(420, abs=60)
    assert desk.hall.pace.mean("a", 1.0) == pytest.approx(420, abs=60)
    assert not desk.hall.tickets
    assert not desk.hall.moves
    assert desk.record().told == 0
