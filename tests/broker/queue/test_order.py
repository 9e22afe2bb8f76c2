"""Who is next."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.contract import messages as m
from broker.contract.values import Refused, Standing
from tests.broker.queue.desk import HEAD_START, HELP_AFTER, Desk, profile, window

GIVEN = [Standing.NORMAL, Standing.PRIORITY, Standing.GREEN]


def numbers_called(desk, at, count):
    numbers = []
    for _ in range(count):
        numbers.append(desk.call(at))
        desk.at(at, m.NoShow)
    return numbers


def test_who_came_first_is_called_first():
    desk = Desk(profile(window("w01", ("a",)))).staffed("w01")
    tickets = [desk.issue() for _ in range(5)]
    assert numbers_called(desk, "w01", 6) == [t.number for t in tickets] + [None]


@pytest.mark.parametrize("standing", [Standing.PRIORITY, Standing.GREEN])
@pytest.mark.parametrize("later_s, first", [(-1, "second"), (1, "first")])
def test_a_standing_counts_as_if_it_had_come_its_head_start_earlier(standing, later_s, first):
    desk = Desk(profile(window("w01", ("a",)))).staffed("w01")
    normal = desk.issue()
    desk.pass_time(seconds=(HEAD_START[standing] - timedelta(minutes=1)).total_seconds() + later_s)
    special = desk.issue(standing=standing)
    assert desk.call("w01") == {"first": normal, "second": special}[first].number


def test_within_a_tier_the_smallest_place_of_all_its_services_goes_first():
    desk = Desk(profile(window("w01", ("a", "b")))).staffed("w01")
    tickets = [desk.issue(service) for service in ("b", "a", "a", "b")]
    assert numbers_called(desk, "w01", 4) == [t.number for t in tickets]


def test_a_window_helps_with_a_later_tier_only_when_its_first_is_empty():
    desk = Desk(profile(window("w01", ("a",), ("b",), ("c",)))).staffed("w01")
    c, b, a = desk.issue("c"), desk.issue("b"), desk.issue("a")
    assert numbers_called(desk, "w01", 3) == [a.number, b.number, c.number]


@pytest.mark.parametrize("waited_s, helped", [(0, False), (1, True)])
def test_who_waited_longer_than_help_after_competes_from_a_later_tier(waited_s, helped):
    desk = Desk(profile(window("w01", ("a",), ("b",)))).staffed("w01")
    later_tier = desk.issue("b")
    first_tier = desk.issue("a")
    desk.now = later_tier.issued_at + HELP_AFTER + timedelta(seconds=waited_s)
    assert desk.call("w01") == (later_tier if helped else first_tier).number


def test_a_later_tier_that_may_compete_still_goes_after_who_came_before_it():
    desk = Desk(profile(window("w01", ("a",), ("b",)))).staffed("w01")
    first_tier = desk.issue("a")
    later_tier = desk.issue("b")
    desk.pass_time(hours=1)
    assert numbers_called(desk, "w01", 2) == [first_tier.number, later_tier.number]


def test_only_a_window_that_meets_a_visitors_needs_calls_them_and_nobody_waits_behind_them_there():
    able = window("w02", ("a",), attributes=("low-counter", "sign-language"))
    desk = Desk(profile(window("w01", ("a",)), able)).staffed("w01", "w02")
    special = desk.issue(needs=("low-counter",))
    plain = desk.issue()
    assert desk.call("w01") == plain.number
    assert desk.call("w01") is None
    assert desk.call("w02") == special.number


def test_a_ticket_called_out_of_turn_says_why_by_whom_and_past_how_many():
    desk = Desk(profile(window("w01", ("a",)))).staffed("w01")
    tickets = [desk.issue() for _ in range(4)]
    outcome = desk.at("w01", m.CallTicket, ticket=tickets[3].id, reason="ill")
    event = outcome.events[0]
    assert (event.out_of_turn, event.staff, event.overtaken) == (True, "c001", 3)
    assert outcome.note == "ill"


def test_a_window_calls_no_ticket_of_a_service_it_does_not_offer():
    desk = Desk(profile(window("w01", ("a",)), window("w02", ("b",)))).staffed("w01")
    other = desk.issue("b")
    for ticket in (other.id, desk.new_id()):
        refused = desk.at("w01", m.CallTicket, ticket=ticket, reason="ill").reply.error
        assert refused.code is Refused.UNKNOWN_TICKET


@given(st.lists(st.tuples(st.sampled_from(GIVEN), st.integers(0, 3600)), min_size=1, max_size=12))
def test_the_order_of_a_service_never_depends_on_when_it_is_looked_at(arrivals):
    desk = Desk(profile(window("w01", ("a",)))).staffed("w01")
    for standing, gap in arrivals:
        desk.pass_time(seconds=gap)
        desk.issue(standing=standing)
    told = [id_ for _place, id_ in desk.hall.waiting["a"]]
    by_hand = sorted(desk.hall.tickets.values(), key=lambda t: t.issued_at - HEAD_START[t.standing])
    assert [desk.hall.tickets[id_].places["a"][0] for id_ in told] == [
        t.issued_at - HEAD_START[t.standing] for t in by_hand
    ]
    desk.pass_time(hours=5)
    assert numbers_called(desk, "w01", len(told)) == [desk.hall.tickets[id_].number for id_ in told]


def test_a_standing_of_a_newer_version_gets_no_ticket_instead_of_a_wrong_place():
    refused = Desk().ask(m.IssueTicket, service="a", standing=Standing.UNKNOWN)
    assert (refused.reply.error.code, refused.events) == (Refused.MALFORMED, ())


@pytest.mark.parametrize("standing", [Standing.GREEN, Standing.APPOINTMENT])
def test_a_standing_that_a_visitor_may_not_ask_for_is_given_by_nobody_at_a_kiosk(standing):
    refused = Desk().ask(m.IssueTicket, service="a", standing=standing)
    assert (refused.reply.error.code, refused.events) == (Refused.NOT_ALLOWED, ())
