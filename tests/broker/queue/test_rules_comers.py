"""Who comes with a card, an appointment or a missed number: one place in a queue each, on the right day."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from broker.contract import messages as m
from broker.contract.values import AppointmentState, Refused
from broker.queue.calendar import Calendar, DayKind
from broker.queue.profile import Booking
from tests.broker.queue.desk import Desk, profile, service, window

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = Calendar({DayKind.WORKDAY: ((time(9), time(17)),)}, kind_of=lambda _day: DayKind.WORKDAY)
ZHANG, LI = "1" * 64, "2" * 64


def at(hour, minute=0, day=23):
    return datetime.combine(date(2026, 11, day), time(hour, minute), SHANGHAI)


@pytest.fixture
def desk():
    services = (
        service("a", calendar=OFFICE, booking=Booking()),
        service("b"),
        service("room", "R", calendar=OFFICE, booking=Booking(quota=1)),
        service(
            "firm", calendar=OFFICE, usual=timedelta(minutes=10), booking=Booking(batch_over=10, batch_service="room")
        ),
    )
    windows = (window("w01", ("a", "b", "firm")), window("w02", ("room",)))
    desk = Desk(profile(*windows, services=services, tickets_a_day=2))
    desk.now = at(9)
    return desk.staffed("w01")


def booked(desk, slot, which="a", **more):
    reply = desk.ask(m.BookAppointment, service=which, slot=slot, **more).reply
    assert reply.ok, reply
    return reply.appointment


def missed(desk, **fields):
    ticket = desk.issue(**fields)
    desk.at("w01", m.CallTicket, ticket=ticket.id, reason="alone")
    assert desk.at("w01", m.NoShow).reply.ok
    return ticket


def test_who_missed_a_call_and_took_another_number_does_not_wait_twice(desk):
    first = missed(desk, holder=ZHANG)
    second = desk.issue(holder=ZHANG)
    refused = desk.ask(m.CheckIn, ticket=first.id, holder=ZHANG)
    assert (refused.reply.error.code, refused.events) == (Refused.ALREADY_HOLDING, ())
    assert refused.reply.error.ticket.id == second.id
    assert [id_ for _place, id_ in desk.hall.waiting["a"]] == [second.id]
    desk.ask(m.CancelTicket, ticket=second.id, holder=ZHANG)
    assert desk.ask(m.CheckIn, ticket=first.id, holder=ZHANG).reply.ok


def test_who_waits_already_is_told_so_when_checking_in_to_an_appointment_for_the_same(desk):
    mine = booked(desk, at(10), holder=ZHANG)
    waits = desk.issue(holder=ZHANG)
    refused = desk.ask(m.CheckIn, appointment=mine.id, holder=ZHANG)
    assert (refused.reply.error.code, refused.events) == (Refused.ALREADY_HOLDING, ())
    assert desk.hall.agenda.appointments[mine.id].state is AppointmentState.BOOKED
    desk.ask(m.CancelTicket, ticket=waits.id, holder=ZHANG)
    assert desk.ask(m.CheckIn, appointment=mine.id, holder=ZHANG).reply.ok
    assert desk.ask(m.IssueTicket, service="a", holder=ZHANG).reply.error.code is Refused.ALREADY_HOLDING


def test_of_several_things_held_by_a_card_the_one_named_is_checked_in(desk):
    one, other = missed(desk, service="a", holder=ZHANG), missed(desk, service="b", holder=ZHANG)
    mine = booked(desk, at(10), holder=ZHANG)
    assert desk.ask(m.CheckIn, ticket=other.id, holder=ZHANG).reply.ticket.id == other.id
    assert (one.state, other.state) == ("missed", "waiting")
    came = desk.ask(m.CheckIn, appointment=mine.id, holder=ZHANG).reply
    assert (came.ticket.standing, one.state) == ("appointment", "missed")
    for stranger in ({"ticket": one.id, "holder": LI}, {"holder": ZHANG}):
        assert desk.ask(m.CheckIn, **stranger).reply.error.code is Refused.UNKNOWN_APPOINTMENT


def test_an_appointment_is_as_good_as_a_number_given_so_the_days_limit_does_not_stop_it_but_counts_it(desk):
    mine = booked(desk, at(10), holder=ZHANG)
    for _ in range(2):
        desk.ask(m.CancelTicket, ticket=desk.issue("b", holder=ZHANG).id, holder=ZHANG)
    assert desk.ask(m.IssueTicket, service="b", holder=ZHANG).reply.error.code is Refused.LIMIT_REACHED
    assert desk.ask(m.CheckIn, appointment=mine.id, holder=ZHANG).reply.ok
    theirs = booked(desk, at(10), holder=LI)
    desk.ask(m.CheckIn, appointment=theirs.id, holder=LI)
    desk.issue("b", holder=LI)
    refused = desk.ask(m.IssueTicket, service="firm", holder=LI).reply.error
    assert (refused.code, refused.detail) == (Refused.LIMIT_REACHED, "2")


def test_after_midnight_and_before_the_halls_day_turns_no_appointment_is_used_up(desk):
    today, tomorrow = booked(desk, at(10)), booked(desk, at(10, day=24))
    desk.now = at(0, 30, day=24)
    early, late = desk.ask(m.CheckIn, ref=tomorrow.ref), desk.ask(m.CheckIn, ref=today.ref)
    assert (early.reply.error.code, early.events) == (Refused.TOO_SOON, ())
    assert (late.reply.error.code, late.events) == (Refused.CLOSED_NOW, ())
    ended = desk.end_day()
    assert [e.appointment for e in ended if e.name == "appointment-lapsed"] == [today.id]
    assert desk.ask(m.CheckIn, ref=tomorrow.ref).reply.ok


def test_a_companys_appointment_stays_as_long_when_it_is_moved(desk):
    batch = booked(desk, at(10), "firm", items=12)
    assert batch.until - batch.slot == timedelta(hours=2)
    moved = desk.ask(m.MoveAppointment, ref=batch.ref, slot=at(13)).reply.appointment
    assert (moved.service, moved.slot, moved.until) == ("room", at(13), at(15))
    assert desk.ask(m.MoveAppointment, ref=batch.ref, slot=at(16)).reply.error.code is Refused.SLOT_FULL
