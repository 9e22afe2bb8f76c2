"""What is to be taken into account: going first, needs, several services, acting for another; the hub is real."""

import json
from datetime import UTC, datetime

import pytest

from hardware.idcard.number import check_11_2
from tests.kiosk.hall import Listener, running

RULES = """
[queue.priority]
age = 65
reasons = ["disability", "pregnant", "service"]
confirm = ["service"]
[[service]]
id = "permit"
name = { zh = "出入境证件", en = "Travel documents" }
series = "C"
[[window]]
id = "w02"
label = "2"
services = [["residence", "social", "permit"]]
attributes = ["low-counter", "sign-language"]
"""
ASKED = "yimen/v1/leiyang/cmd/kiosk-01/issue-ticket"


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    with running(tmp_path_factory.mktemp("hall"), RULES) as hall:
        yield hall


@pytest.fixture
def asked(hall, qtbot):
    """The last number that was asked for."""
    listener = Listener(hall, ASKED)

    def last():
        qtbot.waitUntil(lambda: bool(listener.heard))
        return json.loads(listener.heard[-1].payload)

    yield last
    listener.close()


def of_age(years, count=[100]):  # noqa: B006 - counts up over all tests, so that each is somebody else
    count[0] += 1
    born = f"{datetime.now(UTC).year - years}0101"
    body = f"110105{born}{count[0]:03}"
    return body + check_11_2(body)


def takes(visitor, service="residence"):
    visitor.taps(f"service-{service}")
    visitor.sees("ticket")
    return visitor.number


def test_who_is_old_by_the_card_goes_first_unasked_and_is_told_why(meet, card, asked):
    card.number = of_age(70)
    visitor = meet(card.hardware)
    visitor.lays(card)
    takes(visitor)
    visitor.reads("按您早到 15 分钟排队")
    visitor.reads("因为：年长")
    assert asked()["because"] == {"reason": "age", "age": 70}


def test_who_is_younger_tells_the_hall_no_age(meet, card, asked):
    card.number = of_age(64)
    visitor = meet(card.hardware)
    visitor.lays(card)
    takes(visitor)
    assert asked()["because"] is None
    assert "早到" not in visitor.said


def test_a_reason_that_needs_no_look_counts_at_once_and_is_forgotten_with_the_visitor(meet, card, asked):
    card.number = of_age(30)
    visitor = meet(card.hardware)
    visitor.lays(card)
    visitor.taps("wishes")
    visitor.taps("reason-disability")
    visitor.taps("reason-pregnant")
    visitor.taps("wished")
    visitor.reads("已选")
    takes(visitor)
    visitor.reads("因为：孕妇")
    assert asked()["because"]["reason"] == "pregnant"
    visitor.taps("done")
    card.number = of_age(31)
    visitor.lays(card, "choose")
    assert "已选" not in visitor.said
    takes(visitor)
    assert asked()["because"] is None


def test_a_reason_that_a_clerk_must_see_is_told_to_be_so(meet, card):
    card.number = of_age(40)
    visitor = meet(card.hardware)
    visitor.lays(card)
    visitor.taps("wishes")
    visitor.taps("reason-service")
    visitor.taps("wished")
    takes(visitor)
    visitor.reads("工作人员确认后优先")
    assert "早到" not in visitor.said


def test_a_need_leads_to_the_windows_that_meet_it(meet, card, asked):
    visitor = meet(card.hardware)
    visitor.taps("without-card")
    visitor.taps("wishes")
    assert not visitor.can_touch("need-lang-en")
    visitor.taps("need-low-counter")
    visitor.taps("back")
    takes(visitor)
    assert asked()["needs"] == ["low-counter"]


def test_several_services_chosen_at_once_are_one_number(meet, card, asked):
    visitor = meet(card.hardware)
    visitor.taps("without-card")
    visitor.taps("wishes")
    visitor.taps("several")
    visitor.sees("choose")
    for service in ("residence", "social", "permit", "social"):
        visitor.taps(f"service-{service}")
    visitor.reads("取一个号（2 项）")
    visitor.taps("picked")
    visitor.sees("ticket")
    visitor.reads("同一个号，接着办")
    assert asked()["stages"] == [["residence", "permit"]]


def test_one_goes_back_from_several_to_one(meet, card, asked):
    visitor = meet(card.hardware)
    visitor.taps("without-card")
    visitor.taps("wishes")
    visitor.taps("several")
    visitor.taps("service-social")
    visitor.taps("back")
    visitor.sees("choose")
    takes(visitor)
    assert asked()["service"] == "residence"
    assert asked()["stages"] == []


def test_both_cards_are_laid_by_who_acts_for_another_and_either_finds_the_ticket(meet, card, asked):
    mine = card.number
    visitor = meet(card.hardware)
    visitor.lays(card)
    visitor.taps("wishes")
    visitor.taps("for-another")
    visitor.sees("for-whom")
    visitor.lays(card, says="请换上他的身份证")
    card.of_somebody_else()
    theirs = card.number
    visitor.lays(card, "choose")
    visitor.reads("替")
    number = takes(visitor)
    told = asked()
    assert told["holder"]["key"] != told["by"]["key"]
    assert mine not in json.dumps(told)
    assert theirs not in json.dumps(told)
    visitor.taps("done")
    for holder in (mine, theirs):
        card.lift()
        card.number = holder
        visitor.lays(card, "mine")
        assert visitor.number == number
        visitor.taps("back")
        visitor.sees("welcome")


def test_who_came_without_a_card_can_act_for_nobody(meet, card):
    visitor = meet(card.hardware)
    visitor.taps("without-card")
    visitor.taps("wishes")
    visitor.sees("wishes")
    assert not visitor.can_touch("for-another")
