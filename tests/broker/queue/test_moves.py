"""What a person may move by hand, and what it costs the others."""

from dataclasses import replace
from datetime import timedelta

import pytest

from broker.contract import messages as m
from broker.contract.values import Condition, Refused, Standing
from tests.broker.queue.desk import Desk, profile, service, window

SO_LONG = timedelta(seconds=20)


def at_one_window(**rules):
    return Desk(profile(window("w01", ("a",)), window("w02", ("b",)), **rules)).staffed("w01", "w02")


def serving(desk, at="w01"):
    desk.call(at)
    assert desk.at(at, m.StartService).reply.ok
    return desk.hall.tickets[desk.hall.window(at).ticket]


def queue(desk, id_="a"):
    return [desk.hall.tickets[t].number for _place, t in desk.hall.waiting[id_]]


def test_a_parked_visitor_who_is_back_waits_at_the_old_place_in_time():
    desk = at_one_window()
    first, second, third = (desk.issue() for _ in range(3))
    serving(desk)
    assert desk.at("w01", m.ParkTicket, reason="copies the lease").reply.window.ticket is None
    assert desk.hall.aside == {first.id: None}
    back = desk.at("w01", m.ReinstateTicket, ticket=first.id, reason="is back")
    assert queue(desk) == [first.number, second.number, third.number]
    assert (back.events[0].overtaken, back.events[0].staff, back.note) == (2, "c001", "is back")
    assert desk.hall.aside == {}


def test_a_missed_visitor_who_is_back_waits_some_places_behind_the_first():
    desk = at_one_window(places_back=2)
    tickets = [desk.issue() for _ in range(5)]
    desk.call("w01")
    desk.at("w01", m.NoShow)
    back = desk.at("w01", m.ReinstateTicket, ticket=tickets[0].id, reason="was in the wash room")
    assert queue(desk) == [tickets[n].number for n in (1, 2, 0, 3, 4)]
    assert back.events[0].overtaken == 2


def test_a_missed_visitor_behind_a_short_queue_waits_last_and_never_before_the_own_place():
    desk = at_one_window(places_back=3)
    first, second = desk.issue(), desk.issue()
    desk.call("w01")
    desk.at("w01", m.NoShow)
    desk.at("w01", m.ReinstateTicket, ticket=first.id, reason="is back")
    assert queue(desk) == [second.number, first.number]
    for _ in range(2):
        desk.call("w01")
        desk.at("w01", m.NoShow)
    late = desk.issue(standing=Standing.PRIORITY)  # before both in time
    desk.at("w01", m.ReinstateTicket, ticket=second.id, reason="is back")
    assert queue(desk) == [late.number, second.number] or queue(desk) == [second.number, late.number]
    places = [place for place, _ in desk.hall.waiting["a"]]
    assert places == sorted(places)


def test_a_missed_visitor_checks_in_at_a_kiosk_as_often_as_the_hall_allows():
    desk = at_one_window(comebacks=2)
    ticket = desk.issue(holder="1" * 64)
    for _ in range(2):
        desk.call("w01")
        desk.at("w01", m.NoShow)
        back = desk.ask(m.CheckIn, ref=ticket.visitor.ref)
        assert back.reply.ticket.state == "waiting"
        assert back.events[0].staff is None
    assert desk.hall.moves[None, "check-in"].count == 2
    assert (None, "reinstate-ticket") not in desk.hall.moves
    desk.call("w01")
    desk.at("w01", m.NoShow)
    for fields in ({"ref": ticket.visitor.ref}, {"ticket": ticket.id, "holder": "1" * 64}):
        refused = desk.ask(m.CheckIn, **fields).reply.error
        assert (refused.code, refused.detail) == (Refused.LIMIT_REACHED, "2")
    assert desk.at("w01", m.ReinstateTicket, ticket=ticket.id, reason="asked for it").reply.ok  # a clerk still may


def test_a_recall_has_a_limit_and_a_new_call_begins_anew():
    desk = at_one_window(recalls=2)
    ticket = desk.issue()
    desk.call("w01")
    assert [desk.at("w01", m.Recall).reply.ok for _ in range(2)] == [True, True]
    refused = desk.at("w01", m.Recall).reply.error
    assert (refused.code, refused.detail) == (Refused.LIMIT_REACHED, "2")
    desk.at("w01", m.NoShow)
    desk.at("w01", m.ReinstateTicket, ticket=ticket.id, reason="is back")
    desk.call("w01")
    assert desk.at("w01", m.Recall).reply.ok


def test_a_visitor_has_some_time_to_come_before_being_missed():
    desk = at_one_window(no_show_after=SO_LONG)
    ticket = desk.issue()
    desk.call("w01")
    desk.pass_time(seconds=19)
    refused = desk.at("w01", m.NoShow).reply.error
    assert (refused.code, refused.detail) == (Refused.TOO_SOON, "1")
    desk.pass_time(seconds=1)
    assert desk.at("w01", m.NoShow).reply.ok
    assert ticket.state == "missed"


@pytest.mark.parametrize("placing, place", [("first", 0), ("keep", 1), ("last", 3)])
def test_a_transferred_visitor_keeps_the_number_and_stands_where_the_clerk_says(placing, place):
    desk = at_one_window()
    early = desk.issue("b")
    moved = desk.issue("a")
    others = [desk.issue("b") for _ in range(2)]
    serving(desk)
    fields = {"service": "b", "placing": placing, "reason": "belongs to the household register"}
    outcome = desk.at("w01", m.TransferTicket, **fields)
    expected = [early.number, *(o.number for o in others)]
    expected.insert(place, moved.number)
    assert queue(desk, "b") == expected
    event = outcome.events[0]
    assert (event.number, event.service, event.instead_of, event.staff) == (moved.number, "b", "a", "c001")
    assert event.overtaken == 3 - place
    assert (outcome.reply.window.ticket, moved.state, moved.service) == (None, "waiting", "b")


def test_a_visitor_sent_to_a_window_or_a_clerk_is_called_there_and_nowhere_else():
    desk = Desk(profile(window("w01", ("a",)), window("w02", ("a",)), window("w03", ("a",)))).staffed(
        "w01", "w02", "w03"
    )
    for fields in ({"to_window": "w02"}, {"to_staff": "c002"}):
        ticket = desk.issue()
        serving(desk)
        desk.at("w01", m.TransferTicket, **fields, reason="knows the file")
        assert desk.call("w01") is None
        assert desk.call("w03") is None
        assert desk.call("w02") == ticket.number
        for kind in (m.StartService, m.FinishService):
            desk.at("w02", kind)


def test_who_was_sent_to_a_window_that_closes_or_a_clerk_who_leaves_is_anybodys_again():
    for fields, leaves in (({"to_window": "w02"}, m.CloseWindow), ({"to_staff": "c002"}, m.SignOut)):
        desk = Desk(profile(window("w01", ("a",)), window("w02", ("a",)))).staffed("w01", "w02")
        ticket = desk.issue()
        serving(desk)
        desk.at("w01", m.TransferTicket, **fields, reason="knows the file")
        desk.at("w02", m.PauseWindow)
        assert desk.call("w01") is None  # a pause is short
        assert desk.at("w02", leaves).reply.ok
        assert desk.call("w01") == ticket.number


@pytest.mark.parametrize(
    "fields, code",
    [
        ({"service": "nothing"}, Refused.UNKNOWN_SERVICE),
        ({"service": "papers"}, Refused.UNKNOWN_SERVICE),
        ({"to_window": "w09"}, Refused.UNMET_NEED),
        ({"to_window": "w02"}, Refused.UNMET_NEED),
        ({"to_staff": "c003"}, Refused.UNMET_NEED),
        ({"to_window": "w01", "to_staff": "c001"}, Refused.MALFORMED),
        ({"placing": "unknown"}, Refused.MALFORMED),
    ],
)
def test_nobody_is_sent_where_nobody_could_take_them(fields, code):
    services = (service("a"), service("b"), service("papers", behind=True))
    desk = Desk(profile(window("w01", ("a", "papers")), window("w02", ("b",)), services=services)).staffed("w01", "w02")
    ticket = desk.issue()
    serving(desk)
    refused = desk.at("w01", m.TransferTicket, **fields, reason="elsewhere")
    assert (refused.reply.error.code, refused.events, ticket.state) == (code, (), "serving")


def test_a_need_goes_along_with_a_transfer():
    able = window("w02", ("b",), attributes=("low-counter",))
    desk = Desk(profile(window("w01", ("a",), attributes=("low-counter",)), window("w03", ("c",)), able)).staffed("w01")
    desk.issue(needs=("low-counter",))
    serving(desk)
    assert desk.at("w01", m.TransferTicket, service="c", reason="r").reply.error.code is Refused.UNMET_NEED
    assert desk.at("w01", m.TransferTicket, service="b", reason="r").reply.ok


def test_a_clerk_answers_for_the_green_channel_by_name_and_reason_and_it_is_counted():
    desk = at_one_window()
    others = [desk.issue() for _ in range(3)]
    ticket = desk.issue()
    outcome = desk.at("w01", m.Authorise, ticket=ticket.id, standing="green", reason="major project 7")
    event = outcome.events[0]
    assert (event.standing, event.overtaken, event.staff, outcome.note) == ("green", 3, "c001", "major project 7")
    assert queue(desk) == [ticket.number, *(o.number for o in others)]
    assert ticket.standing is Standing.GREEN
    back = desk.at("w01", m.Authorise, ticket=ticket.id, standing="normal", reason="a mistake")
    assert queue(desk)[-1] == ticket.number
    assert back.events[0].overtaken == 0


def test_only_who_may_answers_for_the_green_channel():
    of = replace(profile(window("w01", ("a",)), green_by=frozenset({"manager"})), roles={"c001": "clerk"})
    desk = Desk(of).staffed("w01")
    ticket = desk.issue()
    refused = desk.at("w01", m.Authorise, ticket=ticket.id, standing="green", reason="major project")
    assert (refused.reply.error.code, refused.reply.error.detail) == (Refused.NOT_ALLOWED, "clerk")
    assert (refused.events, ticket.standing) == ((), Standing.NORMAL)
    assert desk.at("w01", m.Authorise, ticket=ticket.id, standing="priority", reason="ill").reply.ok


def test_nobody_is_sent_to_a_closed_window():
    desk = Desk(profile(window("w01", ("a",)), window("w02", ("a",)))).staffed("w01")
    desk.issue()
    serving(desk)
    refused = desk.at("w01", m.TransferTicket, to_window="w02", reason="knows the file")
    assert (refused.reply.error.code, refused.events) == (Refused.UNMET_NEED, ())


def test_a_standing_that_it_has_already_or_nobody_gives_is_refused():
    desk = at_one_window()
    ticket = desk.issue()
    for standing, code in (("normal", Refused.WRONG_STATE), ("appointment", Refused.MALFORMED)):
        refused = desk.at("w01", m.Authorise, ticket=ticket.id, standing=standing, reason="r")
        assert (refused.reply.error.code, refused.events) == (code, ())


def test_every_move_by_hand_is_counted_by_who_made_it():
    desk = at_one_window()
    tickets = [desk.issue() for _ in range(4)]
    desk.at("w01", m.CallTicket, ticket=tickets[2].id, reason="ill")
    desk.at("w01", m.NoShow)
    desk.at("w01", m.ReinstateTicket, ticket=tickets[2].id, reason="is back")
    desk.at("w01", m.Authorise, ticket=tickets[3].id, standing="green", reason="major project")
    serving(desk)
    desk.at("w01", m.TransferTicket, placing="first", reason="r")
    moves = {verb: (who, moved.count) for (who, verb), moved in desk.hall.moves.items()}
    assert moves == {
        "call-ticket": ("c001", 1),
        "reinstate-ticket": ("c001", 1),
        "authorise": ("c001", 1),
        "transfer-ticket": ("c001", 1),
    }
    assert desk.hall.moves["c001", "call-ticket"].overtaken == 2
    shown = desk.record()
    assert {(by.staff, by.verb, by.count) for by in shown.moves} == {("c001", verb, 1) for verb in moves}


def test_why_a_ticket_was_parked_or_sent_on_is_told_to_whoever_calls_it_next_and_to_nobody_else():
    desk = at_one_window()
    ticket = desk.issue()
    serving(desk)
    noted = desk.at("w01", m.Note, text="brings the lease tomorrow")
    assert not any("lease" in event.model_dump_json() for event in noted.events)
    desk.at("w01", m.ParkTicket)
    desk.at("w01", m.ReinstateTicket, ticket=ticket.id, reason="has it already")
    called = desk.at("w01", m.CallNext)
    assert called.reply.ticket.note == "brings the lease tomorrow · has it already"
    assert "already" not in desk.state(m.WindowState, "w01").model_dump_json()
    assert "already" not in desk.state(m.StaffQueue, "a").model_dump_json()


def test_a_clerk_asks_for_support_and_needs_it_no_more():
    desk = at_one_window()
    assert desk.at("w01", m.CallSupport).reply.window.support is True
    assert desk.at("w01", m.CallSupport).reply.error.code is Refused.WRONG_STATE
    assert desk.at("w01", m.CallSupport, on=False).reply.window.support is False
    desk.at("w01", m.CallSupport)
    assert desk.at("w01", m.SignOut).reply.window.support is False
    assert desk.hall.window("w01").condition is Condition.CLOSED
