"""What goes into a decision and what comes out of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from broker.contract import messages as m
from broker.contract.values import App, Refused
from broker.queue.hall import Hall, Ticket, Visitor
from broker.queue.life import LIFE

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
        holder: the stored form of the command's holder key, if it has one.
        pin_ok: with sign-in, whether the PIN is that of the staff named.
    """

    device: str
    app: App
    window: str | None
    now: datetime
    new_id: Callable[[], str]
    new_ref: Callable[[], str]
    holder: str | None = None
    pin_ok: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of a command: all of it, or nothing. `note` is what a clerk wrote to the last event."""

    reply: m.Reply
    events: tuple[m.Event, ...] = ()
    visitor: Visitor | None = None
    note: str = ""


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


def require_life(ticket: Ticket, command: m.Command) -> None:
    """Raise RefusedError unless the table of a ticket's life has this verb in this state."""
    if (ticket.state, command.verb) not in LIFE:
        raise RefusedError(Refused.WRONG_STATE, ticket.state)
