"""One day from the first clerk's coming to the last visitor's leaving."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

from broker.contract import messages as m
from broker.contract.told import Slot
from broker.contract.values import Refused, Standing, TicketState
from broker.queue.profile import Profile
from broker.simulate.clerks import REASON, Clerk
from broker.simulate.day import Day, Visitor
from broker.simulate.record import Record
from broker.simulate.world import World

BOOKED_BY = 6 * 3600.0
"""Appointments of the day are booked before this second of it."""
AGAIN_S = 600.0
"""Who finds no clerk comes back so soon."""
TRIES = 20


class Play:
    """A day while it is played.

    Args:
        profile: the hall.
        day: what was drawn for it.
        today: its date.
        zone: the hall's time zone.
        fresh_s: how old an estimate may be when somebody is told it; None plays without estimates.
    """

    def __init__(self, profile: Profile, day: Day, today: date, zone: ZoneInfo, fresh_s: float | None = 1.0) -> None:
        self.day = day
        self.world = World(profile, today, zone, fresh_s)
        self.record = Record(self.world)
        self._random = Random(f"{day.seed} visitors")  # noqa: S311 - a day to play
        self._who: dict[str, Visitor] = {}
        self._slots: dict[str, list[Slot]] = {}
        self.clerks = {id_: Clerk(self.world, id_, day, self._who) for id_ in profile.windows}
        self._at = {
            service: [self.clerks[window.id] for window in profile.windows_for(service)] for service in profile.services
        }
        self.world.watchers += [self.record.note, self._react]
        self.world.now = BOOKED_BY
        for visitor in day.visitors:
            self._expect(visitor)

    def run(self, progress: Callable[[float], None] = lambda _part: None) -> Record:
        """Play it; `progress` is told the second of the day."""
        for second in self.world.run():
            self.record.look(self.clerks.values())
            progress(second)
        return self.record

    def _expect(self, visitor: Visitor) -> None:
        ref = self._book(visitor) if visitor.slot else None
        if ref:
            agenda = self.world.hall.agenda
            booked = self.world.second(agenda.appointments[agenda.owners.by_ref[ref]].slot)
            self.world.at(booked - visitor.early, lambda: self._arrive(visitor, ref))
        else:
            self.world.at(visitor.comes, lambda: self._arrive(visitor, None))

    def _book(self, visitor: Visitor) -> str | None:
        """The ref of an appointment about when the visitor wants one; None when there is none left."""
        world, service = self.world, visitor.service
        if service not in self._slots:
            reply = world.ask(m.FindSlots, service=service, day=world.midnight.date())
            self._slots[service] = list(reply.slots) if isinstance(reply, m.SlotsReply) else []
        slots = self._slots[service]
        wanted = world.moment(visitor.slot or 0)
        for slot in sorted(slots, key=lambda slot: abs(slot.at - wanted))[:3]:
            reply = world.ask(m.BookAppointment, service=service, slot=slot.at)
            if isinstance(reply, m.AppointmentReply) and reply.appointment:
                return reply.appointment.ref
            slots.remove(slot)
        return None

    def _arrive(self, visitor: Visitor, ref: str | None) -> None:
        """Take a ticket; before the hall opens, wait at its door; after the last clerk has left, go home."""
        world = self.world
        if all(clerk.gone for clerk in self._at[visitor.service]):
            self.record.turned_away += 1
            return
        world.estimate(visitor.service)
        if ref:
            reply = world.ask(m.CheckIn, ref=ref)
        else:
            asked = Standing.PRIORITY if visitor.standing is Standing.PRIORITY else Standing.NORMAL
            reply = world.ask(m.IssueTicket, service=visitor.service, standing=asked)
        ticket = reply.ticket if isinstance(reply, m.TicketReply) else None
        if ticket:
            self._who[ticket.id] = visitor
            if visitor.standing is Standing.GREEN:
                self._authorise(visitor.service, ticket.id)
            return
        calendar = world.hall.profile.services[visitor.service].calendar
        opens = calendar.opens_at(world.moment(world.now), days=0) if calendar else None
        code = reply.error.code if reply.error else None
        if code is Refused.CLOSED_NOW and opens and opens - world.moment(world.now) < timedelta(hours=2):
            world.at(world.second(opens) + self._random.uniform(0, 90), lambda: self._arrive(visitor, ref))
        else:
            self.record.turned_away += 1

    def _authorise(self, service: str, ticket: str) -> None:
        clerk = next((clerk for clerk in self._at[service] if clerk.is_here), None)
        if clerk:
            clerk.ask(m.Authorise, ticket=ticket, standing=Standing.GREEN, reason=REASON)

    def _react(self, event: m.Event) -> None:
        """What people do of their own accord when something happens."""
        if isinstance(event, m.WindowClosed | m.WindowPaused):
            self.clerks[event.window].idle = False
            self._look_round(self.clerks[event.window].profile.services)  # somebody may have been left to this one
        elif isinstance(event, m.TideRose):
            self._look_round([event.service])
        elif isinstance(event, m.TicketEvent):
            ticket = self.world.hall.tickets[event.ticket]
            if ticket.state is TicketState.WAITING:
                self._wake(ticket.id)
            elif isinstance(event, m.TicketMissed):
                self._miss(ticket.id)
            elif isinstance(event, m.TicketParked):
                self.world.at(self.world.now + (self._who[ticket.id].parked or 0), lambda: self._bring_back(ticket.id))

    def _look_round(self, services: Iterable[str]) -> None:
        for service in services:
            for _place, id_ in self.world.hall.waiting.get(service, ()):
                self._wake(id_)

    def _wake(self, id_: str) -> None:
        ticket = self.world.hall.tickets[id_]
        able = [clerk for service in ticket.places for clerk in self._at[service] if clerk.may_take(ticket)]
        if able:
            self._random.choice(able).wake()

    def _miss(self, id_: str) -> None:
        if after := self._who[id_].back:
            ref = self.world.hall.tickets[id_].visitor.ref
            self.world.at(self.world.now + after, lambda: self._check_in(ref))

    def _check_in(self, ref: str) -> None:
        self.world.ask(m.CheckIn, ref=ref)  # refused when it came back too often; then it is over

    def _bring_back(self, id_: str, tries: int = TRIES) -> None:
        """A clerk puts a parked visitor back into the queue, as soon as there is one."""
        ticket = self.world.hall.tickets[id_]
        for clerk in self._at[ticket.service]:
            if clerk.is_here and clerk.ask(m.ReinstateTicket, ticket=id_, reason=REASON).ok:
                return
        if tries:
            self.world.at(self.world.now + AGAIN_S, lambda: self._bring_back(id_, tries - 1))
