"""Commands to a card and its responses, as bytes (ISO 7816-4): pure."""

from dataclasses import dataclass, field

from hardware.errors import MalformedError

DONE = b"\x90\x00"
CURRENT_FILE = 0x04
"""The reference under which the records of the file that was selected last are read."""
TRIES_LEFT = bytes.fromhex("00200000")
"""VERIFY without a PIN: no try is lost by it, the card only says how many there are."""

_CASE_2_BYTES = 5


@dataclass(frozen=True)
class Response:
    """What a card answered.

    Attributes:
        data: All but the status; it may be personal.
        status: SW1 and SW2 as one number, such as 0x9000.
    """

    data: bytes = field(repr=False)
    status: int

    @property
    def done(self) -> bool:
        """Whether the card did what it was told."""
        return self.status == int.from_bytes(DONE, "big")

    @property
    def wants_pin(self) -> bool:
        """Whether it would do so after a PIN: security status, or conditions of use, not satisfied."""
        return self.status in {0x6982, 0x6985}

    @property
    def tries_left(self) -> int | None:
        """How often a wrong PIN may still be told; None if the card does not say."""
        return self.status & 0x0F if self.status & 0xFFF0 == 0x63C0 else None  # noqa: PLR2004  63 Cx


def parse(answer: bytes) -> Response:
    """Read what came.

    Raises:
        MalformedError: It has no status.
    """
    if len(answer) < len(DONE):
        raise MalformedError(f"an answer of {len(answer)} bytes")
    return Response(answer[:-2], int.from_bytes(answer[-2:], "big"))


def select_application(name: bytes) -> bytes:
    """Choose an application by its name (AID)."""
    return bytes((0x00, 0xA4, 0x04, 0x00, len(name))) + name


def select_file(file: int) -> bytes:
    """Choose the file EF00 + `file` of the application."""
    return bytes((0x00, 0xA4, 0x02, 0x00, 0x02, 0xEF, file))


def short_file(file: int) -> int:
    """Give the reference under which a file's records are read without choosing the file."""
    return file << 3 | CURRENT_FILE


def read_record(reference: int, number: int) -> bytes:
    """Ask for one record of a file, numbered from 1."""
    return bytes((0x00, 0xB2, number, reference, 0x00))


def verify(pin: str) -> bytes:
    """Tell a PIN, two digits in each byte."""
    packed = bytes.fromhex(pin)
    return TRIES_LEFT + bytes((len(packed),)) + packed


def follow_up(command: bytes, status: int) -> bytes | None:
    """Give the command that brings what a response left out; None if it left out nothing.

    61 xx says that xx bytes wait for GET RESPONSE, 6C xx that the command is to be told again with length xx.
    """
    first, second = divmod(status, 0x100)
    if first == 0x61:  # noqa: PLR2004  see above
        return bytes((0x00, 0xC0, 0x00, 0x00, second))
    if first == 0x6C and len(command) == _CASE_2_BYTES:  # noqa: PLR2004  see above
        return command[:-1] + bytes((second,))
    return None


def value_of(record: bytes) -> bytes:
    """Take off the tag and the length with which a record begins.

    Raises:
        MalformedError: There is less than the length says.
    """
    length, value = record[1:2], record[2:]
    if not length or length[0] > len(value):
        raise MalformedError(f"a record of {len(record)} bytes")
    return value[: length[0]]
