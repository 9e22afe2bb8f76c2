"""A number that somebody typed may be anybody's: it gets a ticket, and opens none."""

from copy import deepcopy
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.contract import messages as m
from broker.contract.values import Refused
from broker.queue.profile import Booking
from tests.broker.queue.desk import MORNING, Desk, profile, service, window
from tests.broker.queue.test_random_days import ALL_DAY

ZHANG = "1" * 64
NOON = MORNING + timedelta(hours=3)


def hall(**rules):
    services = (service("a", calendar=ALL_DAY, booking=Booking()), service("b"))
    return Desk(profile(window("w01", ("a", "b")), services=services, **rules)).staffed("w01")


def book(desk, **more):
    return desk.ask(m.BookAppointment, service="a", slot=NOON, **more)


def test_who_types_a_number_gets_a_ticket_and_books_and_the_card_finds_both():
    desk = hall()
    ticket = desk.issue("a", holder=ZHANG, typed=True)
    booked = book(desk, holder=ZHANG, typed=True).reply.appointment
    found = desk.ask(m.FindTicket, holder=ZHANG).reply
    assert ([t.id for t in found.tickets], [a.id for a in found.appointments]) == ([ticket.id], [booked.id])


@pytest.mark.parametrize("kind", [m.FindTicket, m.CancelTicket, m.CheckIn, m.MoveAppointment, m.CancelAppointment])
def test_a_typed_number_neither_sees_nor_changes_what_is_there(kind):
    desk = hall()
    ticket, booked = desk.issue("a", holder=ZHANG), book(desk, holder=ZHANG).reply.appointment
    desk.call("w01")
    desk.at("w01", m.NoShow)
    before = deepcopy(desk.hall)
    about = {
        m.FindTicket: {},
        m.CancelTicket: {"ticket": ticket.id},
        m.CheckIn: {"ticket": ticket.id, "appointment": booked.id},
        m.MoveAppointment: {"appointment": booked.id, "slot": NOON + timedelta(hours=1)},
        m.CancelAppointment: {"appointment": booked.id},
    }[kind]
    refused = desk.ask(kind, holder=ZHANG, typed=True, **about)
    assert (refused.reply.error.code, refused.reply.error.detail) == (Refused.NEEDS_CARD, "card")
    assert desk.hall == before
    assert desk.ask(kind, holder=ZHANG, **about).reply.ok


def test_the_slip_opens_its_ticket_whatever_was_typed_beside_it():
    desk = hall()
    ticket = desk.issue("a", holder=ZHANG, typed=True)
    assert desk.ask(m.FindTicket, ref=ticket.visitor.ref, holder=ZHANG, typed=True).reply.tickets[0].id == ticket.id
    assert desk.ask(m.CancelTicket, ref=ticket.visitor.ref, holder=ZHANG, typed=True).reply.ok


def test_a_typed_number_counts_for_the_same_limits_as_the_card():
    desk = hall(tickets_a_day=2)
    desk.issue("a", holder=ZHANG)
    assert desk.ask(m.IssueTicket, service="a", holder=ZHANG, typed=True).reply.error.code is Refused.ALREADY_HOLDING
    desk.issue("b", holder=ZHANG, typed=True)
    desk.ask(m.CancelTicket, ref=desk.hall.held_by((ZHANG,))[0].visitor.ref)
    for typed in (True, False):
        refused = desk.ask(m.IssueTicket, service="a", holder=ZHANG, typed=typed).reply.error
        assert (refused.code, refused.detail) == (Refused.LIMIT_REACHED, "2")


@given(steps=st.lists(st.sampled_from(["issue a", "issue b", "book", "here", "find", "paper"]), max_size=8))
def test_whatever_is_asked_by_a_neighbours_number_nothing_of_the_neighbours_is_told_or_taken(steps):
    desk = hall()
    theirs = desk.issue("a", holder=ZHANG)
    later = book(desk, holder=ZHANG).reply.appointment
    secret = {theirs.visitor.ref, theirs.id, later.ref, later.id, later.slot.isoformat(timespec="minutes")}
    slips = []
    for step in steps:
        match step.split():
            case ["issue", of]:
                reply = desk.ask(m.IssueTicket, service=of, holder=ZHANG, typed=True).reply
            case ["book"]:
                reply = desk.ask(
                    m.BookAppointment, service="a", slot=NOON + timedelta(hours=2), holder=ZHANG, typed=True
                ).reply
                slips += [reply.appointment.ref] if reply.ok else []
            case ["here"]:
                reply = desk.ask(m.CheckIn, ref=(slips or ["0" * 32])[-1], holder=ZHANG, typed=True).reply
            case ["find"]:
                reply = desk.ask(m.FindTicket, holder=ZHANG, typed=True).reply
            case _:
                (block,) = desk.ask(m.LeaseNumbers, services=("a",)).reply.leases
                number = {"number": f"A{block.first}", "ref": f"{block.first:032x}", "given_at": desk.now}
                leased = {"lease": block.id, "day": block.day, "service": "a"}
                reply = desk.ask(m.HandInTicket, holder=ZHANG, typed=True, **number, **leased).reply
        told = reply.model_dump_json()
        assert not [word for word in secret if word in told]
    assert theirs.state == "waiting"
    assert desk.ask(m.CancelAppointment, ref=later.ref).reply.ok


def test_who_books_by_a_neighbours_number_learns_no_more_from_the_slip_of_that():
    desk = hall()
    booked = book(desk, holder=ZHANG, typed=True).reply.appointment
    desk.issue("a", holder=ZHANG)
    for more in ({}, {"holder": ZHANG, "typed": True}, {"holder": "2" * 64}):
        refused = desk.ask(m.CheckIn, ref=booked.ref, **more).reply.error
        assert (refused.code, refused.ticket) == (Refused.ALREADY_HOLDING, None)
    assert desk.ask(m.CheckIn, ref=booked.ref, holder=ZHANG).reply.error.ticket


def test_a_number_typed_while_the_hub_was_away_gets_its_ticket_and_leaves_the_others_where_they_are():
    desk = hall()
    theirs = desk.issue("a", holder=ZHANG)
    (block,) = desk.ask(m.LeaseNumbers, services=("a",)).reply.leases
    leased = {"lease": block.id, "day": block.day, "service": "a", "given_at": desk.now}
    handed = [
        desk.ask(m.HandInTicket, number=f"A{n}", ref=f"{n:032x}", holder=ZHANG, typed=typed, **leased).reply.ok
        for n, typed in ((9000, True), (9001, False))
    ]
    assert handed == [True, True]
    states = {t.number: t.state for t in desk.hall.tickets.values()}
    assert states == {theirs.number: "cancelled", "A9000": "cancelled", "A9001": "waiting"}  # by the card, both
