"""What is asked of one card while it lies there, over any reader."""

from typing import Protocol

from hardware.errors import LayAgainError, MalformedError, UnsupportedCardError
from hardware.smartcard import apdu
from hardware.smartcard.apdu import Response

GET_SERIAL = bytes.fromhex("ffca000000")
"""PC/SC's own command, which the reader answers for a contactless card (PC/SC part 3, section 3.2.2.1.3)."""
GET_RESIDENT = bytes.fromhex("0036000008")
"""A resident identity card answers with its chip's number, as nfcim/nfsee asks it."""
LENGTHS = range(4, 11)
"""Bytes of a serial number: ISO 14443-3 has 4, 7 and 10, ISO 15693 and FeliCa 8."""
_RANDOM = 0x08
"""First byte of a 4-byte number that a chip makes anew each time (ISO 14443-3), as telephones do."""
_RESIDENT_BYTES = 8
_MOST_ANSWERS = 8
"""More than any record needs, which has 255 bytes at most."""


class Card(Protocol):
    """A line to one card; `IdCardError` when the card fails, `DeviceError` when the reader does."""

    where: str

    def transmit(self, command: bytes) -> bytes:
        """Send a command APDU, return the response with its two bytes of status."""

    def close(self) -> None:
        """Let go of the card; never raises."""


def exchange(card: Card, command: bytes) -> Response:
    """Send a command and what follows up on it; give the data of all responses and the last one's status.

    Raises:
        LayAgainError: The card answers as no card does, or without an end.
        DeviceError: The card or the reader failed.
    """
    data, asked = b"", command
    for _ in range(_MOST_ANSWERS):
        try:
            response = apdu.parse(card.transmit(asked))
        except MalformedError as error:
            raise LayAgainError(card.where, str(error)) from error
        data += response.data
        follow_up = apdu.follow_up(asked, response.status)
        if follow_up is None:
            return Response(data, response.status)
        asked = follow_up
    raise LayAgainError(card.where, f"has no end to its answer to {command[:2].hex()}")


def read_serial(card: Card) -> str:
    """Ask a card for its chip's serial number, in lower-case hex.

    Raises:
        UnsupportedCardError: It has none, or another one each time.
        DeviceError: The card or the reader failed.
    """
    answer = card.transmit(GET_SERIAL)
    serial, status = answer[:-2], answer[-2:]
    if status != apdu.DONE:
        raise UnsupportedCardError(card.where, f"answered {status.hex()} when asked for its serial number")
    if len(serial) not in LENGTHS or not any(serial):
        raise UnsupportedCardError(card.where, f"has no serial number in its {len(serial)} bytes")
    if len(serial) == min(LENGTHS) and serial[0] == _RANDOM:
        raise UnsupportedCardError(card.where, "has another serial number each time")
    return serial.hex()


def is_resident(card: Card) -> bool:
    """Ask whether it is a resident identity card; the number that says so tells who it is, and is dropped.

    Raises:
        DeviceError: The card or the reader failed.
    """
    answer = exchange(card, GET_RESIDENT)
    return answer.done and len(answer.data) == _RESIDENT_BYTES
