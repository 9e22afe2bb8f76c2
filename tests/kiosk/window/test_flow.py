"""What a clerk may do, without Qt and without a wire."""

from itertools import product

import pytest

from broker.contract.commands import WindowCommand
from broker.contract.messages import COMMANDS
from broker.contract.values import Condition, TicketState
from broker.queue.life import LIFE
from kiosk.window.flow import TABLE, Situation, Verb, choose

CONDITIONS = [Condition.OPEN, Condition.PAUSED, Condition.CLOSED]
TICKETS = [None, TicketState.CALLED, TicketState.SERVING]
OF_TICKET = {Verb.RECALL, Verb.START, Verb.FINISH, Verb.NO_SHOW}


def at_work(condition, ticket, **more):
    return choose(Situation(signed_in=True, condition=condition, ticket=ticket, **more))


def test_every_verb_is_one_of_the_wire():
    assert {verb.value for verb in Verb} <= {c.verb for c in COMMANDS if issubclass(c, WindowCommand)}


def test_the_table_knows_every_condition_with_every_ticket():
    assert set(TABLE) == set(product(CONDITIONS, TICKETS))


def test_before_signing_in_nothing_else_is_possible():
    for condition, ticket in product(CONDITIONS, TICKETS):
        choice = choose(Situation(condition=condition, ticket=ticket))
        assert (choice.primary, choice.possible) == (Verb.SIGN_IN, {Verb.SIGN_IN})


@pytest.mark.parametrize("more", [{"linked": False}, {"busy": True}])
def test_without_the_hub_or_while_a_command_is_under_way_nothing_is_possible_but_the_big_button_stays(more):
    for condition, ticket in product(CONDITIONS, TICKETS):
        usual, now = at_work(condition, ticket), at_work(condition, ticket, **more)
        assert (now.primary, now.possible) == (usual.primary, frozenset())


def test_the_big_button_is_always_among_what_is_possible():
    for condition, ticket in product(CONDITIONS, TICKETS):
        choice = at_work(condition, ticket)
        assert choice.primary in choice.possible


def test_a_verb_of_a_ticket_is_offered_exactly_where_the_hubs_table_allows_it():
    for condition, ticket in product(CONDITIONS, TICKETS):
        allowed = {verb for verb in OF_TICKET if ticket and (ticket, verb.value) in LIFE}
        assert at_work(condition, ticket).possible & OF_TICKET == allowed


def test_nobody_is_called_to_a_window_that_holds_a_ticket_or_is_not_open():
    offered = {key for key in product(CONDITIONS, TICKETS) if Verb.CALL in at_work(*key).possible}
    assert offered == {(Condition.OPEN, None)}


def test_a_window_is_left_and_closed_only_without_a_ticket():
    for condition, ticket in product(CONDITIONS, TICKETS):
        assert ticket is None or not {Verb.CLOSE, Verb.SIGN_OUT} & at_work(condition, ticket).possible
    assert Verb.SIGN_OUT in at_work(Condition.CLOSED, None).possible


def test_a_state_that_this_terminal_does_not_know_still_lets_the_clerk_out():
    choice = at_work(Condition.UNKNOWN, TicketState.UNKNOWN)
    assert choice.possible == {Verb.SIGN_OUT}
