"""What is noted of a played day, beside what the hall itself knows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from broker.contract import messages as m
from broker.contract.values import Condition, Standing
from broker.queue.order import may_take, serving
from broker.queue.ticket import Ticket
from broker.simulate.clerks import Clerk
from broker.simulate.world import TICK_S, World

EVERY_S = 120.0
"""How often the hall is counted for the picture."""
REACTION = timedelta(seconds=30)
"""Somebody who has waited shorter may be about to be called."""


@dataclass(slots=True)
class Told:
    """A ticket: what its visitor was told, and what came of it. Times are seconds."""

    service: str
    standing: Standing
    at: float
    ahead: int
    naive: float
    likely: float | None = None
    at_most: float | None = None
    waited: float | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """The hall at one moment."""

    at: float
    waiting: int
    open: int
    busy: int


@dataclass(slots=True)
class Overtakings:
    """Visitors called before others of the same service who had become eligible earlier."""

    by_rule: int = 0
    worst_s: float = 0.0


@dataclass(slots=True)
class Record:
    """Everything that is told of a day.

    Attributes:
        tickets: in the order of issuing.
        idle_s: seconds that free windows stood while somebody had waited for REACTION whom they might have served.
        turned_away: visitors who came after the last ticket.
    """

    world: World
    tickets: dict[str, Told] = field(default_factory=dict)
    counts: list[Count] = field(default_factory=list)
    overtakings: Overtakings = field(default_factory=Overtakings)
    idle_s: float = 0.0
    turned_away: int = 0
    events: int = 0
    _took: dict[str, tuple[float, int]] = field(default_factory=dict)

    def note(self, event: m.Event) -> None:
        """Take in one event, after the hall did."""
        self.events += 1
        if isinstance(event, m.TicketIssued):
            self._issued(self.world.hall.tickets[event.ticket])
        elif isinstance(event, m.TicketCalled):
            self._called(self.world.hall.tickets[event.ticket], event)
        elif isinstance(event, m.ServiceFinished):
            called_at = self.world.hall.tickets[event.ticket].called_at or event.at
            total, visits = self._took.get(event.service, (0.0, 0))
            self._took[event.service] = total + (event.at - called_at).total_seconds(), visits + 1

    def look(self, clerks: Iterable[Clerk]) -> None:
        """Look around, at each tick of the clock."""
        hall, now = self.world.hall, self.world.now
        waiting = any(hall.waiting.values())
        for clerk in clerks if waiting else ():
            if clerk.idle and self._is_missed_by(clerk):
                self.idle_s += TICK_S
        if not self.counts or now - self.counts[-1].at >= EVERY_S:
            windows = hall.windows.values()
            self.counts.append(
                Count(
                    at=now,
                    waiting=sum(len(queue) for queue in hall.waiting.values()),
                    open=sum(window.condition is Condition.OPEN for window in windows),
                    busy=sum(window.ticket is not None for window in windows),
                )
            )

    def _issued(self, ticket: Ticket) -> None:
        hall = self.world.hall
        ahead = hall.ahead_of(ticket.service, ticket.places[ticket.service])
        told = Told(ticket.service, ticket.standing, self.world.now, ahead, self._naive(ticket.service, ahead))
        if ticket.told:
            told.likely, told.at_most = ticket.told.likely_s, ticket.told.at_most_s
        self.tickets[ticket.id] = told

    def _naive(self, service: str, ahead: int) -> float:
        """Those ahead, times the mean visit of today, by the windows that serve."""
        hall = self.world.hall
        total, visits = self._took.get(service, (0.0, 0))
        mean = total / visits if visits else hall.profile.services[service].usual.total_seconds()
        return ahead * mean / max(1, len(serving(hall, service)))

    def _called(self, ticket: Ticket, event: m.TicketCalled) -> None:
        told = self.tickets[ticket.id]
        if told.waited is None:
            told.waited = self.world.now - told.at
            told.standing = ticket.standing  # a clerk may have answered for another
        if ticket.moved or event.out_of_turn:
            return
        hall = self.world.hall
        window = hall.profile.windows[event.window]
        came = self._eligible(ticket, event.service)
        for _place, id_ in hall.waiting.get(event.service, ()):
            other = hall.tickets[id_]
            sooner = came - self._eligible(other, event.service)
            if sooner > 0 and not other.moved and may_take(hall, window, other, event.service):
                self.overtakings.by_rule += 1
                self.overtakings.worst_s = max(self.overtakings.worst_s, sooner)

    def _eligible(self, ticket: Ticket, service: str) -> float:
        """Since when a ticket might be called: its place without its head start."""
        start = self.world.hall.profile.rules.head_start.get(ticket.standing, timedelta())
        return self.world.second(ticket.places[service][0] + start)

    def _is_missed_by(self, clerk: Clerk) -> bool:
        hall = self.world.hall
        late = self.world.moment(self.world.now) - REACTION
        return any(
            ticket.since < late and clerk.may_take(ticket)
            for service in clerk.profile.services
            for _place, id_ in hall.waiting.get(service, ())
            for ticket in (hall.tickets[id_],)
        )
