"""From a card to the one thing that leaves the kiosk: keyed hashes of its number and a masked name."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import date

from broker.contract.values import Holder, Shown
from broker.runtime.secret import HolderSecret
from hardware.idcard.masking import STAR, mask_name
from hardware.idcard.person import Person


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


def _key(secret: HolderSecret, number: bytes) -> str:
    return hmac.new(secret.secret, number, hashlib.sha256).hexdigest()
