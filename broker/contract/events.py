"""What happened in a hall: the truth, one event after the other."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from broker.contract.message import Event
from broker.contract.values import (
    CallId,
    DeviceId,
    Moment,
    ServiceId,
    StaffId,
    Standing,
    TicketId,
    TicketNumber,
    WindowId,
)


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
    out_of_turn: bool = False  # by call-ticket; its reason lies beside the event
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
