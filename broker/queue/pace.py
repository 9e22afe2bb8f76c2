"""How fast a hall is today: what the fold of its day remembers for the wait estimates. Part of the truth: no clock."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import exp
from typing import NamedTuple

from broker.contract.told import Wait
from broker.contract.values import Standing

RECENT = 120
"""Visits that one service's distribution of times is drawn from: the last hour or two of a busy one."""
ARRIVALS = 80
"""Arrivals of one service that are remembered."""
GAPS = 20
"""Gaps between an end and the next call that are remembered of each window: about half a day, so breaks are in them."""
LONGEST_GAP = timedelta(minutes=20)
"""A longer one was no break; the window's hours tell of it."""
FORGETS = 0.92
"""What is left of a window's past with each further visit: a new clerk is known within a dozen."""
DOUBT = 3000.0
"""Seconds of visits at the hall's own speed that each window is credited with."""
A_DAY_WEIGHS = 100
"""Visits that the days before count for when a day is blended into the usual."""

EXCEEDS = 0.07
"""Share of visitors who may wait longer than the at-most value."""
WIDENS = 0.08
"""How far one wait longer than its at-most value widens the margin of the next."""
WIDTHS = (0.7, 4.0)
"""What the margin may be widened by. It narrows little: a calm hour says nothing of the next one."""
HALL = ""
"""In the place of a service: all of them."""
TRUST = 25
"""A service goes by its own margin once about so many of its visitors were called, before by the hall's."""


@dataclass(slots=True)
class Margin:
    """What told waits taught: `width` is the factor on the margin between likely and at most."""

    seen: int = 0
    width: float = 1.0

    def learn(self, over: float, margin: float) -> None:
        """Take in how one wait came out: how far it was over the likely value, and the margin before any factor."""
        exceeded = over > margin * self.width
        least, most = WIDTHS
        self.width = min(max(self.width * exp(WIDENS * (exceeded - EXCEEDS)), least), most)
        self.seen += 1


class _Ended(NamedTuple):
    """The last visit of a window; it counts when the next one is called, for until then it may be taken back."""

    service: str
    took: float
    at: datetime
    someone_waits: bool


@dataclass(slots=True)
class Pace:
    """How long visits take, how many come, and how well told waits came true.

    Attributes:
        told: visitors called today who had been told a wait.
        kept: those of them who were called within the at-most value.
        took: seconds at the window of each service's last visits, newest last, however they ended.
        gaps: seconds between an end and the next call of each window while somebody waited.
        arrivals: when the last visitors of each service came, and how they stand.
        known: usual seconds of each service as the day began.
    """

    told: int = 0
    kept: int = 0
    took: dict[str, deque[float]] = field(default_factory=dict)
    gaps: dict[str, deque[float]] = field(default_factory=dict)
    arrivals: dict[str, deque[tuple[datetime, Standing]]] = field(default_factory=dict)
    known: dict[str, float] = field(default_factory=dict)
    _sums: dict[str, tuple[float, int]] = field(default_factory=dict)
    _windows: dict[str, tuple[float, float]] = field(default_factory=dict)
    _last: dict[str, _Ended] = field(default_factory=dict)
    _margins: dict[str, Margin] = field(default_factory=dict)
    _in_force: dict[tuple[str, int], float] = field(default_factory=dict)

    def arrived(self, service: str, standing: Standing, at: datetime, wait: Wait | None) -> None:
        """A ticket joined a queue for the first time and was told this wait."""
        self.arrivals.setdefault(service, deque(maxlen=ARRIVALS)).append((at, standing))
        if wait:
            self._in_force[service, _minute(at)] = self._width(service)

    def called(self, window: str, service: str, at: datetime, waited: timedelta, told: Wait | None) -> None:
        """A ticket came to a window, having waited so long; what it was `told` is None on a later call of it."""
        if last := self._last.pop(window, None):
            self._settle(window, last)
            if last.someone_waits and at - last.at < LONGEST_GAP:
                self.gaps.setdefault(window, deque(maxlen=GAPS)).append((at - last.at).total_seconds())
        if told is None:
            return
        actual = waited.total_seconds()
        self.told += 1
        self.kept += actual <= told.at_most_s
        if told.likely_s:
            margin = (told.at_most_s - told.likely_s) / self._in_force.get((service, _minute(at - waited)), 1.0)
            for key in (HALL, service):
                self._margins.setdefault(key, Margin()).learn(actual - told.likely_s, margin)

    def ended(self, window: str, service: str, called_at: datetime, at: datetime, someone_waits: bool) -> None:  # noqa: FBT001 - a fact of the event, in the order of telling it
        """A ticket left the window, whichever way."""
        if last := self._last.pop(window, None):
            self._settle(window, last)
        self._last[window] = _Ended(service, (at - called_at).total_seconds(), at, someone_waits)

    def take_back(self, window: str) -> None:
        """The last end at this window was a slip of the hand."""
        self._last.pop(window, None)

    def new_day(self, usual: Mapping[str, float]) -> None:
        """Forget the day; what is usual stays known."""
        fresh = Pace(known=dict(usual))
        for name in self.__slots__:
            setattr(self, name, getattr(fresh, name))

    def usual(self) -> dict[str, float]:
        """Usual seconds at the window of each service, blended over the days."""
        sums = dict(self._sums)
        for last in self._last.values():
            total, visits = sums.get(last.service, (0.0, 0))
            sums[last.service] = (total + last.took, visits + 1)
        blended = dict(self.known)
        for service, (total, visits) in sums.items():
            before = A_DAY_WEIGHS if service in self.known else 0
            blended[service] = (total + before * self.known.get(service, 0.0)) / (visits + before)
        return blended

    def mean(self, service: str, usual: float) -> float:
        """Seconds that a visit of a service takes now, or `usual` while nobody knows better."""
        took = self.took.get(service)
        usual = self.known.get(service, usual)
        return (sum(took) + 3 * usual) / (len(took) + 3) if took else usual

    def factor(self, window: str) -> float:
        """How much longer the visits of a window take than those of the same services elsewhere."""
        spent, expected = self._windows.get(window, (0.0, 0.0))
        return (spent + DOUBT) / (expected + DOUBT)

    def coming(self, service: str, now: datetime, within: timedelta) -> Iterator[tuple[datetime, Standing]]:
        """Who came within the last while, the newest first; no more than ARRIVALS."""
        for at, standing in reversed(self.arrivals.get(service, ())):
            if now - at > within:
                return
            yield at, standing

    def tuned(self, service: str, raw: Wait) -> Wait:
        """An estimate as it should be told, after how the last ones came true."""
        margin = (raw.at_most_s - raw.likely_s) * self._width(service)
        return Wait(likely_s=raw.likely_s, at_most_s=round(raw.likely_s + margin))

    def _width(self, service: str) -> float:
        hall, own = self._margins.get(HALL, Margin()), self._margins.get(service, Margin())
        share = own.seen / (own.seen + TRUST)
        return hall.width + share * (own.width - hall.width)

    def _settle(self, window: str, last: _Ended) -> None:
        took = self.took.setdefault(last.service, deque(maxlen=RECENT))
        if took:
            spent, expected = self._windows.get(window, (0.0, 0.0))
            mean = sum(took) / len(took)
            self._windows[window] = (spent * FORGETS + last.took, expected * FORGETS + mean)
        took.append(last.took)
        total, visits = self._sums.get(last.service, (0.0, 0))
        self._sums[last.service] = (total + last.took, visits + 1)


def _minute(at: datetime) -> int:
    return int(at.timestamp()) // 60
