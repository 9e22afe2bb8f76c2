"""The visitor's way, walked through completely."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.citizen.flow import STAY_S, TABLE, WARNED, Event, Hall, Page, State, follow, page

S, E = State, Event
# Written down a second time on purpose: what is not here must not happen.
WAYS = {
    (S.WELCOME, E.CARD_LAID): S.CHOOSE,
    (S.WELCOME, E.CARD_UNREAD): S.LAY_AGAIN,
    (S.WELCOME, E.CARD_UNSUPPORTED): S.CARD_UNKNOWN,
    (S.WELCOME, E.WITHOUT_CARD): S.CHOOSE,
    (S.WELCOME, E.TIMEOUT): S.WELCOME,
    (S.LAY_AGAIN, E.CARD_LAID): S.CHOOSE,
    (S.LAY_AGAIN, E.CARD_UNREAD): S.LAY_AGAIN,
    (S.LAY_AGAIN, E.CARD_UNSUPPORTED): S.CARD_UNKNOWN,
    (S.LAY_AGAIN, E.WITHOUT_CARD): S.CHOOSE,
    (S.LAY_AGAIN, E.BACK): S.WELCOME,
    (S.LAY_AGAIN, E.TIMEOUT): S.WELCOME,
    (S.CARD_UNKNOWN, E.CARD_LAID): S.CHOOSE,
    (S.CARD_UNKNOWN, E.CARD_UNREAD): S.LAY_AGAIN,
    (S.CARD_UNKNOWN, E.CARD_UNSUPPORTED): S.CARD_UNKNOWN,
    (S.CARD_UNKNOWN, E.WITHOUT_CARD): S.CHOOSE,
    (S.CARD_UNKNOWN, E.BACK): S.WELCOME,
    (S.CARD_UNKNOWN, E.TIMEOUT): S.WELCOME,
    (S.CHOOSE, E.CARD_LAID): S.CHOOSE,
    (S.CHOOSE, E.SERVICE_CHOSEN): S.ASKING,
    (S.CHOOSE, E.BACK): S.WELCOME,
    (S.CHOOSE, E.TIMEOUT): S.WELCOME,
    (S.ASKING, E.ISSUED): S.PRINTING,
    (S.ASKING, E.HELD): S.HOLDING,
    (S.ASKING, E.REFUSED): S.NOT_GIVEN,
    (S.ASKING, E.UNREGISTERED): S.WELCOME,
    (S.ASKING, E.UNANSWERED): S.NO_ANSWER,
    (S.PRINTING, E.SLIP_OUT): S.PRINTED,
    (S.PRINTING, E.NO_SLIP): S.UNPRINTED,
    (S.PRINTING, E.TIMEOUT): S.UNPRINTED,
    (S.PRINTED, E.DONE): S.WELCOME,
    (S.PRINTED, E.TIMEOUT): S.WELCOME,
    (S.PRINTED, E.CARD_LAID): S.CHOOSE,
    (S.UNPRINTED, E.DONE): S.WELCOME,
    (S.UNPRINTED, E.TIMEOUT): S.WELCOME,
    **{
        (state, event): after
        for state in (S.HOLDING, S.NOT_GIVEN, S.NO_ANSWER)
        for event, after in (
            (E.BACK, S.CHOOSE),
            (E.CARD_LAID, S.CHOOSE),
            (E.DONE, S.WELCOME),
            (E.TIMEOUT, S.WELCOME),
        )
    },
}


@pytest.mark.parametrize("state, event", list(product(State, Event)), ids=lambda part: part.value)
def test_every_event_in_every_state_leads_where_it_should_or_changes_nothing(state, event):
    assert follow(state, event) == WAYS.get((state, event))


def test_one_tap_with_a_card_and_two_without():
    state = State.WELCOME
    for event in (Event.CARD_LAID, Event.SERVICE_CHOSEN, Event.ISSUED):
        state = follow(state, event)
    assert state is State.PRINTING
    assert follow(follow(State.WELCOME, Event.WITHOUT_CARD), Event.SERVICE_CHOSEN) is State.ASKING


def test_every_state_can_be_reached_and_left():
    reached, todo = {State.WELCOME}, [State.WELCOME]
    while todo:
        for after in TABLE[todo.pop()].values():
            if after not in reached:
                reached.add(after)
                todo.append(after)
    assert reached == set(State)


def test_a_visitor_who_walks_away_from_anywhere_is_forgotten_soon():
    for state in set(State) - {State.ASKING}:  # there the wire ends the waiting
        waited, here = STAY_S[state], follow(state, Event.TIMEOUT)
        while here is not State.WELCOME:
            waited, here = waited + STAY_S[here], follow(here, Event.TIMEOUT)
        assert waited <= 180


def test_only_states_that_end_by_time_out_warn_of_it():
    assert all(Event.TIMEOUT in TABLE[state] for state in WARNED)


@given(st.lists(st.sampled_from(Event)))
def test_whatever_happens_asking_ends_only_with_the_hubs_answer(events):
    answers = {Event.ISSUED, Event.HELD, Event.REFUSED, Event.UNREGISTERED, Event.UNANSWERED}
    state = State.ASKING
    for event in events:
        after = follow(state, event)
        if state is State.ASKING and after is not None:
            assert event in answers
        state = after or state


@pytest.mark.parametrize("hall", [hall for hall in Hall if hall is not Hall.OPEN])
def test_a_hall_that_is_not_open_hides_only_what_needs_it(hall):
    hidden = {State.WELCOME, State.LAY_AGAIN, State.CARD_UNKNOWN, State.CHOOSE}
    for state in State:
        assert (page(state, hall) is Page(hall.value)) == (state in hidden)


def test_a_quick_answer_comes_without_a_page_in_between():
    assert page(State.ASKING, Hall.OPEN) is Page.CHOOSE
    assert page(State.ASKING, Hall.OPEN, slow=True) is Page.ASKING


def test_every_page_is_shown_for_something():
    shown = {page(state, hall, slow=slow) for state, hall, slow in product(State, Hall, (False, True))}
    assert shown == set(Page)
