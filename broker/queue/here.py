"""One window while one command is decided for it."""

from dataclasses import dataclass
from typing import Any

from broker.contract import messages as m
from broker.contract.values import Refused, StepOutcome
from broker.queue import steps, views
from broker.queue.hall import Hall
from broker.queue.outcome import Making, RefusedError
from broker.queue.profile import WindowProfile
from broker.queue.ticket import Ticket
from broker.queue.window import Window


@dataclass(frozen=True, slots=True)
class Here:
    """A window, as the settings describe it and as it is now, and the events that are made there."""

    making: Making
    profile: WindowProfile
    window: Window

    @property
    def hall(self) -> Hall:
        """The hall as it is before the command."""
        return self.making.hall

    @property
    def ticket(self) -> Ticket | None:
        """The ticket that is here."""
        return self.hall.tickets[self.window.ticket] if self.window.ticket else None

    def of_ticket(self, kind: type[m.TicketEvent], ticket: Ticket, **fields: Any) -> None:
        """The clerk here, if there is one, does something with a ticket."""
        self.making.of_ticket(kind, ticket, window=self.profile.id, staff=self.window.staff, **fields)

    def of_window(self, kind: type[m.WindowEvent], **fields: Any) -> None:
        """The clerk here, if there is one, does something with this window."""
        self.making.make(kind, window=self.profile.id, **{"staff": self.window.staff} | fields)

    def call(self, ticket: Ticket, service: str, **more: Any) -> None:
        """Ask a visitor to come here."""
        call = self.making.asking.new_id()
        self.of_ticket(m.TicketCalled, ticket, call=call, service=service, **more)

    def finish(self, ticket: Ticket, outcome: StepOutcome = StepOutcome.DONE) -> None:
        """The service that the visitor is here for is done; what follows is queued."""
        then = steps.after(ticket, ticket.service, outcome, self.hall.profile.behind)
        queued = self.making.queued(ticket, then)
        fields = {"service": ticket.service, "outcome": outcome, "then": then.state, "queued": queued}
        self.of_ticket(m.ServiceFinished, ticket, **fields)

    def refused(self, code: Refused) -> RefusedError:
        """A refusal that tells what is true here now."""
        return RefusedError(code, window=views.window_now(self.hall, self.profile.id, self.making.asking.now))
