"""The numbers of a day: those that the hub gives, one after the other, and those that kiosks hold."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from broker.contract import messages as m
from broker.contract.values import Lease

LAST_ONLINE = 8999
"""The last number of a series and day that the hub gives by itself. Slips and walls are laid out for four digits, and
whoever sees a nine before three others knows that a kiosk gave it."""
LAST = 9999


@dataclass(frozen=True, slots=True)
class Held:
    """A lease, the kiosk that has it, and since when."""

    lease: Lease
    device: str
    at: datetime

    def covers(self, series: str, number: int) -> bool:
        """Whether this number is one of the lease's."""
        return self.lease.series == series and self.lease.first <= number <= self.lease.last


def split(number: str) -> tuple[str, int]:
    """A ticket's number as its series and its place in it: `A017` is `("A", 17)`."""
    series = number.rstrip("0123456789")
    return series, int(number[len(series) :])


@dataclass(slots=True)
class Numbers:
    """The numbers of a day.

    Attributes:
        last: the last number that the hub gave by itself, by series.
        held: every lease by its id.
        highest: the highest number leased, by series.
        given: the leased numbers that were handed in.
        outstanding: how many numbers of a service a kiosk has had and not handed in, by device and service.
        made: the ticket that a device's command made, by device and command.
        contact: when each device was last given a number by the hub itself.
        restored: the hall goes on from a copy today, so kiosks may hold leases that it does not know.
    """

    last: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    held: dict[str, Held] = field(default_factory=dict)
    highest: dict[str, int] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    outstanding: Counter[tuple[str, str]] = field(default_factory=Counter)
    made: dict[tuple[str, str], str] = field(default_factory=dict)
    contact: dict[str, datetime] = field(default_factory=dict)
    restored: bool = False

    def clear(self) -> None:
        """A new day: numbers start again, and no lease outlives its day."""
        for part in (self.last, self.held, self.highest, self.given, self.outstanding, self.made, self.contact):
            part.clear()
        self.restored = False

    def grant(self, event: m.NumbersLeased) -> None:
        """A kiosk has more numbers."""
        for lease in event.leases:
            self.held[lease.id] = Held(lease, event.device, event.at)
            self.outstanding[event.device, lease.service] += lease.last - lease.first + 1
            self._lease_above(lease.series, lease.last)

    def restore(self, event: m.HallRestored) -> None:
        """Go on above what was given and leased before."""
        self.restored = True
        for series, number in event.numbers.items():
            self.last[series] = max(self.last[series], number)
        for series, number in event.leased.items():
            self._lease_above(series, number)

    def note(self, event: m.TicketIssued) -> None:
        """Know a ticket by the command that made it, and that its number is given."""
        if event.cause:
            self.made[event.device, event.cause] = event.ticket
        if event.lease:
            self.given.add(event.number)
            if held := self.held.get(event.lease):  # None where the hall went on from a copy since
                self.outstanding[held.device, held.lease.service] -= 1
            return
        self.contact[event.device] = event.at
        series, number = split(event.number)
        self.last[series] = number

    def blocks(self, series: Mapping[str, str], count: int) -> Iterator[tuple[str, range]]:
        """The next numbers for each service, at most so many; none where all of its series are leased.

        Args:
            series: of each service.
            count: how many for each.
        """
        highest = self.highest.copy()
        for service, letters in series.items():
            first = highest.get(letters, LAST_ONLINE) + 1
            if block := range(first, min(first + count, LAST + 1)):
                highest[letters] = block[-1]
                yield service, block

    def _lease_above(self, series: str, number: int) -> None:
        self.highest[series] = max(self.highest.get(series, LAST_ONLINE), number)
