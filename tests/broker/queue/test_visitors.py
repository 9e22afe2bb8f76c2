"""What visitors ask for at a kiosk."""

from copy import deepcopy

import pytest

from broker.contract import messages as m
from broker.contract.values import Holder, Refused, TicketState
from broker.queue.decide import decide
from tests.broker.queue.desk import Desk, profile, service, window

ZHANG, LI = "1" * 64, "2" * 64
CARD = Holder(key="ab" * 32, secret=1, name="张*")


def test_a_ticket_tells_how_many_are_ahead():
    desk = Desk().staffed("w01")
    replies = [desk.ask(m.IssueTicket, service="a").reply.ticket for _ in range(3)]
    assert [(t.number, t.ahead, t.state) for t in replies] == [
        ("A001", 0, "waiting"),
        ("A002", 1, "waiting"),
        ("A003", 2, "waiting"),
    ]
    assert len({t.ref for t in replies}) == 3
    likely, at_most = [t.wait.likely_s for t in replies], [t.wait.at_most_s for t in replies]
    assert likely[0] == 0 < likely[1] < likely[2]  # the window is idle
    assert all(one <= most for one, most in zip(likely, at_most, strict=True))
    assert at_most[0] < likely[1] < at_most[1] < at_most[2]
    assert desk.ask(m.IssueTicket, service="c").reply.ticket.wait is None  # no window serves it


def test_each_series_counts_by_itself_without_a_gap_past_999():
    desk = Desk(profile(window("w01", ("a", "b")), services=(service("a"), service("b", "AB"))))
    a = [desk.issue("a").number for _ in range(1005)]
    assert a == [f"A{n:03d}" for n in range(1, 1006)]
    assert a[998:1000] == ["A999", "A1000"]
    assert [desk.issue("b").number for _ in range(2)] == ["AB001", "AB002"]
    assert desk.folded().numbers.last == {"A": 1005, "AB": 2}


def test_after_the_last_number_that_fits_on_a_slip_none_is_given():
    desk = Desk()
    desk.hall.numbers.last["A"] = 8998
    assert desk.issue("a").number == "A8999"
    refused = desk.ask(m.IssueTicket, service="a")
    assert (refused.reply.error.code, refused.events) == (Refused.NOT_NOW, ())


def test_a_refused_ticket_uses_up_no_number():
    desk = Desk()
    before = deepcopy(desk.hall)
    refused = desk.ask(m.IssueTicket, service="nothing").reply.error
    assert refused.code is Refused.UNKNOWN_SERVICE
    assert desk.hall == before
    assert desk.issue("a").number == "A001"


def test_one_holder_gets_one_ticket_of_a_service_and_is_told_which():
    desk = Desk().staffed("w01")
    first = desk.issue("a", holder=ZHANG)
    before = deepcopy(desk.hall)
    again = desk.ask(m.IssueTicket, service="a", holder=ZHANG)
    assert again.reply.error.code is Refused.ALREADY_HOLDING
    assert again.reply.error.ticket.ref == first.visitor.ref
    assert desk.hall == before
    assert desk.issue("b", holder=ZHANG).number == "B001"
    assert desk.issue("a", holder=LI).number == "A002"
    desk.call("w01")
    assert desk.ask(m.IssueTicket, service="a", holder=ZHANG).reply.error.code is Refused.ALREADY_HOLDING


@pytest.mark.parametrize("ended", ["finished", "missed", "cancelled"])
def test_whose_visit_is_over_may_come_again(ended):
    desk = Desk().staffed("w01")
    first = desk.issue("a", holder=ZHANG)
    if ended == "cancelled":
        desk.ask(m.CancelTicket, ref=first.visitor.ref)
    else:
        desk.call("w01")
        for kind in {"finished": (m.StartService, m.FinishService), "missed": (m.NoShow,)}[ended]:
            desk.at("w01", kind)
    assert first.state == ended
    assert desk.issue("a", holder=ZHANG).number == "A002"


def test_a_slip_or_a_card_finds_the_ticket_and_nothing_else_does():
    desk = Desk()
    mine, other = desk.issue("a", holder=ZHANG), desk.issue("b", holder=ZHANG)
    desk.issue("a", holder=LI)
    by_slip = desk.ask(m.FindTicket, ref=mine.visitor.ref).reply.tickets
    assert [t.id for t in by_slip] == [mine.id]
    assert [t.id for t in desk.ask(m.FindTicket, holder=ZHANG).reply.tickets] == [mine.id, other.id]
    assert desk.ask(m.FindTicket).reply.tickets == ()
    assert desk.ask(m.FindTicket, ref="0" * 32).reply.tickets == ()
    assert desk.ask(m.FindTicket, ref="0" * 32, holder="3" * 64).reply.tickets == ()


def test_a_ticket_goes_back_only_for_its_slip_or_its_card():
    desk = Desk()
    mine, other = desk.issue("a", holder=ZHANG), desk.issue("a", holder=LI)
    for fields in ({"ticket": mine.id}, {"ticket": mine.id, "holder": LI}, {"holder": ZHANG}, {"ref": "0" * 32}):
        refused = desk.ask(m.CancelTicket, **fields)
        assert (refused.reply.error.code, refused.events) == (Refused.UNKNOWN_TICKET, ())
    given_back = desk.ask(m.CancelTicket, ticket=mine.id, holder=ZHANG).reply.ticket
    assert (given_back.state, given_back.ahead, given_back.wait) == (TicketState.CANCELLED, None, None)
    assert desk.ask(m.CancelTicket, ref=other.visitor.ref).reply.ok
    assert desk.hall.waiting["a"] == []


def test_the_masked_name_is_told_to_the_window_that_calls_and_to_nobody_else():
    desk = Desk().staffed("w01")
    issued = desk.ask(m.IssueTicket, service="a", holder=ZHANG)
    desk.events.clear()
    command = m.IssueTicket(id=desk.new_id(), at=desk.now, until=desk.now, service="a", holder=CARD)
    outcome = decide(desk.hall, command, desk.asking(holder=(LI,)))
    for event in outcome.events:
        desk.hall.apply(event, outcome.visitor)
    assert outcome.visitor.name == "张*"
    assert not any("张" in event.model_dump_json() for event in outcome.events)
    desk.call("w01")
    desk.at("w01", m.NoShow)
    called = desk.at("w01", m.CallNext)
    assert called.reply.ticket.name == "张*"
    assert not any("张" in event.model_dump_json() for event in called.events)
    assert issued.reply.ok


def test_a_need_that_no_window_meets_is_refused_and_not_left_to_wait_for_ever():
    desk = Desk()
    refused = desk.ask(m.IssueTicket, service="a", needs=("a-need-of-nobody",))
    assert (refused.reply.error.code, refused.events) == (Refused.UNMET_NEED, ())
    assert "a-need-of-nobody" in refused.reply.error.detail


def test_who_needs_what_no_open_window_has_is_told_no_wait():
    low = window("w02", ("a",), attributes=("low-counter",))
    desk = Desk(profile(window("w01", ("a",)), low)).staffed("w01")
    outcome = desk.ask(m.IssueTicket, service="a", needs=("low-counter",))
    told = outcome.reply.ticket
    assert (told.state, told.wait, outcome.events[0].wait) == ("waiting", None, None)
    assert desk.ask(m.IssueTicket, service="a").reply.ticket.wait is not None
    desk.press("w02")
    desk.press("w02")
    assert desk.ask(m.IssueTicket, service="a", needs=("low-counter",)).reply.ticket.wait is not None


def test_a_card_with_several_keys_stands_for_the_tickets_of_each_and_counts_none_twice():
    windows = window("w01", ("a", "b"))
    desk = Desk(profile(windows, services=(service("a"), service("b")), tickets_a_day=3))
    old, both = desk.issue("a", holder="old"), desk.issue("b", holder="new old")
    for keys in ("new old", "old"):
        assert [t.id for t in desk.ask(m.FindTicket, holder=keys).reply.tickets] == [old.id, both.id]
        assert desk.ask(m.IssueTicket, service="a", holder=keys).reply.error.code is Refused.ALREADY_HOLDING
    assert [t.id for t in desk.ask(m.FindTicket, holder="new").reply.tickets] == [both.id]
    desk.ask(m.CancelTicket, ticket=old.id, holder="new old")
    assert desk.issue("a", holder="new old").number == "A002"
    refused = desk.ask(m.IssueTicket, service="a", holder="new old").reply.error
    assert refused.code is Refused.ALREADY_HOLDING
    desk.ask(m.CancelTicket, ref=desk.hall.held_by(("new",))[-1].visitor.ref)
    assert desk.ask(m.IssueTicket, service="a", holder="new old").reply.error.code is Refused.LIMIT_REACHED
