"""Services that are for whom the hall can name, or for whose card was laid."""

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
SLOT = MORNING + timedelta(hours=3)
SHOWN = {"none": {}, "typed": {"holder": ZHANG, "typed": True}, "card": {"holder": ZHANG}}
ENOUGH = {"none": ("none", "typed", "card"), "typed": ("typed", "card"), "card": ("card",)}


def hall():
    of = {"calendar": ALL_DAY, "booking": Booking(batch_over=1, batch_service="r")}
    services = [service(need[0], must_show=need, **of) for need in ENOUGH]
    services.append(service("r", calendar=ALL_DAY, booking=Booking(), must_show="card"))
    return Desk(profile(window("w01", ("n", "t", "c", "r")), services=tuple(services)))


@pytest.mark.parametrize("shown", SHOWN)
@pytest.mark.parametrize("need", ENOUGH)
def test_a_number_or_a_time_needs_what_its_service_asks_to_be_shown(need, shown):
    for kind, more in ((m.IssueTicket, {}), (m.BookAppointment, {"slot": SLOT})):
        said = hall().ask(kind, service=need[0], **more, **SHOWN[shown])
        assert said.reply.ok == (shown in ENOUGH[need])
        if not said.reply.ok:
            assert (said.reply.error.code, said.reply.error.detail) == (Refused.NEEDS_CARD, need)
            assert said.events == ()


@given(stages=st.permutations("ntc"), cut=st.integers(1, 3), shown=st.sampled_from([*SHOWN]))
def test_a_visit_of_several_services_needs_what_the_strictest_of_them_asks(stages, cut, shown):
    visit = tuple((service,) for service in stages[:cut])
    strictest = max((need for need in ENOUGH if (need[0],) in visit), key=[*ENOUGH].index)
    reply = hall().ask(m.IssueTicket, service=stages[0], stages=visit, **SHOWN[shown]).reply
    assert reply.ok == (shown in ENOUGH[strictest])
    assert reply.ok or reply.error.detail == strictest


def test_a_company_that_goes_to_the_batch_room_needs_what_that_room_asks():
    refused = hall().ask(m.BookAppointment, service="n", slot=SLOT, items=2).reply.error
    assert (refused.code, refused.detail) == (Refused.NEEDS_CARD, "card")
    assert hall().ask(m.BookAppointment, service="n", slot=SLOT, items=2, holder=ZHANG).reply.ok


def test_who_booked_by_card_checks_in_by_the_slip_alone():
    desk = hall()
    booked = desk.ask(m.BookAppointment, service="c", slot=SLOT, holder=ZHANG).reply.appointment
    assert desk.ask(m.CheckIn, ref=booked.ref).reply.ok


def test_a_paper_that_is_out_counts_also_when_the_kiosk_has_forgotten_whose_it_is():
    desk = hall()
    (block,) = desk.ask(m.LeaseNumbers, services=("c",)).reply.leases
    paper = {"number": "C9000", "ref": "1" * 32, "given_at": desk.now}
    assert desk.ask(m.HandInTicket, lease=block.id, day=block.day, service="c", **paper).reply.ok


def test_kiosks_know_what_each_service_asks_to_be_shown():
    told = hall().state(m.HallToday).services
    assert {info.id: info.must_show for info in told} == {"n": "none", "t": "typed", "c": "card", "r": "card"}
