"""What is asked of one card while it lies there, over any reader."""

from typing import Protocol

from hardware.errors import UnsupportedCardError

GET_SERIAL = bytes.fromhex("ffca000000")
"""PC/SC's own command, which the reader answers for a contactless card (PC/SC part 3, section 3.2.2.1.3)."""
DONE = b"\x90\x00"
LENGTHS = range(4, 11)
"""Bytes of a serial number: ISO 14443-3 has 4, 7 and 10, ISO 15693 and FeliCa 8."""
_RANDOM = 0x08
"""First byte of a 4-byte number that a chip makes anew each time (ISO 14443-3), as telephones do."""


class Card(Protocol):
    """A line to one card; `IdCardError` when the card fails, `DeviceError` when the reader does."""

    where: str

    def transmit(self, command: bytes) -> bytes:
        """Send a command APDU, return the response with its two bytes of status."""

    def close(self) -> None:
        """Let go of the card; never raises."""


def read_serial(card: Card) -> str:
    """Ask a card for its chip's serial number, in lower-case hex.

    Raises:
        UnsupportedCardError: It has none, or another one each time.
        DeviceError: The card or the reader failed.
    """
    answer = card.transmit(GET_SERIAL)
    serial, status = answer[:-2], answer[-2:]
    if status != DONE:
        raise UnsupportedCardError(card.where, f"answered {status.hex()} when asked for its serial number")
    if len(serial) not in LENGTHS or not any(serial):
        raise UnsupportedCardError(card.where, f"has no serial number in its {len(serial)} bytes")
    if len(serial) == min(LENGTHS) and serial[0] == _RANDOM:
        raise UnsupportedCardError(card.where, "has another serial number each time")
    return serial.hex()
