"""How fast a hall is today: what the fold of its day remembers for the wait estimates. Part of the truth: no clock."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import exp, log

from broker.contract.values import Standing, Wait

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

EXCEEDS = 0.10
"""Share of visitors who may wait longer than the at-most value."""
SETTLES = 0.015
"""How far one told wait moves the correction of the next likely one."""
WIDENS = 0.08
"""How far one wait longer than its at-most value widens the next one's."""
TRUST = 25
"""A service goes by its own corrections once about so many of its visitors were called."""
WIDTHS = (0.35, 5.0)
BIASES = (-0.9, 0.9)
A_MOMENT_S = 45.0
"""Added to both sides before a told and a real wait are compared: below a minute all waits are alike."""


@dataclass(slots=True)
class Tuning:
    """What told waits taught: `bias` is the log of the factor on likely ones, `width` the factor on their margin."""

    seen: int = 0
    bias: float = 0.0
    width: float = 1.0

    def learn(self, actual: float, likely: float, margin: float) -> None:
        """Take in how one wait came out; `likely` and `margin` are the estimate before any correction."""
        off = log((actual + A_MOMENT_S) / (likely + A_MOMENT_S)) - self.bias
        step = max(SETTLES, 1 / (self.seen + 40))
        self.bias = _within(BIASES, self.bias + step * _within((-0.5, 0.5), off))
        exceeded = actual > likely * exp(self.bias) + margin * self.width
        self.width = _within(WIDTHS, self.width * exp(WIDENS * (exceeded - EXCEEDS)))
        self.seen += 1


@dataclass(frozen=True, slots=True)
class _Ended:
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
    _tunings: dict[str, Tuning] = field(default_factory=dict)
    _in_force: dict[tuple[str, int], tuple[float, float]] = field(default_factory=dict)

    def arrived(self, service: str, standing: Standing, at: datetime, wait: Wait | None) -> None:
        """A ticket joined a queue for the first time and was told this wait."""
        self.arrivals.setdefault(service, deque(maxlen=ARRIVALS)).append((at, standing))
        if wait:
            self._in_force[service, _minute(at)] = self._correction(service)

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
        bias, width = self._in_force.get((service, _minute(at - waited)), (0.0, 1.0))
        likely, margin = told.likely_s / exp(bias), (told.at_most_s - told.likely_s) / width
        if told.likely_s:
            for key in ("", service):
                self._tunings.setdefault(key, Tuning()).learn(actual, likely, margin)

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
        bias, width = self._correction(service)
        likely = raw.likely_s * exp(bias)
        return Wait(likely_s=round(likely), at_most_s=round(likely + (raw.at_most_s - raw.likely_s) * width))

    def _correction(self, service: str) -> tuple[float, float]:
        hall, own = self._tunings.get("", Tuning()), self._tunings.get(service, Tuning())
        share = own.seen / (own.seen + TRUST)
        return hall.bias + share * (own.bias - hall.bias), hall.width * (own.width / hall.width) ** share

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


def _within(bounds: tuple[float, float], value: float) -> float:
    return min(max(value, bounds[0]), bounds[1])
