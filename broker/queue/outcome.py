"""What goes into a decision and what comes out of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from broker.contract import messages as m
from broker.contract.values import App, Refused, TicketState
from broker.queue import order
from broker.queue.hall import Hall
from broker.queue.life import LIFE
from broker.queue.steps import Then
from broker.queue.ticket import Ticket, Visitor

E = TypeVar("E", bound=m.Event)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, and what the hub knows beyond the command itself.

    Attributes:
        device: the asking device.
        app: what it is.
        window: the window it speaks for, by the settings.
        now: the hub's time.
        new_id: makes UUIDv7.
        new_ref: makes 128 random bits in hex.
        holder: the stored forms of the command's holder keys, the newest first; empty if it has none.
        agent: the same of who acts for the holder.
        pin_ok: with sign-in, whether the PIN is that of the staff named.
    """

    device: str
    app: App
    window: str | None
    now: datetime
    new_id: Callable[[], str]
    new_ref: Callable[[], str]
    holder: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    pin_ok: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of a command: all of it, or nothing.

    Attributes:
        answer: makes the reply from the hall in which the events are true.
        events: what happened.
        visitor: of the ticket issued or the appointment booked.
        note: what a person wrote to the last event.
        blocked: a command that is refused from now on, if it was not answered before.
    """

    answer: Callable[[Hall], m.Reply]
    events: tuple[m.Event, ...] = ()
    visitor: Visitor | None = None
    note: str = ""
    blocked: str | None = None


class RefusedError(Exception):
    """Nothing happens, and why."""

    def __init__(self, code: Refused, detail: str = "", **more: Any) -> None:
        self.refusal = m.Refusal(code=code, detail=detail, **more)
        super().__init__(code)


@dataclass(slots=True)
class Making:
    """The events of one command as they are made, numbered on from the hall's last."""

    hall: Hall
    asking: Asking
    cause: str | None
    events: list[m.Event] = field(default_factory=list)

    def make(self, kind: type[E], **fields: Any) -> E:
        """One more event."""
        event = kind(
            epoch=self.hall.epoch,
            seq=self.hall.seq + len(self.events) + 1,
            id=self.asking.new_id(),
            at=self.asking.now,
            cause=self.cause,
            **fields,
        )
        self.events.append(event)
        return event

    def of_ticket(self, kind: type[E], ticket: Ticket, **fields: Any) -> E:
        """One more event, of a ticket."""
        return self.make(kind, ticket=ticket.id, day=ticket.day, number=ticket.number, **fields)

    def drain(self) -> tuple[m.Event, ...]:
        """Hand over the events made so far, which the hall takes in before more are made."""
        made = tuple(self.events)
        self.events.clear()
        return made

    def queued(self, ticket: Ticket, then: Then) -> tuple[m.Queued, ...]:
        """The queues that a ticket joins next: again at its place in time, or anew from now on."""
        now = order.rank(self.hall, ticket.standing, self.asking.now)
        again = [m.Queued(service=s, rank=ticket.places[s][0] if s in ticket.places else now) for s in then.again]
        return (*again, *(m.Queued(service=service, rank=now) for service in then.anew))

    def reinstate(self, ticket: Ticket, staff: str | None) -> None:
        """A missed or parked visitor waits again: who was missed stands some places back."""
        hall, missed = self.hall, ticket.state is TicketState.MISSED
        back = hall.profile.rules.places_back if missed else 0
        ranks = {
            service: order.place_behind(hall, service, back, ticket.places[service][0])
            for service in ticket.open_services
            if service in ticket.places
        }
        self.of_ticket(
            m.TicketReinstated,
            ticket,
            queued=tuple(m.Queued(service=service, rank=rank) for service, rank in ranks.items()),
            overtaken=sum(order.behind(hall, s, order.new_place(hall, rank)) for s, rank in ranks.items()),
            staff=staff,
        )


def when(moment: datetime | None) -> str:
    """A time as the detail of a refusal: RFC 3339 in minutes; empty where there is none."""
    return moment.isoformat(timespec="minutes") if moment else ""


def require_life(ticket: Ticket, command: m.Command) -> None:
    """Raise RefusedError unless the table of a ticket's life has this verb in this state."""
    if (ticket.state, command.verb) not in LIFE:
        raise RefusedError(Refused.WRONG_STATE, ticket.state)
