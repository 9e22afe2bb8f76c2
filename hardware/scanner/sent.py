"""What a scanner on a serial line has sent: bytes to texts. Pure."""

from collections.abc import Iterator

from hardware.scanner.scanner import LONGEST

_KEPT = 4 * LONGEST + 1
"""Bytes of a code that has not ended: more signs than any of ours has, however many bytes each takes."""


class Sent:
    """Bytes that come, a few or many at a time, to whole codes; see `Typed`."""

    def __init__(self) -> None:
        self._rest = b""

    def take(self, raw: bytes) -> Iterator[str]:
        """Give each code that ended with a new line."""
        *ended, rest = (self._rest + raw).replace(b"\r", b"\n").split(b"\n")
        self._rest = rest[:_KEPT]  # what is longer is dropped when it ends, and its end is no code of its own
        for each in ended:
            yield from _code(each)

    def end(self) -> Iterator[str]:
        """Give what was sent so far, if it may be a code: after a silence."""
        rest, self._rest = self._rest, b""
        return _code(rest)


def _code(raw: bytes) -> Iterator[str]:
    text = raw.decode("utf-8", "replace")
    if len(text) <= LONGEST and (code := text.strip()):
        yield code
