"""Everything of ours that reads bytes it did not write, as one call each: bytes in, nothing but declared errors out."""

import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from broker.contract import codec, topics
from broker.contract.messages import MESSAGES
from broker.contract.values import NAME_PATTERN, Lease, Wanted
from broker.runtime import secret
from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import Settings, SettingsError, load
from broker.runtime.settings.hall import HallSettings
from kiosk.citizen.notebook import Notebook, NotebookError
from tests.fuzz import device_bytes, device_tables
from tests.fuzz.forge import any_of
from tests.fuzz.hall import MORE
from tests.hall import HALL, write_hall

Reader = Callable[[Path, bytes], None]
"""Reads bytes; the folder is for files."""
_NAME = re.compile(NAME_PATTERN.removesuffix("$"))
_LEASE = {"id": "01a2037e-e335-7724-b959-f75b1ee987ce", "service": "residence", "series": "A"}


def message(_folder: Path, given: bytes) -> None:
    """A message of the wire; the first byte says of which class. What is read is said again and read the same."""
    kind = MESSAGES[given[0] % len(MESSAGES)] if given else MESSAGES[0]
    try:
        read = codec.decode(kind, given[1:])
    except codec.MalformedError:
        return
    said = codec.encode(read)
    if len(said) <= codec.MAX_BYTES:  # a read one may be said in more bytes than it came in
        assert codec.decode(kind, said) == read


def topic(_folder: Path, given: bytes) -> None:
    """A topic: of this hall's commands, or of nobody."""
    found = topics.read_command_topic(HALL, given.decode("utf-8", "surrogateescape"))
    assert found is None or all(_NAME.fullmatch(name) for name in found)


def hall_toml(folder: Path, given: bytes) -> None:
    """hall.toml."""
    _settings(HallSettings, folder, given)


def device_toml(folder: Path, given: bytes) -> None:
    """device.toml."""
    _settings(DeviceSettings, folder, given)


def secrets(folder: Path, given: bytes) -> None:
    """The hub's secret, and the kiosks' secrets."""
    path = folder / "fuzzed.secret"
    path.write_bytes(given)
    path.chmod(0o600)
    for read in (secret.load_secret, secret.load_holder_secrets):
        with suppress(SettingsError):
            read(path, may_make=False)


def notebook(folder: Path, given: bytes) -> None:
    """A kiosk's notebook: whatever the file is, the kiosk has a notebook then, or is told why not."""
    path = folder / "fuzzed.notebook"
    for old in folder.glob("fuzzed.notebook*"):
        old.unlink()
    path.write_bytes(given)
    with suppress(NotebookError), closing(Notebook(path, HALL, "kiosk-1")) as opened:
        opened.read()


def seeds(folder: Path) -> dict[Reader, list[bytes]]:
    """Of each reader, bytes that it likes; what is nearly right goes deepest."""
    hall = write_hall(folder, 1883, more=MORE.format(off='"2026-01-01"')).read_bytes()
    device = b'[device]\nid = "kiosk-1"\nhall = "leiyang"\n[mqtt]\nport = 1883\npassword_file = "x"\n'
    key = b"0123456789abcdef" * 4
    return {
        message: [bytes([n]) + any_of(Random(n), kind) for n, kind in enumerate(MESSAGES)],
        topic: [f"yimen/v1/{HALL}/cmd/kiosk-1/issue-ticket".encode()],
        hall_toml: [hall],
        device_toml: [device + b'[hardware]\nidcard = "simulated"\n[screen]\nsize = "1920x1080"\n'],
        secrets: [key, b"2 " + key + b"\n1 " + key + b" until 2027-03-01\n"],
        notebook: [_notebook(folder / "seed.notebook")],
        **device_bytes.SEEDS,
        **device_tables.SEEDS,
    }


_ALL = (message, topic, hall_toml, device_toml, secrets, notebook, *device_bytes.SEEDS, *device_tables.SEEDS)
NAMES = tuple(read.__name__ for read in _ALL)


def named(folder: Path, name: str) -> tuple[Reader, list[bytes]]:
    """A reader, and bytes that it likes."""
    read = _ALL[NAMES.index(name)]
    return read, seeds(folder)[read]


def _settings(kind: type[Settings], folder: Path, given: bytes) -> None:
    path = folder / "fuzzed.toml"
    path.write_bytes(given)
    with suppress(SettingsError):
        load(kind, path)


def _notebook(path: Path) -> bytes:
    """A notebook in which everything stands, in one file."""
    now = datetime.now(UTC)
    with closing(Notebook(path, HALL, "kiosk-1")) as opened:
        opened.add_leases((Lease(**_LEASE, day=now.date(), first=901, last=908),), 1, now.date())
        for _ in range(2):
            opened.give(Wanted(service="residence"), 1, now, os.urandom(16).hex(), None)
        opened.ask("01a2037e-e335-7724-b959-f75b1ee987ce")
        opened.keep("clock", "{}")
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute("PRAGMA journal_mode = DELETE")
    return path.read_bytes()
