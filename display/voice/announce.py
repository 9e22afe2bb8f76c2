"""Which calls are to be said aloud. Pure."""

from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from broker.contract.states import Board
from broker.contract.told import Call
from broker.contract.values import CallId

SAID_FOR = timedelta(seconds=60)
"""An older call is not said any more: the visitor has come, or will be called again."""


def is_timely(call: Call, now: datetime) -> bool:
    """Whether a call is young enough to be said; `now` is the hub's time."""
    return now - call.at <= SAID_FOR


def due(board: Board, done: AbstractSet[CallId], now: datetime) -> tuple[Call, ...]:
    """The calls to say now, oldest first.

    Args:
        board: the last calls of the zone, newest first.
        done: the calls that were on the board when it was looked at last: said, or too old even then.
        now: the hub's time.
    """
    return tuple(call for call in reversed(board.calls) if call.call not in done and is_timely(call, now))
