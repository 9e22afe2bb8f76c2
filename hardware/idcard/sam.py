"""Frames between a computer and the security module of an ID card reader: bytes in, events out.

    to the reader      AA AA AA 96 69 | length, 2 | command, parameter, data | check
    from the reader    AA AA AA 96 69 | length, 2 | SW1 SW2 SW3, data        | check

The length counts everything after itself, the check is the XOR of length and everything up to itself. SW3 is the
reader's own status and alone decides; SW1 and SW2 are passed through from the card. The standard (GA/T 467) is not
public; facts are from makers' sheets such as eastcoms.com/service/downdrive/508.html and published programs.

This file knows no port, thread or clock.
"""

import enum
import itertools
import operator
from dataclasses import dataclass
from functools import reduce

from hardware.errors import MalformedError

PREAMBLE = b"\xaa\xaa\xaa\x96\x69"
_MARK = PREAMBLE[1:]  # serial lines and some USB readers lose the first AA
_LENGTH_BYTES = 2
_STATUS_AND_CHECK = 4
MOST_PAYLOAD = 4096
"""Longest length that is believed; the longest answer there is (text, photo, fingerprints) has 2314."""


class Command(bytes, enum.Enum):
    """What we ask, as command and parameter."""

    STATUS = b"\x11\xff"
    FIND = b"\x20\x01"
    SELECT = b"\x20\x02"
    READ = b"\x30\x01"  # text and photo
    READ_WITH_FINGERPRINT = b"\x30\x10"
    LATEST_ADDRESS = b"\x30\x03"


class Verdict(enum.Enum):
    """What an answer means for us."""

    DONE = enum.auto()
    NOTHING_THERE = enum.auto()  # asked for an item that the card does not have
    NO_CARD = enum.auto()
    LAY_AGAIN = enum.auto()
    UNSUPPORTED_CARD = enum.auto()
    TRY_AGAIN = enum.auto()  # the reader got our frame spoilt
    OUT_OF_SERVICE = enum.auto()


_VERDICTS = {
    0x90: Verdict.DONE,
    0x9F: Verdict.DONE,  # card found
    0x91: Verdict.NOTHING_THERE,
    0x00: Verdict.TRY_AGAIN,  # no module says so: a zero was lost, and one that fills up a report taken for it
    0x10: Verdict.TRY_AGAIN,  # check wrong
    0x11: Verdict.TRY_AGAIN,  # length wrong
    0x21: Verdict.TRY_AGAIN,  # no such command, or its bytes were spoilt
    0x24: Verdict.OUT_OF_SERVICE,  # unknown error
    0x31: Verdict.LAY_AGAIN,  # card did not accept the module
    0x32: Verdict.LAY_AGAIN,  # module did not accept the card
    0x33: Verdict.LAY_AGAIN,  # information check failed
    0x40: Verdict.UNSUPPORTED_CARD,
    0x41: Verdict.LAY_AGAIN,  # read failed
    0x47: Verdict.LAY_AGAIN,  # no random number from the card
    0x60: Verdict.OUT_OF_SERVICE,  # self-test failed
    0x66: Verdict.OUT_OF_SERVICE,  # module not authorised
    0x80: Verdict.NO_CARD,
    0x81: Verdict.LAY_AGAIN,  # select failed
}


@dataclass(frozen=True, repr=False)
class Answer:
    """A whole frame from the reader. Its `repr` leaves out the data, which are somebody's.

    Attributes:
        status: SW3.
        data: What follows the status.
    """

    status: int
    data: bytes = b""

    def __repr__(self) -> str:
        return f"Answer(status={self.status:02X}, {len(self.data)} bytes)"

    @property
    def verdict(self) -> Verdict:
        """What the status means; a code that no source names is taken as a card that should be laid again."""
        return _VERDICTS.get(self.status, Verdict.LAY_AGAIN)


@dataclass(frozen=True)
class Garbled:
    """Something that began as a frame and is none: its check or its length is wrong."""


def frame(payload: bytes) -> bytes:
    """Wrap command, parameter and data into a frame."""
    body = (len(payload) + 1).to_bytes(2, "big") + payload
    return PREAMBLE + body + bytes([_check(body)])


class FrameReader:
    """Finds the frames in a stream of bytes, however they are split and whatever noise stands between them.

    A frame that has begun and promises more than will ever come does not swallow the good one behind it: while it is
    waited for, every later mark is looked at as well.
    """

    def __init__(self) -> None:
        self._bytes = b""

    @property
    def inside(self) -> bool:
        """Whether a frame has begun and not ended."""
        return self._bytes.startswith(_MARK)

    def feed(self, data: bytes) -> list[Answer | Garbled]:
        """Take more bytes, give every frame that is whole now."""
        self._bytes += data
        events: list[Answer | Garbled] = []
        while (begun := self._bytes.find(_MARK)) >= 0:
            self._bytes = self._bytes[begun:]
            found, end = self._candidate(0)
            if found is None:
                found, end = self._whole_one_behind()
            if found is None:
                return events
            events.append(found)
            self._bytes = self._bytes[end:]
        self._bytes = self._bytes[1 - len(_MARK) :]  # a mark may have begun
        return events

    def _whole_one_behind(self) -> tuple[Answer | None, int]:
        start = 0
        while (start := self._bytes.find(_MARK, start + 1)) > 0:
            found, end = self._candidate(start)
            if isinstance(found, Answer):
                return found, end
        return None, 0

    def _candidate(self, start: int) -> tuple[Answer | Garbled | None, int]:
        """Look at the frame whose mark stands at `start`; None means that more bytes are needed."""
        body_at = start + len(_MARK)
        head = self._bytes[body_at : body_at + _LENGTH_BYTES]
        if len(head) < _LENGTH_BYTES:
            return None, 0
        length = int.from_bytes(head, "big")
        if not _STATUS_AND_CHECK <= length <= MOST_PAYLOAD:
            return Garbled(), body_at
        body = self._bytes[body_at : body_at + _LENGTH_BYTES + length]
        if len(body) < _LENGTH_BYTES + length:
            return None, 0
        if _check(body[:-1]) != body[-1]:
            return Garbled(), body_at
        return Answer(body[4], body[5:-1]), body_at + len(body)


@dataclass(frozen=True, repr=False)
class Blocks:
    """What a card gave, still as bytes."""

    text: bytes
    photo: bytes
    fingerprint: bytes = b""


def blocks(data: bytes) -> Blocks:
    """Split the data of a read by the lengths it carries: two for 30 01, three for 30 10.

    Which of the two it is shows in the sum, so readers that answer one command in the other's form are understood.

    Raises:
        MalformedError: The lengths do not fit what came.
    """
    lengths = [int.from_bytes(data[at : at + 2], "big") for at in (0, 2, 4)]
    for count in (2, 3):
        head = 2 * count
        if len(data) >= head and head + sum(lengths[:count]) == len(data):
            ends = [head + sum(lengths[:number]) for number in range(count + 1)]
            return Blocks(*(data[begin:end] for begin, end in itertools.pairwise(ends)))
    raise MalformedError(f"{len(data)} bytes with lengths {lengths}")


def _check(body: bytes) -> int:
    return reduce(operator.xor, body, 0)
