"""What one person does to a ticket is not lost by what another one or time does to it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from broker.contract import messages as m
from broker.contract.values import Condition, Refused, StepState
from broker.queue.hall import Hall
from tests.broker.queue.desk import Desk, profile, service, window

SERVICES = (service("a"), service("b"), service("x", behind=True))


def both():
    windows = (window("w01", ("a", "x")), window("w02", ("a", "b", "x")))
    return Desk(profile(*windows, services=SERVICES, start_after=timedelta(seconds=40))).staffed("w01", "w02")


def test_an_undo_does_not_take_back_what_was_done_behind_the_windows_meanwhile():
    desk = both()
    ticket = desk.issue("a", stages=(("a", "x"),))
    desk.call("w01")
    assert desk.at("w02", m.FinishPart, ticket=ticket.id, service="x").reply.ok
    assert desk.at("w01", m.Undo).reply.error.code is Refused.NOTHING_TO_UNDO
    assert ticket.steps[1].state is StepState.DONE
    for kind in (m.StartService, m.FinishService):
        desk.at("w01", kind)
    assert ticket.state == "finished"


def test_what_a_clerk_took_back_time_does_not_do_again():
    desk = both()
    ticket = desk.issue("a")
    desk.call("w01")
    desk.pass_time(seconds=40)
    assert [event.name for event in desk.look()] == ["service-started"]
    assert desk.at("w01", m.Undo).reply.ok
    desk.pass_time(minutes=5)
    assert desk.look() == []
    assert ticket.state == "called"
    assert desk.at("w01", m.NoShow).reply.ok
    assert desk.call("w01") is None


def test_a_service_starts_by_itself_at_each_window_whatever_the_others_do():
    desk = both()
    ticket = desk.issue("b")
    for kind in (m.CallSupport, m.PauseWindow):  # the first window is idle
        desk.at("w01", kind)
    assert desk.call("w02") == ticket.number
    desk.pass_time(seconds=40)
    assert [event.window for event in desk.look()] == ["w02"]


def test_needs_hold_for_a_call_out_of_turn_too():
    able = window("w02", ("a",), attributes=("low-counter", "lang-en", "sign-language"))
    desk = Desk(profile(window("w01", ("a",), attributes=("lang-en",)), able)).staffed("w01", "w02")
    ticket = desk.issue("a", needs=("sign-language", "low-counter", "lang-en"))
    refused = desk.at("w01", m.CallTicket, ticket=ticket.id, reason="ill")
    assert (refused.reply.error.code, refused.reply.error.detail) == (Refused.UNMET_NEED, "low-counter, sign-language")
    assert desk.at("w02", m.CallTicket, ticket=ticket.id, reason="ill").reply.ok


def test_a_hall_without_head_starts_can_still_note_another_standing():
    desk = Desk(profile(window("w01", ("a",)), head_start={})).staffed("w01")
    tickets = [desk.issue("a") for _ in range(2)]
    outcome = desk.at("w01", m.Authorise, ticket=tickets[1].id, standing="green", reason="major project")
    assert (outcome.events[0].overtaken, tickets[1].standing) == (0, "green")
    assert desk.call("w01") == tickets[0].number


def test_another_standing_counts_in_every_queue_that_a_ticket_stands_in():
    desk = both()
    tickets = [desk.issue("a", stages=(("a", "b"),)) for _ in range(3)]
    outcome = desk.at("w01", m.Authorise, ticket=tickets[2].id, standing="priority", reason="hero of the people")
    assert outcome.events[0].overtaken == 4  # two in each queue
    assert [desk.hall.waiting[of][0][1] for of in ("a", "b")] == [tickets[2].id] * 2
    before = tickets[2].places["a"][0]
    desk.at("w01", m.Authorise, ticket=tickets[2].id, standing="green", reason="major project")
    assert before - tickets[2].places["a"][0] == timedelta(minutes=15)


def test_a_parallel_visit_that_is_parked_or_missed_comes_back_into_each_of_its_queues():
    desk = both()
    ticket = desk.issue("a", stages=(("a", "b"),))
    places = dict(ticket.places)
    for leave in ((m.StartService, m.ParkTicket), (m.NoShow,)):
        desk.call("w01")
        for kind in leave:
            assert desk.at("w01", kind).reply.ok
        assert not any(desk.hall.waiting.values())
        back = desk.at("w02", m.ReinstateTicket, ticket=ticket.id, reason="is back")
        assert [queued.service for queued in back.events[0].queued] == ["a", "b"]
        assert {of: rank for of, (rank, _) in ticket.places.items()} == {of: rank for of, (rank, _) in places.items()}
    assert desk.call("w02") == ticket.number


def test_sending_on_one_service_of_a_parallel_visit_leaves_the_other_where_it_was():
    desk = both()
    first, moved = desk.issue("b"), desk.issue("a", stages=(("a", "b"),))
    own = moved.places["b"][0]
    desk.call("w01")
    outcome = desk.at("w01", m.TransferTicket, to_window="w02", placing="last", reason="knows the file")
    assert [queued.service for queued in outcome.events[0].queued] == ["a", "b"]
    assert moved.places["b"][0] == own
    assert [id_ for _place, id_ in desk.hall.waiting["b"]] == [first.id, moved.id]
    refused = desk.at("w02", m.CallTicket, ticket=moved.id, reason="is ill")
    assert (refused.reply.ok, moved.service) == (True, "a")
    sent = desk.at("w02", m.TransferTicket, service="b", reason="twice the same")
    assert sent.reply.error.code is Refused.WRONG_STATE


def test_a_service_that_is_done_at_a_window_since_the_last_start_is_queued_when_its_turn_comes():
    desk = both()
    ticket = desk.issue("a", stages=(("a", "x"),))
    desk.call("w01")
    desk.at("w01", m.StartService)
    desk.hall.profile = replace(desk.hall.profile, services={"a": service("a"), "x": service("x")})
    desk.pass_time(minutes=5)
    done = desk.at("w01", m.FinishService)
    assert [(queued.service, queued.rank) for queued in done.events[0].queued] == [("x", desk.now)]
    assert desk.call("w02") == ticket.number


def play_everything(desk):
    """A day in which every kind of event names a service or a window."""
    ticket = desk.issue("a", stages=(("a", "x"), ("b",)))
    desk.issue("a", holder="1" * 64)
    for kind in (m.CallNext, m.Recall, m.StartService, m.FinishService):
        desk.at("w01", kind)
    desk.at("w01", m.FinishPart, ticket=ticket.id, service="x")
    for kind in (m.CallNext, m.StartService, m.Undo, m.StartService):
        desk.at("w02", kind)
    desk.at("w02", m.TransferTicket, service="a", to_window="w01", reason="there")
    desk.at("w02", m.Undo)
    desk.at("w02", m.ParkTicket)
    desk.at("w02", m.ReinstateTicket, ticket=ticket.id, reason="is back")
    for _ in range(6):
        desk.issue("a")
    desk.pass_time(minutes=30)
    desk.look()
    desk.at("w01", m.CallSupport)
    desk.at("w01", m.PauseWindow)


@pytest.mark.parametrize("next_day", [False, True])
def test_what_happened_at_windows_and_for_services_that_are_no_more_can_be_read_again(next_day):
    desk = Desk(
        profile(window("w01", ("a", "x")), window("w02", ("b", "x"), tidal=("a",)), services=SERVICES, strained_over=3)
    ).staffed("w01", "w02")
    play_everything(desk)
    told = {event.name for event, *_ in desk.events}
    assert {"step-undone", "part-finished", "tide-rose", "queue-strained", "ticket-reinstated"} <= told
    if next_day:
        desk.pass_time(hours=20)
        desk.end_day()
    other = Hall(profile=profile(window("w09", ("z",)), services=(service("z"),)))
    for event, visitor, note in desk.events:
        other.apply(event, visitor, note)
    assert other.tickets == desk.hall.tickets
    assert other.waiting == desk.hall.waiting
    assert other.window("w01").condition is (Condition.CLOSED if next_day else Condition.PAUSED)
