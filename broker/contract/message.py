"""What the messages of the wire are: replies to commands, events, states."""

from typing import ClassVar, Literal

from broker.contract.told import HeldTicket, WindowNow
from broker.contract.values import App, CommandId, EventId, Moment, Refused, Value


class Message(Value):
    """What every message carries. `topic` is its pattern below `yimen/v1/{hall}/`; QoS is 1 throughout."""

    topic: ClassVar[str]
    retained: ClassVar[bool] = False
    v: Literal[1] = 1


class Refusal(Value):
    """Why nothing happened, with what the asker needs to go on."""

    code: Refused
    detail: str = ""
    ticket: HeldTicket | None = None  # with already-holding
    window: WindowNow | None = None  # with changed


class Reply(Message):
    """The answer to one command: `error` is set exactly when `ok` is false."""

    topic: ClassVar[str] = "reply/{device}"
    re: CommandId
    ok: bool
    at: Moment
    error: Refusal | None = None


class Command(Message):
    """Something asked of the hub. It takes effect at most once, and only until `until` (hub time)."""

    topic: ClassVar[str] = "cmd/{device}/{verb}"
    verb: ClassVar[str]
    apps: ClassVar[frozenset[App]]
    answer: ClassVar[type[Reply]]
    id: CommandId
    at: Moment
    until: Moment


class Event(Message):
    """Something that happened, once and for ever. `seq` counts up by one per hall without gaps."""

    topic: ClassVar[str] = "event"
    name: str
    epoch: int
    seq: int
    id: EventId
    at: Moment
    cause: CommandId | None


class State(Message):
    """What is true at `seq`; retained, so whoever comes later knows it too."""

    retained: ClassVar[bool] = True
    epoch: int
    seq: int
    at: Moment
