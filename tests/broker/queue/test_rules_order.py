"""Places in a queue that a person gives, and who may call those who were sent to somebody."""

from datetime import UTC, datetime, time, timedelta

from broker.contract import messages as m
from broker.contract.values import Refused, Standing
from broker.queue.calendar import Calendar, DayKind
from broker.queue.profile import Booking
from tests.broker.queue.desk import Desk, profile, service, window

ALL_DAY = Calendar({DayKind.WORKDAY: ((time(0), time(23, 59)),)}, kind_of=lambda _day: DayKind.WORKDAY)


def serving(desk, at="w01"):
    desk.call(at)
    assert desk.at(at, m.StartService).reply.ok
    return desk.hall.tickets[desk.hall.window(at).ticket]


def queue(desk, id_):
    return [desk.hall.tickets[ticket].number for _place, ticket in desk.hall.waiting[id_]]


def test_last_is_behind_everybody_even_behind_an_appointment_that_is_still_to_come():
    services = (service("a"), service("b", calendar=ALL_DAY, booking=Booking()))
    desk = Desk(profile(window("w01", ("a",)), window("w02", ("b",)), services=services)).staffed("w01")
    booked = desk.ask(m.BookAppointment, service="b", slot=datetime(2026, 11, 23, 12, tzinfo=UTC)).reply.appointment
    early = desk.ask(m.CheckIn, ref=booked.ref).reply.ticket
    moved = desk.issue("a")
    serving(desk)
    sent = desk.at("w01", m.TransferTicket, service="b", placing="last", reason="wrong service")
    assert (queue(desk, "b"), sent.events[0].overtaken) == ([early.number, moved.number], 0)


def test_last_in_an_empty_queue_still_has_the_head_start_of_the_standing():
    desk = Desk(profile(window("w01", ("a",)), window("w02", ("b",)))).staffed("w01")
    moved = desk.issue("a", standing=Standing.PRIORITY)
    serving(desk)
    desk.at("w01", m.TransferTicket, service="b", placing="last", reason="wrong service")
    assert moved.places["b"][0] == desk.now - timedelta(minutes=15)


def test_who_comes_back_just_behind_the_newest_ticket_has_overtaken_nobody():
    desk = Desk(profile(window("w01", ("a",)))).staffed("w01")
    missed = desk.issue()
    desk.call("w01")
    desk.at("w01", m.NoShow)
    newest = desk.issue()
    back = desk.at("w01", m.ReinstateTicket, ticket=missed.id, reason="is back")
    assert (queue(desk, "a"), back.events[0].overtaken) == ([newest.number, missed.number], 0)


def test_who_was_sent_to_a_clerk_is_anybodys_when_that_clerk_goes_where_the_service_is_not_offered():
    desk = Desk(
        profile(window("w01", ("a",)), window("w02", ("a",)), window("w03", ("b",), tidal=("c",)), window("w04"))
    ).staffed("w01", "w02")
    ticket = desk.issue()
    serving(desk)
    desk.at("w01", m.TransferTicket, to_staff="c002", reason="knows the file")
    assert desk.call("w01") is None
    desk.at("w02", m.SignOut)
    assert desk.at("w03", m.SignIn, staff="c002", pin_ok=True).reply.ok  # nobody is still at the window they left
    desk.at("w03", m.OpenWindow)
    assert desk.call("w01") == ticket.number


def test_who_was_sent_to_a_window_for_its_high_tide_is_anybodys_at_low_tide():
    desk = Desk(profile(window("w01", ("a",)), window("w02", ("b",), tidal=("a",)))).staffed("w01", "w02")
    waits, sent = desk.issue(), desk.issue()
    desk.pass_time(minutes=21)
    desk.look()
    outcome = desk.at("w02", m.CallTicket, ticket=sent.id, reason="ill")
    assert outcome.reply.ok  # the tide is a reason to offer it, by hand too
    desk.at("w02", m.TransferTicket, to_window="w02", placing="last", reason="brings a paper")
    assert [desk.call("w01"), desk.at("w01", m.NoShow).reply.ok] == [waits.number, True]
    assert desk.call("w01") is None
    assert [event.name for event in desk.look()] == ["tide-fell"]
    assert desk.call("w01") == sent.number


def test_a_back_office_calls_nobody_whose_papers_it_makes():
    services = (service("a"), service("x", behind=True))
    desk = Desk(profile(window("w01", ("a",)), window("w02", ("x",)), services=services)).staffed("w01", "w02")
    ticket = desk.issue("a", stages=(("a", "x"),))
    assert desk.at("w02", m.CallTicket, ticket=ticket.id, reason="ill").reply.error.code is Refused.UNKNOWN_TICKET
    assert desk.call("w02") is None


def test_any_window_of_a_visits_open_services_may_bring_it_back():
    desk = Desk(profile(window("w01", ("a",)), window("w02", ("b",)), window("w03", ("c",)))).staffed(
        "w01", "w02", "w03"
    )
    ticket = desk.issue("a", stages=(("a", "b"), ("c",)))
    desk.call("w01")
    desk.at("w01", m.NoShow)
    refused = desk.at("w03", m.ReinstateTicket, ticket=ticket.id, reason="is back")  # its turn is later
    assert refused.reply.error.code is Refused.UNKNOWN_TICKET
    assert desk.at("w02", m.ReinstateTicket, ticket=ticket.id, reason="is back").reply.ok


def test_a_ticket_given_back_while_parked_leaves_its_old_window_to_whom_it_serves_now():
    desk = Desk(profile(window("w01", ("a",)))).staffed("w01")
    desk.issue()
    desk.issue()
    parked = serving(desk)
    desk.at("w01", m.ParkTicket)
    now_here = serving(desk)
    assert desk.ask(m.CancelTicket, ref=parked.visitor.ref).reply.ok
    assert desk.hall.window("w01").ticket == now_here.id
    desk.expire(now_here)
    assert (desk.hall.window("w01").ticket, now_here.state, now_here.since) == (None, "expired", desk.now)
