"""Appointments: free times, booking, moving, cancelling, and when their visitor counts as come.

A company's many items are sized by how long the service takes these days, and go to the batch room where there is one.
They are one ticket, which one window serves from the first item to the last.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from math import ceil
from typing import NamedTuple

from broker.contract import messages as m
from broker.contract.told import Slot
from broker.contract.values import AppointmentState, Refused
from broker.queue import holders, views
from broker.queue.agenda import Appointment
from broker.queue.forms import require_form
from broker.queue.hall import Hall
from broker.queue.outcome import Making, Outcome, RefusedError, when
from broker.queue.profile import Booking, ServiceProfile


class _Room(NamedTuple):
    """What a booking is for: a service, how it is booked, and how many slots in a row it needs."""

    service: ServiceProfile
    booking: Booking
    length: int


def find_slots(command: m.FindSlots, making: Making) -> Outcome:
    """The times of a day that are still to come, the full ones too."""
    room = _room(making.hall, command.service, command.items)
    slots = tuple(_slots(making, room, command.day)) if _may_book(making, room, command.day) else ()
    reply = m.SlotsReply(re=command.id, ok=True, at=making.asking.now, slots=slots)
    return Outcome(lambda _hall: reply)


def book(command: m.BookAppointment, making: Making) -> Outcome:
    """Take a slot, or several one after the other."""
    hall, asking = making.hall, making.asking
    room = _room(hall, command.service, command.items)
    if not hall.profile.services[command.service].info.bookable:
        raise RefusedError(Refused.NO_APPOINTMENTS, command.service)
    holders.require_holder(command, making, [command.service, room.service.id])
    holders.require_agent(command, making)
    require_form(command, hall.profile.services[command.service].info)
    _require_fits(command, making, room)
    needs = frozenset(command.needs)
    if not hall.profile.able(room.service.id, needs):
        raise RefusedError(Refused.UNMET_NEED, ", ".join(sorted(needs)))
    for other in hall.agenda.held_by(asking.holder):
        if other.service == room.service.id and other.state is AppointmentState.BOOKED:
            raise RefusedError(Refused.LIMIT_REACHED, "" if holders.is_typed(command.holder) else when(other.slot))
    slot = _free(making, room, command.slot)
    visitor = holders.visitor_of(command, making, asking.new_ref())
    booked = making.make(
        m.AppointmentBooked,
        appointment=asking.new_id(),
        service=room.service.id,
        slot=slot.at,
        until=slot.until,
        items=command.items,
        language=command.language,
        needs=command.needs,
    )
    return Outcome(_answer(command, making, booked.appointment), tuple(making.events), visitor)


def move(command: m.MoveAppointment, making: Making) -> Outcome:
    """Another slot instead, as long as the old one; if it is taken, the old one stays."""
    appointment = the_one(command, making)
    room = _room(making.hall, appointment.service)
    room = room._replace(length=max(1, (appointment.until - appointment.slot) // room.booking.slot))
    slot = _free(making, room, command.slot, but=appointment.id)
    making.make(m.AppointmentMoved, appointment=appointment.id, slot=slot.at, until=slot.until)
    return Outcome(_answer(command, making, appointment.id), tuple(making.events))


def cancel(command: m.CancelAppointment, making: Making) -> Outcome:
    """The slot is free again."""
    appointment = the_one(command, making)
    making.make(m.AppointmentCancelled, appointment=appointment.id)
    return Outcome(_answer(command, making, appointment.id), tuple(making.events))


def found(hall: Hall, ref: str | None, holder: tuple[str, ...]) -> Iterator[Appointment]:
    """The appointments still to come that a ref or a card stands for."""
    agenda = hall.agenda
    ours = [agenda.appointments[agenda.owners.by_ref[ref]]] if ref in agenda.owners.by_ref else []
    if not ref:
        ours = agenda.held_by(holder) + agenda.held_for_others(holder)
    return (appointment for appointment in ours if appointment.state is AppointmentState.BOOKED)


def the_one(command: m.OfAppointment, making: Making) -> Appointment:
    """The appointment that a command is about; one to check in to is of today.

    Raises:
        RefusedError: there is none, it is not booked any more, or its day has not come.
    """
    holders.require_shown(command)
    hall, asking = making.hall, making.asking
    for appointment in found(hall, command.ref, asking.holder):
        if not (command.ref or appointment.id == command.appointment):
            continue
        if isinstance(command, m.CheckIn):
            _require_its_day(hall, appointment, asking.now)
        return appointment
    raise RefusedError(Refused.UNKNOWN_APPOINTMENT)


def queued_at(hall: Hall, appointment: Appointment, now: datetime) -> datetime:
    """When who checks in now counts as come: at the booked time, or so much later as they are too late."""
    booking = hall.profile.services[appointment.service].booking or Booking()
    return max(appointment.slot, now - booking.lateness)


def _require_its_day(hall: Hall, appointment: Appointment, now: datetime) -> None:
    """An appointment's visitor is here on its day, which after midnight may not have begun yet."""
    if appointment.slot.date() > (hall.day or now.date()):
        raise RefusedError(Refused.TOO_SOON, when(appointment.slot))
    calendar = hall.profile.services[appointment.service].calendar
    if appointment.slot.date() < now.date() or (calendar and calendar.is_over(now)):
        opens = calendar.opens_at(now) if calendar else None
        raise RefusedError(Refused.CLOSED_NOW, when(opens))


def _room(hall: Hall, service: str, items: int = 1) -> _Room:
    """Where so many items of a service go, and how long they take there."""
    profile = hall.profile.services.get(service)
    if profile is None:
        raise RefusedError(Refused.UNKNOWN_SERVICE, service)
    each = _each(hall, profile)
    booking = profile.booking
    if booking and booking.batch_service and items > booking.batch_over:
        profile = hall.profile.services[booking.batch_service]
        booking = profile.booking
    if booking is None:
        raise RefusedError(Refused.NO_APPOINTMENTS, service)
    return _Room(profile, booking, 1 if items == 1 else max(1, ceil(items * each / booking.slot)))


def _each(hall: Hall, service: ServiceProfile) -> timedelta:
    """How long one item takes; in a batch room, whose visits are whole batches, as long as where they come from."""
    sending = [s for s in hall.profile.services.values() if s.booking and s.booking.batch_service == service.id]
    means = (hall.pace.mean(s.id, s.usual.total_seconds()) for s in sending or [service])
    return timedelta(seconds=max(means))


def _require_fits(command: m.BookAppointment, making: Making, room: _Room) -> None:
    """Refuse more items than the longest span of the days to come holds; the detail is how many would fit."""
    longest = {room.service.id: _longest(making, room)}
    items = command.items
    while room.length > longest[room.service.id] > 0:
        items -= 1
        room = _room(making.hall, command.service, items)  # so few may go elsewhere
        if room.service.id not in longest:
            longest[room.service.id] = _longest(making, room)
    if items < command.items:
        raise RefusedError(Refused.LIMIT_REACHED, str(items))


def _longest(making: Making, room: _Room) -> int:
    """The most slots that follow each other on a day on which one may book."""
    calendar, now = room.service.calendar, making.asking.now
    if calendar is None:
        return 0
    days = (now.date() + timedelta(days=n) for n in range(room.booking.days_ahead + 1))
    return max(
        ((end - start) // room.booking.slot for day in days for start, end in calendar.spans(day, now)), default=0
    )


def _may_book(making: Making, room: _Room, day: date) -> bool:
    today = making.asking.now.date()
    return today <= day <= today + timedelta(days=room.booking.days_ahead)


def _slots(making: Making, room: _Room, day: date, but: str = "") -> Iterator[Slot]:
    """The times of a day that begin after now and are long enough, each with how often it is free."""
    calendar, now = room.service.calendar, making.asking.now
    if calendar is None:
        return
    length, agenda = room.booking.slot, making.hall.agenda
    starts = list(calendar.slots(day, length, now))
    for n, start in enumerate(starts):
        parts = starts[n : n + room.length]
        in_a_row = len(parts) == room.length and parts[-1] - start == length * (room.length - 1)
        if in_a_row and start > now:
            free = min(room.booking.quota - agenda.taken(room.service.id, p, p + length, but) for p in parts)
            yield Slot(at=start, until=start + length * room.length, free=max(0, free))


def _free(making: Making, room: _Room, asked: datetime, but: str = "") -> Slot:
    """The slot asked for.

    Raises:
        RefusedError: it is full or no slot; the detail is the next one that is free.
    """
    asked = asked.astimezone(making.asking.now.tzinfo)
    days = [asked.date() + timedelta(days=n) for n in range(room.booking.days_ahead + 1)]
    free = (s for day in days if _may_book(making, room, day) for s in _slots(making, room, day, but) if s.free)
    first = next((slot for slot in free if slot.at >= asked), None)
    if first is None or first.at != asked:
        raise RefusedError(Refused.SLOT_FULL, when(first.at if first else None))
    return first


def _answer(command: m.Command, making: Making, id_: str) -> Callable[[Hall], m.Reply]:
    at = making.asking.now

    def answer(hall: Hall) -> m.Reply:
        held = views.booked(hall.agenda.appointments[id_])
        return m.AppointmentReply(re=command.id, ok=True, at=at, appointment=held)

    return answer
