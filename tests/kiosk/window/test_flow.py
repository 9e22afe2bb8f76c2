"""What a clerk may do, without Qt and without a wire."""

from itertools import product

import pytest

from broker.contract.commands import WindowCommand
from broker.contract.messages import COMMANDS
from broker.contract.values import Condition, TicketState
from broker.queue.life import LIFE, ONLY_FREE, WINDOW_LIFE
from kiosk.window.flow import ALWAYS, TABLE, Situation, Verb, choose

CONDITIONS = [Condition.OPEN, Condition.PAUSED, Condition.CLOSED]
TICKETS = [None, TicketState.CALLED, TicketState.SERVING]
ALL = list(product(CONDITIONS, TICKETS))
OF_TICKET = {Verb.RECALL, Verb.START, Verb.FINISH, Verb.NO_SHOW, Verb.PARK, Verb.TRANSFER, Verb.NOTE}
OF_WINDOW = {Verb.OPEN, Verb.PAUSE, Verb.CLOSE, Verb.SIGN_OUT, Verb.CALL, Verb.CALL_TICKET}


def at_work(condition, ticket, **more):
    return choose(Situation(signed_in=True, condition=condition, ticket=ticket, **more))


def test_the_clerk_has_every_verb_of_the_wire_and_no_other():
    assert {verb.value for verb in Verb} == {c.verb for c in COMMANDS if issubclass(c, WindowCommand)}


def test_the_table_knows_every_condition_with_every_ticket():
    assert set(TABLE) == set(ALL)


@pytest.mark.parametrize("condition, ticket", ALL)
def test_before_signing_in_nothing_else_is_possible(condition, ticket):
    choice = choose(Situation(condition=condition, ticket=ticket, undoable=True))
    assert (choice.primary, choice.possible) == (Verb.SIGN_IN, {Verb.SIGN_IN})


@pytest.mark.parametrize("more", [{"linked": False}, {"busy": True}, {"misplaced": True}])
@pytest.mark.parametrize("condition, ticket", ALL)
def test_while_nothing_can_be_asked_nothing_is_possible_but_the_big_button_stays(condition, ticket, more):
    usual, now = at_work(condition, ticket, undoable=True), at_work(condition, ticket, undoable=True, **more)
    assert (now.primary, now.offered, now.possible) == (usual.primary, usual.offered, frozenset())


@pytest.mark.parametrize("condition, ticket", ALL)
def test_the_big_button_is_always_among_what_is_possible(condition, ticket):
    choice = at_work(condition, ticket)
    assert choice.primary in choice.possible


@pytest.mark.parametrize("condition, ticket", ALL)
def test_a_verb_of_a_ticket_is_offered_exactly_where_the_hubs_table_allows_it(condition, ticket):
    allowed = {verb for verb in OF_TICKET if ticket and (ticket, verb.value) in LIFE}
    assert at_work(condition, ticket).possible & OF_TICKET == allowed


@pytest.mark.parametrize("condition, ticket", ALL)
def test_a_verb_of_a_window_is_offered_exactly_where_the_hubs_table_allows_it(condition, ticket):
    allowed = {
        verb for verb in OF_WINDOW if (condition, verb.value) in WINDOW_LIFE and not (ticket and verb in ONLY_FREE)
    }
    assert at_work(condition, ticket).possible & OF_WINDOW == allowed


@pytest.mark.parametrize("condition, ticket", ALL)
def test_what_is_for_tickets_elsewhere_and_for_help_is_always_possible(condition, ticket):
    assert at_work(condition, ticket).possible >= set(ALWAYS)


@pytest.mark.parametrize("condition, ticket", ALL)
def test_the_last_step_is_taken_back_only_while_that_may_be(condition, ticket):
    assert Verb.UNDO in at_work(condition, ticket, undoable=True).possible
    assert Verb.UNDO not in at_work(condition, ticket).offered


def test_every_verb_is_possible_somewhere():
    offered = {verb for key in ALL for verb in at_work(*key, undoable=True).possible}
    assert offered | {Verb.SIGN_IN} == set(Verb)


def test_a_state_that_this_terminal_does_not_know_still_lets_the_clerk_out():
    choice = at_work(Condition.UNKNOWN, TicketState.UNKNOWN, undoable=True)
    assert choice.possible == {Verb.SIGN_OUT}
