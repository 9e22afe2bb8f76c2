"""A visitor's way through the kiosk, as a table of (state, event) -> state."""

from collections.abc import Mapping
from enum import Enum


class State(Enum):
    """Where the visitor is."""

    WELCOME = "welcome"
    LAY_AGAIN = "lay-again"  # the card was not read
    CARD_UNKNOWN = "card-unknown"  # no laying will read it
    CHOOSE = "choose"
    ASKING = "asking"
    PRINTING = "printing"
    PRINTED = "printed"
    UNPRINTED = "unprinted"  # a number without paper: large on the screen
    HOLDING = "holding"  # the visitor has a ticket for this service already
    NOT_GIVEN = "not-given"  # the hub refused
    NO_ANSWER = "no-answer"


class Event(Enum):
    """What can happen to a visitor."""

    CARD_LAID = "card-laid"
    CARD_UNREAD = "card-unread"
    CARD_UNSUPPORTED = "card-unsupported"
    WITHOUT_CARD = "without-card"
    SERVICE_CHOSEN = "service-chosen"
    ISSUED = "issued"
    HELD = "held"
    REFUSED = "refused"
    UNREGISTERED = "unregistered"
    UNANSWERED = "unanswered"
    SLIP_OUT = "slip-out"
    NO_SLIP = "no-slip"
    DONE = "done"
    BACK = "back"
    TIMEOUT = "timeout"


class Hall(Enum):
    """What the kiosk knows of the hall, whoever stands before it."""

    STARTING = "starting"
    AWAY = "away"  # the hub or the MQTT server
    UNREGISTERED = "unregistered"  # the hall has no such kiosk
    CLOSED = "closed"  # no service today
    OPEN = "open"


class Page(Enum):
    """What the screen shows."""

    STARTING = "starting"
    AWAY = "away"
    UNREGISTERED = "unregistered"
    CLOSED = "closed"
    WELCOME = "welcome"
    LAY_AGAIN = "lay-again"
    CARD_UNKNOWN = "card-unknown"
    CHOOSE = "choose"
    ASKING = "asking"
    TICKET = "ticket"
    UNPRINTED = "unprinted"
    HOLDING = "holding"
    NOT_GIVEN = "not-given"
    NO_ANSWER = "no-answer"


_CARD: dict[Event, State] = {
    Event.CARD_LAID: State.CHOOSE,
    Event.CARD_UNREAD: State.LAY_AGAIN,
    Event.CARD_UNSUPPORTED: State.CARD_UNKNOWN,
}
_HOME: dict[Event, State] = {
    Event.DONE: State.WELCOME,
    Event.TIMEOUT: State.WELCOME,
}
_BEFORE: dict[Event, State] = {
    **_CARD,
    Event.WITHOUT_CARD: State.CHOOSE,
    Event.BACK: State.WELCOME,
    Event.TIMEOUT: State.WELCOME,
}
_RETRY: dict[Event, State] = {
    Event.BACK: State.CHOOSE,
    Event.CARD_LAID: State.CHOOSE,
    **_HOME,
}
TABLE: Mapping[State, Mapping[Event, State]] = {
    State.WELCOME: {**_CARD, Event.WITHOUT_CARD: State.CHOOSE, Event.TIMEOUT: State.WELCOME},
    State.LAY_AGAIN: _BEFORE,
    State.CARD_UNKNOWN: _BEFORE,
    State.CHOOSE: {
        Event.CARD_LAID: State.CHOOSE,
        Event.SERVICE_CHOSEN: State.ASKING,
        Event.BACK: State.WELCOME,
        Event.TIMEOUT: State.WELCOME,
    },
    # No way back and no time-out while the hub is asked: a number nobody waits for would be called in vain.
    State.ASKING: {
        Event.ISSUED: State.PRINTING,
        Event.HELD: State.HOLDING,
        Event.REFUSED: State.NOT_GIVEN,
        Event.UNREGISTERED: State.WELCOME,  # where the screen says that there is nothing for anybody
        Event.UNANSWERED: State.NO_ANSWER,
    },
    State.PRINTING: {Event.SLIP_OUT: State.PRINTED, Event.NO_SLIP: State.UNPRINTED, Event.TIMEOUT: State.UNPRINTED},
    State.PRINTED: {**_HOME, Event.CARD_LAID: State.CHOOSE},  # the next visitor need not wait
    State.UNPRINTED: _HOME,  # who comes next must wait: this number is nowhere else
    State.HOLDING: _RETRY,
    State.NOT_GIVEN: _RETRY,
    State.NO_ANSWER: _RETRY,
}

STAY_S: Mapping[State, float] = {
    State.WELCOME: 60,  # then the language is the hall's again
    State.LAY_AGAIN: 30,
    State.CARD_UNKNOWN: 30,
    State.CHOOSE: 60,
    State.PRINTING: 30,  # no printer takes so long; then the number is all there is
    State.PRINTED: 12,
    State.UNPRINTED: 90,
    State.HOLDING: 30,
    State.NOT_GIVEN: 30,
    State.NO_ANSWER: 30,
}
"""Seconds without a touch after which TIMEOUT comes."""

WARN_S = 10.0
"""How long before TIMEOUT the visitor is asked whether to go on, in the states of WARNED."""
WARNED = frozenset({State.CHOOSE, State.UNPRINTED})


def follow(state: State, event: Event) -> State | None:
    """The next state; None where the event does not apply and nothing changes."""
    return TABLE[state].get(event)


def page(state: State, hall: Hall, *, slow: bool = False) -> Page:
    """What to show.

    A hall that is away or closed hides only what can't be done without it, and nothing is lost: when it is back, the
    visitor goes on where they were.

    Args:
        state: where the visitor is.
        hall: what is known of the hall.
        slow: whether an answer takes long enough to say what is waited for.
    """
    if state in {State.WELCOME, State.LAY_AGAIN, State.CARD_UNKNOWN, State.CHOOSE} and hall is not Hall.OPEN:
        return Page(hall.value)
    if state is State.ASKING:
        return Page.ASKING if slow else Page.CHOOSE
    if state in {State.PRINTING, State.PRINTED}:
        return Page.TICKET
    return Page(state.value)
