"""Free times and batches at their edges."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from broker.contract import messages as m
from broker.contract.values import AppointmentState, Holder, Refused
from broker.queue.calendar import Calendar, DayKind
from broker.queue.decide import decide
from broker.queue.hall import Hall
from broker.queue.profile import Booking
from tests.broker.queue.desk import Desk, profile, service, window

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = Calendar({DayKind.WORKDAY: ((time(9), time(12)),)}, kind_of=lambda _day: DayKind.WORKDAY)
MONDAY = date(2026, 11, 23)
ZHANG = "1" * 64
HALF_HOUR = timedelta(minutes=30)


def at(hour, minute=0, day=MONDAY):
    return datetime.combine(day, time(hour, minute), SHANGHAI)


@pytest.fixture
def desk():
    one = Booking(quota=1, days_ahead=1, batch_over=3, batch_service="room", lateness=timedelta(minutes=5))
    services = (
        service("a", calendar=OFFICE, booking=one, usual=timedelta(minutes=20)),
        service("room", "R", calendar=OFFICE, booking=Booking(quota=1, days_ahead=1)),
        service("b"),
    )
    windows = (window("w01", ("a", "b")), window("w02", ("a",)), window("w03", ("room",)), window("w04", ("room",)))
    desk = Desk(profile(*windows, services=services))
    desk.now = at(8)
    return desk


def book(desk, slot, **more):
    return desk.ask(m.BookAppointment, service="a", slot=slot, **more).reply


def test_an_appointment_does_not_stand_in_its_own_way_when_it_is_moved(desk):
    mine = book(desk, at(10), items=3).appointment  # twenty minutes each at one of the two windows
    assert mine.until - mine.slot == 2 * HALF_HOUR
    assert desk.ask(m.MoveAppointment, ref=mine.ref, slot=at(10)).reply.ok
    batch = book(desk, at(9), items=6).appointment
    assert (batch.service, batch.until - batch.slot) == ("room", 4 * HALF_HOUR)
    assert desk.ask(m.MoveAppointment, ref=batch.ref, slot=at(9, 30)).reply.ok  # over part of itself


def test_a_batch_that_is_moved_stays_in_its_room_wherever_that_room_sends_others(desk):
    services = desk.hall.profile.services
    on = replace(services["room"].booking, batch_over=1, batch_service="a")
    batch = book(desk, at(9), items=4).appointment
    desk.hall.profile = replace(desk.hall.profile, services=services | {"room": replace(services["room"], booking=on)})
    other = desk.ask(m.BookAppointment, service="a", slot=at(10, 30)).reply
    assert other.ok  # it fills the one place of service a
    moved = desk.ask(m.MoveAppointment, ref=batch.ref, slot=at(10)).reply.appointment
    assert (moved.service, moved.slot, moved.until) == ("room", at(10), at(11, 30))


@pytest.mark.parametrize("slower", ["a", "d"])
def test_in_a_room_of_two_services_an_item_takes_as_long_as_that_of_the_slower_one(desk, slower):
    services = desk.hall.profile.services
    two = services | {"d": replace(services["a"], info=services["a"].info.model_copy(update={"id": "d"}))}
    desk.hall.profile = replace(desk.hall.profile, services=two)
    desk.hall.pace.known[slower] = 30 * 60.0
    found = desk.ask(m.FindSlots, service="room", day=MONDAY, items=4).reply.slots
    assert {slot.until - slot.at for slot in found} == {4 * HALF_HOUR}


def test_so_many_items_as_the_limit_are_no_batch_yet_and_take_as_long_as_they_take(desk):
    sizes = {
        items: book(desk, at(9, day=MONDAY + timedelta(days=n)), items=items).appointment
        for n, items in enumerate((2, 3))
    }
    assert {items: told.service for items, told in sizes.items()} == {2: "a", 3: "a"}
    assert {told.until - told.slot for told in sizes.values()} == {2 * HALF_HOUR}
    batch = book(desk, at(9), items=4).appointment
    assert (batch.service, batch.until - batch.slot) == ("room", 3 * HALF_HOUR)  # one window serves a batch
    alone = book(desk, at(10)).appointment
    assert (alone.service, alone.until - alone.slot) == ("a", HALF_HOUR)


def test_one_visitor_takes_one_slot_however_long_the_service_takes(desk):
    desk.hall.pace.known["a"] = 6 * 3600.0
    assert book(desk, at(10)).appointment.until == at(10, 30)
    refused = book(desk, at(9), items=2).error
    assert (refused.code, refused.detail) == (Refused.LIMIT_REACHED, "1")


def test_the_next_free_time_is_looked_for_as_many_days_ahead_as_one_may_book_and_no_more(desk):
    for slot in (at(11, 30), *(at(9, day=MONDAY + timedelta(days=1)) + n * HALF_HOUR for n in range(5))):
        assert book(desk, slot).ok
    told = book(desk, at(11, 30)).error
    assert datetime.fromisoformat(told.detail) == at(11, 30, MONDAY + timedelta(days=1))
    assert book(desk, at(11, 30, MONDAY + timedelta(days=1))).ok
    assert book(desk, at(11, 30)).error.detail == ""
    assert book(desk, at(9, day=MONDAY + timedelta(days=2))).error.code is Refused.SLOT_FULL


def test_whoever_books_without_a_card_is_held_against_nobody(desk):
    assert book(desk, at(9)).ok
    assert book(desk, at(9, 30)).ok
    assert desk.hall.agenda.held_by("") == []


def test_the_masked_name_of_who_booked_goes_to_the_window_with_the_ticket(desk):
    holder = Holder(key="ab" * 32, secret=1, name="张*")
    command = m.BookAppointment(id=desk.new_id(), at=desk.now, until=desk.now, service="a", slot=at(9), holder=holder)
    outcome = decide(desk.hall, command, desk.asking(holder=ZHANG))
    assert (outcome.visitor.name, outcome.visitor.holder) == ("张*", ZHANG)
    assert not any("张" in event.model_dump_json() for event in outcome.events)


def test_a_slip_finds_its_own_appointment_only_whosever_card_is_laid(desk):
    mine, other = book(desk, at(9), holder=ZHANG).appointment, book(desk, at(9, 30)).appointment
    found = desk.ask(m.FindTicket, ref=other.ref, holder=ZHANG).reply.appointments
    assert [told.id for told in found] == [other.id]
    assert desk.ask(m.FindTicket, ref="0" * 32, holder=ZHANG).reply.appointments == ()
    assert [told.id for told in desk.ask(m.FindTicket, holder=ZHANG).reply.appointments] == [mine.id]


def test_of_several_appointments_of_a_card_the_one_named_is_moved(desk):
    desk.hall.profile = profile(
        *desk.hall.profile.windows.values(),
        services=(*desk.hall.profile.services.values(), service("d", calendar=OFFICE, booking=Booking())),
    )
    first = book(desk, at(9), holder=ZHANG).appointment
    desk.hall.profile = profile(
        window("w05", ("d",)), *desk.hall.profile.windows.values(), services=tuple(desk.hall.profile.services.values())
    )
    second = desk.ask(m.BookAppointment, service="d", slot=at(10), holder=ZHANG).reply.appointment
    moved = desk.ask(m.MoveAppointment, appointment=second.id, holder=ZHANG, slot=at(11)).reply.appointment
    assert (moved.id, moved.slot) == (second.id, at(11))
    assert desk.hall.agenda.appointments[first.id].slot == at(9)


def test_how_late_is_late_is_the_services_own(desk):
    mine = book(desk, at(9)).appointment
    desk.now = at(9, 20)
    ticket = desk.hall.tickets[desk.ask(m.CheckIn, ref=mine.ref).reply.ticket.id]
    assert ticket.places["a"][0] == at(9, 15) - timedelta(minutes=20)


def test_hours_no_longer_than_the_last_ticket_is_early_give_no_number_and_do_not_open():
    short = Calendar({DayKind.WORKDAY: OFFICE.hours[DayKind.WORKDAY]}, OFFICE.kind_of, last_ticket=timedelta(hours=3))
    assert short.opens_at(at(8)) is None
    assert not short.gives_numbers(at(9))


def test_an_appointment_tells_that_its_visitor_came_and_forgets_whose_it_was(desk):
    mine = book(desk, at(9), holder=ZHANG).appointment
    desk.ask(m.CheckIn, ref=mine.ref)
    assert desk.hall.agenda.appointments[mine.id].state is AppointmentState.CHECKED_IN
    other = Hall(profile=desk.hall.profile)
    for event, *_ in desk.events:
        other.apply(event)
    assert (other.agenda.owners.by_ref, other.agenda.held_by(ZHANG)) == ({}, [])
    assert other.agenda.appointments[mine.id].visitor.ref == ""


def test_a_time_of_today_in_the_hall_may_be_asked_for_by_a_clock_where_it_is_yesterday():
    early = Calendar({DayKind.WORKDAY: ((time(6), time(8)),)}, kind_of=lambda _day: DayKind.WORKDAY)
    services = (service("a", calendar=early, booking=Booking(days_ahead=0)),)
    desk = Desk(profile(window("w01", ("a",)), services=services))
    desk.now = at(5)
    told = book(desk, at(7).astimezone(ZoneInfo("America/New_York")))
    assert told.appointment.slot == at(7)
