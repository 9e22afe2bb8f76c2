"""Secrets in files of their own: read, written, or made where nobody else needs the same."""

import logging
import os
import secrets
import tempfile
from pathlib import Path

from broker.runtime.settings.file import SettingsError

log = logging.getLogger(__name__)

SECRET_BYTES = 32


def load_secret(path: Path, *, may_make: bool) -> bytes:
    """The secret in a file.

    Args:
        path: where it lies, 32 bytes in hex, readable by its owner only.
        may_make: whether a missing one is made. Only where the whole hall is this machine: else somebody else has it.

    Raises:
        SettingsError: it is missing, open to others, or no secret.
    """
    try:
        mode, text = path.stat().st_mode, path.read_text("ascii").strip()
    except FileNotFoundError:
        if not may_make:
            raise SettingsError(path, ["missing; copy the hall's secret here"]) from None
        return _make_secret(path)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(path, [f"can't be read: {type(error).__name__}"]) from None
    if mode & 0o077:
        raise SettingsError(path, ["others can read it; chmod 600 it"])
    try:
        secret = bytes.fromhex(text)
    except ValueError:
        secret = b""
    if len(secret) != SECRET_BYTES:
        raise SettingsError(path, [f"is not {SECRET_BYTES} bytes in hex"])
    return secret


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


def _make_secret(path: Path) -> bytes:
    secret = secrets.token_bytes(SECRET_BYTES)
    try:
        with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}-") as file:  # for its owner only
            file.write(secret.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
            os.link(file.name, path)  # whole at once, and by one process only
    except FileExistsError:  # another process was first
        return load_secret(path, may_make=False)
    except OSError as error:
        raise SettingsError(path, [f"can't be made: {error.strerror}"]) from None
    log.info("made a secret that was missing", extra={"file": path.name})
    return secret
