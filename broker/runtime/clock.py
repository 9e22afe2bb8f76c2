"""The hall's time: the machine's clock, made fit to keep an order by."""

from collections.abc import Callable
from datetime import datetime, timedelta

JUMP = timedelta(seconds=60)
"""A clock that differs by more from what has really passed was put forward or back."""
STEADY = timedelta(minutes=2)
"""How long a clock that jumped forward must stand before a new day is believed."""


class SteadyClock:
    """Time that never goes back: an order made by it stays one.

    When the machine's clock is put back, this one goes on at half speed until the two meet. When it is put forward,
    this one follows, but is not `steady` for a while: a day must not end because a clock was wrong for a moment.

    Args:
        wall: the machine's clock, in the hall's time zone.
        ticks: seconds that only ever count up, such as `time.monotonic`.
    """

    def __init__(self, wall: Callable[[], datetime], ticks: Callable[[], float]) -> None:
        self._wall, self._ticks = wall, ticks
        self._at = self._seen = wall()
        self._tick = ticks()
        self._jumped: float | None = None

    def now(self) -> datetime:
        """The time in the hall."""
        wall, tick = self._wall(), self._ticks()
        passed = timedelta(seconds=tick - self._tick)
        if wall - self._seen - passed > JUMP:
            self._jumped = tick
        self._at = max(wall, self._at + passed / 2)
        self._seen, self._tick = wall, tick
        return self._at

    def not_before(self, moment: datetime) -> None:
        """Go on from there at the earliest: it is the time of something that has happened."""
        self._at = max(self._at, moment.astimezone(self._at.tzinfo))

    @property
    def steady(self) -> bool:
        """Whether the machine's clock did not jump forward lately."""
        self.now()
        return self._jumped is None or self._tick - self._jumped >= STEADY.total_seconds()

    @property
    def ahead(self) -> timedelta:
        """How far the hall's time is ahead of the machine's clock, because that was put back."""
        return self._at - self._seen
