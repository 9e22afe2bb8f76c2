"""Several services in one visit, by one number."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.contract import messages as m
from broker.contract.values import Refused, StepOutcome, StepState, TicketState
from tests.broker.queue.desk import Desk, profile, service, window

SERVICES = (service("a"), service("b"), service("c"), service("x", behind=True), service("y", behind=True))
EVERYWHERE = window("w01", ("a", "b", "c", "x", "y"))


def hall(*windows):
    windows = windows or (EVERYWHERE, window("w02", ("a", "b", "c", "x", "y")))
    return Desk(profile(*windows, services=SERVICES)).staffed(*(w.id for w in windows))


def serve(desk, at="w01", **outcome):
    called = desk.call(at)
    desk.at(at, m.StartService)
    return called, desk.at(at, m.FinishService, **outcome).events[0]


def told(ticket_reply):
    return [(step.service, step.state.value) for step in ticket_reply.steps]


def test_the_next_service_is_queued_without_a_new_number_from_the_moment_the_first_is_done():
    desk = hall()
    ticket = desk.issue("a", stages=(("a",), ("b",)))
    other = desk.issue("b")
    desk.pass_time(minutes=10)
    number, finished = serve(desk)
    assert (number, finished.then) == (ticket.number, TicketState.WAITING)
    assert [q.service for q in finished.queued] == ["b"]
    assert [desk.hall.tickets[id_].number for _p, id_ in desk.hall.waiting["b"]] == [other.number, ticket.number]
    held = desk.ask(m.FindTicket, ref=ticket.visitor.ref).reply.tickets[0]
    assert told(held) == [("a", "done"), ("b", "open")]
    assert (held.steps[0].window, held.ahead) == ("w01", 1)


def test_services_that_may_come_in_any_order_are_waited_for_at_once_and_none_loses_its_place():
    desk = hall(window("w01", ("a",)), window("w02", ("b", "c")))
    ticket = desk.issue("a", stages=(("a", "b"), ("c",)))
    later = desk.issue("b")
    assert set(ticket.places) == {"a", "b"}
    assert desk.call("w01") == ticket.number
    assert desk.call("w02") == later.number  # nobody is at two windows at once
    desk.at("w02", m.NoShow)
    even_later = desk.issue("b")
    desk.at("w01", m.StartService)
    desk.at("w01", m.FinishService)
    assert desk.call("w02") == ticket.number
    desk.at("w02", m.StartService)
    assert desk.at("w02", m.FinishService).events[0].then is TicketState.WAITING  # the collection
    assert ticket.service == "c"
    assert desk.call("w02") == even_later.number


def test_the_visitor_is_called_to_collect_when_all_that_is_done_behind_the_windows_is_done():
    desk = hall()
    ticket = desk.issue("a", stages=(("a",), ("x", "y"), ("c",)))
    assert serve(desk)[1].then is TicketState.PENDING
    assert desk.call("w01") is None
    shown = desk.state(m.StaffQueue, "x").aside
    assert [(t.number, t.state) for t in shown] == [(ticket.number, TicketState.PENDING)]
    first = desk.at("w02", m.FinishPart, ticket=ticket.id, service="x").events[0]
    assert (first.then, ticket.state) == (TicketState.PENDING, "pending")
    desk.pass_time(minutes=5)
    last = desk.at("w02", m.FinishPart, ticket=ticket.id, service="y").events[0]
    assert (last.then, [q.service for q in last.queued]) == (TicketState.WAITING, ["c"])
    assert serve(desk)[0] == ticket.number
    assert ticket.state == "finished"
    assert [(s.service, s.state, s.window) for s in ticket.steps] == [
        ("a", StepState.DONE, "w01"),
        ("x", StepState.DONE, "w02"),
        ("y", StepState.DONE, "w02"),
        ("c", StepState.DONE, "w01"),
    ]


def test_what_is_done_behind_the_windows_may_end_while_its_visitor_is_at_another_one():
    desk = hall()
    ticket = desk.issue("a", stages=(("a", "x"), ("c",)))
    assert [t.number for t in desk.state(m.StaffQueue, "x").aside] == [ticket.number]
    assert desk.state(m.StaffQueue, "a").aside == ()
    desk.call("w01")
    part = desk.at("w02", m.FinishPart, ticket=ticket.id, service="x").events[0]
    assert (part.then, ticket.state, desk.hall.window("w01").ticket) == (TicketState.CALLED, "called", ticket.id)
    assert desk.state(m.StaffQueue, "x").aside == ()
    desk.at("w01", m.StartService)
    assert desk.at("w01", m.FinishService).events[0].then is TicketState.WAITING
    assert ticket.service == "c"


def test_a_step_that_lacks_something_ends_the_visit_with_its_stage():
    desk = hall()
    ticket = desk.issue("a", stages=(("a", "b"), ("c",)))
    _, first = serve(desk, outcome=StepOutcome.INCOMPLETE)
    assert first.then is TicketState.WAITING  # the other service of the same stage does not depend on it
    _, second = serve(desk)
    assert second.then is TicketState.FINISHED
    assert [s.state for s in ticket.steps] == [StepState.INCOMPLETE, StepState.DONE, StepState.LATER]
    assert desk.call("w01") is None


def test_work_behind_the_windows_that_nobody_could_report_done_is_not_begun():
    desk = hall(window("w01", ("a", "b", "c")))
    refused = desk.ask(m.IssueTicket, service="a", stages=(("a",), ("x",)))
    assert (refused.reply.error.code, refused.events) == (Refused.UNMET_NEED, ())


def test_what_is_done_behind_the_windows_needs_nothing_of_them():
    low = window("w01", ("a",), attributes=("low-counter",))
    desk = hall(low, window("w02", ("x",)))
    assert desk.ask(m.IssueTicket, service="a", stages=(("a", "x"),), needs=("low-counter",)).reply.ok


@pytest.mark.parametrize(
    "stages, code",
    [
        ((("a",), ("nothing",)), Refused.UNKNOWN_SERVICE),
        ((("x",), ("a",)), Refused.MALFORMED),
        ((("a", "a"),), Refused.MALFORMED),
        ((("b",), ("a",)), Refused.MALFORMED),
    ],
)
def test_a_visit_that_makes_no_sense_gets_no_number(stages, code):
    desk = hall()
    refused = desk.ask(m.IssueTicket, service=stages[0][0] if stages[0][0] != "b" else "a", stages=stages)
    assert (refused.reply.error.code, refused.events) == (code, ())


def test_part_of_a_visit_that_is_not_open_or_not_behind_the_windows_is_finished_by_nobody():
    desk = hall()
    ticket = desk.issue("a", stages=(("a",), ("x",)))
    for which in ("x", "a"):
        refused = desk.at("w02", m.FinishPart, ticket=ticket.id, service=which)
        assert (refused.reply.error.code, refused.events) == (Refused.WRONG_STATE, ())
    other = hall(window("w01", ("a",)), window("w02", ("x",)))
    pending = other.issue("a", stages=(("a", "x"),))
    refused = other.at("w01", m.FinishPart, ticket=pending.id, service="x")
    assert refused.reply.error.code is Refused.UNKNOWN_TICKET  # not offered here


def test_one_holder_waits_for_each_service_once_over_all_visits():
    desk = hall()
    desk.issue("a", holder="1" * 64, stages=(("a",), ("b",)))
    assert desk.ask(m.IssueTicket, service="b", holder="1" * 64).reply.error.code is Refused.ALREADY_HOLDING
    assert desk.issue("c", holder="1" * 64).number == "C001"


PLANS = st.lists(
    st.lists(st.sampled_from("abcxy"), min_size=1, max_size=3, unique=True).map(tuple), min_size=1, max_size=4
).map(tuple)


@given(stages=PLANS, data=st.data())
def test_every_visit_ends_with_each_step_done_once_and_stage_after_stage(stages, data):
    first = next((s for s in stages[0] if s not in "xy"), "a")
    stages = ((first, *(s for s in stages[0] if s != first)), *stages[1:])
    desk = hall()
    ticket = desk.issue(first, stages=stages)
    done = []
    for _ in range(40):
        open_parts = [s for s in ticket.open_services if s in "xy"]
        if open_parts and (ticket.state == "pending" or data.draw(st.booleans())):
            part = data.draw(st.sampled_from(open_parts))
            assert desk.at("w02", m.FinishPart, ticket=ticket.id, service=part).reply.ok
            done.append(part)
        elif ticket.state == "waiting":
            assert desk.call("w01") == ticket.number
            desk.at("w01", m.StartService)
            assert desk.at("w01", m.FinishService).reply.ok
            done.append(desk.events[-1][0].service)
        if ticket.state == "finished":
            break
    assert ticket.state == "finished"
    start = 0
    for stage in stages:
        assert Counter(done[start : start + len(stage)]) == Counter(stage)
        start += len(stage)
    assert start == len(done)
    assert desk.folded() == desk.hall


def test_who_was_sent_to_one_window_for_a_service_is_called_meanwhile_for_another():
    desk = hall(window("w01", ("a",)), window("w02", ("b",)), window("w03", ("a",)))
    ticket = desk.issue("a", stages=(("a", "b"),))
    desk.call("w01")
    desk.at("w01", m.TransferTicket, to_window="w03", reason="knows the file")
    assert desk.call("w01") is None
    assert desk.call("w02") == ticket.number
