"""What is true in a hall: the fold of its events. Whoever applies the same events has the same hall."""

from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from broker.contract import messages as m
from broker.contract.values import TicketState
from broker.queue.agenda import Agenda
from broker.queue.boards import Boards
from broker.queue.curve import Curve
from broker.queue.life import ASIDE, AT_WINDOW, LIVE
from broker.queue.moved import Moves
from broker.queue.numbers import Numbers
from broker.queue.owners import Owners
from broker.queue.pace import Pace
from broker.queue.profile import Profile
from broker.queue.steps import planned
from broker.queue.ticket import Place, Ticket, Visitor
from broker.queue.window import UNDO, LastStep, Window


@dataclass(slots=True)
class Hall:
    """Everything that is true today, up to and including event `seq`, whose time is `at`.

    Attributes:
        waiting: each service's queue in the order of being called.
        aside: the missed, parked and pending tickets, oldest first.
        parts: by service, the visits of several services for which it is to be done now, wherever the visitor is.
        tide: services whose queue opened the tidal windows.
        strained: services whose queue is longer than the hall wants.
        owners: whose each ticket is.
        numbers: which were given, and which kiosks hold to give.
        staff_at: where each signed-in clerk is.
        pace: how fast the day went so far.
        waits: the newest estimates; set from outside, no part of the truth.
    """

    profile: Profile
    epoch: int = 1
    seq: int = 0
    at: datetime | None = None
    day: date | None = None
    tickets: dict[str, Ticket] = field(default_factory=dict)
    waiting: defaultdict[str, list[tuple[Place, str]]] = field(default_factory=lambda: defaultdict(list))
    aside: dict[str, None] = field(default_factory=dict)
    parts: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    windows: dict[str, Window] = field(default_factory=dict)
    numbers: Numbers = field(default_factory=Numbers)
    boards: Boards = field(default_factory=Boards)
    owners: Owners = field(default_factory=Owners)
    staff_at: dict[str, str] = field(default_factory=dict)
    tide: dict[str, None] = field(default_factory=dict)
    strained: dict[str, None] = field(default_factory=dict)
    moves: defaultdict[tuple[str | None, str], Moves] = field(default_factory=lambda: defaultdict(Moves))
    agenda: Agenda = field(default_factory=Agenda)
    pace: Pace = field(default_factory=Pace)
    waits: dict[str, Curve] = field(default_factory=dict, compare=False)

    def window(self, id_: str) -> Window:
        """The window of that id; one of which nothing was told yet is closed and empty."""
        return self.windows.get(id_) or Window()

    def ahead_of(self, service: str, place: Place) -> int:
        """How many of a service stand before a place."""
        return bisect_left(self.waiting.get(service, ()), (place, ""))

    def taken_by(self, holder: tuple[str, ...]) -> list[Ticket]:
        """Every ticket that one of a holder's keys stands for, newest last."""
        return [self.tickets[id_] for id_ in self.owners.of(holder)]

    def held_by(self, holder: tuple[str, ...]) -> list[Ticket]:
        """Those of them that live."""
        return [ticket for ticket in self.taken_by(holder) if ticket.state in LIVE]

    def held_for_others(self, agent: tuple[str, ...]) -> list[Ticket]:
        """The live tickets that who has one of these keys took for others."""
        return [ticket for id_ in self.owners.for_others(agent) if (ticket := self.tickets[id_]).state in LIVE]

    def apply(self, event: m.Event, visitor: Visitor | None = None, note: str = "") -> None:
        """Make an event true.

        Args:
            event: the next event; its `seq` is one more than the last.
            visitor: with a ticket issued or an appointment told, whose it is; after the visitor is forgotten, None.
            note: what a clerk wrote to it; empty once it is forgotten.
        """
        if event.seq != self.seq + 1 and self.seq:
            raise ValueError(f"event {event.seq} after {self.seq}")
        self.seq, self.at = event.seq, event.at
        match event:
            case m.DayOpened():
                self._open_day(event)
            case m.HallRestored():
                self._restore(event)
            case m.NumbersLeased():
                self.numbers.grant(event)
            case m.TicketIssued():
                self._issue(event, visitor or self.agenda.whose(event.appointment))
            case m.TicketEvent():
                self._happen(self.tickets[event.ticket], event, note)
            case m.WindowEvent():
                self._change_window(event)
            case m.ServiceEvent():
                self._change_service(event)
            case m.AppointmentEvent():
                self.agenda.apply(event, visitor)
        self._note_active(event)

    def _open_day(self, event: m.DayOpened) -> None:
        self.day = event.day
        for part in (
            self.tickets,
            self.waiting,
            self.aside,
            self.parts,
            self.windows,
            self.numbers,
            self.boards,
            self.owners,
            self.staff_at,
            self.tide,
            self.strained,
            self.moves,
        ):
            part.clear()
        self.agenda.turn_to(event.day)
        self.pace.new_day(event.usual_s)

    def _restore(self, event: m.HallRestored) -> None:
        self.epoch = event.epoch
        self.numbers.restore(event)

    def _issue(self, event: m.TicketIssued, visitor: Visitor) -> None:
        ticket = Ticket(
            id=event.ticket,
            number=event.number,
            day=event.day,
            service=event.service,
            standing=event.standing,
            issued_at=event.given_at or event.at,
            since=event.at,
            visitor=visitor,
            steps=planned(event.service, event.stages),
            needs=frozenset(event.needs),
            changed=event.seq,
            told=event.wait,
            because=event.because,
            claim=event.claim,
        )
        self.tickets[ticket.id] = ticket
        self.numbers.note(event)
        self._put(ticket, TicketState.WAITING, event.queued, event)
        ticket.since = ticket.issued_at
        self._list_parts(ticket)
        self.pace.arrived(event.service, event.standing, event.at, event.wait)
        if event.appointment:
            self.agenda.check_in(event.appointment)
        self.owners.add(visitor, ticket.id)

    # What happens to a ticket ----------------------------------------------------------------------

    def _happen(self, ticket: Ticket, event: m.TicketEvent, note: str) -> None:
        if isinstance(event, m.NoteAdded):
            ticket.note = note
        elif note:
            ticket.reason = note
        match event:
            case m.TicketRecalled():
                ticket.recalls += 1
                self.boards.show(event, self.profile.called_at(event.window, ticket.service))
            case m.NoteAdded():
                pass  # the note is all of it
            case m.StepUndone():
                self._take_back(ticket, event)
            case m.PartFinished():
                goes_on = event.then is not TicketState.FINISHED
                ticket.end_step(event.service, event.outcome, event.window, goes_on=goes_on)
                ticket.changed = event.seq  # what was done to it before can not be taken back without this
                if event.then is not ticket.state:
                    self._put(ticket, event.then, event.queued, event)
            case _:
                before = ticket.copy()
                self._move(ticket, event)
                ticket.changed = event.seq
                if event.name in UNDO and isinstance(event, m.AtWindow | m.TicketTransferred):
                    last = LastStep(event.seq, UNDO[event.name], event.at, before)
                    self._window(event.window).last = last
        self._list_parts(ticket)

    def _list_parts(self, ticket: Ticket) -> None:
        """Note for which services a visit of several is to be worked on now."""
        if len(ticket.steps) > 1:
            now = ticket.open_services if ticket.state in LIVE else ()
            for step in ticket.steps:
                self.parts[step.service].pop(ticket.id, None)
            for service in now:
                self.parts[service][ticket.id] = None

    def _move(self, ticket: Ticket, event: m.TicketEvent) -> None:
        match event:
            case m.TicketCalled():
                self._call(ticket, event)
            case m.ServiceStarted():
                self._be(ticket, TicketState.SERVING, event.at)
            case m.ServiceFinished():
                self._leave_window(ticket, event)
                goes_on = event.then is not TicketState.FINISHED
                ticket.end_step(event.service, event.outcome, event.window, goes_on=goes_on)
                ticket.only_window, ticket.only_staff, ticket.moved = None, None, None
                self._put(ticket, event.then, event.queued, event)
            case m.TicketMissed():
                self._leave_window(ticket, event)
                self._be(ticket, TicketState.MISSED, event.at)
            case m.TicketParked():
                self._leave_window(ticket, event)
                self._be(ticket, TicketState.PARKED, event.at)
            case m.TicketTransferred():
                self._leave_window(ticket, event)
                ticket.send_to(event.service)
                ticket.only_window, ticket.only_staff = event.to_window, event.to_staff
                self._moved(ticket, event, m.TransferTicket.verb)
            case m.TicketReinstated():
                ticket.comebacks += ticket.state is TicketState.MISSED
                self._moved(ticket, event, m.ReinstateTicket.verb)
            case m.TicketAuthorised():
                self._authorise(ticket, event)
            case m.TicketCancelled() | m.TicketExpired():
                self._end(ticket, event)

    def _call(self, ticket: Ticket, event: m.TicketCalled) -> None:
        waited = event.at - ticket.since
        self.pace.called(event.window, event.service, event.at, waited, ticket.told)
        ticket.told = None  # it has come true or not; a later call, or this one undone, says no more of it
        self._be(ticket, TicketState.CALLED, event.at)
        ticket.service, ticket.window, ticket.called_at, ticket.recalls = event.service, event.window, event.at, 0
        ticket.be_at(event.window)
        self._window(event.window).ticket = ticket.id
        self.boards.show(event, self.profile.called_at(event.window, event.service))
        if event.out_of_turn:
            self._count(event.staff, m.CallTicket.verb, event.overtaken)

    def _end(self, ticket: Ticket, event: m.TicketCancelled | m.TicketExpired) -> None:
        if ticket.state in AT_WINDOW and ticket.window:
            self._window(ticket.window).ticket = None
        cancelled = isinstance(event, m.TicketCancelled)
        self._be(ticket, TicketState.CANCELLED if cancelled else TicketState.EXPIRED, event.at)

    def _be(self, ticket: Ticket, state: TicketState, at: datetime) -> None:
        """Give a ticket another state; where it stood in queues it does no more."""
        if ticket.state is TicketState.WAITING:
            for service, place in ticket.places.items():
                queue = self.waiting[service]
                del queue[bisect_left(queue, (place, ticket.id))]
        self.aside.pop(ticket.id, None)
        if state in ASIDE:
            self.aside[ticket.id] = None
        ticket.state, ticket.since = state, at

    def _put(self, ticket: Ticket, state: TicketState, queued: tuple[m.Queued, ...], event: m.Event) -> None:
        """Give a ticket another state, and a place in each of these queues where it waits."""
        self._be(ticket, state, event.at)
        if state is TicketState.WAITING:
            ticket.places = {q.service: (q.rank, event.seq) for q in queued}
            if ticket.service not in ticket.places:
                ticket.service = queued[0].service
            self._stand(ticket)

    def _stand(self, ticket: Ticket) -> None:
        for service, place in ticket.places.items():
            insort(self.waiting[service], (place, ticket.id))

    def _moved(self, ticket: Ticket, event: m.Moved, verb: str) -> None:
        self._put(ticket, TicketState.WAITING, event.queued, event)
        ticket.moved = verb
        self._count(event.staff, verb if event.staff else m.CheckIn.verb, event.overtaken)

    def _authorise(self, ticket: Ticket, event: m.TicketAuthorised) -> None:
        since = ticket.since
        self._moved(ticket, event, m.Authorise.verb)
        ticket.stand_as(event.standing)
        ticket.since = since  # it waits for as long as before

    def _count(self, staff: str | None, verb: str, overtaken: int) -> None:
        moves = self.moves[staff, verb]
        moves.count += 1
        moves.overtaken += overtaken

    def _leave_window(self, ticket: Ticket, event: m.AtWindow | m.TicketTransferred) -> None:
        self._window(event.window).ticket = None
        waits = any(self.waiting.get(service) for service in self._services_of(event.window))
        self.pace.ended(event.window, ticket.service, ticket.called_at or event.at, event.at, waits)

    def _services_of(self, window: str) -> tuple[str, ...]:
        profile = self.profile.windows.get(window)
        return profile.services if profile else ()

    def _take_back(self, ticket: Ticket, event: m.StepUndone) -> None:
        window = self._window(event.window)
        last = window.last
        if last is None or last.seq != event.undone:
            raise ValueError(f"event {event.seq} undoes {event.undone}, which is not the last of {event.window}")
        self._be(ticket, last.before.state, event.at)
        for name in Ticket.__slots__:
            if name not in {"note", "reason", "told"}:
                setattr(ticket, name, getattr(last.before, name))
        ticket.changed = event.seq
        window.last, window.ticket = None, None
        if ticket.state is TicketState.WAITING:
            self._stand(ticket)
            self.boards.take_back(ticket.number, self.profile.windows.get(event.window))
        else:
            window.ticket = ticket.id
        if last.verb not in {m.CallNext.verb, m.StartService.verb}:
            self.pace.take_back(event.window)

    def _window(self, id_: str) -> Window:
        if id_ not in self.windows:
            self.windows[id_] = Window()
        return self.windows[id_]

    def _note_active(self, event: m.Event) -> None:
        """Note when a clerk last did something, wherever."""
        if at := self.staff_at.get(getattr(event, "staff", None) or ""):
            self._window(at).active_at = event.at

    # What happens to windows and queues -----------------------------------------------------------

    def _change_window(self, event: m.WindowEvent) -> None:
        self._window(event.window).change(event)
        if isinstance(event, m.ClerkSignedIn):
            self.staff_at[event.staff] = event.window
        elif isinstance(event, m.ClerkSignedOut):
            self.staff_at.pop(event.staff, None)

    def _change_service(self, event: m.ServiceEvent) -> None:
        match event:
            case m.TideRose():
                self.tide[event.service] = None
            case m.TideFell():
                self.tide.pop(event.service, None)
            case m.QueueStrained():
                self.strained[event.service] = None
            case m.QueueEased():
                self.strained.pop(event.service, None)
