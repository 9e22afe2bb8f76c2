"""PINs of staff: only their hashes are ever kept (argon2id, the only file that knows it)."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


def hash_pin(pin: str) -> str:
    """What stands in hall.toml as `pin_hash`."""
    return PasswordHasher().hash(pin)


def is_pin(pin_hash: str, pin: str) -> bool:
    """Whether a PIN is the one of this hash; takes some fifty milliseconds on purpose."""
    try:
        return PasswordHasher().verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False
