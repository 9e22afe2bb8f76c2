"""The last step of a ticket at a window may be taken back within a minute."""

from copy import deepcopy
from datetime import timedelta

import pytest

from broker.contract import messages as m
from broker.contract.values import Refused
from broker.queue import views
from tests.broker.queue.desk import Desk, profile, window

STEPS = {
    m.CallNext: (),
    m.StartService: (m.CallNext,),
    m.NoShow: (m.CallNext,),
    m.FinishService: (m.CallNext, m.StartService),
    m.ParkTicket: (m.CallNext, m.StartService),
    m.TransferTicket: (m.CallNext, m.StartService),
}
MORE = {m.TransferTicket: {"service": "c", "reason": "wrong window"}}


def hall_before(kind):
    desk = Desk(profile(window("w01", ("a", "b", "c")), window("w02", ("a",)))).staffed("w01", "w02")
    ticket, _other = desk.issue("a", stages=(("a",), ("b",))), desk.issue("a")
    for step in STEPS[kind]:
        desk.at("w01", step)
    return desk, ticket


def essence(hall):
    """What anybody can see or will be called by; the record of moves stays a record."""
    other = deepcopy(hall)
    for window_ in other.windows.values():
        window_.last = window_.active_at = None
    for ticket in other.tickets.values():
        ticket.changed, ticket.note, ticket.reason, ticket.told = 0, "", "", None
    waiting, boards = ({key: part for key, part in of.items() if part} for of in (other.waiting, other.boards.calls))
    return (other.tickets, waiting, other.windows, boards, other.aside)


@pytest.mark.parametrize("kind", STEPS, ids=lambda kind: kind.verb)
def test_undoing_a_step_leaves_the_hall_as_it_was_before_it(kind):
    desk, ticket = hall_before(kind)
    before = essence(desk.hall)
    done = desk.at("w01", kind, **MORE.get(kind, {}))
    desk.pass_time(seconds=60)
    now = desk.state(m.WindowState, "w01")
    assert (now.undo, now.undo_until) == (kind.verb, done.events[0].at + timedelta(seconds=60))
    outcome = desk.at("w01", m.Undo)
    assert outcome.reply.ok
    assert (outcome.events[0].undone, outcome.events[0].ticket) == (done.events[0].seq, ticket.id)
    assert essence(desk.hall) == before
    assert desk.hall == desk.folded()
    assert desk.at("w01", m.Undo).reply.error.code is Refused.NOTHING_TO_UNDO


@pytest.mark.parametrize("kind", STEPS, ids=lambda kind: kind.verb)
def test_after_a_minute_there_is_nothing_to_undo(kind):
    desk, _ticket = hall_before(kind)
    desk.at("w01", kind, **MORE.get(kind, {}))
    desk.pass_time(seconds=60.001)
    assert desk.state(m.WindowState, "w01").undo is None
    outcome = desk.at("w01", m.Undo)
    assert (outcome.reply.error.code, outcome.events) == (Refused.NOTHING_TO_UNDO, ())


def test_a_ticket_that_somebody_has_touched_since_is_not_taken_back():
    desk, ticket = hall_before(m.TransferTicket)
    desk.at("w01", m.TransferTicket, to_window="w02", reason="knows the file")
    assert desk.call("w02") == ticket.number
    assert desk.at("w01", m.Undo).reply.error.code is Refused.NOTHING_TO_UNDO
    assert desk.hall.window("w02").ticket == ticket.id


def test_a_window_is_told_when_somebody_else_touches_what_it_might_take_back():
    desk, ticket = hall_before(m.TransferTicket)
    desk.at("w01", m.TransferTicket, to_window="w02", reason="knows the file")
    called = desk.at("w02", m.CallNext)
    assert views.Topic(m.WindowState, "w01") in set(views.touched(desk.hall, called.events[0]))
    desk.at("w02", m.StartService)
    desk.at("w02", m.ParkTicket)
    cancelled = desk.ask(m.CancelTicket, ref=ticket.visitor.ref)
    assert views.Topic(m.WindowState, "w02") in set(views.touched(desk.hall, cancelled.events[0]))


def test_a_window_that_holds_the_next_visitor_undoes_that_call_and_not_what_was_before_it():
    desk, first = hall_before(m.FinishService)
    desk.at("w01", m.FinishService)
    second = desk.call("w01")
    outcome = desk.at("w01", m.Undo)
    assert outcome.events[0].number == second
    assert desk.at("w01", m.Undo).reply.error.code is Refused.NOTHING_TO_UNDO
    assert first.state == "waiting"  # for its second step


@pytest.mark.parametrize("leaves", [m.CloseWindow, m.SignOut])
def test_who_closes_or_leaves_the_window_leaves_nothing_to_undo(leaves):
    desk, _ticket = hall_before(m.NoShow)
    desk.at("w01", m.NoShow)
    desk.at("w01", leaves)
    if leaves is m.SignOut:
        desk.at("w01", m.SignIn, staff="c004", pin_ok=True)
    desk.at("w01", m.OpenWindow)
    assert desk.at("w01", m.Undo).reply.error.code is Refused.NOTHING_TO_UNDO


def test_a_recall_or_a_note_in_between_does_not_stand_in_the_way():
    desk, ticket = hall_before(m.CallNext)
    desk.call("w01")
    desk.at("w01", m.Recall)
    desk.at("w01", m.Note, text="deaf")
    assert desk.at("w01", m.Undo).reply.ok
    assert (ticket.state, ticket.note) == ("waiting", "deaf")
    assert not desk.hall.boards.calls["main"]


def test_a_call_that_is_taken_back_and_made_again_counts_as_one_told_wait():
    desk, _ticket = hall_before(m.CallNext)
    for _ in range(3):
        desk.call("w01")
        desk.at("w01", m.Undo)
    desk.call("w01")
    assert desk.record().told == 1
