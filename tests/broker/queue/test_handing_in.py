"""Kiosks that go on while the hub is away: leased numbers, papers handed in, commands that had no answer."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.contract import messages as m
from broker.contract.values import Refused, Standing, TicketState
from broker.queue.handing_in import OUTSTANDING
from broker.queue.numbers import LAST, LAST_ONLINE
from tests.broker.queue.desk import Desk, profile, service, window


def lease(desk, *services, kiosk="d1"):
    return desk.ask(m.LeaseNumbers, services=services or ("a",), kiosk=kiosk).reply.leases


def paper(desk, block, n=0, **more):
    """What a kiosk says of the n-th number of a block that it gave just now."""
    return {
        "lease": block.id,
        "day": block.day,
        "service": block.service,
        "number": f"{block.series}{block.first + n}",
        "ref": f"{block.first + n:032x}",
        "given_at": desk.now,
    } | more


def hand_in(desk, block, n=0, **more):
    return desk.ask(m.HandInTicket, **paper(desk, block, n, **more))


def live(desk):
    return sorted(t.number for t in desk.hall.tickets.values() if t.state in {TicketState.WAITING, TicketState.CALLED})


def test_every_lease_is_a_block_of_its_own_from_a_range_that_looks_different():
    desk = Desk()
    first, other = lease(desk, "a", "b")
    (more,) = lease(desk, "a", kiosk="d2")
    assert [(b.series, b.first, b.last) for b in (first, other, more)] == [
        ("A", 9000, 9019),
        ("B", 9000, 9019),
        ("A", 9020, 9039),
    ]
    assert len({b.id for b in (first, other, more)}) == 3
    assert desk.folded() == desk.hall
    restored(desk, leased={"A": 9005, "B": 9100})
    assert [b.first for b in lease(desk, "a", "b")] == [9040, 9101]


def test_a_kiosk_that_only_takes_numbers_gets_no_more_until_it_hands_some_in_and_others_get_theirs():
    desk = Desk(profile(lease_numbers=20))
    blocks = [block for _ in range(OUTSTANDING) for block in lease(desk, "a")]
    assert len(blocks) == OUTSTANDING
    assert [b.service for b in lease(desk, "a", "b")] == ["b"]
    assert lease(desk, "a", kiosk="d2")
    desk.ask(m.HandInTicket, **paper(desk, blocks[0]))
    assert lease(desk, "a")


def test_services_of_one_series_get_different_numbers_in_one_lease():
    desk = Desk(profile(window("w01", ("a", "x")), services=(service("a"), service("x", "A"))))
    assert [(b.service, b.first, b.last) for b in lease(desk, "a", "x", "a")] == [("a", 9000, 9019), ("x", 9020, 9039)]


def test_a_range_that_is_used_up_gives_what_is_left_and_then_nothing():
    desk = Desk(profile(lease_numbers=200))
    blocks = [block for _ in range(5) for block in lease(desk)]
    assert (blocks[0].first, blocks[-1].last) == (9000, LAST)
    assert lease(desk) == ()
    assert not desk.ask(m.LeaseNumbers, services=("a",)).events


def test_a_hall_may_lease_no_numbers():
    assert lease(Desk(profile(lease_numbers=0))) == ()


def test_only_services_that_call_somebody_are_leased():
    desk = Desk(profile(window("w01", ("a", "p")), services=(service("a"), service("p", behind=True))))
    for id_ in ("p", "nowhere"):
        refusal = desk.ask(m.LeaseNumbers, services=("a", id_)).reply.error
        assert (refusal.code, refusal.detail) == (Refused.UNKNOWN_SERVICE, id_)
    assert desk.hall.numbers.held == {}


def test_a_number_handed_in_waits_since_it_was_given_and_the_hubs_own_go_on_without_a_gap():
    desk = Desk()
    (block,) = lease(desk)
    assert desk.issue().number == "A001"
    desk.pass_time(minutes=5)
    given_at = desk.now
    desk.pass_time(minutes=10)
    assert [desk.issue(kiosk="d2").number for _ in range(2)] == ["A002", "A003"]
    reply = hand_in(desk, block, given_at=given_at, language="en").reply
    assert (reply.ticket.number, reply.ticket.ref, reply.ticket.ahead) == ("A9000", f"{9000:032x}", 1)
    assert desk.issue().number == "A004"
    desk.staffed("w01")
    assert [called for _ in range(2) if (called := desk.call("w01")) and not desk.at("w01", m.NoShow).reply.error] == [
        "A001",
        "A9000",
    ]
    assert desk.folded() == desk.hall


def test_a_paper_handed_in_again_is_the_same_ticket():
    desk = Desk()
    (block,) = lease(desk)
    first, again = hand_in(desk, block), hand_in(desk, block)
    assert first.reply.ticket.id == again.reply.ticket.id
    assert again.events == ()


def test_a_paper_for_one_who_goes_first_stands_where_it_should():
    desk = Desk()
    (block,) = lease(desk)
    for _ in range(3):
        desk.issue(kiosk="d2")
    said = hand_in(desk, block, standing=Standing.PRIORITY)
    assert (said.reply.ticket.ahead, said.reply.ticket.standing) == (0, Standing.PRIORITY)


def test_what_the_first_command_made_is_cancelled_and_the_paper_stands_in_its_place():
    desk = Desk()
    (block,) = lease(desk)
    unheard = desk.issue()
    behind = desk.issue(kiosk="d2")
    asked = hand_in(desk, block, replaces=desk.cause_of(unheard))
    assert [e.name for e in asked.events] == ["ticket-cancelled", "ticket-issued"]
    assert asked.events[0].instead == "A9000"
    assert live(desk) == [behind.number, "A9000"] == ["A002", "A9000"]
    assert asked.reply.ticket.ahead == 0


def test_what_nobody_holds_is_taken_back_from_the_window_that_calls_it():
    desk = Desk().staffed("w01")
    (block,) = lease(desk)
    unheard = desk.issue()
    desk.call("w01")
    assert [e.name for e in hand_in(desk, block, replaces=desk.cause_of(unheard)).events] == [
        "ticket-missed",
        "ticket-cancelled",
        "ticket-issued",
    ]
    assert desk.hall.window("w01").ticket is None
    assert live(desk) == ["A9000"]
    assert desk.folded() == desk.hall


def test_who_was_seen_at_a_window_keeps_that_ticket_and_the_paper_counts_too():
    desk = Desk().staffed("w01")
    (block,) = lease(desk)
    ticket = desk.issue()
    desk.call("w01")
    desk.at("w01", m.StartService)
    assert hand_in(desk, block, replaces=desk.cause_of(ticket)).reply.ok
    assert ticket.state is TicketState.SERVING
    abandoned = desk.ask(m.AbandonTicket, command=desk.cause_of(ticket))
    assert abandoned.reply.error.code is Refused.WRONG_STATE


def test_a_kiosk_replaces_and_abandons_only_what_it_asked_for_itself():
    desk = Desk()
    (block,) = lease(desk)
    others = desk.issue(kiosk="d2")
    assert hand_in(desk, block, replaces=desk.cause_of(others)).reply.ok
    assert desk.ask(m.AbandonTicket, command=desk.cause_of(others)).events == ()
    assert others.state is TicketState.WAITING


@pytest.mark.parametrize("verb", ["hand-in", "abandon"])
def test_a_command_that_has_not_come_yet_is_blocked(verb):
    desk = Desk()
    (block,) = lease(desk)
    late = desk.new_id()
    if verb == "abandon":
        outcome = desk.decided(m.AbandonTicket, command=late)
        assert outcome.events == ()
    else:
        outcome = desk.decided(m.HandInTicket, **paper(desk, block, replaces=late))
    assert outcome.blocked == late


def test_an_abandoned_command_calls_nobody():
    desk = Desk().staffed("w01")
    ticket = desk.issue()
    said = desk.ask(m.AbandonTicket, command=desk.cause_of(ticket))
    assert (said.reply.ticket.number, said.reply.ticket.state) == ("A001", TicketState.CANCELLED)
    assert desk.call("w01") is None


def test_of_two_papers_of_one_card_the_kiosks_own_counts_and_keeps_the_better_place():
    desk = Desk()
    (block,) = lease(desk)
    old = desk.issue(holder="h")
    between = desk.issue(kiosk="d2")
    said = desk.ask(m.HandInTicket, holder="h", **paper(desk, block))
    assert old.state is TicketState.CANCELLED
    assert said.reply.ticket.ahead == 0
    assert live(desk) == [between.number, "A9000"]
    assert [t.number for t in desk.hall.held_by("h")] == ["A9000"]


def test_a_paper_that_is_in_a_hand_counts_whatever_another_kiosk_gave_since_and_may_not_have_printed():
    desk = Desk()
    (block,) = lease(desk)
    desk.pass_time(minutes=1)
    given_at = desk.now
    newer = desk.issue(holder="h", kiosk="d2")
    said = desk.ask(m.HandInTicket, holder="h", **paper(desk, block, given_at=given_at))
    assert [(e.name, getattr(e, "instead", None)) for e in said.events] == [
        ("ticket-cancelled", "A9000"),
        ("ticket-issued", None),
    ]
    assert desk.ask(m.AbandonTicket, kiosk="d2", command=desk.cause_of(newer)).events == ()
    assert live(desk) == ["A9000"]
    assert desk.folded() == desk.hall


def test_a_visit_of_several_services_is_not_cancelled_for_one_of_them():
    desk = Desk()
    (block,) = lease(desk)
    journey = desk.issue(holder="h", stages=(("a",), ("b",)))
    desk.ask(m.HandInTicket, holder="h", **paper(desk, block))
    assert live(desk) == [journey.number, "A9000"]


@pytest.mark.parametrize(
    "wrong, code",
    [
        ({"number": "A9020"}, Refused.UNKNOWN_LEASE),
        ({"number": "A001"}, Refused.UNKNOWN_LEASE),
        ({"number": "B9000"}, Refused.UNKNOWN_LEASE),
        ({"service": "b"}, Refused.UNKNOWN_LEASE),
        ({"lease": "00000000-0000-7000-8000-00000000ffff"}, Refused.UNKNOWN_LEASE),
        ({"kiosk": "d2"}, Refused.UNKNOWN_LEASE),
        ({"day": "2026-11-22"}, Refused.DAY_OVER),
        ({"standing": Standing.GREEN}, Refused.NOT_ALLOWED),
        ({"stages": (("b",), ("a",))}, Refused.MALFORMED),
        ({"stages": (("a",), ("nowhere",))}, Refused.UNKNOWN_SERVICE),
    ],
)
def test_a_number_that_the_kiosk_may_not_give_is_refused_and_changes_nothing(wrong, code):
    desk = Desk()
    (block,) = lease(desk)
    said = hand_in(desk, block, **wrong)
    assert said.reply.error.code is code
    assert desk.hall.tickets == {}


def test_every_number_of_a_lease_counts_and_the_one_after_it_does_not():
    desk = Desk()
    (block,) = lease(desk)
    assert hand_in(desk, block, 0).reply.ok
    assert hand_in(desk, block, 19).reply.ok
    assert not hand_in(desk, block, 20).reply.ok


def test_the_masked_name_of_the_card_goes_with_its_paper():
    desk = Desk().staffed("w01")
    (block,) = lease(desk)
    card = {"key": "0" * 64, "secret": 1, "name": "张*"}
    visitor = desk.decided(m.HandInTicket, **paper(desk, block, holder=card)).visitor
    assert (visitor.name, visitor.ref) == ("张*", f"{block.first:032x}")


def test_a_paper_for_several_services_keeps_the_better_place_where_there_was_one():
    desk = Desk()
    (block,) = lease(desk)
    old = desk.issue("a", holder="h")
    desk.pass_time(minutes=5)
    given_at = desk.now
    desk.ask(m.HandInTicket, holder="h", **paper(desk, block, stages=(("a", "b"),)))
    new = list(desk.hall.tickets.values())[-1]
    assert {id_: rank for id_, (rank, _seq) in new.places.items()} == {"a": old.issued_at, "b": given_at}


def test_a_number_is_not_given_to_two():
    desk = Desk()
    (block,) = lease(desk)
    hand_in(desk, block)
    assert hand_in(desk, block, ref="f" * 32).reply.error.code is Refused.UNKNOWN_LEASE


def test_no_lease_outlives_its_day():
    desk = Desk()
    (block,) = lease(desk)
    desk.pass_time(days=1)
    desk.end_day()
    assert hand_in(desk, block).reply.error.code is Refused.DAY_OVER
    assert lease(desk)[0].first == LAST_ONLINE + 1


@given(st.integers(-600, 600))
def test_a_kiosks_clock_is_believed_between_the_hubs_last_word_with_it_and_now(minutes):
    desk = Desk()
    (block,) = lease(desk)
    desk.pass_time(minutes=29)
    word = desk.issue().issued_at
    desk.pass_time(minutes=30)
    hand_in(desk, block, given_at=desk.now + timedelta(minutes=minutes))
    ticket = list(desk.hall.tickets.values())[-1]
    assert ticket.issued_at == min(max(desk.now + timedelta(minutes=minutes), word), desk.now)
    assert ticket.places["a"][0] == ticket.since == ticket.issued_at


def test_a_paper_counts_after_hours_and_beyond_limits_and_with_needs_that_nobody_meets():
    desk = Desk(profile(window("w01", ("a",)), services=(service("a"),), tickets_a_day=1))
    (block,) = lease(desk)
    desk.issue(holder="h")
    said = desk.ask(m.HandInTicket, holder="h", **paper(desk, block, needs=("sign-language",)))
    assert said.reply.ok
    desk.staffed("w01")
    assert desk.call("w01") == "A9000"


def test_needs_that_a_window_meets_are_kept():
    desk = Desk(profile(window("w01", ("a",)), window("w02", ("a",), attributes=("low-counter",)))).staffed("w01")
    (block,) = lease(desk)
    hand_in(desk, block, needs=("low-counter",))
    assert desk.call("w01") is None


def restored(desk, **more):
    head = {"epoch": 7, "seq": desk.hall.seq + 1, "id": desk.new_id(), "at": desk.now, "cause": None}
    desk.hall.apply(m.HallRestored(**head, numbers={}, **more))


def test_after_a_restore_leases_go_on_above_and_papers_of_forgotten_leases_count_once():
    desk, before = Desk(), Desk()
    (forgotten,) = lease(before)
    restored(desk, leased={"A": forgotten.last})
    (block,) = lease(desk)
    assert block.first == forgotten.last + 1
    assert hand_in(desk, forgotten).reply.ok
    assert hand_in(desk, forgotten, ref="f" * 32).reply.error.code is Refused.UNKNOWN_LEASE
    theirs = hand_in(desk, forgotten, number=f"A{block.first}", ref="e" * 32)
    assert theirs.reply.error.code is Refused.UNKNOWN_LEASE
    last = hand_in(desk, forgotten, number=f"A{block.last}", ref="e" * 32)
    assert last.reply.error.code is Refused.UNKNOWN_LEASE
    for number in ("A050", "A8999"):
        assert hand_in(desk, forgotten, number=number, ref="e" * 32).reply.error.code is Refused.UNKNOWN_LEASE
    assert live(desk) == ["A9000"]
    desk.pass_time(days=1)
    desk.end_day()
    forgotten = forgotten.model_copy(update={"day": desk.hall.day})
    assert hand_in(desk, forgotten, 1).reply.error.code is Refused.UNKNOWN_LEASE


def test_online_numbers_never_reach_those_for_lease():
    desk = Desk()
    desk.hall.numbers.last["A"] = LAST_ONLINE - 1
    assert desk.issue().number == "A8999"
    assert desk.ask(m.IssueTicket, service="a").reply.error.code is Refused.NOT_NOW
    assert lease(desk)[0].first == LAST_ONLINE + 1
