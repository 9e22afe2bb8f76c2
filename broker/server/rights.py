"""What each account may say and hear: the table of topics in docs/wire.md, for one device after the other. Pure."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from broker.contract import topics
from broker.contract.devices import Health, Presence
from broker.contract.message import Event, Reply, State
from broker.contract.messages import COMMANDS
from broker.contract.states import Board, HallClock, HallRecord, HallToday, ServiceQueue, StaffQueue, WindowState
from broker.contract.values import App

PUBLIC = (HallToday, HallRecord, HallClock, Board, ServiceQueue, WindowState)
STAFF = frozenset({App.WINDOW})
"""Apps that clerks look at: they see who waits."""


class Right(NamedTuple):
    """May do one thing with the topics of a filter."""

    may: Literal["read", "write"]
    topic: str


def rights(hall: str, device: str, app: App, window: str | None = None) -> tuple[Right, ...]:
    """Everything that an account may do; whatever is not here it may not.

    Args:
        hall: the hall's id.
        device: the device, which is the account's name; `hub` for the hub.
        app: what it is.
        window: of a button whether it may hear how its window is; at the plain door, where anybody can listen, none.
    """
    return tuple(_of_hub(hall) if app is App.HUB else _of_device(hall, device, app, window))


def rights_of_foreign(topic: str) -> tuple[Right, ...]:
    """Everything that the account of a foreign button may do: say what it says, and hear nothing."""
    return (Right("write", topic),)


def _of_hub(hall: str) -> Iterator[Right]:
    yield Right("read", topics.commands_of(hall))
    yield Right("read", topics.topic(hall, Presence, device="+"))
    yield Right("read", topics.topic(hall, Health, device="+"))
    yield Right("write", topics.topic(hall, Reply, device="+"))
    yield Right("write", topics.topic(hall, Event))
    for state in (*PUBLIC, StaffQueue):
        yield Right("write", _any(hall, state))
    yield from _of_itself(hall, "hub")


def _of_device(hall: str, device: str, app: App, window: str | None) -> Iterator[Right]:
    for command in COMMANDS:
        if app in command.apps:
            yield Right("write", topics.command_topic(hall, device, command))
    yield from _of_itself(hall, device)
    if app is App.BUTTON:
        if window:  # so that its light shows whether presses count, and what they came to
            yield Right("read", topics.topic(hall, HallClock))
            yield Right("read", topics.topic(hall, WindowState, window=window))
        return
    yield Right("read", topics.topic(hall, Reply, device=device))
    yield Right("read", topics.topic(hall, Presence, device="+"))
    for state in PUBLIC:
        yield Right("read", _any(hall, state))
    if app in STAFF:
        yield Right("read", _any(hall, StaffQueue))
    if app is App.OBSERVER:
        yield Right("read", topics.topic(hall, Event))


def _of_itself(hall: str, device: str) -> Iterator[Right]:
    for kind in (Presence, Health):
        yield Right("write", topics.topic(hall, kind, device=device))


def _any(hall: str, state: type[State]) -> str:
    """Every topic of a kind of state."""
    return topics.topic(hall, state, zone="+", service="+", window="+")
