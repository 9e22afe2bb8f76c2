"""A refusal names what it is about, so that whoever sent it knows what to mend."""

from datetime import UTC, date, datetime, time

import pytest

from broker.contract import messages as m
from broker.contract.values import Refused
from broker.queue.calendar import Calendar, DayKind
from broker.queue.profile import Booking
from tests.broker.queue.desk import Desk, profile, service, window

DAY = date(2026, 11, 23)
EARLY = Calendar({DayKind.WORKDAY: ((time(9), time(10)),)}, kind_of=lambda _day: DayKind.WORKDAY)
NEVER = Calendar({}, kind_of=lambda _day: DayKind.HOLIDAY)
SERVICES = (
    service("a"),
    service("b"),
    service("early", calendar=EARLY, booking=Booking(quota=1, days_ahead=0)),
    service("never", calendar=NEVER),
    service("x", behind=True),
)


@pytest.fixture
def desk():
    able = window("w02", ("b",), attributes=("low-counter",))
    desk = Desk(profile(window("w01", ("a", "early", "x", "never")), able, services=SERVICES))
    return desk.staffed("w01", "w02")


def refused(outcome):
    assert outcome.events == ()
    return outcome.reply.error.code, outcome.reply.error.detail


@pytest.mark.parametrize(
    "fields, code, detail",
    [
        ({"service": "nothing"}, Refused.UNKNOWN_SERVICE, "nothing"),
        ({"service": "b", "placing": "unknown"}, Refused.MALFORMED, "placing"),
        ({"to_window": "w01", "to_staff": "c001"}, Refused.MALFORMED, "to_staff"),
        ({"service": "b"}, Refused.WRONG_STATE, "b is one of its own steps"),
        ({"to_window": "w02"}, Refused.UNMET_NEED, "w02"),
        ({"to_staff": "c002"}, Refused.UNMET_NEED, "c002"),
    ],
)
def test_a_transfer_that_can_not_be_says_what_of_it(desk, fields, code, detail):
    desk.issue("a", stages=(("a",), ("b",)))
    desk.call("w01")
    assert refused(desk.at("w01", m.TransferTicket, **fields, reason="r")) == (code, detail)


def test_a_transfer_to_a_service_that_nobody_offers_names_it(desk):
    desk.hall.profile = profile(window("w01", ("a",)), services=SERVICES)
    desk.issue("a")
    desk.call("w01")
    assert refused(desk.at("w01", m.TransferTicket, service="b", reason="r")) == (Refused.UNMET_NEED, "b")


def test_an_outcome_of_a_newer_version_finishes_nothing(desk):
    ticket = desk.issue("a", stages=(("a", "x"),))
    part = desk.at("w01", m.FinishPart, ticket=ticket.id, service="x", outcome="unknown")
    desk.call("w01")
    desk.at("w01", m.StartService)
    assert (
        refused(part) == refused(desk.at("w01", m.FinishService, outcome="unknown")) == (Refused.MALFORMED, "outcome")
    )


def test_other_verbs_name_what_does_not_fit_too(desk):
    ticket = desk.issue("a", stages=(("a",), ("x",)))
    about = {"ticket": ticket.id, "reason": "r"}
    assert refused(desk.at("w01", m.Authorise, **about, standing="appointment")) == (Refused.MALFORMED, "standing")
    assert refused(desk.at("w01", m.Authorise, **about, standing="normal")) == (Refused.WRONG_STATE, "normal")
    part = desk.at("w01", m.FinishPart, ticket=ticket.id, service="x")
    assert refused(part) == (Refused.WRONG_STATE, "x")


@pytest.mark.parametrize(
    "fields, code, detail",
    [
        ({"service": "a", "standing": "green"}, Refused.NOT_ALLOWED, "standing"),
        ({"service": "a", "stages": (("b",),)}, Refused.MALFORMED, "stages"),
        ({"service": "nothing"}, Refused.UNKNOWN_SERVICE, "nothing"),
        ({"service": "x"}, Refused.MALFORMED, "a visit begins at a window"),
        ({"service": "a", "stages": (("a", "a"),)}, Refused.MALFORMED, "a service stands twice in one stage"),
        ({"service": "a", "needs": ("lang-en", "low-counter")}, Refused.UNMET_NEED, "lang-en, low-counter"),
        ({"service": "never"}, Refused.CLOSED_NOW, ""),
        ({"service": "a", "stages": (("a",), ("never",))}, Refused.CLOSED_NOW, ""),
    ],
)
def test_a_number_that_can_not_be_given_says_what_of_it(desk, fields, code, detail):
    assert refused(desk.ask(m.IssueTicket, **fields)) == (code, detail)


def test_a_service_without_hours_does_not_hide_the_hours_of_another_one(desk):
    desk.now = datetime.combine(DAY, time(10, 30), UTC)
    for stages in ((("a", "early"),), (("a",), ("early",))):
        assert refused(desk.ask(m.IssueTicket, service="a", stages=stages))[0] is Refused.CLOSED_NOW
    desk.now = datetime.combine(DAY, time(8, 30), UTC)
    assert desk.ask(m.IssueTicket, service="a", stages=(("a",), ("early",))).reply.ok  # opens today still
    assert refused(desk.ask(m.IssueTicket, service="a", stages=(("a", "early"),)))[0] is Refused.CLOSED_NOW


def test_a_full_series_names_itself(desk):
    desk.hall.numbers.last["A"] = 9999
    assert refused(desk.ask(m.IssueTicket, service="a")) == (Refused.NOT_NOW, "every number of A is given")


def test_a_booking_that_can_not_be_says_what_of_it(desk):
    def book(which, at=time(9, 30), **more):
        return refused(desk.ask(m.BookAppointment, service=which, slot=datetime.combine(DAY, at, UTC), **more))

    assert book("nothing") == (Refused.UNKNOWN_SERVICE, "nothing")
    assert book("a") == (Refused.NO_APPOINTMENTS, "a")
    assert book("early", needs=("low-counter", "lang-en")) == (Refused.UNMET_NEED, "lang-en, low-counter")
    assert book("early", time(14)) == (Refused.SLOT_FULL, "")  # nothing is free later


def test_a_window_that_is_no_more_keeps_nobody_from_signing_in_elsewhere(desk):
    kept = desk.hall.profile.windows["w01"]
    desk.hall.profile = profile(kept, services=SERVICES)
    desk.at("w01", m.SignOut)
    outcome = desk.at("w01", m.SignIn, staff="c002", pin_ok=True)
    assert [(e.name, e.window) for e in outcome.events] == [("clerk-signed-out", "w02"), ("clerk-signed-in", "w01")]
    assert desk.hall.staff_at == {"c002": "w01"}


def test_a_button_too_helps_who_waited_too_long(desk):
    desk.hall.profile = profile(window("w01", ("a",), ("b",)), services=SERVICES)
    long_ago = desk.issue("b")
    desk.pass_time(minutes=20)
    desk.issue("a")
    desk.press("w01")
    assert (desk.hall.window("w01").ticket, long_ago.state) == (long_ago.id, "called")
