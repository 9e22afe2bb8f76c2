"""The log of a hall, read beside a running hub: proves that it is whole, and gives any day's events."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Executable, Result, create_engine, select, text
from sqlalchemy.exc import DBAPIError

from broker.store.lock import StoreError
from broker.store.reading import Told, opened_days, told
from broker.store.rows import chained
from broker.store.tables import EVENT, VISITOR


class Whole(NamedTuple):
    """What a look at the whole chain found.

    Attributes:
        events: how many events are as they were written, from the first on.
        broken: seq of the first that is changed or missing; None when all are whole.
    """

    events: int
    broken: int | None


class Log:
    """Reads a database file, and never changes it.

    Args:
        path: the file.

    Raises:
        StoreError: there is none, or it can't be read.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StoreError(f"{path}: there is no database")
        self._path = path
        self._engine = create_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
        try:
            self._connection = self._engine.connect()
        except DBAPIError as error:
            raise StoreError(f"{path}: {error.orig}") from None
        columns = {row.name for row in self._read(text("SELECT name FROM pragma_table_info('visitor')"))}
        if not columns.issuperset(VISITOR.c.keys()):
            self.close()
            raise StoreError(f"{path}: written by an earlier version, or no hall's; start its hub once, then try again")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
        self._engine.dispose()

    def whole(self) -> Whole:
        """Go through the chain from its first event."""
        previous, count = "", 0
        rows = self._read(select(EVENT.c.seq, EVENT.c.body, EVENT.c.hash).order_by(EVENT.c.seq))
        for row in rows:
            previous = chained(previous, row.body)
            if row.seq != count + 1 or row.hash != previous:
                return Whole(count, count + 1)
            count += 1
        return Whole(count, None)

    def days(self) -> list[date]:
        """Every day that was opened, oldest first."""
        return [day for day, _seq in opened_days(self._read)]

    def day(self, day: date) -> Iterator[Told]:
        """The events from the opening of a day to that of the next; none for a day that never was."""
        opened = opened_days(self._read)
        for n, (date_, first) in enumerate(opened):
            if date_ == day:
                yield from told(self._read, first, opened[n + 1][1] if n + 1 < len(opened) else None)

    def _read(self, query: Executable) -> Result[Any]:
        try:
            return self._connection.execute(query)
        except DBAPIError as error:
            raise StoreError(f"{self._path}: {error.orig}") from None
