"""A request as it is filled in, without Qt and without a wire."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.contract.told import Category, ServiceInfo
from broker.contract.values import Form, Text
from kiosk.citizen.requesting.request import MOST_WORDS, NO_REQUEST, Request
from kiosk.citizen.states import Event

E = Event
LATE = Category(id="late", zh="超期未办", en="Overdue")


def of(kind, *, sorted_=False):
    categories = (LATE,) if sorted_ else ()
    name = Text(zh="业务", en="Service")
    return Request.of(ServiceInfo(id="s", name=name, series="S", kind=kind, categories=categories))


def typed(request, step, signs):
    for sign in signs:
        request = request.typed(step, sign)
    return request


@pytest.mark.parametrize(
    "kind, steps",
    [
        ("helper", ()),
        ("appeal", (E.WORDS, E.CONTACT, E.REVIEW)),
        ("home", (E.WORDS, E.CONTACT, E.REVIEW)),
        ("company", (E.ITEMS, E.WORDS, E.CONTACT, E.REVIEW)),
    ],
)
@pytest.mark.parametrize("sorted_", [True, False])
def test_each_kind_asks_for_what_it_needs_one_after_the_other_and_back(kind, steps, sorted_):
    request = of(kind, sorted_=sorted_)
    steps = ((E.ABOUT,) if sorted_ else ()) + steps
    assert request.steps == steps
    for before, after in zip((None, *steps), (*steps, None), strict=True):
        assert request.next(before) is after
        if after:
            assert request.before(after) is before


def test_a_batch_asks_which_service_and_how_many():
    assert Request.of_batch().steps == (E.ABOUT, E.ITEMS)
    assert NO_REQUEST.steps == ()


@pytest.mark.parametrize(
    "kind, words, contact",
    [("appeal", False, True), ("home", False, False), ("company", True, False)],
)
def test_what_the_hub_would_refuse_is_not_ready(kind, words, contact):
    request = of(kind)
    assert request.ready(E.WORDS) == words
    assert request.ready(E.CONTACT) == contact
    assert not request.written(" \n ").ready(E.WORDS) or words
    assert request.written("社保卡").ready(E.WORDS)
    assert not typed(request, E.CONTACT, "0734").ready(E.CONTACT)
    assert typed(request, E.CONTACT, "0734-4321000").ready(E.CONTACT)


def test_a_number_of_items_is_one_to_five_hundred():
    request = of("company")
    assert not request.ready(E.ITEMS)
    assert typed(request, E.ITEMS, "0012").items == "12"
    assert typed(request, E.ITEMS, "5001").items == "500"
    assert typed(request, E.ITEMS, "x-").items == ""
    assert typed(request, E.ITEMS, "12").erased(E.ITEMS).items == "1"


@given(st.text(alphabet="0123456789-x 一", max_size=40))
def test_whatever_is_typed_as_a_telephone_number_is_none_yet_or_one_that_the_wire_takes(signs):
    request = typed(of("appeal"), E.CONTACT, signs)
    if request.ready(E.CONTACT):
        assert request.fields()["form"] == (Form(contact=request.contact) if request.contact else None)


@given(st.text(alphabet=st.characters(exclude_categories=("C", "Zl", "Zp")) | st.sampled_from("\n\r"), max_size=700))
def test_whatever_is_written_is_what_the_wire_takes(words):
    request = of("appeal").written(words)
    form = request.fields()["form"]
    assert form is None or Form.model_validate(dict(form)) == form
    assert len(request.words) <= MOST_WORDS


def test_who_does_not_write_says_so_in_words_that_a_clerk_reads():
    assert "当面说" in of("appeal").said().words
    assert "打电话" in of("home").said().words
    assert of("appeal").said().ready(E.WORDS)
    assert not of("company").can_be_said


def test_a_number_carries_the_form_a_time_carries_the_items_too_and_a_batch_has_no_form():
    appeal = of("appeal").written("等了三个月")
    assert appeal.by_number
    assert appeal.fields() == {"service": "s", "form": Form(text="等了三个月")}
    company = typed(typed(of("company"), E.ITEMS, "12"), E.CONTACT, "13800138000")
    assert not company.by_number
    assert company.fields() == {"service": "s", "items": 12, "form": Form(contact="13800138000")}
    assert of("helper").fields() == {"service": "s", "form": None}


def test_what_was_sent_is_forgotten_but_for_what_the_slip_says():
    sent = typed(of("appeal"), E.CONTACT, "13800138000").written("等了三个月").sent()
    assert (sent.words, sent.contact, sent.kind) == ("", "", "appeal")


def test_a_repr_tells_nothing_that_was_written():
    request = typed(of("appeal"), E.CONTACT, "13800138000").written("等了三个月")
    assert "13800138000" not in repr(request)
    assert "等了" not in repr(request)
