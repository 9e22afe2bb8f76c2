"""What the store's rows are made of."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from broker.contract.appointment_events import AppointmentTold
from broker.contract.events import TicketIssued
from broker.contract.message import Event
from broker.contract.values import Form


@dataclass(frozen=True, slots=True)
class VisitorRow:
    """What of the visitor of a ticket or an appointment lives beside the events; each field as in `Visitor`."""

    subject: str
    day: date
    ref: str = field(repr=False)
    holder: tuple[str, ...] = field(repr=False)
    name: str | None = field(repr=False)
    agent: tuple[str, ...] = field(default=(), repr=False)
    agent_name: str | None = field(default=None, repr=False)
    form: Form | None = field(default=None, repr=False)


class Forget(NamedTuple):
    """Whom to forget: the visitors and notes of the days before `before`, but for these tickets and appointments."""

    before: date
    but: tuple[str, ...] = ()


@dataclass(slots=True)
class Batch:
    """What goes to disk together, and what is forgotten with it."""

    day: date
    events: list[Event] = field(default_factory=list)
    replies: list[dict[str, str]] = field(default_factory=list, repr=False)
    visitors: list[VisitorRow] = field(default_factory=list)
    notes: list[dict[str, str]] = field(default_factory=list, repr=False)
    forget: Forget | None = None

    def add_note(self, event: str, text: str) -> None:
        """Keep what a person wrote to an event, beside it."""
        self.notes.append({"event": event, "day": str(self.day), "text": text})

    def add_reply(self, id_: str, device: str, body: bytes) -> None:
        """Keep the first reply to a command."""
        self.replies.append({"id": id_, "device": device, "day": str(self.day), "body": body.decode()})


def chained(previous: str, body: str) -> str:
    """The hash of an event's row: over its body and the hash of the row before, so no row can be changed alone."""
    return sha256(previous.encode() + body.encode()).hexdigest()


def about_visitor(happened: Event) -> str:
    """The ticket or appointment that an event begins, whose visitor lives beside it; empty for other events."""
    if isinstance(happened, TicketIssued):
        return happened.ticket
    return happened.appointment if isinstance(happened, AppointmentTold) else ""


def event_row(happened: Event, day: date, previous: str) -> dict[str, Any]:
    """An event as its row, chained to the one before it; `day` is the hall's, for events that name none."""
    body = happened.model_dump_json()
    return {
        "seq": happened.seq,
        "day": str(getattr(happened, "day", day)),  # a ticket's own: what expires at night is yesterday's
        "name": happened.name,
        "at": happened.at.isoformat(),
        "body": body,
        "hash": chained(previous, body),
    }


def visitor_row(visitor: VisitorRow) -> dict[str, Any]:
    """A visitor as a row."""
    return {
        "subject": visitor.subject,
        "day": str(visitor.day),
        "ref": visitor.ref,
        "holder": " ".join(visitor.holder) or None,
        "name": visitor.name,
        "agent": " ".join(visitor.agent) or None,
        "agent_name": visitor.agent_name,
        "form": visitor.form.model_dump_json() if visitor.form else None,
    }
