"""Appointments: free times, quotas, batches, and checking in early, on time and late."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from broker.contract import messages as m
from broker.contract.values import AppointmentState, Refused, Standing
from broker.queue.calendar import Calendar, DayKind
from broker.queue.profile import Booking
from tests.broker.queue.desk import Desk, daily, profile, service, window

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = daily((time(9), time(12)), (time(13), time(17)))
BOOKING = Booking(slot=timedelta(minutes=30), quota=2, days_ahead=7, lateness=timedelta(minutes=15))
MONDAY = date(2026, 11, 23)
ZHANG = "1" * 64


def at(hour, minute=0, day=MONDAY):
    return datetime.combine(day, time(hour, minute), SHANGHAI)


@pytest.fixture
def desk():
    services = (
        service("a", calendar=OFFICE, booking=BOOKING),
        service("b"),
        service("room", "R", calendar=OFFICE, booking=Booking(quota=1, days_ahead=7)),
        service(
            "firm",
            calendar=OFFICE,
            usual=timedelta(minutes=10),
            booking=Booking(quota=2, days_ahead=7, batch_over=10, batch_service="room"),
        ),
    )
    desk = Desk(profile(window("w01", ("a", "b", "firm")), window("w02", ("room",)), services=services))
    desk.now = at(9)
    return desk.staffed("w01")


def book(desk, slot, which="a", **more):
    return desk.ask(m.BookAppointment, service=which, slot=slot, **more)


def booked(desk, slot, which="a", **more):
    reply = book(desk, slot, which, **more).reply
    assert reply.ok, reply
    return reply.appointment


def free(desk, day=MONDAY, which="a", **more):
    reply = desk.ask(m.FindSlots, service=which, day=day, **more).reply
    return {slot.at.strftime("%H:%M"): slot.free for slot in reply.slots}


def test_the_free_times_of_a_day_are_its_hours_from_now_on(desk):
    desk.now = at(10, 10)
    booked(desk, at(13))
    slots = free(desk)
    assert list(slots) == ["10:30", "11:00", "11:30"] + [f"{h}:{m:02d}" for h in range(13, 17) for m in (0, 30)]
    assert slots["13:00"] == 1
    assert set(slots.values()) == {1, 2}
    assert free(desk, MONDAY + timedelta(days=8)) == {}
    assert len(free(desk, MONDAY + timedelta(days=7))) == 14


def test_a_full_slot_is_refused_with_the_next_free_one(desk):
    for _ in range(2):
        booked(desk, at(11, 30))
    refused = book(desk, at(11, 30))
    assert refused.reply.error.code is Refused.SLOT_FULL
    assert datetime.fromisoformat(refused.reply.error.detail) == at(13)
    assert refused.events == ()


@pytest.mark.parametrize("slot", [at(8, 30), at(9), at(9, 45), at(12), at(17), at(10, day=MONDAY + timedelta(days=8))])
def test_a_time_that_is_past_or_no_slot_or_too_far_ahead_is_refused(desk, slot):
    assert book(desk, slot).reply.error.code is Refused.SLOT_FULL


def test_a_service_without_appointments_takes_none(desk):
    assert book(desk, at(10), "b").reply.error.code is Refused.NO_APPOINTMENTS
    assert book(desk, at(10), "nothing").reply.error.code is Refused.UNKNOWN_SERVICE
    assert book(desk, at(10), needs=("a-need-of-nobody",)).reply.error.code is Refused.UNMET_NEED


def test_a_time_given_in_another_offset_is_the_same_time(desk):
    assert booked(desk, at(10).astimezone(ZoneInfo("UTC"))).slot == at(10)
    assert free(desk)["10:00"] == 1


def test_one_holder_books_one_time_of_a_service(desk):
    mine = booked(desk, at(10), holder=ZHANG)
    refused = book(desk, at(11), holder=ZHANG).reply.error
    assert (refused.code, datetime.fromisoformat(refused.detail)) == (Refused.LIMIT_REACHED, at(10))
    assert desk.ask(m.CancelAppointment, ref=mine.ref).reply.appointment.state is AppointmentState.CANCELLED
    assert booked(desk, at(11), holder=ZHANG).state is AppointmentState.BOOKED


def test_a_moved_or_cancelled_appointment_frees_its_slot(desk):
    mine, other = booked(desk, at(10)), booked(desk, at(10))
    moved = desk.ask(m.MoveAppointment, ref=mine.ref, slot=at(10, 30)).reply.appointment
    assert (moved.id, moved.slot, moved.until) == (mine.id, at(10, 30), at(11))
    assert (free(desk)["10:00"], free(desk)["10:30"]) == (1, 1)
    desk.ask(m.CancelAppointment, ref=other.ref)
    assert free(desk)["10:00"] == 2


def test_an_appointment_that_can_not_be_moved_stays_where_it_is(desk):
    mine = booked(desk, at(10))
    for _ in range(2):
        booked(desk, at(11))
    assert desk.ask(m.MoveAppointment, ref=mine.ref, slot=at(11)).reply.error.code is Refused.SLOT_FULL
    assert free(desk)["10:00"] == 1
    assert desk.ask(m.MoveAppointment, ref=mine.ref, slot=at(10)).reply.ok  # its own place does not stand in its way


def test_only_its_ref_or_its_card_moves_cancels_or_checks_in(desk):
    mine = booked(desk, at(10), holder=ZHANG)
    for kind, more in ((m.MoveAppointment, {"slot": at(11)}), (m.CancelAppointment, {}), (m.CheckIn, {})):
        for fields in ({"appointment": mine.id}, {"appointment": mine.id, "holder": "2" * 64}, {"ref": "0" * 32}):
            refused = desk.ask(kind, **fields, **more)
            assert (refused.reply.error.code, refused.events) == (Refused.UNKNOWN_APPOINTMENT, ())
    found = desk.ask(m.FindTicket, holder=ZHANG).reply.appointments
    assert [(a.id, a.slot) for a in found] == [(mine.id, at(10))]
    assert desk.ask(m.FindTicket, ref=mine.ref).reply.appointments == found


@pytest.mark.parametrize(
    "comes, counts_as",
    [(at(9, 1), at(10)), (at(10), at(10)), (at(10, 15), at(10)), (at(10, 40), at(10, 25))],
    ids=["early", "on time", "a little late", "late"],
)
def test_who_checks_in_counts_as_come_at_the_booked_time_or_so_much_later_as_they_are_too_late(desk, comes, counts_as):
    mine = booked(desk, at(10))
    desk.now = comes
    outcome = desk.ask(m.CheckIn, ref=mine.ref)
    ticket = desk.hall.tickets[outcome.reply.ticket.id]
    assert ticket.standing is Standing.APPOINTMENT
    assert ticket.places["a"][0] == counts_as - timedelta(minutes=20)
    assert outcome.events[0].appointment == mine.id
    assert outcome.reply.ticket.ref == mine.ref  # the slip of the appointment is the ticket's now
    assert desk.ask(m.FindTicket, ref=mine.ref).reply.tickets[0].id == ticket.id
    again = desk.ask(m.CheckIn, ref=mine.ref)
    assert (again.reply.ok, again.events) == (False, ())


def test_an_appointment_of_another_day_or_after_hours_is_told_so(desk):
    tomorrow = booked(desk, at(10, day=MONDAY + timedelta(days=1)))
    refused = desk.ask(m.CheckIn, ref=tomorrow.ref).reply.error
    assert (refused.code, datetime.fromisoformat(refused.detail)) == (Refused.TOO_SOON, tomorrow.slot)
    today = booked(desk, at(16, 30))
    desk.now = at(17)
    refused = desk.ask(m.CheckIn, ref=today.ref).reply.error
    assert (refused.code, datetime.fromisoformat(refused.detail)) == (
        Refused.CLOSED_NOW,
        at(9, day=tomorrow.slot.date()),
    )


def test_who_comes_to_a_hall_that_does_not_open_again_is_told_no_time():
    last = Calendar({}, OFFICE.kind_of, exceptions={MONDAY: ((time(9), time(12)),)})
    desk = Desk(profile(window("w01", ("a",)), services=(service("a", calendar=last, booking=BOOKING),)))
    desk.now = at(9)
    mine = booked(desk, at(11))
    desk.now = at(12)
    refused = desk.ask(m.CheckIn, ref=mine.ref).reply.error
    assert (refused.code, refused.detail) == (Refused.CLOSED_NOW, "")


def test_a_company_gets_as_many_slots_in_a_row_in_the_batch_room_as_its_items_take(desk):
    batch = booked(desk, at(10), "firm", items=12)
    assert (batch.service, batch.until - batch.slot, batch.items) == ("room", timedelta(hours=2), 12)
    small = booked(desk, at(10), "firm", items=5)
    assert (small.service, small.until - small.slot) == ("firm", timedelta(hours=1))  # five times ten minutes
    assert free(desk, which="room") == {
        slot: 0 if slot in {"10:00", "10:30", "11:00", "11:30"} else 1 for slot in free(desk, which="room")
    }
    refused = book(desk, at(9, 30), "firm", items=12).reply.error
    assert (refused.code, datetime.fromisoformat(refused.detail)) == (Refused.SLOT_FULL, at(13))


def test_a_batch_is_sized_by_how_long_the_service_takes_these_days(desk):
    for _ in range(30):
        desk.hall.pace.ended("w01", "firm", at(8), at(8, 5), False)  # noqa: FBT003 - as the fold tells it
    batch = booked(desk, at(10), "firm", items=12)
    assert batch.until - batch.slot == timedelta(minutes=90)  # a little over five minutes each


def test_more_items_than_the_longest_span_holds_are_refused_with_how_many_would_fit(desk):
    assert booked(desk, at(13), "firm", items=24).until == at(17)
    refused = book(desk, at(9), "firm", items=25).reply.error
    assert (refused.code, refused.detail) == (Refused.LIMIT_REACHED, "24")
    assert free(desk, which="firm", items=25) == {}


@pytest.mark.parametrize("ahead, code", [(7, Refused.SLOT_FULL), (8, Refused.LIMIT_REACHED)])
def test_a_long_day_counts_from_when_one_may_book_it(desk, ahead, code):
    long = replace(OFFICE, exceptions={MONDAY + timedelta(days=ahead): ((time(9), time(17)),)})
    rooms = desk.hall.profile.services["room"]
    services = desk.hall.profile.services | {"room": replace(rooms, calendar=long)}
    desk.hall.profile = replace(desk.hall.profile, services=services)
    refused = book(desk, at(9), "firm", items=48).reply.error
    detail = at(9, day=MONDAY + timedelta(days=ahead)).isoformat(timespec="minutes")
    assert (refused.code, refused.detail) == (code, detail if code is Refused.SLOT_FULL else "24")


def test_the_items_that_would_fit_are_counted_where_so_few_go(desk):
    desk.hall.pace.known["firm"] = 40 * 60.0  # the room has time for three, but so few do not go there
    rooms = desk.hall.profile.services["room"]
    short = Calendar({DayKind.WORKDAY: ((time(13), time(15)),)}, kind_of=OFFICE.kind_of)
    services = desk.hall.profile.services | {"room": replace(rooms, calendar=short)}
    desk.hall.profile = replace(desk.hall.profile, services=services)
    refused = book(desk, at(13), "firm", items=12).reply.error
    assert (refused.code, refused.detail) == (Refused.LIMIT_REACHED, "6")
    assert booked(desk, at(13), "firm", items=6).until == at(17)


def test_on_days_that_are_all_closed_no_number_of_items_is_too_many(desk):
    closed = Calendar({}, OFFICE.kind_of)
    desk.hall.profile = profile(
        window("w01", ("firm",)), services=(service("firm", calendar=closed, booking=Booking()), service("b"))
    )
    refused = book(desk, at(9), "firm", items=500).reply.error
    assert (refused.code, refused.detail) == (Refused.SLOT_FULL, "")


def test_a_batch_is_sized_the_same_when_a_time_to_move_it_to_is_looked_for_in_its_room(desk):
    for _ in range(30):
        desk.hall.pace.ended("w02", "room", at(8), at(10), False)  # noqa: FBT003 - a whole batch each
    assert free(desk, which="room", items=12) == free(desk, which="firm", items=12) != {}


def test_a_batch_does_not_reach_over_lunch(desk):
    slots = free(desk, which="firm", items=12)
    assert "11:30" not in slots
    assert "15:30" not in slots
    assert {"10:00", "13:00", "15:00"} <= set(slots)


def test_appointments_to_come_survive_the_night_and_those_of_the_day_lapse(desk):
    kept = booked(desk, at(10, day=MONDAY + timedelta(days=2)), holder=ZHANG)
    moved = booked(desk, at(10))
    desk.ask(m.MoveAppointment, ref=moved.ref, slot=at(11, day=MONDAY + timedelta(days=1)))
    lapses = booked(desk, at(15))
    comes = booked(desk, at(9, 30))
    desk.ask(m.CheckIn, ref=comes.ref)
    desk.now = at(0, 5, day=MONDAY + timedelta(days=1))
    before = len(desk.events)
    events = desk.end_day()
    assert [e.appointment for e in events if e.name == "appointment-lapsed"] == [lapses.id]
    assert [e.appointment for e in events if e.name == "appointment-carried"] == [kept.id, moved.id]
    opened = next(n for n, (e, *_) in enumerate(desk.events) if n >= before and e.name == "day-opened")
    restarted = desk.folded(since=opened)
    assert restarted == desk.hall
    assert desk.ask(m.FindTicket, ref=kept.ref).reply.appointments[0].slot == kept.slot
    assert desk.ask(m.FindTicket, ref=lapses.ref).reply.appointments == ()
    desk.now = at(10, day=MONDAY + timedelta(days=2))
    desk.end_day()
    checked_in = desk.ask(m.CheckIn, holder=ZHANG, appointment=kept.id)
    assert checked_in.reply.ticket.standing is Standing.APPOINTMENT


def test_a_room_that_only_takes_over_batches_is_booked_by_nobody_directly():
    room = service("room", "R", calendar=OFFICE, booking=Booking(quota=1))
    hidden = replace(room, info=room.info.model_copy(update={"bookable": False}))
    desk = Desk(profile(window("w01", ("room",)), services=(hidden,)))
    desk.now = at(9)
    refused = book(desk, at(10), "room")
    assert (refused.reply.error.code, refused.reply.error.detail) == (Refused.NO_APPOINTMENTS, "room")
    assert refused.events == ()


def test_a_few_items_that_one_slot_holds_take_one_slot(desk):
    small = booked(desk, at(10), "firm", items=3)
    assert small.until - small.slot == timedelta(minutes=30)
