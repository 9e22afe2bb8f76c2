"""What a clerk may do at a window, as a table. Pure: no Qt, no wire."""

from dataclasses import dataclass
from enum import StrEnum

from broker.contract.values import Condition, TicketState


class Verb(StrEnum):
    """What a clerk asks; the words of the wire."""

    SIGN_IN = "sign-in"
    OPEN = "open-window"
    CALL = "call-next"
    CALL_TICKET = "call-ticket"
    RECALL = "recall"
    START = "start-service"
    FINISH = "finish-service"
    NO_SHOW = "no-show"
    PARK = "park-ticket"
    TRANSFER = "transfer-ticket"
    NOTE = "note"
    REINSTATE = "reinstate-ticket"
    VOID = "void-ticket"
    AUTHORISE = "authorise"
    FINISH_PART = "finish-part"
    UNDO = "undo"
    SUPPORT = "call-support"
    PAUSE = "pause-window"
    CLOSE = "close-window"
    SIGN_OUT = "sign-out"


@dataclass(frozen=True, slots=True)
class Situation:
    """What is true at the window.

    Attributes:
        signed_in: whether this terminal's clerk has the window, and nobody is about to take it over.
        condition: whether the window serves.
        ticket: the state of the ticket at the window, or None.
        undoable: whether the last step may still be taken back.
        linked: whether the hub can be asked.
        busy: whether a command is under way.
        misplaced: whether the hall has no such window, or has this terminal down for another one.
    """

    signed_in: bool = False
    condition: Condition = Condition.CLOSED
    ticket: TicketState | None = None
    undoable: bool = False
    linked: bool = True
    busy: bool = False
    misplaced: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The one big button, everything that this situation offers, and what of it may be asked at this moment."""

    primary: Verb
    offered: frozenset[Verb]
    possible: frozenset[Verb]


_Open, _Paused, _Closed = Condition.OPEN, Condition.PAUSED, Condition.CLOSED
_Called, _Serving = TicketState.CALLED, TicketState.SERVING
_OF_CALLED = (Verb.START, Verb.RECALL, Verb.NO_SHOW, Verb.TRANSFER, Verb.NOTE)
_OF_SERVING = (Verb.FINISH, Verb.PARK, Verb.TRANSFER, Verb.NOTE)

TABLE: dict[tuple[Condition, TicketState | None], tuple[Verb, ...]] = {
    (_Closed, None): (Verb.OPEN, Verb.SIGN_OUT),
    (_Open, None): (Verb.CALL, Verb.CALL_TICKET, Verb.PAUSE, Verb.CLOSE, Verb.SIGN_OUT),
    (_Open, _Called): (*_OF_CALLED, Verb.PAUSE),
    (_Open, _Serving): (*_OF_SERVING, Verb.PAUSE),
    (_Paused, None): (Verb.OPEN, Verb.CLOSE, Verb.SIGN_OUT),
    (_Paused, _Called): (*_OF_CALLED, Verb.OPEN),
    (_Paused, _Serving): (*_OF_SERVING, Verb.OPEN),
    # A window closes only without a ticket; should one stand there all the same, it can be ended.
    (_Closed, _Called): (*_OF_CALLED, Verb.OPEN),
    (_Closed, _Serving): (*_OF_SERVING, Verb.OPEN),
}
"""What is possible at a signed-in window, the big button's verb first."""

ALWAYS = (Verb.SIGN_IN, Verb.REINSTATE, Verb.VOID, Verb.AUTHORISE, Verb.FINISH_PART, Verb.SUPPORT)
"""What may be asked besides at a signed-in window, whatever it does: for tickets that are at none, for help, and by a
colleague who takes it over."""


def choose(situation: Situation) -> Choice:
    """What the clerk may ask, and what the big button asks. While nothing may be asked the big button stays known."""
    verbs: tuple[Verb, ...] = (Verb.SIGN_IN,)
    if situation.signed_in:
        known = TABLE.get((situation.condition, situation.ticket))
        verbs = (*known, *ALWAYS, *((Verb.UNDO,) if situation.undoable else ())) if known else (Verb.SIGN_OUT,)
    free = situation.linked and not situation.busy and not situation.misplaced
    return Choice(verbs[0], frozenset(verbs), frozenset(verbs) if free else frozenset())
