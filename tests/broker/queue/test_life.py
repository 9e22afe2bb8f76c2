"""A ticket's life: what each verb does in each state, and that a refusal changes nothing."""

from copy import deepcopy

import pytest

from broker.contract import messages as m
from broker.contract.values import Condition, Refused, TicketState
from broker.queue.hall import Hall
from broker.queue.life import LIFE
from tests.broker.queue.desk import Desk

TICKET_VERBS = (
    m.CallNext,
    m.CallTicket,
    m.CancelTicket,
    m.Recall,
    m.StartService,
    m.FinishService,
    m.NoShow,
)
STATES = tuple(state for state in TicketState if state is not TicketState.UNKNOWN)


def ticket_in(state):
    """A hall with its first window open and one ticket in this state."""
    desk = Desk().staffed("w01")
    ticket = desk.issue("a")
    steps = {
        TicketState.WAITING: (),
        TicketState.CALLED: (m.CallNext,),
        TicketState.SERVING: (m.CallNext, m.StartService),
        TicketState.FINISHED: (m.CallNext, m.StartService, m.FinishService),
        TicketState.MISSED: (m.CallNext, m.NoShow),
        TicketState.CANCELLED: (),
        TicketState.EXPIRED: (),
    }[state]
    for kind in steps:
        desk.at("w01", kind)
    if state is TicketState.CANCELLED:
        desk.ask(m.CancelTicket, ref=ticket.visitor.ref)
    if state is TicketState.EXPIRED:
        desk.hall.apply(
            m.TicketExpired(
                epoch=1,
                seq=desk.hall.seq + 1,
                id=desk.new_id(),
                at=desk.now,
                cause=None,
                ticket=ticket.id,
                day=ticket.day,
                number=ticket.number,
            )
        )
    assert ticket.state is state
    return desk, ticket


def do(desk, kind, ticket):
    if kind is m.CancelTicket:
        return desk.ask(kind, ref=ticket.visitor.ref)
    if kind is m.CallTicket:
        return desk.at("w01", kind, ticket=ticket.id, reason="ill")
    return desk.at("w01", kind)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", TICKET_VERBS, ids=lambda kind: kind.verb)
def test_a_verb_does_what_the_table_says_or_is_refused_and_changes_nothing(state, kind):
    desk, ticket = ticket_in(state)
    before = deepcopy(desk.hall)
    outcome = do(desk, kind, ticket)
    then = LIFE.get((state, kind.verb))
    if then:
        assert outcome.reply.ok
        assert ticket.state is then
        assert [e.ticket for e in outcome.events] == [ticket.id]
    else:
        assert outcome.reply.error.code in {Refused.WRONG_STATE, Refused.NO_ONE_WAITING}
        assert outcome.events == ()
        assert desk.hall == before


def test_the_table_says_what_the_design_says():
    assert {(state.value, verb): then.value for (state, verb), then in LIFE.items()} == {
        ("waiting", "call-next"): "called",
        ("waiting", "call-ticket"): "called",
        ("waiting", "cancel-ticket"): "cancelled",
        ("missed", "cancel-ticket"): "cancelled",
        ("called", "recall"): "called",
        ("called", "start-service"): "serving",
        ("called", "no-show"): "missed",
        ("serving", "finish-service"): "finished",
    }


@pytest.mark.parametrize(
    "kind", [m.CallNext, m.Recall, m.StartService, m.FinishService, m.NoShow, m.PauseWindow, m.CloseWindow, m.SignOut]
)
def test_a_clerk_who_saw_something_else_is_told_what_is_true_and_nothing_is_done(kind):
    desk = Desk().staffed("w01")
    ticket = desk.issue()
    desk.call("w01")
    before = deepcopy(desk.hall)
    outcome = desk.at("w01", kind, holding=None)
    assert outcome.reply.error.code is Refused.CHANGED
    assert outcome.reply.error.window.ticket.id == ticket.id
    assert outcome.reply.error.window.condition is Condition.OPEN
    assert desk.hall == before


@pytest.mark.parametrize("kind", [kind for kind in m.COMMANDS if issubclass(kind, m.WindowCommand)])
def test_a_terminal_does_nothing_for_whoever_is_not_signed_in(kind):
    desk = Desk()
    ticket = desk.issue()
    extra = {m.SignIn: {"pin": "1"}, m.CallTicket: {"ticket": ticket.id, "reason": "ill"}}.get(kind, {})
    for staff in (None, "c001"):
        outcome = desk.at("w01", kind, staff=staff, **extra)
        expected = Refused.WRONG_PIN if kind is m.SignIn else Refused.NOT_SIGNED_IN
        assert outcome.reply.error.code is expected
        assert outcome.events == ()


def test_an_idle_window_takes_its_verbs_in_every_condition_as_they_make_sense():
    desk = Desk().staffed("w01")
    assert desk.at("w01", m.OpenWindow).reply.error.code is Refused.WRONG_STATE
    assert desk.at("w01", m.PauseWindow, reason="tea").reply.window.condition is Condition.PAUSED
    assert desk.at("w01", m.PauseWindow).reply.error.code is Refused.WRONG_STATE
    desk.issue()
    assert desk.at("w01", m.CallNext).reply.error.code is Refused.WRONG_STATE
    assert desk.at("w01", m.OpenWindow).reply.window.condition is Condition.OPEN
    assert desk.at("w01", m.CloseWindow).reply.window.condition is Condition.CLOSED
    assert desk.at("w01", m.CloseWindow).reply.error.code is Refused.WRONG_STATE
    signed_out = desk.at("w01", m.SignOut).reply.window
    assert (signed_out.condition, signed_out.clerk) == (Condition.CLOSED, None)


def test_nobody_closes_a_window_or_leaves_it_while_it_holds_a_visitor():
    desk = Desk().staffed("w01")
    desk.issue()
    desk.call("w01")
    assert desk.at("w01", m.CloseWindow).reply.error.code is Refused.WRONG_STATE
    assert desk.at("w01", m.SignOut).reply.error.code is Refused.WRONG_STATE
    assert desk.at("w01", m.PauseWindow).reply.window.condition is Condition.PAUSED
    desk.at("w01", m.NoShow)
    assert [event.name for event in desk.at("w01", m.SignOut).events] == ["window-closed", "clerk-signed-out"]


def test_a_clerk_signs_in_with_the_right_pin_at_one_window_only():
    desk = Desk()
    wrong = desk.at("w01", m.SignIn, staff="c001")
    stranger = desk.at("w01", m.SignIn, staff="c999", pin_ok=True)
    assert (wrong.reply.error.code, stranger.reply.error.code) == (Refused.WRONG_PIN, Refused.WRONG_PIN)
    assert desk.at("w01", m.SignIn, staff="c001", pin_ok=True).reply.window.clerk.id == "c001"
    again = desk.at("w01", m.SignIn, staff="c001", pin_ok=True)
    assert (again.reply.ok, again.events) == (True, ())
    elsewhere = desk.at("w02", m.SignIn, staff="c001", pin_ok=True).reply.error
    assert (elsewhere.code, elsewhere.detail) == (Refused.SIGNED_IN_ELSEWHERE, "1")
    assert desk.at("w01", m.SignIn, staff="c002", pin_ok=True).reply.error.code is Refused.WRONG_STATE


def test_a_new_day_remembers_nothing_that_a_restart_would_not_read():
    desk = Desk().staffed("w01")
    desk.issue("a")
    for kind in (m.CallNext, m.StartService, m.FinishService):
        desk.at("w01", kind)
    desk.pass_time(hours=20)
    desk.end_day()
    restarted = Hall(profile=desk.hall.profile)
    restarted.apply(desk.events[-1][0])
    assert restarted == desk.hall


def test_the_end_of_the_day_tells_each_holder_and_leaves_nothing_open():
    desk = Desk().staffed("w01", "w02", "w03")
    tickets = {state: desk.issue("a") for state in ("finished", "called", "serving", "waiting")}
    desk.call("w01")
    desk.at("w01", m.StartService)
    desk.at("w01", m.FinishService)
    desk.call("w01")
    desk.call("w02")
    desk.at("w02", m.StartService)
    desk.pass_time(hours=20)
    events = desk.end_day()
    expired = {event.number for event in events if event.name == "ticket-expired"}
    assert expired == {tickets[state].number for state in ("called", "serving", "waiting")}
    assert [event.name for event in events][-1] == "day-opened"
    assert sum(event.name == "window-closed" for event in events) == 3
    assert sum(event.name == "clerk-signed-out" for event in events) == 3
    assert desk.hall.day == desk.now.date()
    assert not desk.hall.tickets
    assert desk.issue("a").number == "A001"
