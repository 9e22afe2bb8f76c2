"""Identities, enumerations and small records that messages are made of."""

import unicodedata
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints

NAME_PATTERN = r"^[a-z0-9][a-z0-9-]{0,62}$"
_NAME = StringConstraints(pattern=NAME_PATTERN)
_UUID = StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
"""A UUIDv7: its first 48 bits are the time of its making, which is how old ids are told."""

CategoryId = Annotated[str, _NAME]
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
AppointmentId = Annotated[str, _UUID]
CallId = Annotated[str, _UUID]
EventId = Annotated[str, _UUID]
LeaseId = Annotated[str, _UUID]

Badge = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{2}){4,10}$")]
"""A badge's chip serial in hex. It can be copied, so it says who somebody is and proves nothing."""
Ref = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
"""128 random bits in hex; whoever shows it may see, cancel, check in or rate a ticket."""
HolderKey = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""k1 = HMAC-SHA256(kiosk secret, ID number) in hex."""
SECRETS = 4
"""Versions of the kiosks' secret that may be in use at once: the newest, and those before it for a while."""
Stages = Annotated[tuple[Annotated[tuple[ServiceId, ...], Field(min_length=1, max_length=8)], ...], Field(max_length=8)]
"""Several services of one visit: stages one after the other, the services of one stage in any order."""
TicketNumber = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}[0-9]{3,4}$")]


FIRST_YEAR, LAST_YEAR = 1900, 2999  # a box without a battery begins in 1970


def _on_the_wire(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time needs its offset")
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:  # at the ends of the calendar no other offset can be told
        raise ValueError("a time of no hall")
    finer = moment.microsecond % 1000
    return moment.replace(microsecond=moment.microsecond - finer) if finer else moment  # as it will stand on the wire


Moment = Annotated[
    datetime,
    AfterValidator(_on_the_wire),
    PlainSerializer(lambda m: m.isoformat(timespec="milliseconds"), return_type=str, when_used="json"),
]
"""An RFC 3339 time with milliseconds and offset."""


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")
"""Unseen too, but some scripts and emoji are not written without them."""


def _seen(text: str) -> str:
    if any(unicodedata.category(sign) in _UNSEEN and sign not in _JOINERS for sign in text):
        raise ValueError("has signs that can't be seen, such as an end of line or one that turns the direction")
    return text


LINE = AfterValidator(_seen)
"""A line of words that people read: on a screen or a slip, what can't be seen could only turn it around."""


MOST_LINES = 20


def _seen_lines(text: str) -> str:
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        raise ValueError(f"has more than {MOST_LINES} lines")
    for line in lines:
        _seen(line)
    return text


LINES = AfterValidator(_seen_lines)
"""Several such lines; what ends one is the one sign that can't be seen."""


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
    PARKED = "parked"
    PENDING = "pending"  # its papers are worked on behind the windows; nobody has to wait
    FINISHED = "finished"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class Placing(WireEnum):
    """Where a transferred ticket stands in its new queue."""

    FIRST = "first"
    LAST = "last"
    KEEP = "keep"  # its place in time
    UNKNOWN = "unknown"


class StepOutcome(WireEnum):
    """What came of one service of a visit."""

    DONE = "done"
    INCOMPLETE = "incomplete"  # something is missing; what depends on it can't be done today
    UNKNOWN = "unknown"


class StepState(WireEnum):
    """Where one step of a visit is."""

    LATER = "later"
    OPEN = "open"
    DONE = "done"
    INCOMPLETE = "incomplete"
    UNKNOWN = "unknown"


class AppointmentState(WireEnum):
    """Where an appointment is in its life."""

    BOOKED = "booked"
    CHECKED_IN = "checked-in"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"
    UNKNOWN = "unknown"


class Shown(WireEnum):
    """What says who a visitor is: nothing, a number that somebody typed, or the card itself."""

    NONE = "none"
    TYPED = "typed"
    CARD = "card"
    UNKNOWN = "unknown"


class ServiceKind(WireEnum):
    """How a service is given."""

    WINDOW = "window"
    HELPER = "helper"  # somebody walks along and does it for the visitor
    HOME = "home"  # clerks come to the visitor
    COMPANY = "company"  # a company is received, with all it brings
    APPEAL = "appeal"  # what could not be done elsewhere
    UNKNOWN = "unknown"


BY_APPOINTMENT = frozenset({ServiceKind.HOME, ServiceKind.COMPANY})
"""Kinds that somebody has to prepare for: no number is given for them, a time is booked."""


class Claim(WireEnum):
    """Why somebody is to go first."""

    AGE = "age"
    DISABILITY = "disability"
    PREGNANT = "pregnant"
    CHILD = "child"  # a small child is with them
    SERVICE = "service"  # soldiers, veterans, firefighters and their families
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
    CLOSED_NOW = "closed-now"
    LIMIT_REACHED = "limit-reached"
    TOO_SOON = "too-soon"
    NOTHING_TO_UNDO = "nothing-to-undo"
    HOLDERS_WAIT = "holders-wait"
    NO_APPOINTMENTS = "no-appointments"
    SLOT_FULL = "slot-full"
    UNKNOWN_APPOINTMENT = "unknown-appointment"
    UNKNOWN_LEASE = "unknown-lease"
    DAY_OVER = "day-over"
    REPLACED = "replaced"
    NEEDS_CARD = "needs-card"
    NEEDS_FORM = "needs-form"
    NEEDS_APPOINTMENT = "needs-appointment"
    UNKNOWN = "unknown"


class Value(BaseModel):
    """A frozen part of a message. Unknown fields are ignored: halls upgrade one box at a time."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class Text(Value):
    """Words for people in both languages."""

    zh: Annotated[str, Field(min_length=1, max_length=80), LINE]
    en: Annotated[str, Field(min_length=1, max_length=120), LINE]


class Holder(Value):
    """The visitor as far as the wire knows: a keyed hash of the ID number, and a masked name.

    `older` are the keys of the same number by the secrets before, while those are still in use: by them the hub finds
    what was asked before, and at kiosks that have not heard of the newest secret yet. A number that was typed (`shown`)
    may be anybody's: it gets a ticket, and shows and changes none.
    """

    key: Annotated[HolderKey, Field(repr=False)]
    secret: Annotated[int, Field(ge=1)]
    older: Annotated[tuple[HolderKey, ...], Field(max_length=SECRETS - 1, repr=False)] = ()
    name: Annotated[str, Field(min_length=1, max_length=60), LINE]
    shown: Shown = Shown.CARD


class Because(Value):
    """What a visitor says to go first by; `age` in years, worked out where the card was read."""

    reason: Claim
    age: Annotated[int, Field(ge=0, le=150)] | None = None


class Form(Value):
    """What a visitor writes, for who calls the ticket and nobody else; `contact` is a telephone number or empty."""

    category: Annotated[str, StringConstraints(pattern=r"^([a-z0-9][a-z0-9-]{0,62})?$")] = ""
    text: Annotated[str, Field(max_length=500, repr=False), LINES] = ""
    contact: Annotated[str, StringConstraints(pattern=r"^(\+?[0-9][0-9 -]{3,20}[0-9])?$"), Field(repr=False)] = ""


class Wanted(Value):
    """What a visitor wants a number for; `holder` is None for a visitor without a card.

    Who acts for somebody else lays both cards: `holder` is for whom, `by` who acts. Where a hall has a rule of who goes
    first, `because` says why; `standing` is then the hub's to find.
    With several services `stages` lists them all; its first stage begins with `service`, whose series numbers it.
    """

    service: ServiceId
    standing: Standing = Standing.NORMAL
    because: Because | None = None
    holder: Holder | None = None
    by: Holder | None = None
    language: Language = "zh"
    needs: tuple[Need, ...] = Field(default=(), max_length=8)
    stages: Stages = ()
    form: Form | None = None


class Lease(Value):
    """A block of numbers that one kiosk may give on one day while the hub is away: `first` to `last` of a series."""

    id: LeaseId
    day: date
    service: ServiceId
    series: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}$")]
    first: Annotated[int, Field(ge=1, le=9999)]
    last: Annotated[int, Field(ge=1, le=9999)]
