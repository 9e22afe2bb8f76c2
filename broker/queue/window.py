"""A window of today, and what its clerk may take back."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from broker.contract import messages as m
from broker.contract.values import Condition
from broker.queue.ticket import Ticket

UNDO = {
    "ticket-called": m.CallNext.verb,
    "service-started": m.StartService.verb,
    "service-finished": m.FinishService.verb,
    "ticket-missed": m.NoShow.verb,
    "ticket-parked": m.ParkTicket.verb,
    "ticket-transferred": m.TransferTicket.verb,
}
"""Events that may be taken back, and the verb that a clerk knows each by."""


class LastStep(NamedTuple):
    """What happened last to a ticket at a window, and how the ticket was before."""

    seq: int
    verb: str
    at: datetime
    before: Ticket


@dataclass(slots=True)
class Window:
    """A window of today."""

    condition: Condition = Condition.CLOSED
    ticket: str | None = None
    staff: str | None = None
    support: bool = False
    last: LastStep | None = None
    opened_at: datetime | None = None  # and not closed since
    active_at: datetime | None = None  # when its clerk last did something

    def change(self, event: m.WindowEvent) -> None:
        """Make true what happened to it."""
        match event:
            case m.ClerkSignedIn():
                self.staff, self.last = event.staff, None
            case m.ClerkSignedOut():
                self.staff, self.last, self.support = None, None, False
            case m.WindowOpened():
                self.condition, self.opened_at = Condition.OPEN, self.opened_at or event.at
            case m.WindowPaused():
                self.condition = Condition.PAUSED
            case m.WindowClosed():
                self.condition, self.last, self.opened_at = Condition.CLOSED, None, None
            case m.SupportCalled():
                self.support = True
            case m.SupportEnded():
                self.support = False
