"""What happened in a hall: the truth, one event after the other."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from broker.contract.appointment_events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentCarried,
    AppointmentLapsed,
    AppointmentMoved,
)
from broker.contract.message import Event
from broker.contract.told import Wait
from broker.contract.values import (
    AppointmentId,
    CallId,
    Claim,
    DeviceId,
    Lease,
    LeaseId,
    Moment,
    Placing,
    ServiceId,
    StaffId,
    Stages,
    Standing,
    StepOutcome,
    TicketId,
    TicketNumber,
    TicketState,
    Value,
    WindowId,
)
from broker.contract.window_events import (
    ClerkSignedIn,
    ClerkSignedOut,
    QueueEased,
    QueueStrained,
    SupportCalled,
    SupportEnded,
    TideFell,
    TideRose,
    WindowClosed,
    WindowOpened,
    WindowPaused,
)


class Queued(Value):
    """A queue that a ticket stands in, and its place in time there."""

    service: ServiceId
    rank: Moment


class DayOpened(Event):
    """A new day of the hall: numbers start again, every window is closed.

    `usual_s` is how long each service took lately, in seconds: what the morning goes by.
    """

    name: Literal["day-opened"] = "day-opened"
    day: date
    usual_s: dict[str, float] = Field(default_factory=dict)


class HallRestored(Event):
    """The hall goes on from a copy of its database: numbers go on above those that were given and leased, by series."""

    name: Literal["hall-restored"] = "hall-restored"
    numbers: dict[str, int]
    leased: dict[str, int] = Field(default_factory=dict)


class NumbersLeased(Event):
    """A kiosk has these blocks of numbers, to go on with while the hub is away."""

    name: Literal["numbers-leased"] = "numbers-leased"
    device: DeviceId
    leases: tuple[Lease, ...]


class TicketEvent(Event):
    """Something that happened to one ticket."""

    ticket: TicketId
    day: date
    number: TicketNumber


class TicketIssued(TicketEvent):
    """A ticket waits. `queued` are its queues, one for each service of its first stage; `wait` is what it was told.

    `because` gave it its standing; `claim` would, if a clerk confirms it.
    With a `lease` the kiosk gave the number by itself, at `given_at` as far as the hub can believe it.
    """

    name: Literal["ticket-issued"] = "ticket-issued"
    service: ServiceId
    standing: Standing
    queued: tuple[Queued, ...]
    stages: Stages
    language: str
    needs: tuple[str, ...]
    device: DeviceId
    appointment: AppointmentId | None = None
    wait: Wait | None = None
    because: Claim | None = None
    claim: Claim | None = None
    lease: LeaseId | None = None
    given_at: Moment | None = None


class AtWindow(TicketEvent):
    """Something that happened to a ticket at a window; `staff` did it, nobody at a bare button or when time did."""

    window: WindowId
    staff: StaffId | None = None


class TicketCalled(AtWindow):
    """The visitor is asked to come. `overtaken` counts those of the same service who stood before."""

    name: Literal["ticket-called"] = "ticket-called"
    call: CallId
    service: ServiceId
    out_of_turn: bool = False  # by call-ticket; its reason lies beside the event
    overtaken: int = 0


class TicketRecalled(AtWindow):
    """The visitor is asked once more."""

    name: Literal["ticket-recalled"] = "ticket-recalled"
    call: CallId


class ServiceStarted(AtWindow):
    """The visitor came; by itself where the hall starts a service some time after the call."""

    name: Literal["service-started"] = "service-started"
    by_itself: bool = False


class ServiceFinished(AtWindow):
    """One service is done. `then` is the ticket's state after it, `queued` the queues of its next steps."""

    name: Literal["service-finished"] = "service-finished"
    service: ServiceId
    outcome: StepOutcome = StepOutcome.DONE
    then: TicketState = TicketState.FINISHED
    queued: tuple[Queued, ...] = ()


class PartFinished(AtWindow):
    """What is done behind the windows is done; as `service-finished`, but the ticket was not there."""

    name: Literal["part-finished"] = "part-finished"
    service: ServiceId
    outcome: StepOutcome = StepOutcome.DONE
    then: TicketState
    queued: tuple[Queued, ...] = ()


class TicketParked(AtWindow):
    """The visitor goes for something and comes back; the reason lies beside the event."""

    name: Literal["ticket-parked"] = "ticket-parked"


class Moved(TicketEvent):
    """A person changed where a ticket stands; why lies beside the event. `overtaken` stood before it and wait still."""

    queued: tuple[Queued, ...]
    overtaken: int
    staff: StaffId | None


class TicketTransferred(Moved):
    """The visitor waits elsewhere. `service` is the new one, `instead_of` the one it replaces."""

    name: Literal["ticket-transferred"] = "ticket-transferred"
    window: WindowId
    service: ServiceId
    instead_of: ServiceId
    to_window: WindowId | None
    to_staff: StaffId | None
    placing: Placing


class TicketReinstated(Moved):
    """A missed or parked visitor waits again; `staff` is None when the visitor checked in at a kiosk."""

    name: Literal["ticket-reinstated"] = "ticket-reinstated"


class TicketAuthorised(Moved):
    """A clerk answered for another standing."""

    name: Literal["ticket-authorised"] = "ticket-authorised"
    standing: Standing


class NoteAdded(AtWindow):
    """A clerk wrote a word to the ticket; it lies beside the event."""

    name: Literal["note-added"] = "note-added"


class StepUndone(AtWindow):
    """The event `undone` at this window was a slip of the hand; ticket and window are as before it."""

    name: Literal["step-undone"] = "step-undone"
    undone: int
    services: tuple[ServiceId, ...]  # whose queues it concerns, as before and as after


class TicketMissed(AtWindow):
    """The visitor did not come."""

    name: Literal["ticket-missed"] = "ticket-missed"


class TicketCancelled(TicketEvent):
    """The visitor gave the ticket back, or a clerk did so for one who has gone.

    Also when nobody holds it: the kiosk had no answer and gave the number `instead`, or none.
    """

    name: Literal["ticket-cancelled"] = "ticket-cancelled"
    staff: StaffId | None = None
    instead: TicketNumber | None = None


class TicketExpired(TicketEvent):
    """The day ended and nobody can serve this ticket any more."""

    name: Literal["ticket-expired"] = "ticket-expired"


AnyEvent = Annotated[
    DayOpened
    | HallRestored
    | NumbersLeased
    | TicketIssued
    | TicketCalled
    | TicketRecalled
    | ServiceStarted
    | ServiceFinished
    | PartFinished
    | TicketParked
    | TicketTransferred
    | TicketReinstated
    | TicketAuthorised
    | NoteAdded
    | StepUndone
    | TicketMissed
    | TicketCancelled
    | TicketExpired
    | ClerkSignedIn
    | ClerkSignedOut
    | WindowOpened
    | WindowPaused
    | WindowClosed
    | SupportCalled
    | SupportEnded
    | TideRose
    | TideFell
    | QueueStrained
    | QueueEased
    | AppointmentBooked
    | AppointmentCarried
    | AppointmentMoved
    | AppointmentCancelled
    | AppointmentLapsed,
    Field(discriminator="name"),
]
