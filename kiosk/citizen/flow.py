"""A visitor's way through the kiosk, as a table of (state, event) -> state."""

from collections.abc import Mapping

from kiosk.citizen.states import Event, Hall, Page, State

SERVED = frozenset({Hall.OPEN, Hall.ALONE})
"""In these there are numbers."""


_LAID: dict[Event, State] = {Event.CARD_LAID: State.LOOKING, Event.CODE_SHOWN: State.LOOKING}
_CARD: dict[Event, State] = {
    **_LAID,
    Event.CARD_UNREAD: State.LAY_AGAIN,
    Event.CARD_UNSUPPORTED: State.CARD_UNKNOWN,
    Event.CODE_UNKNOWN: State.CODE_UNKNOWN,
}
_WITHOUT: dict[Event, State] = {Event.WITHOUT_CARD: State.CHOOSE, Event.TYPE: State.TYPING}
_GONE: dict[Event, State] = {Event.TIMEOUT: State.WELCOME}
_OUT: dict[Event, State] = {Event.BACK: State.WELCOME, **_GONE}
_HOME: dict[Event, State] = {Event.DONE: State.WELCOME, **_GONE}
_BEFORE: dict[Event, State] = {**_CARD, **_WITHOUT, **_OUT}
_RETRY: dict[Event, State] = {Event.BACK: State.CHOOSE, **_LAID, **_HOME}
_STRANGER: dict[Event, State] = {Event.UNREGISTERED: State.WELCOME}  # which says that there is nothing for anybody
_REFUSED: dict[Event, State] = {Event.REFUSED: State.NOT_DONE, Event.UNANSWERED: State.NOT_DONE, **_STRANGER}
_ALONE: dict[Event, State] = {Event.CUT_OFF: State.CHOOSE}
_ASKED_FOR: dict[Event, State] = {
    Event.ABOUT: State.ABOUT,
    Event.ITEMS: State.ITEMS,
    Event.WORDS: State.WORDS,
    Event.CONTACT: State.CONTACT,
    Event.REVIEW: State.REVIEW,
}
_FILLED_IN: dict[Event, State] = {Event.SERVICE_CHOSEN: State.ASKING, Event.BOOK: State.SLOTS}
_FILLING: dict[Event, State] = {**_LAID, **_ASKED_FOR, **_FILLED_IN, Event.BACK: State.REQUESTS, **_GONE}
_AGAIN: dict[Event, State] = {event: _ASKED_FOR[event] for event in (Event.ABOUT, Event.ITEMS, Event.REVIEW)}
_FAILED: dict[Event, State] = {**_RETRY, **_AGAIN}  # what was filled in is not lost
_SLOTS: dict[Event, State] = {**_LAID, **_GONE, **_STRANGER, **_ALONE, Event.UNANSWERED: State.NOT_DONE}
TABLE: Mapping[State, Mapping[Event, State]] = {
    State.WELCOME: {
        **_CARD,
        **_WITHOUT,
        Event.FIND: State.FINDING,
        Event.STAFF_ASKED: State.STAFF_PIN,
        Event.TAKEN_OUT: State.OUT_OF_SERVICE,
        **_GONE,
    },
    State.LAY_AGAIN: _BEFORE,
    State.CARD_UNKNOWN: _BEFORE,
    State.CODE_UNKNOWN: _BEFORE,
    State.TYPING: {**_LAID, Event.TYPED: State.CHOOSE, **_OUT},
    # Who can't be looked up may still take a number.
    State.LOOKING: {
        **_LAID,
        Event.FOUND: State.MINE,
        Event.NOTHING_FOUND: State.CHOOSE,
        Event.CODE_UNKNOWN: State.CODE_UNKNOWN,
        Event.UNANSWERED: State.CHOOSE,
        **_ALONE,
        **_STRANGER,
    },
    State.MINE: {
        **_LAID,
        **_ALONE,
        Event.HERE: State.CHECKING_IN,
        Event.OPENED: State.APPOINTMENT,
        Event.TICKET_OPENED: State.OPENED,
        Event.ANOTHER: State.CHOOSE,
        **_OUT,
    },
    State.APPOINTMENT: {
        **_LAID,
        **_ALONE,
        Event.MOVE: State.OTHER_SLOTS,
        Event.CANCEL: State.CANCELLING,
        Event.BACK: State.MINE,
        **_GONE,
    },
    State.OPENED: {
        **_LAID,
        **_ALONE,
        Event.REPRINT: State.PRINTING,
        Event.GIVE_BACK: State.GIVE_BACK,
        Event.BACK: State.MINE,
        **_GONE,
    },
    State.GIVE_BACK: {**_LAID, **_ALONE, Event.CONFIRMED: State.GIVING_BACK, Event.BACK: State.OPENED, **_GONE},
    State.CHOOSE: {
        **_LAID,
        Event.SERVICE_CHOSEN: State.ASKING,
        Event.BOOK: State.CHOOSE_TO_BOOK,
        Event.REQUEST: State.REQUESTS,
        Event.FIND: State.FINDING,
        Event.WISH: State.WISHES,
        **_OUT,
    },
    State.WISHES: {**_LAID, **_ALONE, Event.FOR_ANOTHER: State.FOR_WHOM, Event.BACK: State.CHOOSE, **_GONE},
    State.FOR_WHOM: {**_ALONE, Event.CARD_LAID: State.CHOOSE, Event.BACK: State.WISHES, **_GONE},
    State.REQUESTS: {**_FILLING, Event.REFUSED: State.NOT_GIVEN, Event.BACK: State.CHOOSE},
    State.ABOUT: _FILLING,
    State.ITEMS: _FILLING,
    State.WORDS: _FILLING,
    State.CONTACT: _FILLING,
    State.REVIEW: _FILLING,
    State.FINDING: {
        **_LAID,
        Event.ITEM_OPENED: State.GUIDE,
        Event.BACK: State.CHOOSE,
        Event.DONE: State.WELCOME,
        **_GONE,
    },
    State.GUIDE: {**_LAID, Event.SERVICE_CHOSEN: State.ASKING, Event.BACK: State.FINDING, **_GONE},
    State.CHOOSE_TO_BOOK: {**_LAID, **_ALONE, Event.SERVICE_CHOSEN: State.SLOTS, Event.BACK: State.CHOOSE, **_GONE},
    State.SLOTS: {**_SLOTS, **_AGAIN, Event.CONFIRMED: State.BOOKING, Event.BACK: State.CHOOSE_TO_BOOK},
    State.OTHER_SLOTS: {**_SLOTS, Event.CONFIRMED: State.MOVING, Event.BACK: State.APPOINTMENT},
    # No way back and no time-out while the hub is asked: a number nobody waits for would be called in vain.
    State.ASKING: {
        Event.ISSUED: State.PRINTING,
        Event.HELD: State.HOLDING,
        Event.REFUSED: State.NOT_GIVEN,
        Event.UNANSWERED: State.NO_ANSWER,
        **_STRANGER,
    },
    State.CHECKING_IN: {
        Event.ISSUED: State.PRINTING,
        Event.WAITS_AGAIN: State.AGAIN,
        Event.HELD: State.HOLDING,
        **_REFUSED,
    },
    State.BOOKING: {Event.BOOKED: State.BOOKED, Event.SLOT_TAKEN: State.SLOTS, **_REFUSED},
    State.MOVING: {Event.BOOKED: State.BOOKED, Event.SLOT_TAKEN: State.OTHER_SLOTS, **_REFUSED},
    State.CANCELLING: {Event.CANCELLED: State.CANCELLED, **_REFUSED},
    State.GIVING_BACK: {Event.GIVEN_BACK: State.GIVEN_BACK, **_REFUSED},
    State.PRINTING: {Event.SLIP_OUT: State.PRINTED, Event.NO_SLIP: State.UNPRINTED, Event.TIMEOUT: State.UNPRINTED},
    State.PRINTED: {**_HOME, **_LAID},  # the next visitor need not wait
    State.UNPRINTED: _HOME,  # who comes next must wait: this number is nowhere else
    State.AGAIN: {**_HOME, **_LAID},
    State.BOOKED: {Event.SLIP_OUT: State.BOOKED, Event.NO_SLIP: State.BOOKED, **_HOME, **_LAID},
    State.CANCELLED: {**_HOME, **_LAID},
    State.GIVEN_BACK: {**_HOME, **_LAID},
    State.HOLDING: _RETRY,
    State.NOT_GIVEN: _FAILED,
    State.NO_ANSWER: _FAILED,
    State.NOT_DONE: {**_FAILED, Event.BACK: State.LOOKING},  # what the card holds may have changed
    State.STAFF_PIN: {Event.STAFF_KNOWN: State.STAFF, **_OUT},
    State.STAFF: _HOME,
    State.OUT_OF_SERVICE: {Event.STAFF_ASKED: State.STAFF_PIN, **_GONE},  # by way of the welcome it comes back
}

ASKED_FROM: Mapping[State, Page] = {
    State.LOOKING: Page.WELCOME,
    State.ASKING: Page.CHOOSE,
    State.CHECKING_IN: Page.MINE,
    State.BOOKING: Page.SLOTS,
    State.MOVING: Page.SLOTS,
    State.CANCELLING: Page.APPOINTMENT,
    State.GIVING_BACK: Page.GIVE_BACK,
}
"""The states in which the hub is asked, and the page that stands there unless the answer takes long."""
_NEEDS_HALL = frozenset(
    {
        State.WELCOME,
        State.LAY_AGAIN,
        State.CARD_UNKNOWN,
        State.CODE_UNKNOWN,
        State.TYPING,
        State.LOOKING,
        State.MINE,
        State.APPOINTMENT,
        State.OPENED,
        State.GIVE_BACK,
        State.CHOOSE,
        State.WISHES,
        State.FOR_WHOM,
        State.REQUESTS,
        State.ABOUT,
        State.ITEMS,
        State.WORDS,
        State.CONTACT,
        State.REVIEW,
        State.CHOOSE_TO_BOOK,
        State.SLOTS,
        State.OTHER_SLOTS,
    }
)

STAY_S: Mapping[State, float] = {
    State.WELCOME: 60,  # then the language is the hall's again
    State.LAY_AGAIN: 30,
    State.CARD_UNKNOWN: 30,
    State.CODE_UNKNOWN: 30,
    State.TYPING: 90,
    State.MINE: 60,
    State.APPOINTMENT: 60,
    State.OPENED: 60,
    State.GIVE_BACK: 60,
    State.CHOOSE: 60,
    State.WISHES: 60,
    State.FOR_WHOM: 60,
    State.REQUESTS: 60,
    State.ABOUT: 60,
    State.ITEMS: 60,
    State.WORDS: 180,  # it is thought about
    State.CONTACT: 90,
    State.REVIEW: 120,  # it is read
    State.FINDING: 90,
    State.GUIDE: 120,  # it is read
    State.CHOOSE_TO_BOOK: 60,
    State.SLOTS: 90,
    State.OTHER_SLOTS: 90,
    State.PRINTING: 30,  # no printer takes so long; then the number is all there is
    State.PRINTED: 12,
    State.UNPRINTED: 90,
    State.AGAIN: 20,
    State.BOOKED: 45,
    State.CANCELLED: 20,
    State.GIVEN_BACK: 20,
    State.HOLDING: 45,
    State.NOT_GIVEN: 45,
    State.NO_ANSWER: 45,
    State.NOT_DONE: 45,
    State.STAFF_PIN: 30,
    State.STAFF: 60,
    State.OUT_OF_SERVICE: 60,  # then the language is the hall's again
}
"""Seconds without a touch after which TIMEOUT comes."""

WARN_S = 20.0
"""How long before TIMEOUT the visitor is asked whether to go on, in the states of WARNED (WCAG 2.2.1 asks for 20 s)."""
WARNED = frozenset(
    {
        State.TYPING,
        State.MINE,
        State.APPOINTMENT,
        State.OPENED,
        State.GIVE_BACK,
        State.CHOOSE,
        State.WISHES,
        State.FOR_WHOM,
        State.REQUESTS,
        State.ABOUT,
        State.ITEMS,
        State.WORDS,
        State.CONTACT,
        State.REVIEW,
        State.FINDING,
        State.GUIDE,
        State.CHOOSE_TO_BOOK,
        State.SLOTS,
        State.OTHER_SLOTS,
        State.UNPRINTED,
        State.BOOKED,
        State.HOLDING,
        State.NOT_GIVEN,
        State.NO_ANSWER,
        State.NOT_DONE,
    }
)


def follow(state: State, event: Event) -> State | None:
    """The next state; None where the event does not apply and nothing changes."""
    return TABLE[state].get(event)


def page(state: State, hall: Hall, *, slow: bool = False, before: Page = Page.CHOOSE) -> Page:
    """What to show.

    A hall that is away or closed hides only what can't be done without it, and nothing is lost: when it is back, the
    visitor goes on where they were. A kiosk that goes on alone hides nothing: what it can't do it has left by CUT_OFF.

    Args:
        state: where the visitor is.
        hall: what is known of the hall.
        slow: whether an answer takes long enough to say what is waited for.
        before: the page from which a number was asked for.
    """
    if state in _NEEDS_HALL and hall not in SERVED:
        return Page(hall.value)
    if state in ASKED_FROM:
        return Page.ASKING if slow else before if state is State.ASKING else ASKED_FROM[state]
    if state in {State.PRINTING, State.PRINTED}:
        return Page.TICKET
    if state is State.OTHER_SLOTS:
        return Page.SLOTS
    return Page(state.value)
