"""What a line does to answers on their way, by chance."""

import functools
import operator
import threading
import time
from collections.abc import Callable
from random import Random

MARK = b"\xaa\xaa\x96\x69"
ON_ANY_LINE = ("flip", "burst", "cut", "more", "silence", "pull")
"""One byte wrong, twenty wrong, half of it, noise around it, nothing, and unplugged in the middle of it."""
ON_STREAMS = ("delay", "pieces")
"""Too late for whoever asked, and a few bytes at a time; where a peer may speak unasked."""


MOST_LATE_S = 4.0


class SpoiltLine:
    """Stands between a reader at byte level and its line.

    Args:
        put: Hands bytes to the line.
        unplug: Pulls the plug, from within an answer.
        dice: Chance.
    """

    def __init__(self, put: Callable[[bytes], None], unplug: Callable[[], None], dice: Random) -> None:
        self._put, self._unplug, self._dice = put, unplug, dice
        self._way = ""
        self._after = self._left = 0
        self._delayed: list[threading.Timer] = []

    def spoil(self, way: str) -> None:
        """Spoil some answers, from one of the next on."""
        self._after, self._left, self._way = self._dice.randrange(6), self._dice.choice([1, 1, 2, 4]), way

    def calm(self) -> None:
        """Spoil no more, and wait until nothing is under way."""
        self._way = ""
        for late in self._delayed:
            late.join()
        self._delayed.clear()

    def put(self, raw: bytes) -> None:
        """Take a whole answer."""
        if not self._way or not self._left:
            self._put(raw)
        elif self._after:
            self._after -= 1
            self._put(raw)
        else:
            self._left -= 1
            getattr(self, f"_{self._way}")(raw)

    def _flip(self, raw: bytes) -> None:
        self._overwrite(raw, 1)

    def _burst(self, raw: bytes) -> None:
        self._overwrite(raw, 20)

    def _overwrite(self, raw: bytes, size: int) -> None:
        while True:
            at = self._dice.randrange(len(raw))
            noise = self._dice.randbytes(min(size, len(raw) - at))
            spoilt = raw[:at] + noise + raw[at + len(noise) :]
            if not any_fits(spoilt):  # the protocol's check is one byte: nobody could see one such burst of 256
                self._put(spoilt)
                return

    def _cut(self, raw: bytes) -> None:
        self._put(raw[: self._dice.randrange(1, len(raw))])

    def _more(self, raw: bytes) -> None:
        before, behind = (self._dice.randbytes(self._dice.randrange(30)) for _ in range(2))
        self._put(before + raw + behind)

    def _silence(self, raw: bytes) -> None:
        """Say nothing."""

    def _pull(self, raw: bytes) -> None:
        self._cut(raw)
        self._unplug()

    def _delay(self, raw: bytes) -> None:
        self._delayed.append(threading.Timer(self._dice.random() * MOST_LATE_S, self._put, (raw,)))
        self._delayed[-1].start()

    def _pieces(self, raw: bytes) -> None:
        for at in range(0, len(raw), 100):
            self._put(raw[at : at + 100])
            time.sleep(self._dice.random() / 100)


def any_fits(raw: bytes) -> bool:
    """Whether a frame whose check fits stands anywhere in these bytes."""
    at = -1
    while (at := raw.find(MARK, at + 1)) >= 0:
        body = raw[at + len(MARK) :]
        size = 2 + int.from_bytes(body[:2], "big")
        if len(body) >= size and functools.reduce(operator.xor, body[:size], 0) == 0:
            return True
    return False
