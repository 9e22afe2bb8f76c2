"""Every message of the wire, one frozen class each; MESSAGES at the end lists them all."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from broker.contract.values import (
    App,
    Call,
    CalledTicket,
    CallId,
    CommandId,
    DeviceId,
    EventId,
    HeldTicket,
    Holder,
    Moment,
    Ref,
    Refused,
    ServiceId,
    ServiceInfo,
    StaffId,
    Standing,
    Text,
    TicketId,
    TicketNumber,
    Value,
    Wait,
    WaitingTicket,
    WindowId,
    WindowInfo,
    WindowNow,
    ZoneId,
)


class Message(Value):
    """What every message carries. `topic` is its pattern below `yimen/v1/{hall}/`; QoS is 1 throughout."""

    topic: ClassVar[str]
    retained: ClassVar[bool] = False
    v: Literal[1] = 1


# Replies ------------------------------------------------------------------------------------------


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


class TicketReply(Reply):
    """A ticket for its holder."""

    ticket: HeldTicket | None = None


class TicketsReply(Reply):
    """The tickets that a card or a ref finds, newest last."""

    tickets: tuple[HeldTicket, ...] = ()


class CalledReply(Reply):
    """A ticket for the window that now holds it, or None where a press only ended or opened something."""

    ticket: CalledTicket | None = None


class WindowReply(Reply):
    """What is true at the window now."""

    window: WindowNow | None = None


# Commands -----------------------------------------------------------------------------------------


class Command(Message):
    """Something asked of the hub. It takes effect at most once, and only until `until` (hub time)."""

    topic: ClassVar[str] = "cmd/{device}/{verb}"
    verb: ClassVar[str]
    apps: ClassVar[frozenset[App]]
    answer: ClassVar[type[Reply]]
    id: CommandId
    at: Moment
    until: Moment


class KioskCommand(Command):
    """Asked for a visitor."""

    apps: ClassVar[frozenset[App]] = frozenset({App.KIOSK})


class IssueTicket(KioskCommand):
    """Give a number; `holder` is None for a visitor without a card."""

    verb: ClassVar[str] = "issue-ticket"
    answer: ClassVar[type[Reply]] = TicketReply
    service: ServiceId
    standing: Standing = Standing.NORMAL
    holder: Holder | None = None
    language: Annotated[str, Field(max_length=8)] = "zh"
    needs: tuple[Annotated[str, Field(max_length=32)], ...] = Field(default=(), max_length=8)


class CancelTicket(KioskCommand):
    """Give a ticket back; the right to is shown by the slip's ref, or by the card (`holder` and `ticket`)."""

    verb: ClassVar[str] = "cancel-ticket"
    answer: ClassVar[type[Reply]] = TicketReply
    ref: Ref | None = None
    ticket: TicketId | None = None
    holder: Holder | None = None


class FindTicket(KioskCommand):
    """Find the live tickets of a card, or the ticket of a slip's ref."""

    verb: ClassVar[str] = "find-ticket"
    answer: ClassVar[type[Reply]] = TicketsReply
    ref: Ref | None = None
    holder: Holder | None = None


class WindowCommand(Command):
    """Asked by the clerk at a window. `holding` is the ticket that the clerk saw there."""

    apps: ClassVar[frozenset[App]] = frozenset({App.WINDOW})
    answer: ClassVar[type[Reply]] = WindowReply
    holding: TicketId | None = None
    staff: StaffId | None = None


class SignIn(WindowCommand):
    """A clerk takes the window."""

    verb: ClassVar[str] = "sign-in"
    pin: Annotated[str, Field(min_length=1, max_length=32, repr=False)]


class SignOut(WindowCommand):
    """The clerk leaves; an open window closes with it."""

    verb: ClassVar[str] = "sign-out"


class OpenWindow(WindowCommand):
    """The window serves from now on."""

    verb: ClassVar[str] = "open-window"


class PauseWindow(WindowCommand):
    """The window calls nobody for a while."""

    verb: ClassVar[str] = "pause-window"
    reason: Annotated[str, Field(max_length=80)] = ""


class CloseWindow(WindowCommand):
    """The window serves no more."""

    verb: ClassVar[str] = "close-window"


class CallNext(WindowCommand):
    """Call whoever is next; an empty payload from a bare button asks it too."""

    verb: ClassVar[str] = "call-next"
    apps: ClassVar[frozenset[App]] = frozenset({App.WINDOW, App.BUTTON})
    answer: ClassVar[type[Reply]] = CalledReply


class CallTicket(WindowCommand):
    """Call one waiting ticket out of turn; counted and shown, so it needs a reason."""

    verb: ClassVar[str] = "call-ticket"
    answer: ClassVar[type[Reply]] = CalledReply
    ticket: TicketId
    reason: Annotated[str, Field(min_length=1, max_length=80)]


class Recall(WindowCommand):
    """Call the same visitor once more."""

    verb: ClassVar[str] = "recall"


class StartService(WindowCommand):
    """The visitor is here."""

    verb: ClassVar[str] = "start-service"


class FinishService(WindowCommand):
    """The visitor is done."""

    verb: ClassVar[str] = "finish-service"


class NoShow(WindowCommand):
    """The visitor did not come."""

    verb: ClassVar[str] = "no-show"


# Events -------------------------------------------------------------------------------------------


class Event(Message):
    """Something that happened, once and for ever. `seq` counts up by one per hall without gaps."""

    topic: ClassVar[str] = "event"
    name: str
    epoch: int
    seq: int
    id: EventId
    at: Moment
    cause: CommandId | None


class DayOpened(Event):
    """A new day of the hall: numbers start again, every window is closed."""

    name: Literal["day-opened"] = "day-opened"
    day: date


class TicketEvent(Event):
    """Something that happened to one ticket."""

    ticket: TicketId
    day: date
    number: TicketNumber


class TicketIssued(TicketEvent):
    """A ticket stands in a queue; `rank` is its place in time."""

    name: Literal["ticket-issued"] = "ticket-issued"
    service: ServiceId
    standing: Standing
    rank: Moment
    language: str
    needs: tuple[str, ...]
    device: DeviceId


class AtWindow(TicketEvent):
    """Something that happened to a ticket at a window."""

    window: WindowId


class TicketCalled(AtWindow):
    """The visitor is asked to come. `overtaken` counts those of the same service who stood before."""

    name: Literal["ticket-called"] = "ticket-called"
    call: CallId
    staff: StaffId | None = None
    reason: str | None = None  # with call-ticket: why out of turn
    overtaken: int = 0


class TicketRecalled(AtWindow):
    """The visitor is asked once more."""

    name: Literal["ticket-recalled"] = "ticket-recalled"
    call: CallId


class ServiceStarted(AtWindow):
    """The visitor came."""

    name: Literal["service-started"] = "service-started"


class ServiceFinished(AtWindow):
    """The visitor is done."""

    name: Literal["service-finished"] = "service-finished"


class TicketMissed(AtWindow):
    """The visitor did not come."""

    name: Literal["ticket-missed"] = "ticket-missed"


class TicketCancelled(TicketEvent):
    """The visitor gave the ticket back."""

    name: Literal["ticket-cancelled"] = "ticket-cancelled"


class TicketExpired(TicketEvent):
    """The day ended and nobody can serve this ticket any more."""

    name: Literal["ticket-expired"] = "ticket-expired"


class WindowEvent(Event):
    """Something that happened to a window."""

    window: WindowId


class ClerkSignedIn(WindowEvent):
    """A clerk took the window."""

    name: Literal["clerk-signed-in"] = "clerk-signed-in"
    staff: StaffId


class ClerkSignedOut(WindowEvent):
    """The clerk left the window."""

    name: Literal["clerk-signed-out"] = "clerk-signed-out"
    staff: StaffId


class WindowOpened(WindowEvent):
    """The window serves."""

    name: Literal["window-opened"] = "window-opened"


class WindowPaused(WindowEvent):
    """The window calls nobody for a while."""

    name: Literal["window-paused"] = "window-paused"
    reason: str = ""


class WindowClosed(WindowEvent):
    """The window serves no more."""

    name: Literal["window-closed"] = "window-closed"


AnyEvent = Annotated[
    DayOpened
    | TicketIssued
    | TicketCalled
    | TicketRecalled
    | ServiceStarted
    | ServiceFinished
    | TicketMissed
    | TicketCancelled
    | TicketExpired
    | ClerkSignedIn
    | ClerkSignedOut
    | WindowOpened
    | WindowPaused
    | WindowClosed,
    Field(discriminator="name"),
]


# States -------------------------------------------------------------------------------------------


class State(Message):
    """What is true at `seq`; retained, so whoever comes later knows it too."""

    retained: ClassVar[bool] = True
    epoch: int
    seq: int
    at: Moment


class HallToday(State):
    """What there is: services, windows, zones."""

    topic: ClassVar[str] = "state/hall/today"
    name: Text
    day: date
    services: tuple[ServiceInfo, ...]
    windows: tuple[WindowInfo, ...]
    zones: tuple[ZoneId, ...]


class HallClock(State):
    """The hub's time, every five seconds; the hub is away when it is older than twelve."""

    topic: ClassVar[str] = "state/hall/clock"


class Board(State):
    """The last calls of a zone, newest first."""

    topic: ClassVar[str] = "state/board/{zone}"
    calls: tuple[Call, ...]


class ServiceQueue(State):
    """How busy a service is."""

    topic: ClassVar[str] = "state/service/{service}"
    waiting: int
    open_windows: int
    wait: Wait | None = None


class WindowState(State, WindowNow):
    """What is true at one window."""

    topic: ClassVar[str] = "state/window/{window}"


class StaffQueue(State):
    """Who is next for a service, in the order of being called, up to a hundred of all that wait; for staff."""

    topic: ClassVar[str] = "state/queue/{service}"
    waiting: int
    tickets: tuple[WaitingTicket, ...]


class Presence(Message):
    """Whether a device is there; `offline` is its last will."""

    topic: ClassVar[str] = "device/{device}/presence"
    retained: ClassVar[bool] = True
    online: bool
    app: App


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


COMMANDS: tuple[type[Command], ...] = (
    IssueTicket,
    CancelTicket,
    FindTicket,
    SignIn,
    SignOut,
    OpenWindow,
    PauseWindow,
    CloseWindow,
    CallNext,
    CallTicket,
    Recall,
    StartService,
    FinishService,
    NoShow,
)
REPLIES: tuple[type[Reply], ...] = (TicketReply, TicketsReply, CalledReply, WindowReply)
EVENTS: tuple[type[Event], ...] = (
    DayOpened,
    TicketIssued,
    TicketCalled,
    TicketRecalled,
    ServiceStarted,
    ServiceFinished,
    TicketMissed,
    TicketCancelled,
    TicketExpired,
    ClerkSignedIn,
    ClerkSignedOut,
    WindowOpened,
    WindowPaused,
    WindowClosed,
)
STATES: tuple[type[State], ...] = (HallToday, HallClock, Board, ServiceQueue, WindowState, StaffQueue)
MESSAGES: tuple[type[Message], ...] = (*COMMANDS, *REPLIES, *EVENTS, *STATES, Presence, Health)
