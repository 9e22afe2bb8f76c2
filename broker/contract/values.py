"""Identities, enumerations and small records that messages are made of."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints

NAME_PATTERN = r"^[a-z0-9][a-z0-9-]{0,62}$"
_NAME = StringConstraints(pattern=NAME_PATTERN)
_UUID = StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
"""A UUIDv7: its first 48 bits are the time of its making, which is how old ids are told."""

HallId = Annotated[str, _NAME]
DeviceId = Annotated[str, _NAME]
ServiceId = Annotated[str, _NAME]
WindowId = Annotated[str, _NAME]
ZoneId = Annotated[str, _NAME]
StaffId = Annotated[str, _NAME]

Language = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,7}$")]
Need = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
"""What a visitor needs of a window, and a window's attribute that meets it, such as `low-counter`."""

CommandId = Annotated[str, _UUID]
TicketId = Annotated[str, _UUID]
CallId = Annotated[str, _UUID]
EventId = Annotated[str, _UUID]

Ref = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
"""128 random bits in hex; whoever shows it may see, cancel, check in or rate a ticket."""
HolderKey = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""k1 = HMAC-SHA256(kiosk secret, ID number) in hex."""
TicketNumber = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}[0-9]{3,4}$")]


def _on_the_wire(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time needs its offset")
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)  # as it will stand on the wire


Moment = Annotated[
    datetime,
    AfterValidator(_on_the_wire),
    PlainSerializer(lambda m: m.isoformat(timespec="milliseconds"), return_type=str, when_used="json"),
]
"""An RFC 3339 time with milliseconds and offset."""


class WireEnum(StrEnum):
    """A closed set of words that survives a word it does not know yet: that becomes UNKNOWN."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        return cls["UNKNOWN"] if isinstance(value, str) else None


class Standing(WireEnum):
    """Why a ticket stands where it does."""

    NORMAL = "normal"
    APPOINTMENT = "appointment"
    PRIORITY = "priority"
    GREEN = "green"
    UNKNOWN = "unknown"


class Condition(WireEnum):
    """Whether a window serves."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class TicketState(WireEnum):
    """Where a ticket is in its life."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    MISSED = "missed"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class App(WireEnum):
    """What a device is; it decides which verbs it may send."""

    HUB = "hub"
    KIOSK = "kiosk"
    WINDOW = "window"
    BUTTON = "button"
    WALL = "wall"
    VOICE = "voice"
    OBSERVER = "observer"
    UNKNOWN = "unknown"


class Refused(WireEnum):
    """Why a command was not done. Nothing happened, whichever it is."""

    MALFORMED = "malformed"
    UNKNOWN_DEVICE = "unknown-device"
    NOT_ALLOWED = "not-allowed"
    TOO_LATE = "too-late"
    NOT_NOW = "not-now"
    CHANGED = "changed"
    WRONG_STATE = "wrong-state"
    NO_ONE_WAITING = "no-one-waiting"
    ALREADY_HOLDING = "already-holding"
    UNKNOWN_SERVICE = "unknown-service"
    UNKNOWN_TICKET = "unknown-ticket"
    UNMET_NEED = "unmet-need"
    NOT_SIGNED_IN = "not-signed-in"
    SIGNED_IN_ELSEWHERE = "signed-in-elsewhere"
    WRONG_PIN = "wrong-pin"
    UNKNOWN = "unknown"


class Value(BaseModel):
    """A frozen part of a message. Unknown fields are ignored: halls upgrade one box at a time."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class Text(Value):
    """Words for people in both languages."""

    zh: Annotated[str, Field(min_length=1, max_length=80)]
    en: Annotated[str, Field(min_length=1, max_length=120)]


class Holder(Value):
    """The visitor as far as the wire knows: a keyed hash of the ID number, and a masked name."""

    key: Annotated[HolderKey, Field(repr=False)]
    secret: Annotated[int, Field(ge=1)]
    name: Annotated[str, Field(min_length=1, max_length=60)]


class Wait(Value):
    """How long a waiting ticket is expected to wait."""

    likely_s: int
    at_most_s: int


class HeldTicket(Value):
    """A ticket as its holder sees it; `ahead` and `wait` only while it waits."""

    id: TicketId
    ref: Ref
    day: date
    number: TicketNumber
    service: ServiceId
    state: TicketState
    ahead: int | None = None
    wait: Wait | None = None
    window: WindowId | None = None


class CalledTicket(Value):
    """A ticket as the window that holds it sees it; the name is masked and only ever in this reply."""

    id: TicketId
    day: date
    number: TicketNumber
    service: ServiceId
    state: TicketState
    window: WindowId
    name: str | None = None


class WindowTicket(Value):
    """The ticket at a window, as everybody may see it."""

    id: TicketId
    day: date
    number: TicketNumber
    service: ServiceId
    state: TicketState
    since: Moment


class Clerk(Value):
    """A clerk's public identity."""

    id: StaffId
    name: str


class WindowNow(Value):
    """What is true at a window; in a reply, at the window that the hub has the terminal down for."""

    id: WindowId | None = None
    condition: Condition
    ticket: WindowTicket | None = None
    clerk: Clerk | None = None


class WindowLabel(Value):
    """A window as people name it."""

    id: WindowId
    label: str


class Call(Value):
    """One call on a board; a recall is a new call of the same number."""

    call: CallId
    number: TicketNumber
    window: WindowLabel
    at: Moment


class ServiceInfo(Value):
    """A service that the hall offers today."""

    id: ServiceId
    name: Text
    series: str


class WindowInfo(Value):
    """A window of the hall."""

    id: WindowId
    label: str
    zone: ZoneId
    services: tuple[tuple[ServiceId, ...], ...]


class WaitingTicket(Value):
    """A place in a queue as clerks see it: no names."""

    id: TicketId
    day: date
    number: TicketNumber
    standing: Standing
    since: Moment
