"""One process at a time has a hall's database."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from broker.runtime.errors import KnownError


class StoreError(KnownError):
    """The store can't do it, and nothing of it was done.

    Attributes:
        code: why, as the hub's health says it: full, locked, no-memory or failed.
    """

    def __init__(self, words: str, code: str = "failed") -> None:
        super().__init__(words)
        self.code = code


class StoreInUseError(StoreError):
    """Another hub has this store open."""


class StoreUnsureError(KnownError):
    """Whether it was done nobody knows until the store is opened anew, so no answer to it would be true."""


def lock(database: Path) -> IO[str]:
    """Take a database for this process; closing what is returned, or ending, gives it back.

    Raises:
        StoreInUseError: another process has it.
        StoreError: it can't be taken.
    """
    file = database.resolve()  # by whatever name and from whatever folder it is meant
    try:
        held = file.with_name(file.name + ".lock").open("w")
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
