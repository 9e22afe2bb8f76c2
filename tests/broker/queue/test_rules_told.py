"""What a hall remembers of its day, and tells."""

from datetime import timedelta

import pytest

from broker.contract import messages as m
from broker.contract.values import StepOutcome
from broker.queue.hall import Hall
from tests.broker.queue.desk import Desk, profile, service, window

SERVICES = (service("a"), service("b"), service("c"), service("x", behind=True))


@pytest.fixture
def desk():
    windows = (window("w01", ("a", "x")), window("w02", ("a",)), window("w03", ("b",), ("c",), zone="upstairs"))
    return Desk(profile(*windows, services=SERVICES)).staffed("w01", "w02", "w03")


def calls(desk, zone="main"):
    return [(call.number, call.window.label) for call in desk.state(m.Board, zone).calls]


def test_a_board_tells_the_newest_call_first_each_number_once_and_no_call_that_was_taken_back(desk):
    for _ in range(3):
        desk.issue()
    desk.call("w01")
    desk.call("w02")
    assert calls(desk) == [("A002", "2"), ("A001", "1")]
    desk.at("w01", m.Recall)
    assert calls(desk) == [("A001", "1"), ("A002", "2")]
    desk.at("w02", m.Undo)
    assert calls(desk) == [("A001", "1")]
    assert calls(desk, "upstairs") == []


def test_a_board_tells_the_newest_call_and_the_six_before_it(desk):
    tickets = [desk.issue() for _ in range(9)]
    for _ in tickets:
        desk.call("w01")
        desk.at("w01", m.NoShow)
    assert [number for number, _label in calls(desk)] == [ticket.number for ticket in reversed(tickets[2:])]


def test_a_step_tells_its_window_from_the_call_on(desk):
    ticket = desk.issue("a", stages=(("a",), ("b",)))
    desk.call("w02")
    held = desk.ask(m.FindTicket, ref=ticket.visitor.ref).reply.tickets[0]
    assert [step.window for step in held.steps] == ["w02", None]


def test_who_is_missed_or_parked_counts_from_that_moment(desk):
    parked, missed = desk.issue(), desk.issue()
    desk.call("w01")
    desk.call("w02")
    desk.at("w01", m.StartService)
    desk.pass_time(minutes=5)
    desk.at("w01", m.ParkTicket)
    desk.pass_time(minutes=5)
    desk.at("w02", m.NoShow)
    shown = {ticket.number: ticket.since for ticket in desk.state(m.StaffQueue, "a").aside}
    assert shown == {parked.number: desk.now - timedelta(minutes=5), missed.number: desk.now}


def test_a_moved_ticket_is_marked_with_the_verb_and_a_person_by_how_often_and_past_how_many(desk):
    tickets = [desk.issue() for _ in range(4)]
    for nth in (3, 2):
        desk.at("w01", m.Authorise, ticket=tickets[nth].id, standing="green", reason="major project")
    shown = desk.state(m.StaffQueue, "a").tickets
    assert [ticket.moved for ticket in shown] == ["authorise", "authorise", None, None]
    moves = desk.record().moves
    assert [(by.staff, by.verb, by.count, by.overtaken) for by in moves] == [("c001", "authorise", 2, 6)]


def test_a_part_that_lacks_something_ends_the_visit_and_names_who_said_so(desk):
    ticket = desk.issue("a", stages=(("a",), ("x",), ("b",)))
    for kind in (m.CallNext, m.StartService, m.FinishService):
        desk.at("w02", kind)
    done = desk.at("w01", m.FinishPart, ticket=ticket.id, service="x", outcome=StepOutcome.INCOMPLETE).events[0]
    assert (done.outcome, done.then, done.staff) == (StepOutcome.INCOMPLETE, "finished", "c001")
    assert [step.state.value for step in ticket.steps] == ["done", "incomplete", "later"]


def parts(desk):
    return [ticket.number for ticket in desk.state(m.StaffQueue, "x").aside]


@pytest.mark.parametrize("ends", ["done", "given back"])
def test_a_back_office_sees_whose_papers_it_is_to_make_until_they_are_made_or_the_ticket_is_given_back(desk, ends):
    now, later = desk.issue("a", stages=(("a", "x"),)), desk.issue("a", stages=(("a",), ("x",)))
    assert parts(desk) == [now.number]
    for kind in (m.CallNext, m.NoShow):
        desk.at("w01", kind)
    assert parts(desk) == [now.number]
    if ends == "done":
        desk.at("w01", m.FinishPart, ticket=now.id, service="x")
    else:
        desk.ask(m.CancelTicket, ref=now.visitor.ref)
    assert parts(desk) == []
    for kind in (m.CallNext, m.StartService, m.FinishService):
        desk.at("w02", kind)
    assert parts(desk) == [later.number]


def test_why_a_ticket_was_sent_on_stays_known_when_that_is_taken_back(desk):
    ticket = desk.issue()
    desk.call("w01")
    desk.at("w01", m.TransferTicket, service="b", reason="has no photo")
    desk.at("w01", m.Undo)
    desk.at("w01", m.NoShow)
    desk.ask(m.CheckIn, ref=ticket.visitor.ref)
    assert desk.at("w02", m.CallNext).reply.ticket.note == "has no photo"


def test_what_a_clerk_does_to_a_ticket_or_a_window_names_the_clerk(desk):
    desk.issue()
    desk.call("w02")
    desk.at("w02", m.StartService)
    asked = [(m.Note, {"text": "deaf"}), (m.ParkTicket, {}), (m.Undo, {}), (m.CallSupport, {})]
    named = [desk.at("w02", kind, **fields).events[0].staff for kind, fields in asked]
    assert named == ["c002"] * 4


def test_who_is_sent_on_needs_the_new_service_instead_of_the_old_and_nothing_else_changes(desk):
    ticket = desk.issue("a", stages=(("a",), ("c",)))
    desk.call("w01")
    desk.at("w01", m.TransferTicket, service="b", reason="wrong service")
    assert [(s.service, s.state.value, s.window) for s in ticket.steps] == [("b", "open", None), ("c", "later", None)]
    assert ticket.service == "b"
    desk.call("w03")
    desk.at("w03", m.StartService)
    lacks = desk.at("w03", m.FinishService, outcome=StepOutcome.INCOMPLETE).events[0]
    assert (lacks.service, lacks.then, ticket.state) == ("b", "finished", "finished")  # what follows depends on it


def test_a_ticket_remembers_the_wait_that_it_was_told(desk):
    replies = [desk.ask(m.IssueTicket, service="a").reply.ticket for _ in range(5)]
    told = [desk.hall.tickets[reply.id].told for reply in replies]
    assert told == [reply.wait for reply in replies]
    assert told[2] != told[4]


def test_the_night_closes_windows_by_itself(desk):
    desk.pass_time(hours=20)
    closed = [event for event in desk.end_day() if event.name == "window-closed"]
    assert [event.by_itself for event in closed] == [True] * 3


def test_the_record_counts_each_visitor_once_who_was_told_a_wait_and_whether_it_was_kept(desk):
    first, second = desk.issue(), desk.issue()
    assert first.told
    assert second.told
    desk.call("w01")
    desk.at("w01", m.NoShow)
    desk.at("w01", m.ReinstateTicket, ticket=first.id, reason="is back")
    desk.pass_time(hours=2)
    for at in ("w01", "w02"):
        desk.call(at)
    record = desk.record()
    assert (record.told, record.kept) == (2, 1)


def test_how_fast_a_window_goes_on_is_learnt_only_while_somebody_waits(desk):
    for waiting in (1, 2):
        for _ in range(waiting):
            desk.issue()
        desk.call("w01")
        desk.at("w01", m.NoShow)
        desk.pass_time(seconds=50)
        if waiting == 1:
            desk.issue()
        desk.call("w01")
        desk.at("w01", m.NoShow)
        while desk.call("w02"):
            desk.at("w02", m.NoShow)
    assert dict(desk.hall.pace.gaps)["w01"][-1] == 50
    assert len(desk.hall.pace.gaps["w01"]) == 1


def test_a_slip_of_the_hand_teaches_nothing_of_how_long_a_service_takes(desk):
    desk.issue()
    desk.call("w01")
    desk.at("w01", m.StartService)
    desk.pass_time(minutes=10)
    desk.at("w01", m.FinishService)
    assert desk.hall.pace.usual() == {"a": 600}
    desk.at("w01", m.Undo)
    assert desk.hall.pace.usual() == {}
    desk.pass_time(minutes=5)
    desk.at("w01", m.FinishService)
    assert desk.hall.pace.usual() == {"a": 900}
    desk.issue()
    desk.call("w01")
    desk.at("w01", m.Undo)
    assert desk.hall.pace.usual() == {"a": 900}


def test_who_came_when_and_how_they_stand_is_remembered_for_the_forecast(desk):
    desk.issue("a", standing="priority")
    desk.issue("b")
    hour = timedelta(hours=1)
    assert list(desk.hall.pace.coming("a", desk.now, hour)) == [(desk.now - timedelta(minutes=1), "priority")]
    assert list(desk.hall.pace.coming("b", desk.now, hour)) == [(desk.now, "normal")]


@pytest.mark.parametrize("series", ["A", "X", "AX"])
def test_numbers_of_every_series_go_on_after_a_restart(series):
    desk = Desk(profile(window("w01", ("a",)), services=(service("a", series),)))
    assert [desk.issue().number for _ in range(2)] == [f"{series}001", f"{series}002"]
    assert desk.folded().numbers.last == {series: 2}


def test_a_hall_whose_visitors_are_forgotten_knows_their_tickets_and_nothing_of_them(desk):
    ticket = desk.issue(holder="1" * 64)
    desk.call("w01")
    desk.at("w01", m.Note, text="deaf")
    other = Hall(profile=desk.hall.profile)
    for event, *_ in desk.events:
        other.apply(event)
    forgotten = other.tickets[ticket.id]
    assert (forgotten.number, forgotten.state) == (ticket.number, "called")
    assert (forgotten.visitor.ref, forgotten.visitor.holder, forgotten.note) == ("", (), "")
    assert not other.owners.by_ref
    assert not other.taken_by(("1" * 64,))


def test_events_out_of_order_or_undoing_what_was_not_last_are_no_events_of_this_hall(desk):
    desk.issue()
    desk.call("w01")
    undone = desk.at("w01", m.Undo).events[0]
    again = undone.model_copy(update={"seq": desk.hall.seq + 1})
    with pytest.raises(ValueError, match=f"undoes {undone.undone}"):
        desk.folded().apply(again)
    with pytest.raises(ValueError, match=f"event {undone.seq} after {undone.seq}"):
        desk.folded().apply(undone)
