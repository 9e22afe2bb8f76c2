"""What each device says of itself."""

from typing import ClassVar

from broker.contract.message import Message
from broker.contract.values import App, Moment, Text, Value, ZoneId


class Presence(Message):
    """Whether a device is there; `offline` is its last will.

    `prints` is what people call a kiosk at which slips come out now, so that another one of its zone, whose printer
    does not work, can send them there.
    """

    topic: ClassVar[str] = "device/{device}/presence"
    retained: ClassVar[bool] = True
    online: bool
    app: App
    zone: ZoneId | None = None
    prints: Text | None = None


class Problem(Value):
    """One thing wrong with a device, for the technician."""

    part: str  # such as idcard, ticket_printer, clock
    code: str
    detail: str = ""


class Health(Message):
    """How a device is: what is wrong with it, if anything."""

    topic: ClassVar[str] = "device/{device}/health"
    retained: ClassVar[bool] = True
    at: Moment
    app: App
    problems: tuple[Problem, ...] = ()
