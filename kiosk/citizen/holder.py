"""From a card to the one thing that leaves the kiosk: keyed hashes of its number and a masked name."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from broker.contract.values import Holder, Shown
from broker.runtime.secret import HolderSecret
from hardware.idcard.masking import STAR, mask_name
from hardware.idcard.number import LENGTH
from hardware.idcard.person import Person


@dataclass(frozen=True)
class Somebody:
    """Whoever laid a card.

    Attributes:
        holder: what leaves the kiosk of them.
        age: in years, where the card tells; it decides who goes first and is kept for this visit only.
    """

    holder: Holder
    age: int | None = field(default=None, repr=False)


def somebody_of(card: Person, secrets: Sequence[HolderSecret], today: date) -> Somebody:
    """Whoever laid this card; arguments as of `holder_of`."""
    return Somebody(holder_of(card, secrets, today), _age(card.number, today))


def holder_of(card: Person, secrets: Sequence[HolderSecret], today: date) -> Holder:
    """The holder that a card makes: a masked name, and k1 = HMAC-SHA256(secret, ID number) by each secret in use.

    Args:
        card: what was read.
        secrets: the kiosks' secrets, the newest first.
        today: tells which of them are still in use.
    """
    return _holder(card.number, mask_name(card.name), Shown.CARD, secrets, today)


def typed_holder_of(number: str, secrets: Sequence[HolderSecret], today: date) -> Holder:
    """The holder of a number that somebody typed; nobody knows a name."""
    return _holder(number, STAR, Shown.TYPED, secrets, today)


def _holder(number: str, name: str, shown: Shown, secrets: Sequence[HolderSecret], today: date) -> Holder:
    signs = number.upper().encode()
    newest, *older = (one for one in secrets if one.in_use(today))
    return Holder(
        key=_key(newest, signs),
        secret=newest.version,
        older=tuple(_key(one, signs) for one in older),
        name=name,
        shown=shown,
    )


def _age(number: str, today: date) -> int | None:
    """The age that a number of 18 signs tells."""
    try:
        born = datetime.strptime(number[6:14], "%Y%m%d").replace(tzinfo=UTC).date() if len(number) == LENGTH else None
    except ValueError:
        return None
    if born is None or born > today:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _key(secret: HolderSecret, number: bytes) -> str:
    return hmac.new(secret.secret, number, hashlib.sha256).hexdigest()
