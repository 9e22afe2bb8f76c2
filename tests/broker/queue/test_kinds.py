"""Services of other kinds: helpers, home visits, companies, appeals; what is written to them, and who reads it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from broker.contract import messages as m
from broker.contract.told import Category
from broker.contract.values import MOST_LINES, Form, Refused
from broker.queue.profile import Booking
from tests.broker.queue.desk import MORNING, Desk, profile, service, window
from tests.broker.queue.test_random_days import ALL_DAY
from tests.privacy.hostile_texts import TEXTS

SLOT, DAY = MORNING + timedelta(hours=3), timedelta(days=1)
CATEGORIES = (Category(id="refused", zh="不受理", en="Refused"), Category(id="slow", zh="超期", en="Late"))
FULL = Form(category="slow", text="等了三个月。\n没有答复。", contact="0734-4321000")
KINDS = {"w": "window", "f": "helper", "h": "home", "k": "company", "p": "appeal"}
MUST = {"w": (), "f": (), "h": ("text", "contact"), "k": ("contact",), "p": ("text",)}


def hall(**rules):
    of = {"calendar": ALL_DAY, "booking": Booking(days_ahead=9)}
    services = [service(id_, kind=kind, categories=CATEGORIES * (id_ == "p"), **of) for id_, kind in KINDS.items()]
    return Desk(profile(window("w01", tuple(KINDS)), services=(*services, service("x")), **rules)).staffed("w01")


def form_for(id_):
    return None if id_ == "w" else FULL.model_copy(update={"category": "slow" if id_ == "p" else ""})


def book(desk, id_, slot=SLOT, **more):
    return desk.ask(m.BookAppointment, service=id_, slot=slot, form=form_for(id_), **more).reply


def calls(desk):
    return [call.number for call in desk.state(m.Board, "main").calls]


@pytest.mark.parametrize("id_", KINDS)
def test_a_home_visit_and_a_company_are_booked_and_for_the_others_numbers_are_given_too(id_):
    desk = hall()
    reply = desk.ask(m.IssueTicket, service=id_, form=form_for(id_)).reply
    if KINDS[id_] in {"home", "company"}:
        assert (reply.error.code, reply.error.detail) == (Refused.NEEDS_APPOINTMENT, id_)
    else:
        assert reply.ok
    assert book(desk, id_).ok
    leased = {lease.service for lease in desk.ask(m.LeaseNumbers, services=tuple(KINDS)).reply.leases}
    assert (id_ in leased) == (KINDS[id_] not in {"home", "company"})


@given(id_=st.sampled_from([*KINDS]), left_out=st.sets(st.sampled_from(["category", "text", "contact"])))
def test_who_calls_will_know_enough_or_the_refusal_says_what_is_missing(id_, left_out):
    blank = {"category": "", "text": " \n", "contact": ""}
    form = (form_for(id_) or FULL).model_copy(update={name: blank[name] for name in left_out})
    missing = ["category"] * ("category" in left_out and id_ == "p") + [n for n in MUST[id_] if n in left_out]
    reply = hall().ask(m.BookAppointment, service=id_, slot=SLOT, form=form).reply
    if id_ == "w":
        assert (reply.error.code, reply.error.detail) == (Refused.MALFORMED, "form")
    elif missing:
        assert (reply.error.code, reply.error.detail) == (Refused.NEEDS_FORM, missing[0])
    else:
        assert reply.ok


@pytest.mark.parametrize("id_", ["h", "k", "p", "f"])
def test_without_a_form_only_a_helper_comes_for_he_can_ask(id_):
    reply = hall().ask(m.BookAppointment, service=id_, slot=SLOT).reply
    assert reply.ok == (id_ == "f")
    assert reply.ok or reply.error.code is Refused.NEEDS_FORM


def test_a_category_that_the_service_does_not_have_is_none():
    for category in ("", "unheard-of"):
        form = FULL.model_copy(update={"category": category})
        refused = hall().ask(m.IssueTicket, service="p", form=form).reply.error
        assert (refused.code, refused.detail) == (Refused.NEEDS_FORM, "category")


def test_what_is_written_is_told_to_the_window_that_calls_and_to_nobody_else():
    desk = hall()
    issued = desk.ask(m.IssueTicket, service="p", form=FULL)
    called = desk.at("w01", m.CallNext)
    assert called.reply.ticket.form == FULL
    told = "".join(event.model_dump_json() for event, *_ in desk.events) + issued.reply.model_dump_json()
    told += "".join(desk.state(kind, about).model_dump_json() for kind, about in STATES)
    assert not [part for part in ("三个月", "没有答复", "4321000") if part in told]
    assert desk.folded() == desk.hall


STATES = ((m.StaffQueue, "p"), (m.ServiceQueue, "p"), (m.WindowState, "w01"), (m.Board, "main"))


def test_a_service_of_another_kind_stands_alone_so_that_nobody_else_reads_its_form():
    desk = hall()
    for stages in ((("p",), ("x",)), (("w", "p"),)):
        refused = desk.ask(m.IssueTicket, service=stages[0][0], stages=stages, form=None).reply.error
        assert refused.code is Refused.MALFORMED
    assert desk.ask(m.IssueTicket, service="p", stages=(("p",),), form=FULL).reply.ok


def test_a_paper_of_an_appeal_brings_its_form_along_and_one_of_a_window_brings_none():
    desk = hall()
    for block in desk.ask(m.LeaseNumbers, services=("p", "w")).reply.leases:
        number = {"number": f"{block.series}{block.first}", "ref": f"{block.first:031x}{block.service == 'p':d}"}
        paper = {"lease": block.id, "day": block.day, "service": block.service, "given_at": desk.now}
        assert desk.ask(m.HandInTicket, **paper, **number, form=FULL).reply.ok
    assert {t.number[0]: t.visitor.form for t in desk.hall.tickets.values()} == {"P": FULL, "W": None}


# Home visits --------------------------------------------------------------------------------------


def morning_after(desk, days=1):
    desk.now = (desk.now + days * DAY).replace(hour=0, minute=1)
    desk.end_day()
    return [event for event in desk.look() if isinstance(event, m.TicketIssued)]


def test_on_its_day_a_home_visit_becomes_a_ticket_by_itself_in_the_order_of_the_booked_times():
    desk = hall()
    late, early = (book(desk, "h", SLOT + DAY + timedelta(hours=n)).appointment for n in (2, 1))
    next_day = book(desk, "h", SLOT + 2 * DAY).appointment
    company = book(desk, "k", SLOT + DAY).appointment
    issued = morning_after(desk)
    assert [(event.number, event.appointment) for event in issued] == [("H001", late.id), ("H002", early.id)]
    assert desk.look() == []  # each once
    assert [t.number for t in desk.state(m.StaffQueue, "h").tickets] == ["H002", "H001"]
    assert {a.id for a in desk.hall.agenda.booked()} == {next_day.id, company.id}
    assert desk.folded() == desk.hall
    assert desk.ask(m.FindTicket, ref=early.ref).reply.tickets[0].number == "H002"


def test_a_home_visit_booked_for_today_is_a_ticket_at_once():
    desk = hall()
    booked = book(desk, "h").appointment
    assert [event.appointment for event in desk.look()] == [booked.id]


def test_who_goes_out_reads_where_to_and_nobody_hears_the_number_called():
    desk = hall()
    booked = book(desk, "h", SLOT + DAY, holder="1" * 64).appointment
    morning_after(desk)
    desk.staffed("w01")
    told = desk.at("w01", m.CallNext).reply.ticket
    assert (told.number, told.name, told.form) == ("H001", "张*", form_for("h"))
    assert desk.at("w01", m.Recall).reply.ok
    assert calls(desk) == []
    for kind in (m.StartService, m.FinishService):
        assert desk.at("w01", kind).reply.ok
    assert desk.ask(m.FindTicket, ref=booked.ref).reply.tickets[0].state == "finished"
    desk.ask(m.IssueTicket, service="x")
    assert desk.issue("p", form=FULL).number == desk.call("w01")
    assert calls(desk) == ["P001"]


def test_a_home_visit_is_given_back_by_card_or_slip_before_its_day_and_on_it():
    desk = hall()
    first, second = (book(desk, "h", SLOT + n * DAY, holder=f"{n}" * 64).appointment for n in (1, 2))
    assert desk.ask(m.CancelAppointment, ref=first.ref).reply.ok
    morning_after(desk, 2)
    ticket = desk.ask(m.FindTicket, holder="2" * 64).reply.tickets[0]
    assert desk.ask(m.CancelTicket, ticket=ticket.id, holder="2" * 64).reply.ok
    assert desk.ask(m.FindTicket, ref=second.ref).reply.tickets[0].state == "cancelled"


def test_a_home_visit_that_nobody_made_ends_with_its_day_and_in_no_silence():
    desk = hall()
    book(desk, "h", SLOT + DAY)
    morning_after(desk)
    desk.now += DAY
    assert [event.name for event in desk.end_day() if "ticket" in event.name] == ["ticket-expired"]


# The words of a form ------------------------------------------------------------------------------


@pytest.mark.parametrize("meant", TEXTS)
def test_a_text_of_several_lines_has_no_sign_that_cannot_be_seen_but_their_ends(meant):
    text = TEXTS[meant][:500]
    lines = text.split("\n")
    fine = all(line.isprintable() or meant == "rare" for line in lines) and len(lines) <= MOST_LINES
    if fine:
        assert Form(text=text).text == text
    else:
        with pytest.raises(ValidationError):
            Form(text=text)


@pytest.mark.parametrize("text", ["x" * 501, "\n" * MOST_LINES, "a\rb", "a\u2028b", "a\tb"])
def test_what_is_too_long_or_turns_a_screen_around_is_no_form(text):
    with pytest.raises(ValidationError):
        Form(text=text)
    assert Form(text="\n".join("x" * 24 for _ in range(MOST_LINES)))


@pytest.mark.parametrize("contact", ["13800138000", "+86 734 4321000", "0734-4321000", ""])
def test_a_telephone_number_is_a_contact(contact):
    assert Form(contact=contact).contact == contact


@pytest.mark.parametrize("contact", ["call me", "1", "12345678901234567890123456", "138\n0013", "<b>13800138000</b>"])
def test_nothing_else_is_a_contact(contact):
    with pytest.raises(ValidationError):
        Form(contact=contact)
