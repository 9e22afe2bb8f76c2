"""What a clerk may do at a window, as a table. Pure: no Qt, no wire."""

from dataclasses import dataclass
from enum import StrEnum

from broker.contract.values import Condition, TicketState


class Verb(StrEnum):
    """What a clerk asks; the words of the wire."""

    SIGN_IN = "sign-in"
    OPEN = "open-window"
    CALL = "call-next"
    RECALL = "recall"
    START = "start-service"
    FINISH = "finish-service"
    NO_SHOW = "no-show"
    PAUSE = "pause-window"
    CLOSE = "close-window"
    SIGN_OUT = "sign-out"


@dataclass(frozen=True, slots=True)
class Situation:
    """What is true at the window.

    Attributes:
        signed_in: whether this terminal's clerk has the window.
        condition: whether the window serves.
        ticket: the state of the ticket at the window, or None.
        linked: whether the hub can be asked.
        busy: whether a command is under way.
        misplaced: whether the hall has no such window, or has this terminal down for another one.
    """

    signed_in: bool = False
    condition: Condition = Condition.CLOSED
    ticket: TicketState | None = None
    linked: bool = True
    busy: bool = False
    misplaced: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The one big button, and everything that may be asked now."""

    primary: Verb
    possible: frozenset[Verb]


_Open, _Paused, _Closed = Condition.OPEN, Condition.PAUSED, Condition.CLOSED
_Called, _Serving = TicketState.CALLED, TicketState.SERVING

TABLE: dict[tuple[Condition, TicketState | None], tuple[Verb, ...]] = {
    (_Closed, None): (Verb.OPEN, Verb.SIGN_OUT),
    (_Open, None): (Verb.CALL, Verb.PAUSE, Verb.CLOSE, Verb.SIGN_OUT),
    (_Open, _Called): (Verb.START, Verb.RECALL, Verb.NO_SHOW, Verb.PAUSE),
    (_Open, _Serving): (Verb.FINISH, Verb.PAUSE),
    (_Paused, None): (Verb.OPEN, Verb.CLOSE, Verb.SIGN_OUT),
    (_Paused, _Called): (Verb.START, Verb.RECALL, Verb.NO_SHOW, Verb.OPEN),
    (_Paused, _Serving): (Verb.FINISH, Verb.OPEN),
    # A window closes only without a ticket; should one stand there all the same, it can be ended.
    (_Closed, _Called): (Verb.START, Verb.RECALL, Verb.NO_SHOW, Verb.OPEN),
    (_Closed, _Serving): (Verb.FINISH, Verb.OPEN),
}
"""What is possible at a signed-in window, the big button's verb first."""


def choose(situation: Situation) -> Choice:
    """What the clerk may ask, and what the big button asks. While nothing may be asked the big button stays known."""
    if situation.signed_in:
        verbs = TABLE.get((situation.condition, situation.ticket), (Verb.SIGN_OUT,))
    else:
        verbs = (Verb.SIGN_IN,)
    free = situation.linked and not situation.busy and not situation.misplaced
    return Choice(verbs[0], frozenset(verbs) if free else frozenset())
