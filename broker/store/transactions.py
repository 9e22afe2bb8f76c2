"""Reads and writes over one connection, each whole or not at all, and what a failure of one means."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Result, RootTransaction, Select
from sqlalchemy.exc import DBAPIError, IntegrityError

from broker.store.lock import StoreError, StoreUnsureError

WAIT_MS = 2000
"""How long a write waits for another program's lock."""

_CODES = {sqlite3.SQLITE_FULL: "full", sqlite3.SQLITE_BUSY: "locked", sqlite3.SQLITE_NOMEM: "no-memory"}
_UNDONE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_IOERR_WRITE}
"""A COMMIT that fails so has not happened: the frame that would end it is not there, or only half of it."""


class Transactions:
    """What the store does with its connection.

    Args:
        path: the database file.
        connection: the one connection of its one writer.

    Attributes:
        trouble: why it refused what it was last given to write; None while it takes everything.
    """

    def __init__(self, path: Path, connection: Connection) -> None:
        self._path, self._connection = path, connection
        self._unsure: StoreUnsureError | None = None
        self.trouble: StoreError | None = None

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One durable transaction.

        Raises:
            StoreError: nothing of it happened.
            StoreUnsureError: it happened, or it did not; the same for every later one.
        """
        if self._unsure:
            raise self._unsure
        try:
            transaction = self._connection.begin()
            try:
                yield self._connection
            except BaseException:
                transaction.rollback()
                raise
        except (DBAPIError, MemoryError) as error:
            self.trouble = refused(error)
            raise self.trouble from None
        self._commit(transaction)
        self.trouble = None

    @contextmanager
    def without_waiting(self) -> Iterator[None]:
        """Wait for nobody's lock meanwhile."""
        self._driver.execute("PRAGMA busy_timeout=0")
        try:
            yield
        finally:
            self._driver.execute(f"PRAGMA busy_timeout={WAIT_MS}")

    def erase(self) -> None:
        """Let nothing of what was deleted stay readable in the write-ahead log.

        What a reader or the disk stands in the way of is done the next time: no commit depends on it.
        """
        with self.without_waiting(), suppress(sqlite3.Error, MemoryError):
            self._driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def read(self, query: Select[Any]) -> Result[Any]:
        """Everything that a query finds.

        Raises:
            StoreError: it can't be read now.
        """
        try:
            with self._connection.begin():
                return self._connection.execute(query).freeze()()
        except (DBAPIError, MemoryError) as error:
            raise refused(error) from None

    @property
    def _driver(self) -> sqlite3.Connection:
        return cast("sqlite3.Connection", self._connection.connection.driver_connection)

    def _commit(self, transaction: RootTransaction) -> None:
        # The failure may come after all of it lies in the write-ahead log, where the next to open the database finds
        # it: when the log can't be forced to disk, or when there is no memory to list what was added to it.
        try:
            transaction.commit()
        except Exception as error:
            why = refused(error)
            if not isinstance(error, DBAPIError) or _code(error) not in _UNDONE:
                self._unsure = StoreUnsureError(
                    f"{self._path}: whether a commit happened is not known: {why}; look after this machine's disk and "
                    "memory, and start the hub again: it goes on with what is true"
                )
                raise self._unsure from error
            transaction.rollback()
            self.trouble = why
            raise why from None


def refused(error: Exception) -> StoreError:
    """What failed, in words."""
    if isinstance(error, MemoryError):
        return StoreError("out of memory", "no-memory")
    if isinstance(error, IntegrityError):
        return StoreError(f"two hubs, or a fault of ours: {error.orig}")
    if isinstance(error, DBAPIError):
        kind = _code(error) & 0xFF  # the other bits tell which of its kind
        name = getattr(error.orig, "sqlite_errorname", "")
        return StoreError(f"{error.orig} {name}".strip(), _CODES.get(kind, "failed"))
    return StoreError(repr(error))


def _code(error: DBAPIError) -> int:
    """SQLite's extended result code."""
    return int(getattr(error.orig, "sqlite_errorcode", 0))
