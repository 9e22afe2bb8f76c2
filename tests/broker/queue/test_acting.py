"""Who acts for somebody else lays both cards: either finds the ticket, and the limits are those of whom it is for."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.contract import messages as m
from broker.contract.values import Holder, Refused, Shown
from broker.queue.profile import Booking
from tests.broker.queue.desk import MORNING, Desk, profile, service, window
from tests.broker.queue.test_random_days import ALL_DAY

MOTHER, SON, OTHERS = "1" * 64, "2" * 64, [f"{n}" * 64 for n in "3456789"]
SLOT = MORNING + timedelta(hours=3)


def hall(**rules):
    services = (service("a", calendar=ALL_DAY, booking=Booking(quota=9)), service("b"))
    return Desk(profile(window("w01", ("a", "b")), services=services, **rules)).staffed("w01")


def found(desk, card):
    reply = desk.ask(m.FindTicket, holder=card).reply
    return [t.number for t in reply.tickets], [a.id for a in reply.appointments]


def test_either_card_finds_the_ticket_and_the_appointment_and_may_give_them_back():
    for card in (MOTHER, SON):
        desk = hall()
        ticket = desk.issue("a", holder=MOTHER, by=SON)
        booked = desk.ask(m.BookAppointment, service="a", slot=SLOT, holder=MOTHER, by=SON).reply.appointment
        assert found(desk, card) == ([ticket.number], [booked.id])
        assert desk.ask(m.CancelTicket, ticket=ticket.id, holder=card).reply.ok
        assert desk.ask(m.MoveAppointment, appointment=booked.id, slot=SLOT + timedelta(hours=1), holder=card).reply.ok
        assert desk.ask(m.CheckIn, appointment=booked.id, holder=card).reply.ticket.for_another
        assert desk.folded() == desk.hall
    assert found(desk, OTHERS[0]) == ([], [])


def test_the_window_that_calls_is_told_both_names_and_nobody_else_either():
    desk = hall()
    issued = desk.ask(m.IssueTicket, service="a", holder=MOTHER, by=SON)
    called = desk.at("w01", m.CallNext)
    assert (called.reply.ticket.name, called.reply.ticket.by) == ("张*", "李*")
    told = "".join(event.model_dump_json() for event in (*issued.events, *called.events))
    told += issued.reply.model_dump_json() + desk.state(m.WindowState, "w01").model_dump_json()
    assert not [name for name in ("张", "李", MOTHER, SON) if name in told]
    assert issued.reply.ticket.for_another


def test_the_limits_are_those_of_whom_it_is_for():
    desk = hall(tickets_a_day=1)
    mine = desk.issue("a", holder=SON)
    theirs = desk.issue("a", holder=MOTHER, by=SON)  # who acts for another has not taken a number of the own
    again = desk.ask(m.IssueTicket, service="a", holder=MOTHER).reply.error
    assert (again.code, again.ticket.id) == (Refused.ALREADY_HOLDING, theirs.id)
    refused = desk.ask(m.IssueTicket, service="b", holder=MOTHER, by=OTHERS[0]).reply.error
    assert (refused.code, refused.detail) == (Refused.LIMIT_REACHED, "1")
    assert found(desk, SON)[0] == [mine.number, theirs.number]


@given(
    limit=st.integers(0, 3),
    wants=st.lists(st.tuples(st.sampled_from(OTHERS), st.sampled_from(["ticket", "time", "back"])), max_size=12),
)
def test_nobody_ever_holds_more_for_others_than_the_hall_allows(limit, wants):
    desk = hall(agent_limit=limit)
    for person, what in wants:
        held = desk.hall.held_for_others((SON,))
        count = len(held) + len(found(desk, SON)[1])
        match what:
            case "ticket":
                reply = desk.ask(m.IssueTicket, service="a", holder=person, by=SON).reply
            case "time":
                reply = desk.ask(m.BookAppointment, service="a", slot=SLOT, holder=person, by=SON).reply
            case _ if held:
                assert desk.ask(m.CancelTicket, ticket=held[0].id, holder=SON).reply.ok
                continue
            case _:
                continue
        if count == limit:
            assert (reply.ok, reply.error.code, reply.error.detail) == (False, Refused.LIMIT_REACHED, str(limit))
        assert reply.ok or reply.error.code is not Refused.LIMIT_REACHED or count == limit or what == "time"
    assert desk.issue("b", holder=SON)  # and for oneself as ever


@pytest.mark.parametrize("more", [{}, {"holder": SON}, {"holder": f"{OTHERS[0]} {SON}"}])
def test_nobody_acts_for_nobody_or_for_oneself(more):
    desk = hall()
    refused = desk.ask(m.IssueTicket, service="a", by=SON, **more)
    assert (refused.reply.error.code, refused.reply.error.detail) == (Refused.MALFORMED, "by")
    assert refused.events == ()


def test_who_acts_for_another_lays_the_own_card_and_does_not_type_a_number():
    desk = hall()
    typed = Holder(key="cd" * 32, secret=1, name="*", shown=Shown.TYPED)
    command = {"service": "a", "holder": Holder(key="ab" * 32, secret=1, name="张*"), "by": typed}
    refused = desk._decide(m.IssueTicket, desk.asking(holder=(MOTHER,), agent=(SON,)), **command).reply.error
    assert (refused.code, refused.detail) == (Refused.NEEDS_CARD, "card")
    assert desk.issue("a", holder=MOTHER, typed=True, by=SON)


def test_a_paper_given_for_another_while_the_hub_was_away_is_found_by_either_card():
    desk = hall(agent_limit=0)
    (block,) = desk.ask(m.LeaseNumbers, services=("a",)).reply.leases
    paper = {"lease": block.id, "day": block.day, "service": "a", "number": "A9000", "ref": "1" * 32}
    assert desk.ask(m.HandInTicket, **paper, given_at=desk.now, holder=MOTHER, by=SON).reply.ok  # the paper is out
    assert found(desk, MOTHER) == found(desk, SON) == (["A9000"], [])
