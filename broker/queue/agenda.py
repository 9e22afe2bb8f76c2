"""The appointments of a hall: those of today and those still to come."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from broker.contract import messages as m
from broker.contract.values import AppointmentState
from broker.queue.owners import Owners
from broker.queue.ticket import Visitor

TAKEN = frozenset({AppointmentState.BOOKED, AppointmentState.CHECKED_IN})
"""States in which an appointment fills its slots."""


@dataclass(slots=True)
class Appointment:
    """A time that somebody booked; it may be several slots long."""

    id: str
    service: str
    slot: datetime
    until: datetime
    items: int
    language: str
    needs: tuple[str, ...]
    visitor: Visitor
    state: AppointmentState = AppointmentState.BOOKED


@dataclass(slots=True)
class Agenda:
    """Appointments, and where to find them: the fold of their events."""

    appointments: dict[str, Appointment] = field(default_factory=dict)
    owners: Owners = field(default_factory=Owners)
    _of_day: defaultdict[tuple[str, date], list[str]] = field(default_factory=lambda: defaultdict(list))

    def taken(self, service: str, start: datetime, end: datetime, but: str = "") -> int:
        """How many appointments of a service lie in this time; that of the id `but` does not count."""
        ours = (self.appointments[id_] for id_ in self._of_day.get((service, start.date()), ()) if id_ != but)
        return sum(a.state in TAKEN and a.slot < end and a.until > start for a in ours)

    def held_by(self, holder: tuple[str, ...]) -> list[Appointment]:
        """The appointments that one of a holder's keys stands for, in the order of booking."""
        return [self.appointments[id_] for id_ in self.owners.of(holder)]

    def held_for_others(self, agent: tuple[str, ...]) -> list[Appointment]:
        """Those that who has one of these keys booked for others."""
        return [self.appointments[id_] for id_ in self.owners.for_others(agent)]

    def whose(self, id_: str | None) -> Visitor:
        """Who booked an appointment; nobody where there is none, or the visitor is forgotten."""
        found = self.appointments.get(id_ or "")
        return found.visitor if found else Visitor(ref="")

    def booked(self) -> Iterator[Appointment]:
        """Those whose visitor has not come yet, in the order of booking."""
        return (a for a in self.appointments.values() if a.state is AppointmentState.BOOKED)

    def check_in(self, id_: str) -> None:
        """The visitor is here."""
        if found := self.appointments.get(id_):
            found.state = AppointmentState.CHECKED_IN

    def apply(self, event: m.AppointmentEvent, visitor: Visitor | None) -> None:
        """Make an event true; `visitor` is who booked, or None when forgotten."""
        match event:
            case m.AppointmentTold():
                self._add(event, visitor or Visitor(ref=""))
            case m.AppointmentMoved():
                found = self.appointments[event.appointment]
                self._of_day[found.service, found.slot.date()].remove(found.id)
                found.slot, found.until = event.slot, event.until
                self._of_day[found.service, found.slot.date()].append(found.id)
            case m.AppointmentCancelled():
                self.appointments[event.appointment].state = AppointmentState.CANCELLED
            case m.AppointmentLapsed():
                self.appointments[event.appointment].state = AppointmentState.LAPSED

    def turn_to(self, day: date) -> None:
        """Keep what is still to come, as if it had just been told."""
        coming = [a for a in self.booked() if a.slot.date() >= day]
        for part in (self.appointments, self.owners, self._of_day):
            part.clear()
        for appointment in coming:
            self._keep(appointment)

    def _add(self, event: m.AppointmentTold, visitor: Visitor) -> None:
        if event.appointment in self.appointments:  # told again on a new day
            return
        self._keep(
            Appointment(
                id=event.appointment,
                service=event.service,
                slot=event.slot,
                until=event.until,
                items=event.items,
                language=event.language,
                needs=event.needs,
                visitor=visitor,
            )
        )

    def _keep(self, appointment: Appointment) -> None:
        self.appointments[appointment.id] = appointment
        self._of_day[appointment.service, appointment.slot.date()].append(appointment.id)
        self.owners.add(appointment.visitor, appointment.id)
