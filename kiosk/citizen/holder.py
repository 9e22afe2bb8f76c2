"""From a card to the one thing that leaves the kiosk: a keyed hash of its number and a masked name."""

import hashlib
import hmac

from broker.contract.values import Holder
from hardware.idcard.masking import mask_name
from hardware.idcard.record import IdCard


def holder_of(card: IdCard, secret: bytes, version: int) -> Holder:
    """The holder that a card makes: k1 = HMAC-SHA256(secret, ID number), and a masked name."""
    key = hmac.new(secret, card.number.upper().encode(), hashlib.sha256).hexdigest()
    return Holder(key=key, secret=version, name=mask_name(card.name))
