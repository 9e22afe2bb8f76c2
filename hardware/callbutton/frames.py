"""The frames of callers on a serial line, as a pattern describes them. Pure.

A pattern is words, one for each byte on the line:

    68           this very byte
    any          any byte
    addr cmd     a value by that name; the second time it must be the same
    hi lo        the two bytes of the number that is shown
    len          how many bytes there are from `length_from` up to `sum`
    data         as many bytes as `len` leaves for it
    sum          the sum of all bytes from `sum_from` up to here, modulo 256
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hardware.errors import MalformedError

LONGEST = 64
"""Bytes of a frame at most; what promises more is noise."""
NAMES = frozenset({"addr", "cmd", "hi", "lo", "len", "data", "sum", "any"})
_BYTE = re.compile("[0-9a-f]{2}", re.ASCII)


@dataclass(frozen=True)
class Frame:
    """One frame that came."""

    addr: int
    cmd: int | None
    data: bytes

    @property
    def key(self) -> str:
        """Which key it tells of: command and data as hex, such as `01` or `01:0f`."""
        cmd = "" if self.cmd is None else f"{self.cmd:02x}"
        return cmd + (f":{self.data.hex()}" if self.data else "")


@dataclass(frozen=True)
class Pattern:
    """How a frame looks; made by `read`."""

    words: tuple[str, ...]
    length_from: int
    sum_from: int

    @classmethod
    def read(cls, text: str, length_from: str = "addr", sum_from: str = "addr") -> "Pattern":
        """Read a pattern.

        Args:
            text: The words.
            length_from: The word at which `len` begins to count.
            sum_from: The word at which `sum` begins.

        Raises:
            MalformedError: It can't be a pattern, and why.
        """
        words = tuple(text.lower().split())
        for word in words:
            if word not in NAMES and not _BYTE.fullmatch(word):
                raise MalformedError(f"{word!r} is none of {', '.join(sorted(NAMES))}, nor a byte such as 68")
        if not 0 < len(words) <= LONGEST or words.count("data") > 1 or words.count("sum") > 1:
            raise MalformedError(f"has 1 to {LONGEST} words, and each of data and sum once at most")
        if "data" in words and "len" not in words[: words.index("data")]:
            raise MalformedError("data needs a len before it")
        for start in (length_from if "len" in words else words[0], sum_from if "sum" in words else words[0]):
            if start not in words:
                raise MalformedError(f"length_from and sum_from are words of it, {start!r} is none")
        starts = [words.index(start) if start in words else 0 for start in (length_from, sum_from)]
        return cls(words, starts[0], starts[1])

    def build(self, values: Mapping[str, int]) -> bytes:
        """The bytes of a frame.

        Args:
            values: By name; what is not named is 0.
        """
        out = bytearray()
        begins = 0
        for n, word in enumerate(self.words):
            if n == self.sum_from:
                begins = len(out)
            if word == "sum":
                out.append(sum(out[begins:]) % 256)
            elif word == "len":
                out.append(self._counted)
            elif word != "data":
                out.append(int(word, 16) if word not in NAMES else values.get(word, 0) % 256)
        return bytes(out)

    @property
    def _counted(self) -> int:
        """How many bytes `len` counts beside those of `data`."""
        end = self.words.index("sum") if "sum" in self.words else len(self.words)
        return sum(word != "data" for word in self.words[self.length_from : end])

    def match(self, raw: bytes) -> tuple[Frame, int] | int | None:
        """Look for a frame at the start of bytes.

        Returns:
            The frame and its length; None where there is none; 0 where more bytes are needed to tell.
        """
        seen: dict[str, int] = {}
        data = b""
        at = sums = 0
        for n, word in enumerate(self.words):
            if n == self.sum_from:
                sums = at
            if word == "data":
                size = seen["len"] - self._counted
                if not 0 <= size <= LONGEST:
                    return None
                data, at = raw[at : at + size], at + size
                continue
            if at >= len(raw):
                return 0
            value = raw[at]
            if word == "sum":
                fits = value == sum(raw[sums:at]) % 256
            elif word in NAMES:
                fits = word == "any" or seen.setdefault(word, value) == value
            else:
                fits = value == int(word, 16)
            if not fits:
                return None
            at += 1
        if at > len(raw):
            return 0
        return Frame(seen.get("addr", 0), seen.get("cmd"), data), at


def take_frames(pattern: Pattern, raw: bytes, *, silent: bool = False) -> tuple[list[Frame], bytes]:
    """The frames in what came, and what may be the beginning of another.

    Args:
        pattern: How they look.
        raw: What is left of before, and what came.
        silent: Whether nothing more comes for now: then a beginning is noise, and what it hid is looked at.
    """
    frames: list[Frame] = []
    while raw:
        found = pattern.match(raw)
        if isinstance(found, tuple):
            frames.append(found[0])
            raw = raw[found[1] :]
        elif found is None or silent:
            raw = raw[1:]
        else:
            break
    return frames, raw
