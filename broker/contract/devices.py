"""What each device says of itself."""

from typing import ClassVar

from broker.contract.message import Message
from broker.contract.values import App, Moment, Value


class Presence(Message):
    """Whether a device is there; `offline` is its last will.

    `prints` says that slips come out of a kiosk now, so that another one of its zone, whose printer does not work,
    can send visitors there.
    """

    topic: ClassVar[str] = "device/{device}/presence"
    retained: ClassVar[bool] = True
    online: bool
    app: App
    prints: bool = False


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
