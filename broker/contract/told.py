"""The records of which replies and states are made: tickets, windows, boards, as each of their readers may see them."""

from datetime import date
from typing import Annotated

from pydantic import Field

from broker.contract.values import (
    LINE,
    AppointmentId,
    AppointmentState,
    CallId,
    CategoryId,
    Claim,
    Condition,
    DeviceId,
    Form,
    Moment,
    Ref,
    ServiceId,
    ServiceKind,
    Shown,
    StaffId,
    Stages,
    Standing,
    StepState,
    Text,
    TicketId,
    TicketNumber,
    TicketState,
    Value,
    WindowId,
    ZoneId,
)

Count = Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]
"""A number that any screen can show and any program reckon with."""
Label = Annotated[str, Field(min_length=1, max_length=20), LINE]
"""A window's name as it stands above it."""


class Wait(Value):
    """How long a waiting ticket is expected to wait."""

    likely_s: Count
    at_most_s: Count


class Step(Value):
    """One service of a visit of several. `window` is where it was or is served."""

    service: ServiceId
    stage: int
    state: StepState
    window: WindowId | None = None


class HeldTicket(Value):
    """A ticket as its holder sees it; `ahead` and `wait` only while it waits, `steps` when there are several."""

    id: TicketId
    ref: Annotated[Ref, Field(repr=False)]
    day: date
    number: TicketNumber
    service: ServiceId
    state: TicketState
    ahead: Count | None = None
    wait: Wait | None = None
    window: WindowId | None = None
    standing: Standing = Standing.NORMAL
    head_start_s: Count = 0  # it is treated as if it came so much earlier
    because: Claim | None = None  # why it has its standing, where the hall's rule says so
    claim: Claim | None = None  # what a clerk has yet to confirm; it waits as normal meanwhile
    for_another: bool = False  # somebody else took it for the holder
    steps: tuple[Step, ...] = ()


class HeldAppointment(Value):
    """An appointment as its holder sees it. `slot` is its beginning, `until` its end."""

    id: AppointmentId
    ref: Annotated[Ref, Field(repr=False)]
    service: ServiceId
    slot: Moment
    until: Moment
    state: AppointmentState
    items: Count = 1


class Slot(Value):
    """A time that may be booked, and for how many more."""

    at: Moment
    until: Moment
    free: Count


class CalledTicket(Value):
    """A ticket as the window that holds it sees it; names (masked), note and form are only ever in this reply."""

    id: TicketId
    day: date
    number: TicketNumber
    service: ServiceId
    state: TicketState
    window: WindowId
    name: str | None = None
    by: str | None = None  # who acts for the one of that name
    form: Form | None = None
    note: str = ""  # what clerks wrote to it: a word, and why it was parked or moved last
    steps: tuple[Step, ...] = ()


class WindowTicket(Value):
    """The ticket at a window, as everybody may see it."""

    id: TicketId
    day: date
    number: TicketNumber
    service: ServiceId
    state: TicketState
    since: Moment
    recalls: Count = 0


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
    tidal: tuple[ServiceId, ...] = ()  # offered besides its own while their queues are too long
    support: bool = False  # the clerk asks for a colleague
    undo: str | None = None  # the verb that may be taken back
    undo_until: Moment | None = None


class WindowLabel(Value):
    """A window as people name it."""

    id: WindowId
    label: Label


class Call(Value):
    """One call on a board; a recall is a new call of the same number."""

    call: CallId
    number: TicketNumber
    window: WindowLabel
    at: Moment


class Category(Text):
    """What a form may be about."""

    id: CategoryId


class ServiceInfo(Value):
    """A service that the hall offers today."""

    id: ServiceId
    name: Text
    series: str
    behind: bool = False  # done behind the windows: nobody is called for it
    bookable: bool = False
    kind: ServiceKind = ServiceKind.WINDOW
    categories: tuple[Category, ...] = ()
    must_show: Shown = Shown.NONE  # what a visitor must show to be given a number or a time


class PriorityRule(Value):
    """Who goes first in this hall: from an age on, by a card, and who asks for it for one of these reasons.

    A clerk must confirm those in `confirm`, and an age of which there is no card.
    """

    age: int | None = None
    reasons: tuple[Claim, ...] = ()
    confirm: tuple[Claim, ...] = ()


class Journey(Value):
    """One matter of life that takes several services, as one ticket."""

    id: ServiceId
    name: Text
    stages: Annotated[Stages, Field(min_length=1)]


class WindowInfo(Value):
    """A window of the hall."""

    id: WindowId
    label: Label
    zone: ZoneId
    services: tuple[tuple[ServiceId, ...], ...]


class KioskInfo(Value):
    """A kiosk of the hall; `name` is what people find it by, None for one that nobody is sent to."""

    id: DeviceId
    zone: ZoneId
    name: Text | None = None


class WaitingTicket(Value):
    """A ticket that is at no window, as clerks see it: no names. `moved` is the verb that put it where it stands."""

    id: TicketId
    day: date
    number: TicketNumber
    standing: Standing
    since: Moment
    state: TicketState = TicketState.WAITING
    needs: tuple[str, ...] = ()
    because: Claim | None = None  # as its holder sees both
    claim: Claim | None = None
    moved: str | None = None
    window: WindowId | None = None  # the only one that may call it
    staff: StaffId | None = None  # the only one who may call it


class MovesBy(Value):
    """How often a person moved tickets by one verb today, and how many waiting visitors that overtook."""

    staff: StaffId | None
    verb: str
    count: Count
    overtaken: Count
