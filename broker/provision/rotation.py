"""The kiosks' secret, made anew: when a kiosk was stolen, or by plan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from broker.contract.values import SECRETS
from broker.runtime.secret import (
    HolderSecret,
    holder_secrets_text,
    load_holder_secrets,
    new_holder_secret,
    write_secret,
)
from broker.runtime.settings.hall import HallSettings

CARRY = timedelta(days=30)
"""How long a technician has to carry the new file to every kiosk."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """What became of the kiosks' secret.

    Attributes:
        version: of the new one.
        carry_by: until when every kiosk must have it.
        given_up: versions that end before their time, for no more than `SECRETS` can be in use.
    """

    version: int
    carry_by: date
    given_up: tuple[int, ...]


def make_first(file: Path) -> None:
    """See to it that there is a secret."""
    if not file.exists():
        write_secret(file, holder_secrets_text([new_holder_secret()]).encode())


def rotate_secret(file: Path, hall: HallSettings, today: date) -> Rotation:
    """Make the kiosks' secret anew; those before stay in use for as long as anything is kept by them.

    Args:
        file: where the secrets lie.
        hall: says how long that is.
        today: in the hall.

    Raises:
        SettingsError: the file is not what it must be.
    """
    before = load_holder_secrets(file, may_make=False)
    carry_by = today + CARRY
    made = rotated(before, new_holder_secret(before[0].version + 1), today, carry_by + longest_kept(hall))
    write_secret(file, holder_secrets_text(made).encode())
    kept = {one.version for one in made}
    given_up = tuple(one.version for one in before if one.in_use(today) and one.version not in kept)
    return Rotation(made[0].version, carry_by, given_up)


def rotated(before: Sequence[HolderSecret], new: HolderSecret, today: date, until: date) -> tuple[HolderSecret, ...]:
    """The secrets with a new one: the newest before it ends some time, those whose time is over go. Pure.

    However soon secrets follow each other, a new one is never refused: a stolen box must not wait. When more are in use
    than kiosks can hold, the oldest ends early.
    """
    newest, *older = before
    return (new, replace(newest, until=until), *(one for one in older if one.in_use(today)))[:SECRETS]


def longest_kept(hall: HallSettings) -> timedelta:
    """How long the hub keeps anything by which a card is known again: what is over, or an appointment to come."""
    ahead = (service.booking.days_ahead for service in hall.service if service.booking)
    return timedelta(days=max((hall.privacy.keep_days, *ahead)))
