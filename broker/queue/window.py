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
