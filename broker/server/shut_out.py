"""Keeps accounts out of a provisioned hall's MQTT server for a while, and lets them in again.

An account that is out stays in its file of passwords, on a line that the server takes for a remark: its line is cut, no
password opens the door, and `yimen provision` knows that it is there and keeps it as it is.
"""

import logging
import os
from collections.abc import Callable, Collection
from pathlib import Path

from broker.runtime.secret import write_secret
from broker.server.guard import Guard
from broker.server.mosquitto import reload

log = logging.getLogger(__name__)

MARK = "#"


def account_of(line: str) -> str:
    """Whose line of a file of passwords this is, be it out or in."""
    return line.partition(":")[0].removeprefix(MARK)


def keep_out(guard: Guard, server: Path, outside: Callable[[], Collection[str]]) -> None:
    """Have exactly these accounts outside, and tell the server that runs if this changes anything; from any thread.

    Args:
        guard: the hall's.
        server: the folder of the server's own files.
        outside: tells the accounts; asked when nobody else changes them any more.

    Raises:
        OSError: the files can't be read or written.
        BusyError: somebody else changes them, and does not end.
    """
    with guard.alone():
        out = outside()
        changed = [_mark(door.passwords, out) for door in (guard.door, guard.plain) if door]
        if any(changed) and not reload(server):
            log.warning("the MQTT server is not ours, or is away, and was not told who is shut out")


def _mark(passwords: Path, out: Collection[str]) -> bool:
    """Whether the file had to be changed."""
    before = passwords.read_text("utf-8")
    bare = (line.removeprefix(MARK) for line in before.splitlines())
    after = "".join(f"{MARK if account_of(line) in out else ''}{line}\n" for line in bare)
    if after == before:
        return False
    new, whose = passwords.with_name(f"{passwords.name}.new"), passwords.stat()
    write_secret(new, after.encode())
    os.chown(new, whose.st_uid, whose.st_gid)  # a hub of root's must not lock the server out
    new.replace(passwords)
    return True
