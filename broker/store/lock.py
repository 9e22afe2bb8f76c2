"""One process at a time has a hall's database."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from broker.runtime.errors import KnownError


class StoreError(KnownError):
    """The store can't do it, and nothing of it was done."""


class StoreInUseError(StoreError):
    """Another hub has this store open."""


def lock(database: Path) -> IO[str]:
    """Take a database for this process; closing what is returned, or ending, gives it back.

    Raises:
        StoreInUseError: another process has it.
        StoreError: it can't be taken.
    """
    try:
        held = database.with_name(database.name + ".lock").open("w")
    except OSError as error:
        raise StoreError(f"{database}: {error.strerror}") from None
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        raise StoreInUseError(f"{database}: another hub has it open; a hall has one hub") from None
    return held


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Have a database for a while."""
    with lock(database):
        yield
