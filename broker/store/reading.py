"""Reading events back, each with what lies beside it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import Column, Result, Row, Select, func, select

from broker.contract.events import AnyEvent
from broker.contract.message import Event
from broker.contract.values import Form
from broker.store.rows import VisitorRow, about_visitor
from broker.store.tables import EVENT, NOTE, VISITOR

AT_ONCE = 500
"""Keys asked for in one question."""
IN_HAND = 1000
"""Events read at once: what is made of them before the next are read is still where the processor finds it fast."""

_EVENTS: TypeAdapter[Event] = TypeAdapter(AnyEvent)
Read = Callable[[Select[Any]], Result[Any]]


class Told(NamedTuple):
    """An event, its visitor and what was written to it, where it has any, and the hash of its row."""

    event: Event
    visitor: VisitorRow | None
    note: str
    hash: str


def opened_days(read: Read) -> list[tuple[date, int]]:
    """Every day that was opened, oldest first, and the seq of its opening."""
    query = select(EVENT.c.day, EVENT.c.seq).where(EVENT.c.name == "day-opened").order_by(EVENT.c.seq)
    return [(date.fromisoformat(row.day), row.seq) for row in read(query)]


def told(read: Read, first: int, before: int | None = None) -> Iterator[Told]:
    """The events from one seq to before another, or to the last there is."""
    if before is None:
        before = (read(select(func.max(EVENT.c.seq))).scalar() or 0) + 1
    notes: dict[str, str] = {}
    days: set[str] = set()
    query = select(EVENT.c.seq, EVENT.c.day, EVENT.c.body, EVENT.c.hash).order_by(EVENT.c.seq).limit(IN_HAND)
    while rows := read(query.where(EVENT.c.seq >= first, EVENT.c.seq < before)).all():
        events = [_EVENTS.validate_json(row.body) for row in rows]
        subjects = [about_visitor(event) for event in events]
        visitors = {row.subject: _visitor(row) for row in _of(read, VISITOR.c.subject, list(filter(None, subjects)))}
        more_days = {row.day for row in rows} - days
        days |= more_days
        notes |= {row.event: row.text for row in _of(read, NOTE.c.day, sorted(more_days))}
        for event, subject, row in zip(events, subjects, rows, strict=True):
            yield Told(event, visitors.get(subject), notes.get(event.id, ""), row.hash)
        first = rows[-1].seq + 1


def _of(read: Read, key: Column[str], ids: Sequence[str]) -> Iterator[Row[Any]]:
    """The rows of these keys: the tables have years in them."""
    for start in range(0, len(ids), AT_ONCE):
        yield from read(select(key.table).where(key.in_(ids[start : start + AT_ONCE])))


def _visitor(row: Row[Any]) -> VisitorRow:
    return VisitorRow(
        row.subject,
        date.fromisoformat(row.day),
        row.ref,
        tuple((row.holder or "").split()),
        row.name,
        tuple((row.agent or "").split()),
        row.agent_name,
        Form.model_validate_json(row.form) if row.form else None,
    )
