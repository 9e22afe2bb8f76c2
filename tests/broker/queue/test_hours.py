"""Hours: when numbers are given, how windows close after them, and who is served until then."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from broker.contract import messages as m
from broker.contract.values import Condition, Refused
from broker.queue.calendar import Calendar, DayKind
from tests.broker.queue.desk import Desk, daily, profile, service, window

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)
OFFICE = daily((time(9), time(12)), (time(13), time(17)), last_ticket=timedelta(minutes=15))
LATE = daily((time(9), time(20)))


def at(hour, minute=0):
    return datetime.combine(MONDAY, time(hour, minute), SHANGHAI)


def names(events):
    return [event.name for event in events]


# Giving numbers --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "now, opens",
    [(at(8), at(9)), (at(11, 45), at(13)), (at(12, 30), at(13)), (at(16, 45), at(9) + timedelta(days=1))],
)
def test_no_number_is_given_outside_of_hours_nor_after_the_last_ticket_time(now, opens):
    desk = Desk(profile(window("w01", ("a",)), services=(service("a", calendar=OFFICE),)))
    desk.now = now
    refused = desk.ask(m.IssueTicket, service="a")
    assert (refused.reply.error.code, refused.events) == (Refused.CLOSED_NOW, ())
    assert datetime.fromisoformat(refused.reply.error.detail) == opens
    shown = desk.state(m.ServiceQueue, "a")
    assert (shown.open, shown.opens_at, shown.last_ticket_at) == (False, opens, None)


def test_a_number_is_given_in_hours_and_the_state_says_until_when():
    desk = Desk(profile(window("w01", ("a",)), services=(service("a", calendar=OFFICE),)))
    desk.now = at(11, 44)
    assert desk.ask(m.IssueTicket, service="a").reply.ok
    shown = desk.state(m.ServiceQueue, "a")
    assert (shown.open, shown.opens_at, shown.last_ticket_at) == (True, None, at(11, 45))


def test_a_visit_of_several_services_needs_each_later_one_today_still():
    early = daily((time(9), time(10)))
    services = (service("a", calendar=OFFICE), service("b", calendar=early), service("c", calendar=OFFICE))
    desk = Desk(profile(window("w01", ("a", "b", "c")), services=services))
    desk.now = at(11, 30)
    refused = desk.ask(m.IssueTicket, service="a", stages=(("a",), ("b",)))
    assert refused.reply.error.code is Refused.CLOSED_NOW
    assert desk.ask(m.IssueTicket, service="a", stages=(("a",), ("c",))).reply.ok
    desk.now = at(16, 50)
    assert desk.ask(m.IssueTicket, service="a", stages=(("a",), ("c",))).reply.error.code is Refused.CLOSED_NOW


# Closing ------------------------------------------------------------------------------------------


def closing_hall(*windows):
    desk = Desk(profile(*windows, services=(service("a"), service("b"))))
    desk.now = at(16, 30)
    return desk.staffed(*(w.id for w in windows))


def test_a_window_after_hours_closes_by_itself_once_everybody_with_a_ticket_is_served():
    desk = closing_hall(window("w01", ("a",), calendar=OFFICE))
    tickets = [desk.issue() for _ in range(2)]
    desk.now = at(17)
    for ticket in tickets:
        assert desk.look() == []
        refused = desk.at("w01", m.CloseWindow).reply.error
        assert (refused.code, refused.detail) == (
            Refused.HOLDERS_WAIT,
            " ".join(t.number for t in tickets if t.state == "waiting"),
        )
        assert desk.at("w01", m.SignOut).reply.error.code is Refused.HOLDERS_WAIT
        assert desk.call("w01") == ticket.number
        for kind in (m.StartService, m.FinishService):
            assert desk.look() == []
            desk.at("w01", kind)
    closed = desk.look()
    assert (names(closed), closed[0].by_itself) == (["window-closed"], True)
    assert desk.look() == []
    assert desk.at("w01", m.SignOut).reply.ok


def test_while_others_still_serve_them_a_window_may_close():
    desk = closing_hall(window("w01", ("a",), calendar=OFFICE), window("w02", ("a",), calendar=LATE))
    desk.issue()
    desk.now = at(17)
    assert [(e.name, e.window) for e in desk.look()] == [("window-closed", "w01")]
    assert desk.hall.window("w02").condition is Condition.OPEN


def test_windows_that_end_together_work_off_their_queue_together():
    alike = [window(f"w0{n}", ("a",), calendar=OFFICE) for n in (1, 2, 3)]
    desk = closing_hall(*alike)
    tickets = [desk.issue() for _ in range(4)]
    desk.now = at(17)
    assert desk.look() == []
    assert [desk.call(w.id) for w in alike] == [ticket.number for ticket in tickets[:3]]
    desk.at("w01", m.NoShow)
    assert desk.look() == []  # one still waits
    assert desk.call("w01") == tickets[3].number
    desk.at("w02", m.NoShow)
    assert [(event.name, event.window) for event in desk.look()] == [("window-closed", "w02")]


def test_of_windows_that_end_together_one_stays_for_somebody_who_may_come_back():
    desk = closing_hall(window("w01", ("a",), calendar=OFFICE), window("w02", ("a",), calendar=OFFICE))
    ticket = desk.issue()
    desk.call("w01")
    desk.at("w01", m.StartService)
    desk.at("w01", m.ParkTicket)
    desk.now = at(17)
    closed = [event.window for event in desk.look()]
    assert len(closed) == 1
    stays = ({"w01", "w02"} - set(closed)).pop()
    assert desk.at(stays, m.ReinstateTicket, ticket=ticket.id, reason="is back").reply.ok
    assert desk.call(stays) == ticket.number


def test_who_needs_a_low_counter_keeps_the_window_open_that_has_one():
    low = window("w02", ("a",), calendar=OFFICE, attributes=("low-counter",))
    desk = closing_hall(window("w01", ("a",), calendar=LATE), low)
    desk.issue(needs=("low-counter",))
    desk.now = at(17)
    assert desk.look() == []
    assert desk.at("w02", m.CloseWindow).reply.error.code is Refused.HOLDERS_WAIT


def test_who_was_parked_and_is_awaited_counts_as_a_holder():
    desk = closing_hall(window("w01", ("a",), calendar=OFFICE))
    ticket = desk.issue()
    desk.call("w01")
    desk.at("w01", m.StartService)
    desk.at("w01", m.ParkTicket)
    desk.now = at(17)
    assert desk.look() == []
    desk.ask(m.CancelTicket, ref=ticket.visitor.ref)
    assert names(desk.look()) == ["window-closed"]


def test_before_the_last_hour_of_its_day_a_window_closes_as_its_clerk_likes():
    desk = closing_hall(window("w01", ("a",), calendar=OFFICE))
    ticket = desk.issue()
    desk.now = at(15, 59)
    assert desk.at("w01", m.CloseWindow).reply.ok
    desk.at("w01", m.OpenWindow)
    desk.now = at(16)
    refused = desk.at("w01", m.CloseWindow).reply.error
    assert (refused.code, refused.detail) == (Refused.HOLDERS_WAIT, ticket.number)


def test_a_refusal_to_close_names_five_numbers_and_how_many_more():
    desk = closing_hall(window("w01", ("a",), calendar=OFFICE))
    tickets = [desk.issue() for _ in range(7)]
    refused = desk.at("w01", m.SignOut).reply.error
    assert refused.detail.split() == [*(ticket.number for ticket in tickets[:5]), "+2"]
    for ticket in tickets[:2]:
        desk.ask(m.CancelTicket, ref=ticket.visitor.ref)
    refused = desk.at("w01", m.SignOut).reply.error
    assert refused.detail.split() == [ticket.number for ticket in tickets[2:]]


def test_nobody_is_left_to_a_colleague_who_pauses():
    desk = closing_hall(window("w01", ("a",), calendar=OFFICE), window("w02", ("a",), calendar=OFFICE))
    desk.issue()
    desk.at("w02", m.PauseWindow)
    assert desk.at("w01", m.SignOut).reply.error.code is Refused.HOLDERS_WAIT
    desk.at("w02", m.OpenWindow)
    assert desk.at("w01", m.SignOut).reply.ok


def test_a_clerk_whose_window_is_closed_may_leave_whoever_waits():
    desk = closing_hall(window("w01", ("a",), calendar=OFFICE))
    desk.now = at(15)
    desk.at("w01", m.CloseWindow)
    desk.issue()
    desk.now = at(17, 5)
    assert desk.at("w01", m.SignOut).reply.ok


def test_a_window_that_is_opened_after_its_hours_is_open_on_purpose():
    desk = closing_hall(window("w01", ("a",), calendar=OFFICE))
    desk.at("w01", m.CloseWindow)
    desk.now = at(18)
    desk.at("w01", m.OpenWindow)
    assert desk.look() == []
    assert desk.at("w01", m.CloseWindow).reply.ok


def test_somebody_who_has_gone_keeps_no_window_once_a_clerk_says_so():
    desk = closing_hall(window("w01", ("a",), calendar=OFFICE))
    ticket = desk.issue()
    desk.call("w01")
    desk.at("w01", m.StartService)
    desk.at("w01", m.ParkTicket)
    assert desk.at("w01", m.SignOut).reply.error.detail == ticket.number
    void = desk.at("w01", m.VoidTicket, ticket=ticket.id, reason="has gone home")
    assert (void.events[0].staff, void.note, ticket.state) == ("c001", "has gone home", "cancelled")
    assert desk.at("w01", m.SignOut).reply.ok


def test_a_window_without_a_calendar_never_closes_by_itself():
    desk = closing_hall(window("w01", ("a",)))
    desk.issue()
    desk.now = at(23)
    assert desk.look() == []
    assert desk.at("w01", m.CloseWindow).reply.ok


# Coming back ---------------------------------------------------------------------------------------


def test_a_missed_visitor_who_is_back_when_everybody_has_gone_is_told_when_it_opens():
    services = (service("a", calendar=OFFICE), service("b"))
    desk = Desk(profile(window("w01", ("a",), calendar=OFFICE), services=services))
    desk.now = at(16, 30)
    desk.staffed("w01")
    ticket = desk.issue()
    desk.call("w01")
    desk.at("w01", m.NoShow)
    desk.now = at(17, 5)
    assert names(desk.look()) == ["window-closed"]
    refused = desk.ask(m.CheckIn, ref=ticket.visitor.ref)
    assert (refused.reply.error.code, refused.events) == (Refused.CLOSED_NOW, ())
    assert datetime.fromisoformat(refused.reply.error.detail) == at(9) + timedelta(days=1)


def one_who_was_missed(**more):
    desk = Desk(profile(window("w01", ("a",)), services=(service("a", **more), service("b"))))
    desk.now = at(16, 30)
    desk.staffed("w01")
    ticket = desk.issue()
    desk.call("w01")
    desk.at("w01", m.NoShow)
    return desk, ticket


def test_a_missed_visitor_who_is_back_after_hours_is_taken_in_while_a_window_is_open():
    desk, ticket = one_who_was_missed(calendar=OFFICE)
    desk.now = at(17, 5)
    assert desk.ask(m.CheckIn, ref=ticket.visitor.ref).reply.ok


@pytest.mark.parametrize("more", [{}, {"calendar": LATE}])
def test_a_missed_visitor_who_is_back_in_hours_waits_for_a_window_to_open_again(more):
    desk, ticket = one_who_was_missed(**more)
    desk.at("w01", m.CloseWindow)
    desk.now = at(17, 5)
    assert desk.ask(m.CheckIn, ref=ticket.visitor.ref).reply.ok


def test_who_is_back_at_a_service_that_never_opens_again_is_told_no_time():
    once = Calendar({}, kind_of=lambda _day: DayKind.WORKDAY, exceptions={MONDAY: ((time(9), time(17)),)})
    desk, ticket = one_who_was_missed(calendar=once)
    desk.at("w01", m.SignOut)
    desk.now = at(17, 5)
    refused = desk.ask(m.CheckIn, ref=ticket.visitor.ref).reply.error
    assert (refused.code, refused.detail) == (Refused.CLOSED_NOW, "")
