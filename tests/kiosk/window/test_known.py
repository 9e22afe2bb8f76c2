"""What a terminal makes of the states it follows, without Qt and without a wire."""

from datetime import UTC, date, datetime, timedelta

from broker.contract.states import HallToday, ServiceQueue, StaffQueue
from broker.contract.told import (
    Category,
    ServiceInfo,
    Step,
    WaitingTicket,
    WindowInfo,
    WindowLabel,
    WindowNow,
    WindowTicket,
)
from broker.contract.values import Claim, Condition, Form, Standing, StepState, Text, TicketState
from kiosk.window.face import Doing, face_of
from kiosk.window.flow import Situation, Verb, choose
from kiosk.window.known import Known
from kiosk.window.panel import Option, Panel
from kiosk.window.replies import called

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
HEAD = {"epoch": 1, "seq": 1, "at": NOW}
NAMES = {"residence": "居住证", "social": "社保", "papers": "证照制作", "tax": "税务"}


def waiting(number, minutes=0, **more):
    id_ = f"0190b3f0-0000-7000-8000-000000000{number[1:]}"
    told = {"standing": Standing.NORMAL, "since": NOW - timedelta(minutes=minutes)} | more
    return WaitingTicket(id=id_, day=date(2026, 3, 2), number=number, **told)


def queue(*tickets, aside=()):
    return StaffQueue(**HEAD, waiting=len(tickets), tickets=tickets, aside=aside)


def known(queues=None, *, staff="c001", **here):
    """A window with two services and one that is done behind it."""
    services = [
        ServiceInfo(id=id_, name=Text(zh=zh, en=id_), series="A", behind=id_ == "papers") for id_, zh in NAMES.items()
    ]
    windows = [
        WindowInfo(id="w01", label="1", zone="main", services=(("residence",), ("social", "papers"))),
        WindowInfo(id="w02", label="2", zone="main", services=(("social",),)),
        WindowInfo(id="w03", label="3", zone="main", services=(("tax",),)),
    ]
    today = HallToday(
        **HEAD,
        name=Text(zh="大厅", en="Hall"),
        day=date(2026, 3, 2),
        services=services,
        windows=windows,
        zones=("main",),
    )
    return Known("w01", WindowNow(condition=Condition.OPEN, **here), staff, today, queues or {})


def at_window(service="residence"):
    ticket = waiting("A001")
    return WindowTicket(
        id=ticket.id, day=ticket.day, number="A001", service=service, state=TicketState.SERVING, since=NOW
    )


def values(known_, verb, *answers):
    return [option.value for option in known_.options(Panel(verb, answers=answers), NOW)]


def test_a_line_stands_for_each_service_of_the_window_and_then_for_those_it_helps_out_with():
    lines = known(tidal=("tax",)).lines(NOW)
    assert [(line.service, line.behind, line.tidal) for line in lines] == [
        ("residence", False, False), ("social", False, False), ("papers", True, False), ("tax", False, True),
    ]  # fmt: skip


def test_before_the_hall_is_known_there_is_no_line():
    assert Known("w01", WindowNow(condition=Condition.CLOSED)).lines(NOW) == ()


def test_a_line_tells_how_long_the_one_waits_who_waits_longest():
    line = known({"residence": queue(waiting("A001", 3), waiting("A002", 125))}).lines(NOW)[0]
    assert (line.waiting, line.longest) == (2, 125)


def test_a_line_of_what_is_done_behind_counts_every_ticket_it_is_done_for():
    pending = waiting("A007", 40, state=TicketState.PENDING)
    line = known({"papers": queue(aside=(pending,))}).lines(NOW)[2]
    assert (line.waiting, line.longest, line.first[0].state) == (1, 40, "pending")


def test_a_queue_that_asks_for_help_is_told():
    here = known()
    here.crowds["social"] = ServiceQueue(**HEAD, waiting=40, open_windows=1, strained=True)
    assert [line.strained for line in here.lines(NOW)] == [False, True, False]


def test_the_windows_that_ask_for_a_colleague_are_told_but_for_this_one():
    here = known()
    asking = (WindowLabel(id="w01", label="1"), WindowLabel(id="w02", label="2"), WindowLabel(id="w03", label="3"))
    here.crowds["social"] = ServiceQueue(**HEAD, waiting=1, open_windows=3, support=asking)
    assert [line.support for line in here.lines(NOW)] == [(), ("2", "3"), ()]


def test_a_ticket_for_one_window_or_clerk_alone_says_whether_that_is_here():
    tickets = (
        waiting("A001"), waiting("A002", window="w01"), waiting("A003", window="w02"), waiting("A004", staff="c001"),
        waiting("A005", staff="c002"), waiting("A006", window="w01", staff="c002"),
    )  # fmt: skip
    line = known({"residence": queue(*tickets)}).lines(NOW)[0]
    assert [mark.meant for mark in line.first] == ["", "here", "elsewhere", "here", "elsewhere", "elsewhere"]


def test_tickets_to_call_are_those_that_wait_each_once():
    both, other = waiting("A001"), waiting("A002")
    aside = (waiting("A003", state=TicketState.MISSED),)
    here = known({"residence": queue(both, aside=aside), "social": queue(both, other), "papers": queue(other)})
    assert values(here, Verb.CALL_TICKET) == values(here, Verb.AUTHORISE) == ["A001", "A002"]


def test_tickets_to_bring_back_are_the_missed_and_the_parked():
    aside = (
        waiting("A003", state=TicketState.MISSED), waiting("A004", state=TicketState.PENDING),
        waiting("A005", state=TicketState.PARKED),
    )  # fmt: skip
    assert values(known({"residence": queue(waiting("A001"), aside=aside)}), Verb.REINSTATE) == ["A003", "A005"]


def test_tickets_to_void_are_those_at_no_window_each_once_and_first_those_aside():
    part, parked = waiting("A004", state=TicketState.PENDING), waiting("A005", state=TicketState.PARKED)
    missed, served = waiting("A003", state=TicketState.MISSED), waiting("A006", state=TicketState.SERVING)
    here = known(
        {"residence": queue(waiting("A001"), aside=(missed, parked)), "papers": queue(aside=(part, served, parked))}
    )
    assert values(here, Verb.VOID) == ["A003", "A005", "A001", "A004"]


def test_a_part_is_named_with_its_ticket_and_its_service():
    aside = (waiting("A004", state=TicketState.PENDING),)
    here = known({"residence": queue(aside=aside), "papers": queue(aside=aside)})
    (option,) = here.options(Panel(Verb.FINISH_PART), NOW)
    assert option.value == "A004-papers"
    assert dict(option.fields) == {"ticket": aside[0].id, "service": "papers"}


def test_a_ticket_goes_to_services_that_people_come_for():
    assert values(known(ticket=at_window()), Verb.TRANSFER, Option("service", ())) == ["residence", "social", "tax"]


def test_a_ticket_goes_to_other_windows_that_serve_what_it_is_for():
    where = Option("to_window", ())
    assert values(known(ticket=at_window("social")), Verb.TRANSFER, where) == ["w02"]
    assert values(known(ticket=at_window("residence")), Verb.TRANSFER, where) == []


def test_no_standing_is_offered_that_the_ticket_has_already():
    here = known({"residence": queue(waiting("A001", standing=Standing.GREEN), waiting("A002"))})
    green, normal = here.options(Panel(Verb.AUTHORISE), NOW)
    assert values(here, Verb.AUTHORISE, green) == ["priority"]
    assert values(here, Verb.AUTHORISE, normal) == ["green", "priority"]


def test_who_claims_to_go_first_is_told_and_may_be_declined():
    here = known({"residence": queue(waiting("A001", claim=Claim.PREGNANT))})
    (line, *_) = here.lines(NOW)
    assert [mark.claim for mark in line.first] == ["pregnant"]
    (claims,) = here.options(Panel(Verb.AUTHORISE), NOW)
    asked = Panel(Verb.AUTHORISE).offering((claims,)).answered("A001")
    asked = asked.offering(here.options(asked, NOW))
    assert [option.value for option in asked.options] == ["green", "priority", "normal"]
    assert asked.answered("normal").answered("no sign of it").fields["standing"] == "normal"


def test_of_a_ticket_without_a_claim_only_what_it_is_not_is_offered_on_the_screen():
    here = known({"residence": queue(waiting("A001", standing=Standing.GREEN))})
    (green,) = here.options(Panel(Verb.AUTHORISE), NOW)
    asked = Panel(Verb.AUTHORISE).offering((green,)).answered("A001")
    assert [option.value for option in asked.offering(here.options(asked, NOW)).options] == ["priority"]


def test_the_steps_of_a_visit_are_told_as_done_now_and_later():
    steps = (
        Step(service="social", stage=0, state=StepState.DONE), Step(service="residence", stage=1, state=StepState.OPEN),
        Step(service="tax", stage=1, state=StepState.OPEN), Step(service="papers", stage=2, state=StepState.LATER),
        Step(service="gone", stage=3, state=StepState.LATER),
    )  # fmt: skip
    told = known(ticket=at_window()).steps(steps)
    assert [(name.zh, state) for name, state in told] == [
        ("社保", "done"), ("居住证", "now"), ("税务", "later"), ("证照制作", "later"),
    ]  # fmt: skip


def test_what_a_visitor_wrote_and_who_acts_for_them_is_on_the_face_while_the_ticket_is_here():
    here = known(ticket=at_window())
    info = here.services["residence"].model_copy(update={"categories": (Category(id="late", zh="超期", en="Late"),)})
    here.today = here.today.model_copy(update={"services": (info,)})
    form = Form(category="late", text="等了三个月。\n没有答复。", contact="0734-4321000")
    visitor = called(here.here.ticket, "w01").model_copy(update={"name": "张*", "by": "李*", "form": form})
    choice = choose(Situation(condition=Condition.OPEN, ticket=TicketState.SERVING, linked=True, signed_in=True))
    face = face_of(here, choice, Doing(), visitor, NOW)
    assert (face.name, face.by, face.category.zh) == ("张*", "李*", "超期")
    assert (face.written, face.contact) == (form.text, form.contact)
    gone = face_of(known(), choice, Doing(), visitor, NOW)
    assert (gone.by, gone.category, gone.written, gone.contact) == ("", None, "", "")
