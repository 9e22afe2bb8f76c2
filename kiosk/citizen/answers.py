"""What an answer of the hub means for a visitor. Pure."""

from broker.contract.message import Reply
from broker.contract.values import Refused
from kiosk.citizen.states import Event

NO_ANSWER = "no-answer"
BY_THE_RULES = frozenset(
    {
        Refused.CLOSED_NOW,
        Refused.LIMIT_REACHED,
        Refused.UNMET_NEED,
        Refused.NOT_NOW,
        Refused.TOO_SOON,
        Refused.NEEDS_CARD,
        Refused.ALREADY_HOLDING,  # by a number that was typed; a card is told by what
    }
)
"""Refusals that a hall has chosen; any other one needs somebody to look at it."""


def meaning(reply: Reply | None, well: Event) -> Event:
    """The event that an answer is.

    Args:
        reply: the answer, or None when there was none in time.
        well: what it is when it was done.
    """
    if reply is None:
        return Event.UNANSWERED
    if reply.error is None:
        return well
    match reply.error.code:
        case Refused.UNKNOWN_DEVICE:
            return Event.UNREGISTERED
        case Refused.ALREADY_HOLDING if reply.error.ticket:
            return Event.HELD
        case Refused.SLOT_FULL:
            return Event.SLOT_TAKEN
        case _:
            return Event.REFUSED


def code(reply: Reply | None) -> str:
    """Why it was not done; empty when it was."""
    if reply is None:
        return NO_ANSWER
    return reply.error.code.value if reply.error else ""
