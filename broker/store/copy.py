"""Copies of a hall's database: made while the hub runs, and put in place of it while it does not."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from broker.store.lock import StoreError
from broker.store.log import Log


def copy(source: Path, target: Path) -> None:
    """Copy a database as of one moment, while it may be in use; what was at the target is replaced.

    Raises:
        StoreError: it can't be read or written.
    """
    if not source.is_file():
        raise StoreError(f"{source}: there is no database")
    try:
        target.unlink(missing_ok=True)
        with (
            closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as from_,
            closing(sqlite3.connect(target)) as to,
        ):
            from_.backup(to)
            to.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{source} -> {target}: {error}") from None


def prove(database: Path) -> int:
    """See to it that every event is as it was written; returns how many there are.

    Raises:
        StoreError: one is not, or it can't be read.
    """
    with closing(Log(database)) as log:
        whole = log.whole()
    if whole.broken is not None:
        raise StoreError(f"{database}: event {whole.broken} is not as it was written, or is missing")
    return whole.events


def put_in_place(copied: Path, database: Path, aside: Path) -> None:
    """Let a copy be the database, and lay what was there aside. Nobody may have it open.

    Raises:
        StoreError: it can't be moved.
    """
    try:
        with suppress(sqlite3.Error), closing(sqlite3.connect(database)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # one that can't be read has no more to say
        for suffix in ("-wal", "-shm"):
            beside = database.with_name(database.name + suffix)
            if beside.exists():
                beside.rename(aside.with_name(aside.name + suffix))
        if database.exists():
            os.link(database, aside)
        copied.replace(database)  # at every moment there is one or the other, never none
    except OSError as error:
        raise StoreError(f"{database}: {error}") from None
