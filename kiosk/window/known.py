"""What a terminal knows of its hall, from the states it follows, and the lists that a clerk sees of it. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from broker.contract.states import HallToday, ServiceQueue, StaffQueue
from broker.contract.told import CalledTicket, ServiceInfo, Step, WaitingTicket, WindowInfo, WindowNow
from broker.contract.values import ServiceId, StaffId, Standing, StepState, Text, TicketState, WindowId
from kiosk.window.flow import Verb
from kiosk.window.panel import FIXED, TO_STAFF, Ask, Mark, Option, Panel

FIRST = 8
"""So many of those who wait are shown by number."""


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One service of this window and who waits for it, first called first.

    Attributes:
        service: its id.
        name: its name.
        waiting: how many.
        longest: minutes that the one who waits longest has waited.
        first: the next numbers.
        behind: whether it is done behind the windows; then `waiting` are the tickets it is done for.
        tidal: whether the window only helps out.
        strained: whether colleagues are asked to help.
        support: labels of the other windows whose clerks ask for a colleague.
    """

    service: ServiceId
    name: Text
    waiting: int
    longest: int
    first: tuple[Mark, ...]
    behind: bool = False
    tidal: bool = False
    strained: bool = False
    support: tuple[str, ...] = ()


@dataclass(slots=True)
class Known:
    """What the states told.

    Attributes:
        window: this window.
        here: what is true at it.
        staff: who signed in at this terminal.
        today: what there is in the hall.
        queues: who waits, by service.
        crowds: how busy each service is.
    """

    window: WindowId
    here: WindowNow
    staff: StaffId | None = None
    today: HallToday | None = None
    queues: dict[ServiceId, StaffQueue] = field(default_factory=dict)
    crowds: dict[ServiceId, ServiceQueue] = field(default_factory=dict)

    @property
    def windows(self) -> dict[WindowId, WindowInfo]:
        """Every window of the hall."""
        return {window.id: window for window in self.today.windows} if self.today else {}

    @property
    def services(self) -> dict[ServiceId, ServiceInfo]:
        """Every service of the hall."""
        return {service.id: service for service in self.today.services} if self.today else {}

    @property
    def offered(self) -> tuple[ServiceId, ...]:
        """What this window serves now: its own services, then those it helps out with."""
        mine = self.windows.get(self.window)
        return tuple(dict.fromkeys((*(_own(mine) if mine else ()), *self.here.tidal)))

    @property
    def parts(self) -> bool:
        """Whether something is done behind this window."""
        return any(service.behind for service in self._infos())

    def name(self, service: ServiceId) -> Text | None:
        """A service's name; None while the hall has not told it."""
        info = self.services.get(service)
        return info.name if info else None

    def category(self, visitor: CalledTicket) -> Text | None:
        """What a visitor's form is about, by its service's own words."""
        about = visitor.form.category if visitor.form else ""
        there = (category for service in self.services.values() for category in service.categories)
        return next((Text(zh=one.zh, en=one.en) for one in there if one.id == about), None)

    def lines(self, now: datetime) -> tuple[QueueLine, ...]:
        """Who waits for each service of this window."""
        return tuple(self._line(info, now) for info in self._infos())

    def steps(self, steps: tuple[Step, ...]) -> tuple[tuple[Text, str], ...]:
        """The services of a visit by name, each `done incomplete now later`."""
        ticket = self.here.ticket
        now = ticket.service if ticket else None
        return tuple(
            (name, "now" if step.service == now and _to_do(step) else "later" if _to_do(step) else step.state.value)
            for step in steps
            if (name := self.name(step.service))
        )

    def options(self, panel: Panel, now: datetime) -> tuple[Option, ...]:
        """The answers to a panel's present question."""
        match panel.ask:
            case Ask.TICKET:
                return tuple(self._tickets(panel.verb, now))
            case Ask.PLACE:
                return tuple(self._places(panel.answers[0].value))
            case Ask.STANDING:
                mark = panel.answers[0].mark or Mark("")
                declines = {Standing.NORMAL.value} if mark.claim else set()  # a claim is declined by saying normal
                offered = {"green", "priority"} - {mark.standing} | declines
                return tuple(option for option in panel.offering(()).options if option.value in offered)
            case _:
                return ()

    def _infos(self) -> Iterator[ServiceInfo]:
        services = self.services
        return (services[id_] for id_ in self.offered if id_ in services)

    def _line(self, info: ServiceInfo, now: datetime) -> QueueLine:
        queue, crowd = self.queues.get(info.id), self.crowds.get(info.id)
        tickets = self._of_part(info.id) if info.behind else queue.tickets if queue else ()
        mine = self.windows.get(self.window)
        return QueueLine(
            info.id,
            info.name,
            len(tickets) if info.behind else queue.waiting if queue else 0,
            max((_minutes(ticket, now) for ticket in tickets), default=0),
            tuple(self._mark(ticket, now) for ticket in tickets[:FIRST]),
            behind=info.behind,
            tidal=mine is None or info.id not in _own(mine),
            strained=crowd is not None and crowd.strained,
            support=tuple(w.label for w in crowd.support if w.id != self.window) if crowd else (),
        )

    def _tickets(self, verb: Verb, now: datetime) -> Iterator[Option]:
        """The tickets that a verb may be about, each once; for a part, once for each part."""
        seen: set[str] = set()
        for info in self._infos():
            queue = self.queues.get(info.id)
            for ticket in _about(verb, queue, self._of_part(info.id), behind=info.behind) if queue else ():
                value = f"{ticket.number}-{info.id}" if verb is Verb.FINISH_PART else ticket.number
                if value not in seen:
                    seen.add(value)
                    fields: tuple[tuple[str, str], ...] = (("ticket", ticket.id),)
                    if verb is Verb.FINISH_PART:
                        fields += (("service", info.id),)
                    yield Option(value, fields, info.name, self._mark(ticket, now))

    def _of_part(self, service: ServiceId) -> tuple[WaitingTicket, ...]:
        queue = self.queues.get(service)
        return (*queue.tickets, *queue.aside) if queue else ()

    def _places(self, where: str) -> Iterator[Option]:
        """Where the ticket at this window may go: only where somebody could serve it."""
        ticket = self.here.ticket
        if where == FIXED[Ask.WHERE][0]:
            for service in self.services.values():
                if not service.behind:
                    yield Option(service.id, ((where, service.id),), service.name)
        elif where != TO_STAFF and ticket:
            for window in self.windows.values():
                if window.id != self.window and ticket.service in _own(window):
                    yield Option(window.id, ((where, window.id),), Text(zh=window.label, en=window.label))

    def _mark(self, ticket: WaitingTicket, now: datetime) -> Mark:
        meant = ""
        if ticket.window or ticket.staff:
            here = ticket.window in {None, self.window} and ticket.staff in {None, self.staff}
            meant = "here" if here else "elsewhere"
        return Mark(
            ticket.number,
            ticket.standing.value,
            ticket.state.value,
            _minutes(ticket, now),
            ticket.moved or "",
            ticket.needs,
            ticket.claim or "",
            meant,
        )


_AT_NO_WINDOW = {TicketState.WAITING, TicketState.MISSED, TicketState.PARKED, TicketState.PENDING}


def _own(window: WindowInfo) -> tuple[ServiceId, ...]:
    return tuple(service for tier in window.services for service in tier)


def _about(verb: Verb, queue: StaffQueue, parts: tuple[WaitingTicket, ...], *, behind: bool) -> Iterable[WaitingTicket]:
    if verb is Verb.FINISH_PART:
        return parts if behind else ()
    if verb is Verb.VOID:  # whoever is aside has more likely gone
        return (ticket for ticket in (*queue.aside, *queue.tickets) if ticket.state in _AT_NO_WINDOW)
    if verb is Verb.REINSTATE:
        return (ticket for ticket in queue.aside if ticket.state in {TicketState.MISSED, TicketState.PARKED})
    return () if behind else queue.tickets


def _to_do(step: Step) -> bool:
    return step.state in {StepState.OPEN, StepState.LATER}


def _minutes(ticket: WaitingTicket, now: datetime) -> int:
    return max(0, int((now - ticket.since).total_seconds())) // 60
