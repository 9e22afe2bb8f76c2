"""Wait estimates beside the hub's thread: a part of the hall is forecast anew soon after something happened there."""

import logging
import time
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from broker.queue import estimate
from broker.queue.curve import Curve
from broker.queue.hall import Hall
from broker.queue.profile import Profile

log = logging.getLogger(__name__)

AT_MOST_EVERY = timedelta(seconds=1)
"""How often one part of the hall is forecast at most."""
AT_LEAST_EVERY = timedelta(seconds=15)
"""And at least: a wait grows shorter by itself."""
RESTS = 9
"""So many times as long as a forecast took none is made: commands have the machine, not forecasts."""


class Forecasts:
    """Keeps `hall.waits` fresh, one part of the hall at a time. Belongs to the hub's thread.

    Args:
        profile: the hall; its parts are the services that share windows.
        post: brings a call back to the hub's thread.
        tell: told each forecast when it is there.
    """

    def __init__(
        self,
        profile: Profile,
        post: Callable[[Callable[[], None]], None],
        tell: Callable[[dict[str, Curve]], None],
    ) -> None:
        self._post, self._tell = post, tell
        self._parts = estimate.components(profile)
        self._part_of = {service: n for n, part in enumerate(self._parts) for service in part}
        self._touched: dict[int, None] = dict.fromkeys(range(len(self._parts)))
        self._made: dict[int, datetime] = {}
        self._busy = False
        self._rests_until = 0.0
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="forecast")

    def touch(self, services: Iterable[str]) -> None:
        """Something happened to these services."""
        self._touched.update(dict.fromkeys(self._part_of[s] for s in services if s in self._part_of))

    def start_due(self, hall: Hall, now: datetime) -> None:
        """Begin the next forecast that is due, unless one is being made."""
        if self._busy or time.monotonic() < self._rests_until or (part := self._due(now)) is None:
            return
        self._busy = True
        self._touched.pop(part, None)
        self._made[part] = now
        scene = estimate.snapshot(hall, self._parts[part], now)
        self._aside.submit(self._make, scene, self._parts[part])

    def close(self) -> None:
        """Make no more."""
        self._aside.shutdown(cancel_futures=True)

    def _due(self, now: datetime) -> int | None:
        for part in self._touched:
            if part not in self._made or not timedelta() <= now - self._made[part] < AT_MOST_EVERY:
                return part
        for part, made in self._made.items():
            if now - made >= AT_LEAST_EVERY:
                return part
        return None

    def _make(self, scene: estimate.Scene, services: Collection[str]) -> None:
        """On the other thread."""
        curves: dict[str, Curve] = {}
        began = time.monotonic()
        try:
            curves = estimate.run(scene)
        except Exception:  # a forecast is no reason to stop; the simple estimate stands in for it
            log.exception("the waits can't be forecast", extra={"count": len(services)})
        finally:  # also when that can't be logged: else none is ever made again
            took = time.monotonic() - began
            self._post(lambda: self._there(curves, took))

    def _there(self, curves: dict[str, Curve], took: float) -> None:
        self._busy = False
        self._rests_until = time.monotonic() + RESTS * took
        self._tell(curves)
