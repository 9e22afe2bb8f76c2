"""What is true in a hall: the fold of its events. Whoever applies the same events has the same hall."""

from bisect import bisect_left, insort
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from broker.contract import messages as m
from broker.contract.values import Call, Clerk, Condition, ServiceInfo, Standing, Text, TicketState, WindowLabel
from broker.queue.life import AT_WINDOW, LIVE

BOARD_CALLS = 7
"""Calls that a board tells: the newest and the last six."""
RECENT = 20
"""Service times that an estimate looks back on."""


@dataclass(frozen=True, slots=True)
class WindowProfile:
    """A window as the settings describe it."""

    id: str
    label: str
    zone: str
    tiers: tuple[tuple[str, ...], ...]
    attributes: frozenset[str] = frozenset()

    @property
    def services(self) -> tuple[str, ...]:
        """Every service it offers, first tier first."""
        return tuple(service for tier in self.tiers for service in tier)


@dataclass(frozen=True, slots=True)
class Profile:
    """A hall as the settings describe it."""

    name: Text
    services: Mapping[str, ServiceInfo]
    windows: Mapping[str, WindowProfile]
    staff: Mapping[str, Clerk]
    head_start: Mapping[Standing, timedelta]
    help_after: timedelta

    def windows_for(self, service: str) -> list[WindowProfile]:
        """The windows that offer a service."""
        return [window for window in self.windows.values() if service in window.services]


@dataclass(frozen=True, slots=True)
class Visitor:
    """What of a ticket is told to nobody else: it lives beside the events and is forgotten first."""

    ref: str
    holder: str | None = None
    name: str | None = None


Place = tuple[datetime, int]
"""Rank, then the order of issuing: where a ticket stands among the waiting of its service."""


@dataclass(slots=True)
class Ticket:
    """A ticket of today."""

    id: str
    number: str
    day: date
    service: str
    standing: Standing
    place: Place
    issued_at: datetime
    since: datetime
    visitor: Visitor
    needs: frozenset[str] = frozenset()
    state: TicketState = TicketState.WAITING
    window: str | None = None
    called_at: datetime | None = None


@dataclass(slots=True)
class Window:
    """A window of today."""

    condition: Condition = Condition.CLOSED
    ticket: str | None = None
    staff: str | None = None


@dataclass(slots=True)
class Hall:
    """Everything that is true today, up to and including event `seq`."""

    profile: Profile
    epoch: int = 1
    seq: int = 0
    day: date | None = None
    tickets: dict[str, Ticket] = field(default_factory=dict)
    waiting: defaultdict[str, list[tuple[Place, str]]] = field(default_factory=lambda: defaultdict(list))
    windows: dict[str, Window] = field(default_factory=dict)
    last_number: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    boards: defaultdict[str, deque[Call]] = field(
        default_factory=lambda: defaultdict(lambda: deque(maxlen=BOARD_CALLS))
    )
    by_ref: dict[str, str] = field(default_factory=dict)
    by_holder: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    service_times: defaultdict[str, deque[timedelta]] = field(
        default_factory=lambda: defaultdict(lambda: deque(maxlen=RECENT))
    )

    def window(self, id_: str) -> Window:
        """The window of that id; one of which nothing was told yet is closed and empty."""
        return self.windows.get(id_) or Window()

    def ahead_of(self, service: str, place: Place) -> int:
        """How many of a service stand before a place."""
        return bisect_left(self.waiting.get(service, ()), (place, ""))

    def held_by(self, holder: str) -> list[Ticket]:
        """A holder's live tickets, newest last."""
        tickets = (self.tickets[id_] for id_ in self.by_holder.get(holder, ()))
        return [ticket for ticket in tickets if ticket.state in LIVE]

    def apply(self, event: m.Event, visitor: Visitor | None = None) -> None:
        """Make an event true.

        Args:
            event: the next event; its `seq` is one more than the last.
            visitor: with `ticket-issued`, who took it; after the visitor is forgotten, None.
        """
        if event.seq != self.seq + 1 and self.seq:
            raise ValueError(f"event {event.seq} after {self.seq}")
        self.seq = event.seq
        match event:
            case m.DayOpened():
                self._open_day(event.day)
            case m.TicketIssued():
                self._issue(event, visitor or Visitor(ref=""))
            case m.TicketEvent():
                self._move(self.tickets[event.ticket], event)
            case m.WindowEvent():
                self._change_window(event)

    def _open_day(self, day: date) -> None:
        self.day = day
        for part in (
            self.tickets,
            self.waiting,
            self.windows,
            self.last_number,
            self.boards,
            self.by_ref,
            self.by_holder,
            self.service_times,
        ):
            part.clear()

    def _issue(self, event: m.TicketIssued, visitor: Visitor) -> None:
        place = (event.rank, event.seq)
        ticket = Ticket(
            id=event.ticket,
            number=event.number,
            day=event.day,
            service=event.service,
            standing=event.standing,
            place=place,
            issued_at=event.at,
            since=event.at,
            visitor=visitor,
            needs=frozenset(event.needs),
        )
        self.tickets[ticket.id] = ticket
        insort(self.waiting[ticket.service], (place, ticket.id))
        series = event.number.rstrip("0123456789")
        self.last_number[series] = int(event.number[len(series) :])
        if visitor.ref:
            self.by_ref[visitor.ref] = ticket.id
        if visitor.holder:
            self.by_holder[visitor.holder].append(ticket.id)

    def _move(self, ticket: Ticket, event: m.TicketEvent) -> None:
        match event:
            case m.TicketCalled():
                self._leave_queue(ticket)
                ticket.state, ticket.window, ticket.called_at = TicketState.CALLED, event.window, event.at
                self._window(event.window).ticket = ticket.id
                self._show_call(ticket, event)
            case m.TicketRecalled():
                self._show_call(ticket, event)
                return  # `since` stays the first call: that is how long the visitor has had
            case m.ServiceStarted():
                ticket.state = TicketState.SERVING
            case m.ServiceFinished():
                ticket.state = TicketState.FINISHED
                self._window(event.window).ticket = None
                if ticket.called_at:
                    self.service_times[ticket.service].append(event.at - ticket.called_at)
            case m.TicketMissed():
                ticket.state = TicketState.MISSED
                self._window(event.window).ticket = None
            case m.TicketCancelled() | m.TicketExpired():
                if ticket.state is TicketState.WAITING:
                    self._leave_queue(ticket)
                if ticket.state in AT_WINDOW and ticket.window:
                    self._window(ticket.window).ticket = None
                ended = isinstance(event, m.TicketCancelled)
                ticket.state = TicketState.CANCELLED if ended else TicketState.EXPIRED
        ticket.since = event.at

    def _window(self, id_: str) -> Window:
        return self.windows.setdefault(id_, Window())

    def _leave_queue(self, ticket: Ticket) -> None:
        queue = self.waiting[ticket.service]
        del queue[bisect_left(queue, (ticket.place, ticket.id))]

    def _show_call(self, ticket: Ticket, event: m.TicketCalled | m.TicketRecalled) -> None:
        profile = self.profile.windows.get(event.window)
        if profile is None:  # an event of a window that has since left the settings
            return
        board = self.boards[profile.zone]
        for call in [call for call in board if call.number == ticket.number]:
            board.remove(call)
        label = WindowLabel(id=profile.id, label=profile.label)
        board.appendleft(Call(call=event.call, number=ticket.number, window=label, at=event.at))

    def _change_window(self, event: m.WindowEvent) -> None:
        window = self._window(event.window)
        match event:
            case m.ClerkSignedIn():
                window.staff = event.staff
            case m.ClerkSignedOut():
                window.staff = None
            case m.WindowOpened():
                window.condition = Condition.OPEN
            case m.WindowPaused():
                window.condition = Condition.PAUSED
            case m.WindowClosed():
                window.condition = Condition.CLOSED
