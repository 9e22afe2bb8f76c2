"""Several services chosen at once at a kiosk are one ticket, and every rule knows it."""

from datetime import time

from broker.contract import messages as m
from broker.contract.values import Refused
from tests.broker.queue.desk import Desk, daily, profile, service, window

CHOSEN = {"service": "a", "stages": (("a", "b"),)}


def test_services_chosen_at_once_are_one_ticket_and_one_number_of_the_days_limit():
    desk = Desk(profile(tickets_a_day=2)).staffed("w01", "w02")
    ticket = desk.issue(**CHOSEN, holder="1" * 64)
    assert set(ticket.places) == {"a", "b"}
    assert desk.issue("c", holder="1" * 64)  # the second number of the day
    refused = desk.ask(m.IssueTicket, service="c", holder="1" * 64).reply.error
    assert refused.code is Refused.ALREADY_HOLDING


def test_who_waits_for_one_of_them_already_is_told_so_whichever_it_is():
    for of in ("a", "b"):
        desk = Desk()
        held = desk.issue(of, holder="1" * 64)
        refused = desk.ask(m.IssueTicket, **CHOSEN, holder="1" * 64).reply.error
        assert (refused.code, refused.ticket.id) == (Refused.ALREADY_HOLDING, held.id)
        both = Desk()
        first = both.issue(**CHOSEN, holder="1" * 64)
        refused = both.ask(m.IssueTicket, service=of, holder="1" * 64).reply.error
        assert (refused.code, refused.ticket.id) == (Refused.ALREADY_HOLDING, first.id)


def test_services_chosen_at_once_are_all_open_now_all_called_for_and_shown_what_the_strictest_asks():
    closed = daily((time(20), time(21)))
    windows = window("w01", ("a", "b", "x"), attributes=("low-counter",))
    for other, refusal in (
        (service("b", calendar=closed), Refused.CLOSED_NOW),
        (service("b", must_show="card"), Refused.NEEDS_CARD),
        (service("b", kind="helper"), Refused.MALFORMED),
    ):
        desk = Desk(profile(windows, services=(service("a"), other)))
        refused = desk.ask(m.IssueTicket, **CHOSEN)
        assert (refused.reply.error.code, refused.events) == (refusal, ())
    desk = Desk(profile(windows, services=(service("a"), service("x", behind=True))))
    ticket = desk.issue(service="a", stages=(("a", "x"),))
    assert tuple(ticket.places) == ("a",)  # nobody is called for what is done behind the windows
    assert desk.ask(m.IssueTicket, service="x", stages=(("x", "a"),)).reply.error.code is Refused.MALFORMED


def test_the_reply_shows_each_service_that_was_chosen():
    told = Desk().staffed("w01").ask(m.IssueTicket, **CHOSEN).reply.ticket
    assert [(step.service, step.stage, step.state) for step in told.steps] == [("a", 0, "open"), ("b", 0, "open")]
    assert told.number == "A001"


def test_a_slip_is_printed_again_from_what_a_card_or_its_own_ref_finds():
    desk = Desk().staffed("w01")
    told = desk.ask(m.IssueTicket, **CHOSEN, holder="1" * 64).reply.ticket
    for how in ({"holder": "1" * 64}, {"ref": told.ref}):
        assert desk.ask(m.FindTicket, **how).reply.tickets == (told,)
