"""What is wrong with the hub itself, for the technician: its clock, its calendar, its store."""

import logging
import shutil
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

from broker.contract.devices import Problem
from broker.runtime.clock import SteadyClock
from broker.store.store import Store

log = logging.getLogger(__name__)

WORTH_TELLING = timedelta(seconds=5)
"""A clock put back by less is caught up before anybody would look."""
LITTLE_ROOM = 256 * 1024 * 1024
"""Bytes left on the disk below which a technician should know: some days of a large hall."""
LOOK_AT_DISK_EVERY_S = 60.0

TO_DO = {
    "full": "make room on that disk: old copies and logs go first, never a file named as the database",
    "locked": "end the program that keeps it locked, such as a database browser; yimen backup never does",
    "no-memory": "end what else runs on this machine, or give it more memory",
    "failed": "look after that disk; when the database itself is damaged, go on from a copy with yimen restore",
}
"""What helps, by why the store refuses to write."""
FLOODS = (
    "{0} said far too much and was shut out for a while; look after it, and yimen provision --renew {0} if it is stolen"
)
WRONG_PINS = "too many wrong PINs as {0}, so nobody signs in as them for a while; ask them whether they forgot theirs"
NOT_TOLD = "{0} has an older secret for card numbers than other kiosks; copy kiosk.secret from devices/{0} to it"


class Health:
    """Looks at what can be wrong, and logs each once when it begins.

    Args:
        clock: the hall's time.
        unknown_year: tells of a year whose holidays nobody knows, by the day it is, or None.
        store: the truth on disk.
        flooding: tells the devices that flooded the hub lately.
        not_told: tells the kiosks that have not heard of the newest secret.
        locked: tells the people as whom nobody signs in now, for too many wrong PINs.
        certificate: the MQTT server's, where the hall was provisioned.
    """

    def __init__(
        self,
        clock: SteadyClock,
        unknown_year: Callable[[date], str | None],
        store: Store,
        flooding: Callable[[], Iterable[str]] = tuple,
        not_told: Callable[[], Iterable[str]] = tuple,
        locked: Callable[[], Iterable[str]] = tuple,
        certificate: Path | None = None,
    ) -> None:
        self._clock, self._unknown_year, self._store, self._flooding = clock, unknown_year, store, flooding
        self._not_told, self._locked, self._certificate = not_told, locked, certificate
        self._ends: tuple[tuple[date, float], Problem | None] | None = None
        self._year: tuple[date, str | None] | None = None
        self._disk: tuple[float, Problem | None] | None = None
        self._known: frozenset[tuple[str, str]] = frozenset()

    def problems(self, today: date) -> tuple[Problem, ...]:
        """What is wrong now."""
        found = []
        if self._clock.ahead > WORTH_TELLING:
            detail = f"the machine's clock is {self._clock.ahead.total_seconds():.0f} s behind the hall's time"
            found.append(Problem(part="clock", code="put-back", detail=detail))
        elif not self._clock.steady:
            detail = "the machine's clock was put forward; no new day begins until it has stood for a while"
            found.append(Problem(part="clock", code="put-forward", detail=detail))
        if self._year is None or self._year[0] != today:
            self._year = (today, self._unknown_year(today))
        if self._year[1]:
            found.append(Problem(part="calendar", code="unknown-year", detail=self._year[1]))
        found += (Problem(part=id_, code="floods", detail=FLOODS.format(id_)) for id_ in self._flooding())
        found += (Problem(part=id_, code="old-secret", detail=NOT_TOLD.format(id_)) for id_ in self._not_told())
        found += (Problem(part=id_, code="wrong-pins", detail=WRONG_PINS.format(id_)) for id_ in self._locked())
        found += self._of_certificate(today)
        found += self._of_store()
        for problem in found:
            if (problem.part, problem.code) not in self._known:
                of = {"part": problem.part, "code": problem.code, "error": problem.detail}
                log.warning("something is wrong with the hub", extra=of)
        self._known = frozenset((problem.part, problem.code) for problem in found)
        return tuple(found)

    def _of_certificate(self, today: date) -> list[Problem]:
        """Looked at once a day, and when there is a new one."""
        if self._certificate is None:
            return []
        try:
            looked = today, self._certificate.stat().st_mtime
            if self._ends is None or self._ends[0] != looked:
                self._ends = looked, _of_end(self._certificate, today)
        except (OSError, ValueError) as error:
            detail = f"{self._certificate}: can't be read: {type(error).__name__}; run yimen provision"
            return [Problem(part="certificate", code="failed", detail=detail)]
        return [self._ends[1]] if self._ends[1] else []

    def _of_store(self) -> list[Problem]:
        if trouble := self._store.trouble:
            detail = f"{self._store.path}: {trouble}; commands are answered not-now; {TO_DO[trouble.code]}"
            return [Problem(part="store", code=trouble.code, detail=detail)]
        now = time.monotonic()
        if self._disk is None or now - self._disk[0] >= LOOK_AT_DISK_EVERY_S:
            self._disk = (now, self._of_disk())
        return [self._disk[1]] if self._disk[1] else []

    def _of_disk(self) -> Problem | None:
        folder = self._store.path.resolve().parent
        try:
            free = shutil.disk_usage(folder).free
        except OSError as error:
            return Problem(part="store", code="failed", detail=f"{folder}: {error.strerror}; {TO_DO['failed']}")
        if free >= LITTLE_ROOM:
            return None
        detail = f"{folder}: {free // 1024**2} MB left for the database; {TO_DO['full']}"
        return Problem(part="store", code="little-room", detail=detail)


def _of_end(certificate: Path, today: date) -> Problem | None:
    from broker.server import certificates  # noqa: PLC0415 - it takes a tenth of a second, only where there are any

    end = certificates.ends(certificate).date()
    if end - today >= certificates.RENEW_BEFORE - timedelta(days=1):  # in every time zone the command makes a new one
        return None
    detail = f"the MQTT server's certificate ends on {end}, and then no device comes in; run yimen provision"
    return Problem(part="certificate", code="ends", detail=detail)
