"""What a kiosk must still know after it was killed: a file on its disk, with no holder's key and no name in it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from broker.contract.values import CommandId, Lease, LeaseId, Moment, Ref, TicketNumber, Value, Wanted

SCHEMA = 1
_TABLES = """
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE lease (id TEXT PRIMARY KEY, day TEXT NOT NULL, service TEXT NOT NULL, epoch INTEGER NOT NULL,
                    body TEXT NOT NULL, next INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE TABLE asked (command TEXT PRIMARY KEY);
CREATE TABLE given (day TEXT, number TEXT, body TEXT NOT NULL, refused TEXT NOT NULL DEFAULT '',
                    PRIMARY KEY (day, number));
"""
_CORRUPT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_TAKEN = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


class NotebookError(Exception):
    """A notebook that can't be used.

    Attributes:
        code: `taken` by another process, `foreign` (of another hall, kiosk or version), or `unwritable`.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


class _CorruptError(Exception):
    pass


class Given(Wanted):
    """A number that the kiosk gave by itself; what is written down of it has no holder."""

    lease: LeaseId
    day: date
    number: TicketNumber
    ref: Annotated[Ref, Field(repr=False)]
    given_at: Moment
    replaces: CommandId | None = None


class ClockKept(Value):
    """The newest time that the hub told, and how far its clock is ahead of the kiosk's."""

    told: Moment
    offset: timedelta


@dataclass(frozen=True)
class Leased:
    """A lease, the epoch of the hall that gave it, and the next of its numbers."""

    lease: Lease
    epoch: int
    next: int

    @property
    def left(self) -> int:
        """How many of its numbers were not given yet."""
        return self.lease.last - self.next + 1


@dataclass(frozen=True)
class Kept:
    """Everything in a notebook.

    Attributes:
        leases: oldest first.
        asked: commands whose end is not known.
        given: numbers to hand in.
        refused: numbers that the hub will never take, and its code.
        facts: by name.
    """

    leases: tuple[Leased, ...]
    asked: tuple[CommandId, ...]
    given: tuple[Given, ...]
    refused: dict[TicketNumber, str]
    facts: dict[str, str]


class Notebook:
    """One kiosk's notebook. What a method wrote is on the disk when it returns.

    A file that can't be read any more is laid aside under another name, and a new one begun.

    Args:
        path: the file; made when it is missing.
        hall: whose numbers these are.
        device: which kiosk's.

    Raises:
        NotebookError: it can't be used; nothing was changed.
    """

    def __init__(self, path: Path, hall: str, device: str) -> None:
        self.aside: Path | None = None
        try:
            try:
                self._db = _open(path, hall, device)
            except _CorruptError:
                self.aside = _lay_aside(path)
                self._db = _open(path, hall, device)
        except _CorruptError as error:
            raise NotebookError("unwritable", str(error)) from None
        except OSError as error:
            raise NotebookError("unwritable", error.strerror or str(error)) from None

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def read(self) -> Kept:
        """All that was written down."""
        return _read(self._db)

    def keep(self, name: str, value: str) -> bool:
        """Know a fact, in the place of what it was."""
        self._db.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))
        return True

    def ask(self, command: CommandId) -> bool:
        """A number is going to be asked for by this command."""
        self._db.execute("INSERT OR IGNORE INTO asked VALUES (?)", (command,))
        return True

    def settle(self, command: CommandId) -> bool:
        """What that command came to is known."""
        self._db.execute("DELETE FROM asked WHERE command = ?", (command,))
        return True

    def leases(self) -> tuple[Leased, ...]:
        """Every lease, oldest first."""
        return _leases(self._db)

    def add_leases(self, leases: tuple[Lease, ...], epoch: int, today: date) -> tuple[Leased, ...]:
        """Have more numbers, and forget what was of the days before `today`; all leases, as `leases`.

        Nothing of what was forgotten or handed in by now can be read in the files any more.
        A command of the day before yesterday takes no effect any more, and what it made has ended with its day.
        """
        old_ids = _made_at(datetime.combine(today, time(), UTC) - timedelta(days=2))
        with self._whole():
            for old in ("DELETE FROM lease WHERE day < ?", "DELETE FROM given WHERE day < ? AND refused != ''"):
                self._db.execute(old, (today.isoformat(),))
            self._db.execute("DELETE FROM asked WHERE replace(command, '-', '') < ?", (old_ids,))
            for lease in leases:
                row = (lease.id, lease.day.isoformat(), lease.service, epoch, lease.model_dump_json())
                self._db.execute("INSERT INTO lease VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, lease.first, lease.last))
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # or what was erased would stay readable there
        return self.leases()

    def give(
        self, wanted: Wanted, epoch: int, at: datetime, ref: Ref, replaces: CommandId | None
    ) -> tuple[Given | None, tuple[Leased, ...]]:
        """Give the next number of the wanted service, for ever, and the leases as they are then.

        Args:
            wanted: for whom; its holder, who acts for them and their form are given back and not written down.
            epoch: only numbers that were leased in this epoch of the hall are given.
            at: now, in the hall's time; only numbers of this day are given.
            ref: the ticket's.
            replaces: the command that asked the hub for it before; it is settled by this.

        Returns:
            None in the place of the number where none is left.
        """
        found = (wanted.service, at.date().isoformat(), epoch)
        given = None
        with self._whole():
            row = self._db.execute(
                "SELECT body, next FROM lease WHERE service = ? AND day = ? AND epoch = ? AND next <= last"
                " ORDER BY rowid LIMIT 1",
                found,
            ).fetchone()
            if row:
                lease = Lease.model_validate_json(row[0])
                number = f"{lease.series}{row[1]:03}"
                told = {"lease": lease.id, "day": lease.day, "number": number, "ref": ref, "given_at": at}
                given = Given.model_validate({**dict(wanted), **told, "replaces": replaces})
                self._db.execute("UPDATE lease SET next = next + 1 WHERE id = ?", (lease.id,))
                body = given.model_dump_json(exclude={"holder", "by", "form"})
                self._db.execute("INSERT INTO given VALUES (?, ?, ?, '')", (lease.day.isoformat(), number, body))
                self._db.execute("DELETE FROM asked WHERE command = ?", (replaces,))
        return given, self.leases()

    def take_back(self, given: Given) -> bool:
        """Nobody got that number, and nobody will; what it replaced has no known end again."""
        with self._whole():
            self.hand_in(given)
            if given.replaces:
                self._db.execute("INSERT OR IGNORE INTO asked VALUES (?)", (given.replaces,))
        return True

    def hand_in(self, given: Given) -> bool:
        """The hub has that number."""
        self._db.execute("DELETE FROM given WHERE day = ? AND number = ?", (given.day.isoformat(), given.number))
        return True

    def refuse(self, given: Given, code: str) -> bool:
        """The hub will never take that number; kept until its day is over, for the technician."""
        where = (code, given.day.isoformat(), given.number)
        self._db.execute("UPDATE given SET refused = ? WHERE day = ? AND number = ?", where)
        return True

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """All of it or nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


def _open(path: Path, hall: str, device: str) -> sqlite3.Connection:
    new = not path.exists()
    os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
    if new:
        _sync(path.parent)
    try:
        db = sqlite3.connect(path, timeout=0, isolation_level=None)
    except sqlite3.Error as error:
        raise NotebookError("unwritable", str(error)) from None
    try:
        _prepare(db, f"{hall}/{device}")
    except BaseException as error:
        db.close()
        if isinstance(error, UnicodeDecodeError):  # SQLite quotes what is broken in its complaint
            raise _CorruptError("not UTF-8") from None
        if not isinstance(error, sqlite3.Error):
            raise
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _CORRUPT:
            raise _CorruptError(str(error)) from None
        raise NotebookError("taken" if code in _TAKEN else "unwritable", str(error)) from None
    return db


def _prepare(db: sqlite3.Connection, owner: str) -> None:
    """Take the file for this process alone, and see that it is what it should be."""
    for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        db.execute(f"PRAGMA {pragma}")
    db.execute("BEGIN EXCLUSIVE")
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if not version and not db.execute("SELECT 1 FROM sqlite_master").fetchone():
        for statement in filter(str.strip, _TABLES.split(";")):
            db.execute(statement)
        db.execute("INSERT INTO fact VALUES ('owner', ?)", (owner,))
        db.execute(f"PRAGMA user_version = {SCHEMA}")
    elif version != SCHEMA:
        raise NotebookError("foreign", f"of version {version}, this is {SCHEMA}")
    else:
        _check(db, owner)
    db.execute("COMMIT")


def _check(db: sqlite3.Connection, owner: str) -> None:
    (well,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if well != "ok":
        raise _CorruptError(well)
    (whose,) = db.execute("SELECT value FROM fact WHERE name = 'owner'").fetchone() or ("",)
    if whose != owner:
        raise NotebookError("foreign", f"of {whose}, this is {owner}")
    try:
        _read(db)
    except ValidationError as error:
        raise _CorruptError(error.title) from None
    except sqlite3.OperationalError as error:  # a column whose name or whose text is broken
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) == sqlite3.SQLITE_ERROR:
            raise _CorruptError("a table can't be read") from None
        raise


def _read(db: sqlite3.Connection) -> Kept:
    rows = db.execute("SELECT body, refused FROM given ORDER BY rowid").fetchall()
    given = [(Given.model_validate_json(body), refused) for body, refused in rows]
    return Kept(
        _leases(db),
        tuple(command for (command,) in db.execute("SELECT command FROM asked ORDER BY command")),
        tuple(one for one, refused in given if not refused),
        {one.number: refused for one, refused in given if refused},
        dict(db.execute("SELECT name, value FROM fact").fetchall()),
    )


def _leases(db: sqlite3.Connection) -> tuple[Leased, ...]:
    rows = db.execute("SELECT body, epoch, next FROM lease ORDER BY rowid")
    return tuple(Leased(Lease.model_validate_json(body), epoch, next_) for body, epoch, next_ in rows)


def _lay_aside(path: Path) -> Path:
    place = next(n for n in range(1, 10_000) if not path.with_name(f"{path.name}.aside-{n}").exists())
    aside = path.with_name(f"{path.name}.aside-{place}")
    path.rename(aside)
    for side in ("-wal", "-journal"):
        if (beside := path.with_name(path.name + side)).exists():
            beside.rename(aside.with_name(aside.name + side))
    _sync(path.parent)
    return aside


def _sync(folder: Path) -> None:
    """Make a file's name as durable as the file."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _made_at(moment: datetime) -> str:
    """What an id made at that moment begins with."""
    return f"{int(moment.timestamp() * 1000):012x}"
