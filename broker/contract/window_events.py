"""What happened to windows, and to queues by themselves; the other events are in `events`."""

from typing import Literal

from broker.contract.message import Event
from broker.contract.values import ServiceId, StaffId, WindowId


class WindowEvent(Event):
    """Something that happened to a window; `staff` as at a ticket's."""

    window: WindowId
    staff: StaffId | None = None


class SupportCalled(WindowEvent):
    """The clerk asks for a colleague."""

    name: Literal["support-called"] = "support-called"


class SupportEnded(WindowEvent):
    """The clerk needs no colleague any more."""

    name: Literal["support-ended"] = "support-ended"


class ClerkSignedIn(WindowEvent):
    """A clerk took the window."""

    name: Literal["clerk-signed-in"] = "clerk-signed-in"
    staff: StaffId


class ClerkSignedOut(WindowEvent):
    """The clerk left the window, was relieved by the colleague `relieved_by`, or went without a word."""

    name: Literal["clerk-signed-out"] = "clerk-signed-out"
    staff: StaffId
    relieved_by: StaffId | None = None
    by_itself: bool = False


class WindowOpened(WindowEvent):
    """The window serves."""

    name: Literal["window-opened"] = "window-opened"


class WindowPaused(WindowEvent):
    """The window calls nobody for a while."""

    name: Literal["window-paused"] = "window-paused"


class WindowClosed(WindowEvent):
    """The window serves no more; by itself when its hours are over and it serves nobody who holds a ticket."""

    name: Literal["window-closed"] = "window-closed"
    by_itself: bool = False


class ServiceEvent(Event):
    """Something that happened to a service's queue by itself."""

    service: ServiceId


class TideRose(ServiceEvent):
    """The first of the queue waits too long: tidal windows serve it too."""

    name: Literal["tide-rose"] = "tide-rose"


class TideFell(ServiceEvent):
    """The first of the queue waits as usual again: tidal windows serve their own."""

    name: Literal["tide-fell"] = "tide-fell"


class QueueStrained(ServiceEvent):
    """More wait than the hall wants: colleagues are asked to help."""

    name: Literal["queue-strained"] = "queue-strained"
    waiting: int


class QueueEased(ServiceEvent):
    """The queue is short again."""

    name: Literal["queue-eased"] = "queue-eased"
