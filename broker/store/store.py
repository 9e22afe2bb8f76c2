"""The store over SQLAlchemy Core: one writer, each batch of decisions one durable transaction."""

import logging
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, bindparam, create_engine, delete, event, func, insert, select, text
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from broker.contract.events import DayOpened
from broker.store.lock import StoreError, StoreUnsureError, lock
from broker.store.reading import Told, told
from broker.store.rows import Batch, Forget, event_row, visitor_row
from broker.store.tables import EVENT, FACT, NOTE, REPLY, TOPIC, VISITOR
from broker.store.transactions import WAIT_MS, Transactions

log = logging.getLogger(__name__)

KEEP_REPLIES = timedelta(days=3)
"""How long past the hall's day a first reply is kept: the two days that the wire promises, and one for ids made by
a clock that is ahead."""

NEWEST = max(file.name[:4] for file in (Path(__file__).parent / "schema" / "versions").glob("[0-9]*_*.py"))
"""The newest schema."""

# Built once: building them anew takes as long as the disk does.
_ADD_EVENTS, _ADD_REPLIES, _ADD_TOPICS = insert(EVENT), insert(REPLY), insert(TOPIC)
_ADD_VISITORS, _ADD_NOTES = insert(VISITOR), insert(NOTE)
_FORGET_REPLIES = delete(REPLY).where(REPLY.c.day < bindparam("before"))
_FORGET_VISITORS = delete(VISITOR).where(
    VISITOR.c.day < bindparam("before"), VISITOR.c.subject.not_in(bindparam("but", expanding=True))
)
_FORGET_NOTES = delete(NOTE).where(NOTE.c.day < bindparam("before"))
_FORGET_TOPICS = delete(TOPIC).where(TOPIC.c.topic == bindparam("gone"))
_SET_FACT = upsert(FACT).on_conflict_do_update(index_elements=["name"], set_={"value": upsert(FACT).excluded.value})


class Store:
    """The hall's truth. One process at a time may have it open.

    Attributes:
        path: the database file.
        head: the hash of its last event.

    Args:
        url: `sqlite:///PATH`.
        hall: the hall's id; a store of another hall is refused.

    Raises:
        StoreInUseError: another process has it open.
        StoreTooNewError: a newer version wrote it.
        StoreError: it can't be opened, or belongs to another hall.
    """

    def __init__(self, url: str, hall: str) -> None:
        self.path = path = Path(make_url(url).database or "hall.db")
        self._lock = lock(path)
        self._engine = create_engine(url, connect_args={"timeout": WAIT_MS / 1000, "check_same_thread": False})
        event.listen(self._engine, "connect", _durable)
        event.listen(self._engine, "begin", _begin)
        try:
            self._connection = self._engine.connect()
            self._transactions = Transactions(path, self._connection)
            self._read = self._transactions.read
            self._upgrade(path)
            self._belong_to(hall)
            self._learn_answered()
            self.head: str = self._read(select(EVENT.c.hash).order_by(EVENT.c.seq.desc()).limit(1)).scalar() or ""
        except DBAPIError as error:
            self.close()
            raise StoreError(f"{path}: {error.orig}") from None
        except (StoreError, StoreUnsureError):
            self.close()
            raise

    def close(self) -> None:
        """Let another process have it."""
        if hasattr(self, "_connection"):
            self._connection.close()
        self._engine.dispose()
        self._lock.close()

    def commit(self, batch: Batch) -> None:
        """Write a batch, durably, all or nothing.

        Raises:
            StoreError: nothing of it was written.
            StoreUnsureError: it was written, or it was not.
        """
        new_day = any(isinstance(e, DayOpened) for e in batch.events)
        rows: list[dict[str, Any]] = []
        for happened in batch.events:
            rows.append(event_row(happened, batch.day, rows[-1]["hash"] if rows else self.head))
        with self._transactions.write() as connection:
            if rows:
                connection.execute(_ADD_EVENTS, rows)
            if batch.replies:
                connection.execute(_ADD_REPLIES, batch.replies)
            if batch.visitors:
                connection.execute(_ADD_VISITORS, [visitor_row(v) for v in batch.visitors])
            if batch.notes:
                connection.execute(_ADD_NOTES, batch.notes)
            if new_day:
                connection.execute(_FORGET_REPLIES, {"before": str(batch.day - KEEP_REPLIES)})
            _forget(connection, batch.forget)
        if batch.forget:
            self._transactions.erase()
        try:
            self._answered.update(reply["id"] for reply in batch.replies)
            if new_day:
                self._learn_answered()
            self.head = rows[-1]["hash"] if rows else self.head
        except (StoreError, MemoryError) as error:
            raise StoreUnsureError(
                f"{self.path}: what was written can't be read: {error}; start the hub again"
            ) from None

    @property
    def trouble(self) -> StoreError | None:
        """Why it refused what it was last given to write; None while it takes everything."""
        return self._transactions.trouble

    def try_again(self) -> None:
        """See whether the store takes what it is given, at once: waits for nobody's lock.

        Raises:
            StoreError: it does not.
            StoreUnsureError: nobody knows.
        """
        with self._transactions.without_waiting():
            self._set("tried", datetime.now(UTC).isoformat())  # what is there already would not be written

    def has_answered(self, command: str) -> bool:
        """Whether this command's first reply is on disk.

        Raises:
            StoreError: it can't be read now.
        """
        return command in self._answered or (command <= self._newest and bool(self.replies([command])))

    def replies(self, ids: Sequence[str]) -> dict[str, tuple[str, bytes]]:
        """The device and first reply of each of these commands that was answered before.

        Raises:
            StoreError: they can't be read now.
        """
        maybe = [id_ for id_ in ids if id_ <= self._newest or id_ in self._answered]
        if not maybe:
            return {}
        rows = self._read(select(REPLY.c.id, REPLY.c.device, REPLY.c.body).where(REPLY.c.id.in_(maybe)))
        return {row.id: (row.device, row.body.encode()) for row in rows}

    def today(self) -> Iterator[Told]:
        """The events since the hall's day opened."""
        # From the newest back: only what is about to be read anyway is looked at.
        last = select(EVENT.c.seq).where(EVENT.c.name == "day-opened").order_by(EVENT.c.seq.desc())
        opened = self._read(last.limit(1)).scalar()
        return told(self._read, opened) if opened else iter(())

    def hash_before(self, seq: int) -> str:
        """The hash of the event before this one: it proves all that came before. Empty for the first."""
        return self._read(select(EVENT.c.hash).where(EVENT.c.seq == seq - 1)).scalar() or ""

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

    def note_published(self, seq: int) -> None:
        """Keep how far the MQTT server has confirmed the events.

        Raises:
            StoreError: it can't be written now.
        """
        self._set("published", str(seq))

    def raise_epoch(self, epoch: int) -> None:
        """Take note of a take-over or restore.

        Raises:
            StoreError: it can't be written now.
        """
        self._set("epoch", str(epoch))

    def own_topics(self, topics: Iterable[str]) -> Sequence[str]:
        """Take note of the retained topics that are ours now; returns those that were, until `disown_topic`.

        Raises:
            StoreError: it can't be written now.
        """
        now = set(topics)
        with self._transactions.write() as connection:
            before = set(connection.execute(select(TOPIC.c.topic)).scalars())
            if now - before:
                connection.execute(_ADD_TOPICS, [{"topic": topic} for topic in sorted(now - before)])
        return sorted(before - now)

    def disown_topic(self, topic: str) -> None:
        """A retained topic is cleared at the MQTT server.

        Raises:
            StoreError: it can't be written now.
        """
        with self._transactions.write() as connection:
            connection.execute(_FORGET_TOPICS, {"gone": topic})

    def _learn_answered(self) -> None:
        """See to it that a new command costs no look at the disk.

        Ids begin with the time of their making, so those of new commands come after all that are there; of those
        that come from now on the one writer knows by heart which it has answered.
        """
        self._newest: str = self._read(select(func.max(REPLY.c.id))).scalar() or ""
        self._answered: set[str] = set()

    def _upgrade(self, path: Path) -> None:
        if self._version() != NEWEST:
            from broker.store.upgrade import upgrade  # noqa: PLC0415 - most starts can do without, and it takes a fifth

            upgrade(self._connection, path)

    def _version(self) -> str | None:
        try:
            with self._connection.begin():
                version: str | None = self._connection.scalar(text("SELECT version_num FROM alembic_version"))
        except DBAPIError:  # it is empty, or in trouble that is told by whoever tries to write
            return None
        return version

    def _belong_to(self, hall: str) -> None:
        owner = self._fact("hall")
        if owner is None:
            self._set("hall", hall)
        elif owner != hall:
            raise StoreError(f"this store is the hall {owner!r}, not {hall!r}")

    def _set(self, name: str, value: str) -> None:
        with self._transactions.write() as connection:
            connection.execute(_SET_FACT, {"name": name, "value": value})

    def _fact(self, name: str) -> str | None:
        value: str | None = self._read(select(FACT.c.value).where(FACT.c.name == name)).scalar()
        return value


def _forget(connection: Connection, forget: Forget | None) -> None:
    if forget:
        before = str(forget.before)
        connection.execute(_FORGET_VISITORS, {"before": before, "but": forget.but})
        connection.execute(_FORGET_NOTES, {"before": before})


def _durable(connection: sqlite3.Connection, _record: object) -> None:
    """What a commit says is on disk when it returns, readers never wait for the writer, what is deleted is gone."""
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Begin by our own word, so that schema changes are inside too; reading waits for nobody's lock."""
    connection.exec_driver_sql("BEGIN")
