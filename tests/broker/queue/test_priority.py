"""Who goes first by the hall's rule: from an age on, or for a reason, which a clerk may have to confirm."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.contract import messages as m
from broker.contract.told import PriorityRule
from broker.contract.values import Because, Claim, Refused, Standing
from tests.broker.queue.desk import Desk, profile

ZHANG = "1" * 64
RULE = PriorityRule(age=65, reasons=(Claim.DISABILITY, Claim.PREGNANT), confirm=(Claim.PREGNANT,))
OLD, YOUNG = Because(reason=Claim.AGE, age=65), Because(reason=Claim.AGE, age=64)
DISABLED, PREGNANT = Because(reason=Claim.DISABILITY), Because(reason=Claim.PREGNANT)


def hall(rule=RULE):
    return Desk(profile(priority=rule)).staffed("w01", "w02")


def shown(desk, ticket):
    """What a clerk sees of a ticket that waits."""
    return next(t for t in desk.state(m.StaffQueue, ticket.service).tickets if t.id == ticket.id)


@pytest.mark.parametrize(
    "because, more, standing, why, claim",
    [
        (OLD, {"holder": ZHANG}, "priority", "age", None),
        (YOUNG, {"holder": ZHANG}, "normal", None, None),
        (OLD, {"holder": ZHANG, "typed": True}, "normal", None, "age"),
        (OLD, {}, "normal", None, "age"),
        (DISABLED, {}, "priority", "disability", None),
        (PREGNANT, {}, "normal", None, "pregnant"),
        (None, {}, "normal", None, None),
    ],
)
def test_the_rule_finds_the_standing_and_the_holder_is_told_why(because, more, standing, why, claim):
    desk = hall()
    told = desk.ask(m.IssueTicket, service="a", because=because, **more).reply.ticket
    assert (told.standing, told.because, told.claim) == (standing, why, claim)
    assert told.head_start_s == (900 if standing == "priority" else 0)
    waits = shown(desk, desk.hall.tickets[told.id])
    assert (waits.standing, waits.because, waits.claim) == (standing, why, claim)
    assert desk.folded() == desk.hall


@given(rule_age=st.none() | st.integers(1, 120), age=st.none() | st.integers(0, 150), laid=st.booleans())
def test_an_age_goes_first_from_the_rules_on_and_never_without_a_card_or_a_clerk(rule_age, age, laid):
    desk = hall(PriorityRule(age=rule_age))
    because = Because(reason=Claim.AGE, age=age)
    told = desk.ask(m.IssueTicket, service="a", because=because, holder=ZHANG, typed=not laid).reply.ticket
    old = rule_age is not None and age is not None and age >= rule_age
    assert (told.standing is Standing.PRIORITY) == (old and laid)
    assert (told.claim is Claim.AGE) == (old and not laid)


def test_what_the_rule_does_not_know_is_refused():
    for because, code, detail in (
        (Because(reason=Claim.CHILD), Refused.NOT_ALLOWED, "child"),
        (Because(reason="a-word-of-tomorrow"), Refused.MALFORMED, "because"),
    ):
        refused = hall().ask(m.IssueTicket, service="a", because=because)
        assert (refused.reply.error.code, refused.reply.error.detail, refused.events) == (code, detail, ())
    refused = hall().ask(m.IssueTicket, service="a", standing=Standing.PRIORITY).reply.error
    assert (refused.code, refused.detail) == (Refused.NOT_ALLOWED, "because")


def test_a_hall_without_a_rule_gives_priority_to_whoever_asks():
    desk = hall(None)
    assert desk.ask(m.IssueTicket, service="a", standing=Standing.PRIORITY).reply.ticket.standing == "priority"
    assert desk.ask(m.IssueTicket, service="a", because=OLD).reply.ticket.standing == "normal"
    assert desk.state(m.HallToday).priority is None
    assert hall().state(m.HallToday).priority == RULE


def test_a_claim_waits_as_normal_until_a_clerk_confirms_it_and_then_stands_where_it_would_have():
    desk = hall()
    first = desk.issue("a")
    claims = desk.issue("a", because=PREGNANT)
    assert desk.hall.ahead_of("a", claims.places["a"]) == 1
    moved = desk.authorise(claims, Standing.PRIORITY)
    assert moved.events[0].overtaken == 1
    assert (claims.standing, claims.because, claims.claim) == ("priority", "pregnant", None)
    assert claims.places["a"][0] == claims.issued_at - timedelta(minutes=15) < first.places["a"][0]
    assert desk.folded() == desk.hall


def test_a_claim_that_is_declined_keeps_its_place_and_counts_as_a_move():
    desk = hall()
    claims, next_one = desk.issue("a", because=PREGNANT), desk.issue("a")
    declined = desk.at("w02", m.Authorise, ticket=claims.id, standing=Standing.NORMAL, reason="no sign of it")
    assert declined.reply.ok
    assert (declined.events[0].overtaken, declined.note) == (0, "no sign of it")
    assert (claims.standing, claims.because, claims.claim) == ("normal", None, None)
    assert claims.places["a"] < next_one.places["a"]
    assert [(move.verb, move.count) for move in desk.record().moves] == [("authorise", 1)]
    again = desk.at("w02", m.Authorise, ticket=claims.id, standing=Standing.NORMAL, reason="again").reply.error
    assert again.code is Refused.WRONG_STATE
    assert desk.folded() == desk.hall


def test_a_claim_that_nobody_looked_at_is_served_like_any_other():
    desk = hall()
    claims = desk.issue("a", because=PREGNANT)
    assert desk.call("w01") == claims.number
    assert desk.at("w01", m.Undo).reply.ok
    assert shown(desk, claims).claim == "pregnant"


@pytest.mark.parametrize(
    "because, standing", [(OLD, "priority"), (DISABLED, "priority"), (Because(reason=Claim.CHILD), "normal")]
)
def test_a_paper_counts_whatever_was_said_on_it(because, standing):
    desk = hall()
    (block,) = desk.ask(m.LeaseNumbers, services=("a",)).reply.leases
    paper = {"lease": block.id, "day": block.day, "service": "a", "number": "A9000", "ref": "1" * 32}
    paper |= {"given_at": desk.now, "because": because, "standing": Standing.PRIORITY}
    assert desk.ask(m.HandInTicket, holder=ZHANG, **paper).reply.ticket.standing == standing
