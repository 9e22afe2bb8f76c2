"""The store over SQLAlchemy Core: one writer, each batch of decisions one durable transaction."""

import fcntl
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from alembic import command as alembic
from alembic.config import Config
from alembic.util import CommandError
from pydantic import TypeAdapter
from sqlalchemy import Connection, Result, Select, create_engine, delete, event, func, insert, select, text
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError

from broker.contract.messages import AnyEvent, DayOpened, Event
from broker.store.tables import EVENT, FACT, REPLY, TOPIC, VISITOR

log = logging.getLogger(__name__)

KEEP_REPLIES = timedelta(days=2)
"""How long past the hall's day a first reply is kept."""

_EVENTS: TypeAdapter[Event] = TypeAdapter(AnyEvent)


class StoreError(Exception):
    """The store can't do it, and nothing of it was done."""


class StoreInUseError(StoreError):
    """Another hub has this store open."""


class StoreTooNewError(StoreError):
    """This database was written by a newer version."""


@dataclass(frozen=True, slots=True)
class VisitorRow:
    """What of a ticket's visitor lives beside the events."""

    ticket: str
    day: date
    ref: str
    holder: str | None
    name: str | None


@dataclass(slots=True)
class Batch:
    """What goes to disk together."""

    day: date
    events: list[Event] = field(default_factory=list)
    replies: list[dict[str, str]] = field(default_factory=list)
    visitors: list[VisitorRow] = field(default_factory=list)

    def add_reply(self, id_: str, device: str, body: bytes) -> None:
        """Keep the first reply to a command."""
        self.replies.append({"id": id_, "device": device, "day": str(self.day), "body": body.decode()})


class Store:
    """The hall's truth. One process at a time may have it open.

    Args:
        url: `sqlite:///PATH`.
        hall: the hall's id; a store of another hall is refused.

    Raises:
        StoreInUseError: another process has it open.
        StoreTooNewError: a newer version wrote it.
        StoreError: it can't be opened, or belongs to another hall.
    """

    def __init__(self, url: str, hall: str) -> None:
        path = Path(make_url(url).database or "hall.db")
        try:
            self._lock = path.with_name(path.name + ".lock").open("w")
        except OSError as error:
            raise StoreError(f"{path}: {error.strerror}") from None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise StoreInUseError(f"{path}: another hub has it open; a hall has one hub") from None
        self._engine = create_engine(url, connect_args={"timeout": 2.0, "check_same_thread": False})
        event.listen(self._engine, "connect", _durable)
        event.listen(self._engine, "begin", _begin)
        try:
            self._connection = self._engine.connect()
            self._upgrade(path)
            self._belong_to(hall)
        except DBAPIError as error:
            self.close()
            raise StoreError(f"{path}: {error.orig}") from None
        except StoreError:
            self.close()
            raise

    def close(self) -> None:
        """Let another process have it."""
        if hasattr(self, "_connection"):
            self._connection.close()
        self._engine.dispose()
        self._lock.close()

    def commit(self, batch: Batch, published: int) -> None:
        """Write a batch and how far the events are published, durably, all or nothing.

        Raises:
            StoreError: nothing of it was written.
        """
        try:
            with self._connection.begin():
                if batch.events:
                    day = str(batch.day)
                    rows = [
                        {"seq": e.seq, "day": day, "name": e.name, "at": e.at.isoformat(), "body": e.model_dump_json()}
                        for e in batch.events
                    ]
                    self._connection.execute(insert(EVENT), rows)
                if batch.replies:
                    self._connection.execute(insert(REPLY), batch.replies)
                if batch.visitors:
                    visitors = [
                        {"ticket": v.ticket, "day": str(v.day), "ref": v.ref, "holder": v.holder, "name": v.name}
                        for v in batch.visitors
                    ]
                    self._connection.execute(insert(VISITOR), visitors)
                if any(isinstance(e, DayOpened) for e in batch.events):
                    old = REPLY.c.day < str(batch.day - KEEP_REPLIES)
                    self._connection.execute(delete(REPLY).where(old))
                self._set_fact("published", str(published))
        except IntegrityError as error:
            raise StoreError(f"two hubs, or a fault of ours: {error.orig}") from None
        except DBAPIError as error:
            raise StoreError(str(error.orig)) from None

    def replies(self, ids: Sequence[str]) -> dict[str, tuple[str, bytes]]:
        """The device and first reply of each of these commands that was answered before.

        Raises:
            StoreError: they can't be read now.
        """
        if not ids:
            return {}
        rows = self._read(select(REPLY.c.id, REPLY.c.device, REPLY.c.body).where(REPLY.c.id.in_(ids)))
        return {row.id: (row.device, row.body.encode()) for row in rows}

    def today(self) -> Iterator[tuple[Event, VisitorRow | None]]:
        """The events since the hall's day opened, each with its visitor where it has one."""
        opened = select(func.coalesce(func.max(EVENT.c.seq), 1)).where(EVENT.c.name == "day-opened").scalar_subquery()
        visitors = {
            row.ticket: VisitorRow(row.ticket, date.fromisoformat(row.day), row.ref, row.holder, row.name)
            for row in self._read(
                select(VISITOR).where(
                    VISITOR.c.day == select(EVENT.c.day).where(EVENT.c.seq == opened).scalar_subquery()
                )
            )
        }
        for (body,) in self._read(select(EVENT.c.body).where(EVENT.c.seq >= opened).order_by(EVENT.c.seq)):
            happened = _EVENTS.validate_json(body)
            issued = happened.name == "ticket-issued"
            yield happened, visitors.get(getattr(happened, "ticket", "")) if issued else None

    def unpublished(self, published: int) -> list[tuple[int, bytes]]:
        """Seq and body of the events after `published`."""
        rows = self._read(select(EVENT.c.seq, EVENT.c.body).where(EVENT.c.seq > published).order_by(EVENT.c.seq))
        return [(row.seq, row.body.encode()) for row in rows]

    @property
    def epoch(self) -> int:
        """How many take-overs and restores this hall has seen, and one."""
        return int(self._fact("epoch") or 1)

    @property
    def published(self) -> int:
        """The seq up to which the MQTT server has confirmed the events."""
        return int(self._fact("published") or 0)

    def own_topics(self, topics: Iterable[str]) -> Sequence[str]:
        """Take note of the retained topics that are ours now; returns those that were and are no more."""
        now = set(topics)
        with self._connection.begin():
            before = set(self._connection.execute(select(TOPIC.c.topic)).scalars())
            if now != before:
                self._connection.execute(delete(TOPIC))
                self._connection.execute(insert(TOPIC), [{"topic": topic} for topic in sorted(now)])
        return sorted(before - now)

    def _read(self, query: Select[Any]) -> Result[Any]:
        try:
            with self._connection.begin():
                return self._connection.execute(query).freeze()()
        except DBAPIError as error:
            raise StoreError(str(error.orig)) from None

    def _upgrade(self, path: Path) -> None:
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).with_name("schema")))
        with self._connection.begin():
            config.attributes["connection"] = self._connection
            try:
                alembic.upgrade(config, "head")
            except CommandError:
                raise StoreTooNewError(
                    f"{path}: written by a newer version; start that version, or restore a backup made by this one"
                ) from None

    def _belong_to(self, hall: str) -> None:
        owner = self._fact("hall")
        if owner not in (None, hall):
            raise StoreError(f"this store is the hall {owner!r}, not {hall!r}")
        with self._connection.begin():
            self._set_fact("hall", hall)

    def _fact(self, name: str) -> str | None:
        value: str | None = self._read(select(FACT.c.value).where(FACT.c.name == name)).scalar()
        return value

    def _set_fact(self, name: str, value: str) -> None:
        row = upsert(FACT).values(name=name, value=value)
        self._connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def _durable(connection: sqlite3.Connection, _record: object) -> None:
    """What a commit says is on disk when it returns, and readers never wait for the writer."""
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Take the write lock at once, not in the middle of a transaction; schema changes are inside it too."""
    connection.execute(text("BEGIN IMMEDIATE"))
