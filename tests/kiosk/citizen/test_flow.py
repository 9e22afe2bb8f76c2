"""The visitor's way, walked through completely."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.citizen.flow import ASKED_FROM, SERVED, STAY_S, TABLE, WARNED, follow, page
from kiosk.citizen.states import Event, Hall, Page, State

S, E = State, Event
REQUEST = (S.REQUESTS, S.ABOUT, S.ITEMS, S.WORDS, S.CONTACT, S.REVIEW)
# Written down a second time on purpose: what is not here must not happen.
WAYS = {
    (S.WELCOME, E.CARD_LAID): S.LOOKING,
    (S.WELCOME, E.CARD_UNREAD): S.LAY_AGAIN,
    (S.WELCOME, E.CARD_UNSUPPORTED): S.CARD_UNKNOWN,
    (S.WELCOME, E.CODE_UNKNOWN): S.CODE_UNKNOWN,
    (S.WELCOME, E.WITHOUT_CARD): S.CHOOSE,
    (S.WELCOME, E.TYPE): S.TYPING,
    (S.WELCOME, E.FIND): S.FINDING,
    (S.WELCOME, E.TIMEOUT): S.WELCOME,
    **{
        (state, event): after
        for state in (S.LAY_AGAIN, S.CARD_UNKNOWN, S.CODE_UNKNOWN)
        for event, after in (
            (E.CARD_LAID, S.LOOKING),
            (E.CARD_UNREAD, S.LAY_AGAIN),
            (E.CARD_UNSUPPORTED, S.CARD_UNKNOWN),
            (E.CODE_UNKNOWN, S.CODE_UNKNOWN),
            (E.WITHOUT_CARD, S.CHOOSE),
            (E.TYPE, S.TYPING),
            (E.BACK, S.WELCOME),
            (E.TIMEOUT, S.WELCOME),
        )
    },
    (S.LOOKING, E.CARD_LAID): S.LOOKING,
    (S.LOOKING, E.CODE_UNKNOWN): S.CODE_UNKNOWN,
    (S.LOOKING, E.FOUND): S.MINE,
    (S.LOOKING, E.NOTHING_FOUND): S.CHOOSE,
    (S.LOOKING, E.UNANSWERED): S.CHOOSE,
    (S.LOOKING, E.UNREGISTERED): S.WELCOME,
    **{
        (state, E.CUT_OFF): S.CHOOSE
        for state in (
            S.LOOKING,
            S.MINE,
            S.APPOINTMENT,
            S.OPENED,
            S.GIVE_BACK,
            S.WISHES,
            S.FOR_WHOM,
            S.CHOOSE_TO_BOOK,
            S.SLOTS,
            S.OTHER_SLOTS,
        )
    },
    (S.MINE, E.CARD_LAID): S.LOOKING,
    (S.MINE, E.HERE): S.CHECKING_IN,
    (S.MINE, E.OPENED): S.APPOINTMENT,
    (S.MINE, E.TICKET_OPENED): S.OPENED,
    **{
        (state, event): after
        for state in (S.OPENED, S.GIVE_BACK)
        for event, after in ((E.CARD_LAID, S.LOOKING), (E.TIMEOUT, S.WELCOME))
    },
    (S.OPENED, E.REPRINT): S.PRINTING,
    (S.OPENED, E.GIVE_BACK): S.GIVE_BACK,
    (S.OPENED, E.BACK): S.MINE,
    (S.GIVE_BACK, E.CONFIRMED): S.GIVING_BACK,
    (S.GIVE_BACK, E.BACK): S.OPENED,
    (S.TYPING, E.CARD_LAID): S.LOOKING,
    (S.TYPING, E.TYPED): S.CHOOSE,
    (S.TYPING, E.BACK): S.WELCOME,
    (S.TYPING, E.TIMEOUT): S.WELCOME,
    (S.MINE, E.ANOTHER): S.CHOOSE,
    (S.MINE, E.BACK): S.WELCOME,
    (S.MINE, E.TIMEOUT): S.WELCOME,
    (S.APPOINTMENT, E.CARD_LAID): S.LOOKING,
    (S.APPOINTMENT, E.MOVE): S.OTHER_SLOTS,
    (S.APPOINTMENT, E.CANCEL): S.CANCELLING,
    (S.APPOINTMENT, E.BACK): S.MINE,
    (S.APPOINTMENT, E.TIMEOUT): S.WELCOME,
    (S.CHOOSE, E.CARD_LAID): S.LOOKING,
    (S.CHOOSE, E.SERVICE_CHOSEN): S.ASKING,
    (S.CHOOSE, E.BOOK): S.CHOOSE_TO_BOOK,
    (S.CHOOSE, E.FIND): S.FINDING,
    **{
        (state, event): after
        for state in (S.FINDING, S.GUIDE)
        for event, after in ((E.CARD_LAID, S.LOOKING), (E.TIMEOUT, S.WELCOME))
    },
    (S.CHOOSE, E.WISH): S.WISHES,
    (S.WISHES, E.CARD_LAID): S.LOOKING,
    (S.WISHES, E.FOR_ANOTHER): S.FOR_WHOM,
    (S.WISHES, E.BACK): S.CHOOSE,
    (S.WISHES, E.TIMEOUT): S.WELCOME,
    (S.CHOOSE, E.REQUEST): S.REQUESTS,
    **{
        (state, event): after
        for state in REQUEST
        for event, after in (
            (E.CARD_LAID, S.LOOKING),
            (E.ABOUT, S.ABOUT),
            (E.ITEMS, S.ITEMS),
            (E.WORDS, S.WORDS),
            (E.CONTACT, S.CONTACT),
            (E.REVIEW, S.REVIEW),
            (E.SERVICE_CHOSEN, S.ASKING),
            (E.BOOK, S.SLOTS),
            (E.BACK, S.REQUESTS if state is not S.REQUESTS else S.CHOOSE),
            (E.TIMEOUT, S.WELCOME),
        )
    },
    (S.REQUESTS, E.REFUSED): S.NOT_GIVEN,
    **{  # what was filled in is asked for again
        (state, event): S(event.value)
        for state in (S.SLOTS, S.NOT_GIVEN, S.NO_ANSWER, S.NOT_DONE)
        for event in (E.ABOUT, E.ITEMS, E.REVIEW)
    },
    (S.FINDING, E.ITEM_OPENED): S.GUIDE,
    (S.FINDING, E.BACK): S.CHOOSE,
    (S.FINDING, E.DONE): S.WELCOME,
    (S.GUIDE, E.SERVICE_CHOSEN): S.ASKING,
    (S.GUIDE, E.BACK): S.FINDING,
    (S.CHOOSE, E.BACK): S.WELCOME,
    (S.CHOOSE, E.TIMEOUT): S.WELCOME,
    (S.CHOOSE_TO_BOOK, E.CARD_LAID): S.LOOKING,
    (S.CHOOSE_TO_BOOK, E.SERVICE_CHOSEN): S.SLOTS,
    (S.CHOOSE_TO_BOOK, E.BACK): S.CHOOSE,
    (S.CHOOSE_TO_BOOK, E.TIMEOUT): S.WELCOME,
    **{
        (state, event): after
        for state in (S.SLOTS, S.OTHER_SLOTS)
        for event, after in (
            (E.CARD_LAID, S.LOOKING),
            (E.UNANSWERED, S.NOT_DONE),
            (E.UNREGISTERED, S.WELCOME),
            (E.TIMEOUT, S.WELCOME),
        )
    },
    (S.SLOTS, E.CONFIRMED): S.BOOKING,
    (S.SLOTS, E.BACK): S.CHOOSE_TO_BOOK,
    (S.OTHER_SLOTS, E.CONFIRMED): S.MOVING,
    (S.OTHER_SLOTS, E.BACK): S.APPOINTMENT,
    (S.ASKING, E.ISSUED): S.PRINTING,
    (S.ASKING, E.HELD): S.HOLDING,
    (S.ASKING, E.REFUSED): S.NOT_GIVEN,
    (S.ASKING, E.UNREGISTERED): S.WELCOME,
    (S.ASKING, E.UNANSWERED): S.NO_ANSWER,
    **{
        (state, event): after
        for state in (S.CHECKING_IN, S.BOOKING, S.MOVING, S.CANCELLING, S.GIVING_BACK)
        for event, after in (
            (E.REFUSED, S.NOT_DONE),
            (E.UNANSWERED, S.NOT_DONE),
            (E.UNREGISTERED, S.WELCOME),
        )
    },
    (S.CHECKING_IN, E.ISSUED): S.PRINTING,
    (S.CHECKING_IN, E.WAITS_AGAIN): S.AGAIN,
    (S.CHECKING_IN, E.HELD): S.HOLDING,
    (S.BOOKING, E.BOOKED): S.BOOKED,
    (S.BOOKING, E.SLOT_TAKEN): S.SLOTS,
    (S.MOVING, E.BOOKED): S.BOOKED,
    (S.MOVING, E.SLOT_TAKEN): S.OTHER_SLOTS,
    (S.CANCELLING, E.CANCELLED): S.CANCELLED,
    (S.GIVING_BACK, E.GIVEN_BACK): S.GIVEN_BACK,
    (S.PRINTING, E.SLIP_OUT): S.PRINTED,
    (S.PRINTING, E.NO_SLIP): S.UNPRINTED,
    (S.PRINTING, E.TIMEOUT): S.UNPRINTED,
    **{
        (state, event): after
        for state in (S.PRINTED, S.AGAIN, S.BOOKED, S.CANCELLED, S.GIVEN_BACK)
        for event, after in ((E.DONE, S.WELCOME), (E.TIMEOUT, S.WELCOME), (E.CARD_LAID, S.LOOKING))
    },
    (S.BOOKED, E.SLIP_OUT): S.BOOKED,
    (S.BOOKED, E.NO_SLIP): S.BOOKED,
    (S.UNPRINTED, E.DONE): S.WELCOME,
    (S.UNPRINTED, E.TIMEOUT): S.WELCOME,
    **{
        (state, event): after
        for state in (S.HOLDING, S.NOT_GIVEN, S.NO_ANSWER, S.NOT_DONE)
        for event, after in (
            (E.BACK, S.CHOOSE if state is not S.NOT_DONE else S.LOOKING),
            (E.CARD_LAID, S.LOOKING),
            (E.DONE, S.WELCOME),
            (E.TIMEOUT, S.WELCOME),
        )
    },
}
WAYS |= {
    (S.WELCOME, E.STAFF_ASKED): S.STAFF_PIN,
    (S.WELCOME, E.TAKEN_OUT): S.OUT_OF_SERVICE,
    (S.OUT_OF_SERVICE, E.STAFF_ASKED): S.STAFF_PIN,
    (S.OUT_OF_SERVICE, E.TIMEOUT): S.WELCOME,
    (S.STAFF_PIN, E.STAFF_KNOWN): S.STAFF,
    (S.STAFF_PIN, E.BACK): S.WELCOME,
    (S.STAFF_PIN, E.TIMEOUT): S.WELCOME,
    (S.STAFF, E.DONE): S.WELCOME,
    (S.STAFF, E.TIMEOUT): S.WELCOME,
}
WAYS |= {(state, E.CODE_SHOWN): after for (state, event), after in WAYS.items() if event is E.CARD_LAID}
WAYS |= {  # here only another card counts
    (S.FOR_WHOM, E.CARD_LAID): S.CHOOSE,
    (S.FOR_WHOM, E.BACK): S.WISHES,
    (S.FOR_WHOM, E.TIMEOUT): S.WELCOME,
}


@pytest.mark.parametrize("state, event", list(product(State, Event)), ids=lambda part: part.value)
def test_every_event_in_every_state_leads_where_it_should_or_changes_nothing(state, event):
    assert follow(state, event) == WAYS.get((state, event))


def test_one_tap_with_a_card_and_two_without():
    state = State.WELCOME
    for event in (Event.CARD_LAID, Event.NOTHING_FOUND, Event.SERVICE_CHOSEN, Event.ISSUED):
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
    for state in set(State) - set(ASKED_FROM):  # there the wire ends the waiting
        waited, here = STAY_S[state], follow(state, Event.TIMEOUT)
        while here is not State.WELCOME:
            waited, here = waited + STAY_S[here], follow(here, Event.TIMEOUT)
        assert waited <= 180


def test_only_states_that_end_by_time_out_warn_of_it():
    assert all(Event.TIMEOUT in TABLE[state] for state in WARNED)


@given(st.sampled_from(sorted(set(ASKED_FROM) - {State.LOOKING}, key=str)), st.sampled_from(Event))
def test_whatever_is_touched_the_hub_is_asked_to_the_end(state, event):
    answers = {
        Event.ISSUED,
        Event.WAITS_AGAIN,
        Event.HELD,
        Event.BOOKED,
        Event.SLOT_TAKEN,
        Event.CANCELLED,
        Event.GIVEN_BACK,
        Event.REFUSED,
        Event.UNREGISTERED,
        Event.UNANSWERED,
    }
    assert follow(state, event) is None or event in answers


def test_the_hub_is_asked_for_nobody_who_could_be_gone():
    assert not set(ASKED_FROM) & set(STAY_S)
    assert set(ASKED_FROM) | set(STAY_S) == set(State)


@pytest.mark.parametrize("hall", [hall for hall in Hall if hall not in SERVED])
def test_a_hall_without_numbers_hides_only_what_needs_it(hall):
    kept = {
        State.FINDING,  # a guide can be read at any time
        State.GUIDE,
        State.ASKING,
        State.CHECKING_IN,
        State.BOOKING,
        State.MOVING,
        State.CANCELLING,
        State.GIVING_BACK,
        State.PRINTING,
        State.PRINTED,
        State.UNPRINTED,
        State.AGAIN,
        State.BOOKED,
        State.CANCELLED,
        State.GIVEN_BACK,
        State.HOLDING,
        State.NOT_GIVEN,
        State.NO_ANSWER,
        State.NOT_DONE,
        State.STAFF_PIN,
        State.STAFF,
        State.OUT_OF_SERVICE,
    }
    for state in State:
        assert (page(state, hall) is Page(hall.value)) == (state not in kept)


def test_a_kiosk_that_goes_on_alone_shows_what_it_always_shows_and_leaves_at_once_what_needs_the_hub():
    for state in State:
        assert follow(state, Event.CUT_OFF) is State.CHOOSE or page(state, Hall.ALONE) is page(state, Hall.OPEN)
    needs = {State.LOOKING, State.MINE, State.APPOINTMENT, State.OPENED, State.GIVE_BACK}
    needs |= {State.WISHES, State.FOR_WHOM, State.CHOOSE_TO_BOOK, State.SLOTS, State.OTHER_SLOTS}
    assert {state for state in State if follow(state, Event.CUT_OFF)} == needs


def test_a_quick_answer_comes_without_a_page_in_between():
    befores = {after: state for state in State for after in TABLE[state].values() if state not in ASKED_FROM}
    for state in ASKED_FROM:
        assert page(state, Hall.OPEN, slow=True) is Page.ASKING
        if state is not State.LOOKING:  # a card may be laid anywhere
            before = page(befores[state], Hall.OPEN)
            assert page(state, Hall.OPEN, before=before) is before


def test_every_page_is_shown_for_something():
    shown = {page(state, hall, slow=slow) for state, hall, slow in product(State, Hall, (False, True))}
    assert shown == set(Page)
