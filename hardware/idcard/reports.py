"""A frame in reports of fixed size and back, as readers that are HID devices want it: pure bytes.

How a maker wraps a frame is written as a row of words:

    88 00    these bytes                          any      one byte that may be anything (0 to the reader)
    length   2 bytes, the lower first: how many follow, not counting a sum
    frame    a frame to the reader; as much of the stream from it as there is
    sum      2 bytes, the lower first: of every byte from the length on, or of all if there is none
"""

import re
from dataclasses import dataclass

from hardware.errors import MalformedError

_FIELD = 2  # bytes of a length or a sum
_WORDS = {"any": 1, "length": _FIELD, "frame": 0, "sum": _FIELD}
_BYTE = re.compile("[0-9A-Fa-f]{2}", re.ASCII)


@dataclass(frozen=True)
class Wrapping:
    """A row of words, understood.

    Attributes:
        words: One for each field, in order.
    """

    words: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> "Wrapping":
        """Understand a row such as `88 00 00 length B1 frame sum`.

        Raises:
            MalformedError: A word that is none, no frame or two, a length behind it, anything but a sum at its end.
        """
        words = tuple(text.split())
        for word in words:
            if word not in _WORDS and not _BYTE.fullmatch(word):
                raise MalformedError(f"{word!a} is none of {', '.join(_WORDS)} and no byte such as A0")
        head, _, tail = text.partition("frame")
        if words.count("frame") != 1 or tail.split() not in ([], ["sum"]) or "sum" in head.split():
            raise MalformedError("is written with one frame, behind which stands a sum or nothing")
        if words.count("length") > 1:
            raise MalformedError("has one length at most")
        return cls(words)

    def wrap(self, frame: bytes) -> bytes:
        """Wrap a frame to the reader."""
        raw, summed_from = b"", 0
        for place, word in enumerate(self.words):
            match word:
                case "length":
                    summed_from = len(raw)
                    raw += (self._fixed(place + 1) + len(frame)).to_bytes(_FIELD, "little")
                case "frame":
                    raw += frame
                case "sum":
                    raw += _sum(raw[summed_from:])
                case "any":
                    raw += b"\0"
                case _:
                    raw += bytes.fromhex(word)
        return raw

    def unwrap(self, report: bytes) -> bytes:
        """Take out of a report from the reader what belongs to the stream; nothing if it is not of this form."""
        at, begin, end, summed_from = 0, 0, len(report), 0
        for word in self.words:
            piece = report[at : at + _WORDS.get(word, 1)]
            match word:
                case "length":
                    summed_from, end = at, at + _FIELD + int.from_bytes(piece, "little")
                case "frame":
                    begin = at
                case "sum":
                    if "length" not in self.words:
                        end = len(report) - _FIELD
                    if report[end : end + _FIELD] != _sum(report[summed_from:end]):
                        return b""
                case "any":
                    pass
                case _ if piece != bytes.fromhex(word):
                    return b""
            at += _WORDS.get(word, 1)
        return report[begin:end] if begin <= end <= len(report) else b""

    def _fixed(self, start: int) -> int:
        """Bytes of the fields from `start` on that a length counts."""
        return sum(_WORDS.get(word, 1) for word in self.words[start:] if word != "sum")


def reports(raw: bytes, size: int) -> list[bytes]:
    """Cut into reports of `size` bytes, the last filled up with zeros."""
    return [raw[at : at + size].ljust(size, b"\0") for at in range(0, len(raw), size)]


def _sum(raw: bytes) -> bytes:
    return (sum(raw) % 2**16).to_bytes(_FIELD, "little")
