"""Secrets in files of their own: read, written, or made where nobody else needs the same."""

import logging
import os
import re
import secrets
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from broker.contract.values import SECRETS
from broker.runtime.settings.file import SettingsError

log = logging.getLogger(__name__)

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class HolderSecret:
    """One version of the secret by which kiosks make keys of ID numbers.

    Attributes:
        version: counts up; the newest makes the key that is stored.
        secret: 32 bytes.
        until: the last day on which it is used besides a newer one; None for the newest.
    """

    version: int
    secret: bytes = field(repr=False)
    until: date | None = None

    def in_use(self, today: date) -> bool:
        """Whether keys are still made by it."""
        return self.until is None or today <= self.until


def load_secret(path: Path, *, may_make: bool) -> bytes:
    """The secret in a file.

    Args:
        path: where it lies, 32 bytes in hex, readable by its owner only.
        may_make: whether a missing one is made. Only where the whole hall is this machine: else somebody else has it.

    Raises:
        SettingsError: it is missing, open to others, or no secret.
    """
    text = _read(path) or _make(path, secrets.token_hex(SECRET_BYTES), may_make=may_make)
    if not (secret := _secret(text)):
        raise SettingsError(path, [f"is not {SECRET_BYTES} bytes in hex"])
    return secret


def load_holder_secrets(path: Path, *, may_make: bool) -> tuple[HolderSecret, ...]:
    """The kiosks' secrets, newest first, each on a line of its own: `2 HEX`, then `1 HEX until 2027-03-01`.

    Args:
        path: where they lie, readable by its owner only.
        may_make: as in `load_secret`.

    Raises:
        SettingsError: the file is missing, open to others, or is not that.
    """
    text = _read(path) or _make(path, holder_secrets_text([new_holder_secret()]), may_make=may_make)
    found = tuple(_holder_secret(path, n, line) for n, line in enumerate(text.splitlines(), start=1))
    versions = [one.version for one in found]
    if not 1 <= len(found) <= SECRETS or sorted(set(versions), reverse=True) != versions:
        raise SettingsError(path, [f"must have one to {SECRETS} lines, the highest version first"])
    if [one.until is None for one in found] != [True] + [False] * (len(found) - 1):
        raise SettingsError(path, ["each line but the first must say until which day it is used"])
    return found


def new_holder_secret(version: int = 1) -> HolderSecret:
    """One that nobody knows yet."""
    return HolderSecret(version, secrets.token_bytes(SECRET_BYTES))


def holder_secrets_text(found: Iterable[HolderSecret]) -> str:
    """What stands in their file, from the newest on."""
    return "".join(f"{one.version} {one.secret.hex()}{f' until {one.until}' if one.until else ''}\n" for one in found)


def write_secret(path: Path, content: bytes) -> None:
    """Write a file that its owner alone can read, whole or not at all."""
    half = path.with_name(path.name + ".half")
    half.unlink(missing_ok=True)
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


def _read(path: Path) -> str:
    """What a secret's file says; empty when there is none.

    Raises:
        SettingsError: it can't be read, or others can read it too, or it is empty.
    """
    try:
        mode, text = path.stat().st_mode, path.read_text("ascii").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(path, [f"can't be read: {type(error).__name__}"]) from None
    if mode & 0o077:
        raise SettingsError(path, ["others can read it; chmod 600 it"])
    if not text:
        raise SettingsError(path, ["is empty; copy the hall's secret here"])
    return text


def _secret(text: str) -> bytes:
    """The secret that this is; empty when it is none."""
    return bytes.fromhex(text) if re.fullmatch(f"[0-9a-f]{{{2 * SECRET_BYTES}}}", text) else b""


def _holder_secret(path: Path, number: int, line: str) -> HolderSecret:
    found = re.fullmatch(r"([1-9][0-9]{0,5}) (\S+)(?: until (\S+))?", line)
    try:
        until = date.fromisoformat(found[3]) if found and found[3] else None
    except ValueError:
        found = None
    if not found or not (secret := _secret(found[2])):
        raise SettingsError(path, [f"line {number}: must be VERSION HEX, or VERSION HEX until YYYY-MM-DD"])
    return HolderSecret(int(found[1]), secret, until)


def _make(path: Path, text: str, *, may_make: bool) -> str:
    """Write a missing file, unless another process was first; returns what it says."""
    if not may_make:
        raise SettingsError(path, ["missing; copy the hall's secret here"])
    try:
        with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}-") as file:  # for its owner only
            file.write(text.strip() + "\n")
            file.flush()
            os.fsync(file.fileno())
            os.link(file.name, path)  # whole at once, and by one process only
    except FileExistsError:  # another process was first
        return _read(path)
    except OSError as error:
        raise SettingsError(path, [f"can't be made: {error.strerror}"]) from None
    log.info("made a secret that was missing", extra={"file": path.name})
    return text.strip()
