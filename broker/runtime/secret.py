"""A secret in a file of its own: read, or made where nobody else needs the same."""

import os
import secrets
from pathlib import Path

from broker.runtime.settings.file import SettingsError

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


def _make_secret(path: Path) -> bytes:
    secret = secrets.token_bytes(SECRET_BYTES)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secret.hex() + "\n")
    except OSError as error:
        raise SettingsError(path, [f"can't be made: {error.strerror}"]) from None
    return secret
