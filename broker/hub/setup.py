"""From settings to what the hub works with."""

import os
import secrets
from datetime import timedelta
from pathlib import Path

from broker.contract.values import Clerk, ServiceInfo
from broker.queue.hall import Profile, WindowProfile
from broker.runtime.settings import HallSettings, SettingsError

SECRET_BYTES = 32


def profile_of(settings: HallSettings) -> Profile:
    """The hall as its rules know it."""
    return Profile(
        name=settings.hall.name,
        services={s.id: ServiceInfo(id=s.id, name=s.name, series=s.series) for s in settings.service},
        windows={
            w.id: WindowProfile(w.id, w.label, w.zone, w.services, frozenset(w.attributes)) for w in settings.window
        },
        staff={person.id: Clerk(id=person.id, name=person.name) for person in settings.staff},
        head_start={standing: timedelta(minutes=m) for standing, m in settings.queue.head_start_min.items()},
        help_after=timedelta(minutes=settings.queue.help_after_min),
    )


def secret_from(path: Path, *, may_make: bool) -> bytes:
    """A secret from its file, made on first use where nobody from outside can come in.

    Raises:
        SettingsError: it can't be read or is too short, or is missing and may not be made.
    """
    if not path.exists() and may_make:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(SECRET_BYTES))
    try:
        secret = bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError) as error:
        raise SettingsError(path, [f"can't be read as a secret of {SECRET_BYTES} bytes in hex: {error}"]) from None
    if len(secret) < SECRET_BYTES:
        raise SettingsError(path, [f"has {len(secret)} bytes, a secret has {SECRET_BYTES}"])
    return secret
