"""A ticket's life: what each verb does in each state, and that a refusal changes nothing."""

from copy import deepcopy
from datetime import timedelta

import pytest

from broker.contract import messages as m
from broker.contract.values import Condition, Refused, TicketState
from broker.queue.hall import Hall
from broker.queue.life import LIFE, ONLY_FREE, WINDOW_LIFE
from tests.broker.queue.desk import Desk, profile, service, window

HERE = (m.CallNext, m.Recall, m.StartService, m.FinishService, m.NoShow, m.ParkTicket, m.TransferTicket, m.Note)
BY_ID = (m.CallTicket, m.ReinstateTicket, m.Authorise, m.FinishPart, m.VoidTicket)
BY_VISITORS = (m.CancelTicket, m.CheckIn)
TICKET_VERBS = (*HERE, *BY_ID, *BY_VISITORS, m.AbandonTicket)
OF_APPOINTMENTS = (m.FindSlots, m.BookAppointment, m.MoveAppointment, m.CancelAppointment)
OF_WINDOWS = (m.SignIn, m.SignOut, m.OpenWindow, m.PauseWindow, m.CloseWindow, m.CallSupport, m.Undo)
OF_KIOSKS = (m.IssueTicket, m.FindTicket, m.LeaseNumbers, m.HandInTicket)
OTHERS = (*OF_KIOSKS, *OF_APPOINTMENTS, *OF_WINDOWS)
STATES = tuple(state for state in TicketState if state is not TicketState.UNKNOWN)
MORE = {
    m.CallTicket: {"reason": "ill"},
    m.ReinstateTicket: {"reason": "is back"},
    m.VoidTicket: {"reason": "has gone"},
    m.Authorise: {"standing": "green", "reason": "major project"},
    m.FinishPart: {"service": "papers"},
    m.TransferTicket: {"reason": "wrong window"},
    m.Note: {"text": "brings the lease"},
    m.SignIn: {"pin": "1"},
}
WAY = {
    TicketState.WAITING: (),
    TicketState.CALLED: (m.CallNext,),
    TicketState.SERVING: (m.CallNext, m.StartService),
    TicketState.PENDING: (m.CallNext, m.StartService, m.FinishService),
    TicketState.FINISHED: (m.CallNext, m.StartService, m.FinishService, m.FinishPart),
    TicketState.MISSED: (m.CallNext, m.NoShow),
    TicketState.PARKED: (m.CallNext, m.StartService, m.ParkTicket),
    TicketState.CANCELLED: (m.CancelTicket,),
    TicketState.EXPIRED: (m.TicketExpired,),
}


def ticket_in(state):
    """A hall with its first window open and one ticket in this state; part of its visit is done behind the windows."""
    services = (service("a"), service("papers", behind=True))
    desk = Desk(profile(window("w01", ("a", "papers")), services=services)).staffed("w01")
    ticket = desk.issue("a", stages=(("a", "papers"),))
    for kind in WAY[state]:
        if kind is m.TicketExpired:
            desk.expire(ticket)
        else:
            assert do(desk, kind, ticket).reply.ok
    assert ticket.state is state
    return desk, ticket


def do(desk, kind, ticket):
    fields = MORE.get(kind, {})
    if kind is m.AbandonTicket:
        return desk.ask(kind, command=desk.cause_of(ticket))
    if kind in BY_VISITORS:
        return desk.ask(kind, ref=ticket.visitor.ref)
    return desk.at("w01", kind, **fields | ({"ticket": ticket.id} if kind in BY_ID else {}))


def test_every_verb_is_one_of_a_ticket_or_is_no_verb_of_a_tickets_life():
    assert set(TICKET_VERBS) | set(OTHERS) == set(m.COMMANDS)
    assert {verb for _, verb in LIFE} == {kind.verb for kind in TICKET_VERBS}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", TICKET_VERBS, ids=lambda kind: kind.verb)
def test_a_verb_does_what_the_table_says_or_is_refused_and_changes_nothing(state, kind):
    desk, ticket = ticket_in(state)
    before = deepcopy(desk.hall)
    outcome = do(desk, kind, ticket)
    then = LIFE.get((state, kind.verb))
    if then:
        assert outcome.reply.ok
        assert ticket.state in then
        assert {e.ticket for e in outcome.events} == {ticket.id}
    else:
        refused = {Refused.WRONG_STATE, Refused.NO_ONE_WAITING, Refused.UNKNOWN_APPOINTMENT, Refused.UNKNOWN_TICKET}
        assert outcome.reply.error.code in refused
        assert outcome.events == ()
        assert desk.hall == before


@pytest.mark.parametrize("condition", [Condition.OPEN, Condition.PAUSED, Condition.CLOSED])
@pytest.mark.parametrize("kind", sorted({verb for _, verb in WINDOW_LIFE}))
@pytest.mark.parametrize("holds", [False, True])
def test_a_windows_verb_does_what_the_table_says_or_is_refused_and_changes_nothing(condition, kind, holds):
    desk = Desk(profile(window("w01", ("a",)))).staffed("w01")
    first, second = desk.issue(), desk.issue()
    if holds:
        desk.call("w01")
    desk.hall.windows["w01"].condition = condition
    before = deepcopy(desk.hall)
    command = {c.verb: c for c in m.COMMANDS}[kind]
    waits = second if holds else first
    outcome = desk.at("w01", command, **MORE.get(command, {}) | ({"ticket": waits.id} if command in BY_ID else {}))
    then = WINDOW_LIFE.get((condition, kind))
    if then and not (holds and kind in ONLY_FREE):
        assert outcome.reply.ok
        assert desk.hall.window("w01").condition is then
        assert outcome.events
    else:
        assert outcome.reply.error.code is Refused.WRONG_STATE
        assert outcome.reply.error.window.condition is condition
        assert desk.hall == before


def test_the_table_says_what_the_design_says():
    usual = {(state.value, verb): then[0].value for (state, verb), then in LIFE.items() if verb != "finish-part"}
    assert usual == {
        ("waiting", "call-next"): "called",
        ("waiting", "call-ticket"): "called",
        ("waiting", "authorise"): "waiting",
        ("waiting", "void-ticket"): "cancelled",
        ("missed", "void-ticket"): "cancelled",
        ("parked", "void-ticket"): "cancelled",
        ("pending", "void-ticket"): "cancelled",
        ("waiting", "cancel-ticket"): "cancelled",
        ("missed", "cancel-ticket"): "cancelled",
        ("parked", "cancel-ticket"): "cancelled",
        ("called", "recall"): "called",
        ("called", "start-service"): "serving",
        ("called", "no-show"): "missed",
        ("called", "transfer-ticket"): "waiting",
        ("waiting", "abandon-ticket"): "cancelled",
        ("called", "abandon-ticket"): "cancelled",
        ("missed", "abandon-ticket"): "cancelled",
        ("called", "note"): "called",
        ("serving", "note"): "serving",
        ("serving", "finish-service"): "finished",
        ("serving", "park-ticket"): "parked",
        ("serving", "transfer-ticket"): "waiting",
        ("missed", "reinstate-ticket"): "waiting",
        ("missed", "check-in"): "waiting",
        ("parked", "reinstate-ticket"): "waiting",
    }


@pytest.mark.parametrize("kind", [*HERE, m.PauseWindow, m.CloseWindow, m.SignOut, m.Undo, m.CallSupport])
def test_a_clerk_who_saw_something_else_is_told_what_is_true_and_nothing_is_done(kind):
    desk = Desk().staffed("w01")
    ticket = desk.issue()
    desk.call("w01")
    before = deepcopy(desk.hall)
    outcome = desk.at("w01", kind, holding=None, **MORE.get(kind, {}))
    assert outcome.reply.error.code is Refused.CHANGED
    assert outcome.reply.error.window.ticket.id == ticket.id
    assert outcome.reply.error.window.condition is Condition.OPEN
    assert desk.hall == before


@pytest.mark.parametrize("kind", [kind for kind in m.COMMANDS if issubclass(kind, m.WindowCommand)])
def test_a_terminal_does_nothing_for_whoever_is_not_signed_in(kind):
    desk = Desk()
    ticket = desk.issue()
    extra = MORE.get(kind, {}) | ({"ticket": ticket.id} if kind in BY_ID else {})
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


def test_a_clerk_who_signs_in_elsewhere_has_left_the_window_before_unless_a_visitor_is_there():
    desk = Desk().staffed("w01")
    desk.issue()
    desk.call("w01")
    elsewhere = desk.at("w02", m.SignIn, staff="c001", pin_ok=True)
    assert (elsewhere.reply.error.code, elsewhere.reply.error.detail) == (Refused.SIGNED_IN_ELSEWHERE, "1")
    assert elsewhere.events == ()
    desk.at("w01", m.NoShow)
    moved = desk.at("w02", m.SignIn, staff="c001", pin_ok=True)
    assert [(event.name, event.window) for event in moved.events] == [
        ("window-closed", "w01"),
        ("clerk-signed-out", "w01"),
        ("clerk-signed-in", "w02"),
    ]
    assert desk.at("w01", m.OpenWindow, staff="c001").reply.error.code is Refused.NOT_SIGNED_IN


def test_a_colleague_takes_a_window_over_with_the_visitor_who_is_there():
    desk = Desk().staffed("w01")
    ticket = desk.issue()
    desk.call("w01")
    wrong = desk.at("w01", m.SignIn, staff="c002")
    assert (wrong.reply.error.code, desk.hall.window("w01").staff) == (Refused.WRONG_PIN, "c001")
    taken = desk.at("w01", m.SignIn, staff="c002", pin_ok=True)
    assert (taken.reply.window.clerk.id, taken.reply.window.ticket.id) == ("c002", ticket.id)
    out, came = taken.events
    assert (out.staff, out.relieved_by, came.staff) == ("c001", "c002", "c002")
    assert desk.at("w01", m.StartService, staff="c001").reply.error.code is Refused.NOT_SIGNED_IN
    assert desk.at("w01", m.Undo).reply.error.code is Refused.NOTHING_TO_UNDO
    assert desk.at("w01", m.StartService).events[0].staff == "c002"


def test_who_saw_another_visitor_at_the_window_does_not_take_it_over():
    desk = Desk().staffed("w01")
    desk.issue()
    desk.call("w01")
    assert desk.at("w01", m.SignIn, staff="c002", pin_ok=True, holding=None).reply.error.code is Refused.CHANGED


def test_everything_that_a_person_does_is_recorded_with_who():
    desk = Desk().staffed("w01")
    for _ in range(3):
        desk.issue()
    steps = (m.PauseWindow, m.OpenWindow, m.CallNext, m.Recall, m.StartService, m.Undo, m.StartService, m.FinishService)
    steps += (m.CallNext, m.NoShow, m.CallNext, m.StartService, m.ParkTicket, m.CallSupport, m.CloseWindow, m.SignOut)
    for kind in steps:
        desk.pass_time(seconds=30)
        done = desk.at("w01", kind)
        assert done.reply.ok, (kind, done.reply)
        assert {event.staff for event in done.events} == {"c001"}, kind


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


GONE = timedelta(minutes=30)


def left_alone(desk, **span):
    """The names of what time does by itself meanwhile, about clerks."""
    desk.pass_time(**span)
    return [event.staff for event in desk.look() if event.name == "clerk-signed-out" and event.by_itself]


@pytest.mark.parametrize("kind", [m.PauseWindow, m.CloseWindow])
def test_a_clerk_who_went_without_a_word_is_signed_out_and_the_window_stays_as_it_is(kind):
    desk = Desk(profile(sign_out_after=GONE)).staffed("w01")
    desk.at("w01", kind)
    before = desk.hall.window("w01").condition
    assert left_alone(desk, minutes=29, seconds=59) == []
    assert left_alone(desk, seconds=1) == ["c001"]
    assert (desk.hall.window("w01").staff, desk.hall.window("w01").condition) == (None, before)
    assert left_alone(desk, hours=2) == []
    assert desk.at("w02", m.SignIn, staff="c001", pin_ok=True).reply.ok


def test_nobody_is_signed_out_at_an_open_window_or_with_a_visitor():
    desk = Desk(profile(sign_out_after=GONE)).staffed("w01")
    assert left_alone(desk, hours=5) == []
    desk.issue("a")
    desk.call("w01")
    desk.at("w01", m.PauseWindow)
    assert left_alone(desk, hours=2) == []
    desk.at("w01", m.NoShow)
    assert left_alone(desk, minutes=29) == []
    assert left_alone(desk, minutes=1) == ["c001"]


def test_what_a_clerk_does_anywhere_in_the_hall_counts_as_being_there():
    desk = Desk(profile(sign_out_after=GONE)).staffed("w01")
    ticket = desk.issue("a")
    desk.at("w01", m.PauseWindow)
    desk.pass_time(minutes=29)
    desk.at("w01", m.VoidTicket, ticket=ticket.id, reason="gone home")
    assert left_alone(desk, minutes=29) == []
    assert left_alone(desk, minutes=1) == ["c001"]
