"""Asking for what is not a window's: the real kiosk and hub, a clerk who calls, a printer's bytes."""

import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from argon2 import PasswordHasher

from tests.hall import Peer
from tests.hardware.ticketprinter.paper_tape import read
from tests.hardware.ticketprinter.tcp_printer import TcpPrinter
from tests.kiosk.citizen.mornings import picks_a_time, zone_of_the_morning
from tests.kiosk.hall import SECONDS, Listener, running

PIN = "2468"
TELEPHONE = "07344321000"
RULES = f"""
[queue]
tickets_a_day = 1
[[calendar]]
id = "always"
workday = ["00:00-23:59"]
weekend = ["00:00-23:59"]
holiday = ["00:00-23:59"]
[[calendar]]
id = "tomorrow"
workday = []
exceptions = {{ TOMORROW = ["09:00-10:00"] }}
[[service]]
id = "permit"
name = {{ zh = "出入境证件", en = "Travel documents" }}
series = "C"
calendar = "always"
usual_min = 10
[service.booking]
slot_min = 60
[[service]]
id = "helper"
name = {{ zh = "帮代办", en = "Helper" }}
series = "H"
kind = "helper"
categories = [{{ id = "forms", zh = "填表", en = "Forms" }}, {{ id = "all", zh = "全程陪办", en = "All the way" }}]
[[service]]
id = "guide"
name = {{ zh = "导办", en = "Guide" }}
series = "G"
kind = "helper"
calendar = "tomorrow"
[[service]]
id = "home"
name = {{ zh = "上门服务", en = "Home visit" }}
series = "V"
kind = "home"
must_show = "card"
calendar = "always"
[service.booking]
slot_min = 60
[[service]]
id = "company"
name = {{ zh = "企业接待", en = "Reception of companies" }}
series = "Q"
kind = "company"
calendar = "always"
usual_min = 10
[service.booking]
slot_min = 60
[[service]]
id = "appeal"
name = {{ zh = "办不成事", en = "Appeals" }}
series = "P"
kind = "appeal"
categories = [{{ id = "late", zh = "超期未办", en = "Overdue" }}, {{ id = "other", zh = "其他", en = "Other" }}]
[[window]]
id = "w09"
label = "9"
services = [["helper", "guide", "appeal", "permit"], ["home", "company"]]
[[device]]
id = "terminal-9"
app = "window"
window = "w09"
[[staff]]
id = "c001"
name = "李静"
pin_hash = "{PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PIN)}"
"""


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    zone = zone_of_the_morning()
    tomorrow = (datetime.now(ZoneInfo(zone)) + timedelta(days=1)).date()
    with running(tmp_path_factory.mktemp("hall"), RULES.replace("TOMORROW", f"{tomorrow}"), zone) as hall:
        yield hall


@pytest.fixture
def clerk(hall):
    """Who calls at the window for all of it, and reads what was written."""
    peer = Peer(hall.port, "terminal-9")
    peer.ask("sign-in", staff="c001", pin=PIN)
    peer.ask("open-window", staff="c001")

    def calls():
        ticket = peer.ask("call-next", staff="c001")["ticket"]
        peer.ask("start-service", staff="c001", holding=ticket["id"])
        peer.ask("finish-service", staff="c001", holding=ticket["id"])
        return ticket

    yield calls
    peer.ask("close-window", staff="c001")
    peer.ask("sign-out", staff="c001")
    peer.stop()


@pytest.fixture
def printer():
    with TcpPrinter() as printer:
        yield printer


@pytest.fixture
def here(meet, printer):
    """A kiosk with a printer, and no reader."""
    return meet(f'ticket_printer = "tcp:127.0.0.1:{printer.port}"')


def asks(visitor):
    visitor.taps("without-card")
    visitor.taps("requests")
    visitor.sees("requests")


def types(visitor, keys):
    for key in keys:
        visitor.taps(f"key-{key}")


def writes(visitor):
    """社保卡 by its Pinyin."""
    visitor.sees("words")
    types(visitor, "shebaoka")
    visitor.reads("社保卡")
    visitor.taps("key-candidate-1")


def test_other_services_stand_on_a_page_of_their_own_and_say_what_they_are(here):
    here.taps("without-card")
    here.sees_control("service-residence")
    assert not here.can_touch("helper-helper")
    assert not here.can_touch("service-helper")
    here.taps("requests")
    here.reads("有人陪着您办")
    here.reads("约好时间，我们上门来")
    here.reads("明天 09:00 开始取号")
    assert not here.can_touch("helper-guide")
    assert not here.can_touch("service-residence")
    assert not here.can_touch("batch")  # which needs somebody who can be named
    here.taps("back")
    here.sees("choose")


def test_a_helper_is_asked_for_in_two_taps_and_the_slip_says_where_to_wait(here, printer, clerk):
    asks(here)
    here.taps("helper-helper")
    here.sees("about")
    here.reads("是哪方面的事？")
    here.taps("category-all")
    here.sees("ticket")
    number = here.number
    assert number.startswith("H")
    slip = read(printer.wait_for_jobs(1)[0]).text
    assert "事由：全程陪办" in slip
    assert "请在 9 号窗口旁等候" in slip
    called = clerk()
    assert (called["number"], called["form"]["category"]) == (number, "all")


def test_an_appeal_is_written_read_once_more_and_told_to_the_window_alone(here, printer, clerk, hall):
    listener = Listener(hall, "yimen/v1/leiyang/event", "yimen/v1/leiyang/state/#")
    asks(here)
    here.taps("appeal-appeal")
    here.taps("category-late")
    writes(here)
    here.taps("onward")
    here.sees("contact")
    types(here, TELEPHONE)
    here.reads(TELEPHONE)
    here.taps("onward")
    here.sees("review")
    here.reads("超期未办")
    here.reads("社保卡")
    here.reads(TELEPHONE)
    here.taps("onward")
    here.sees("ticket")
    number = here.number
    assert number.startswith("P")
    slip = read(printer.wait_for_jobs(1)[0]).text
    assert "事由：超期未办" in slip
    assert "社保" not in slip
    assert TELEPHONE not in slip
    called = clerk()
    listener.close()
    assert called["number"] == number
    assert called["form"] == {"category": "late", "text": "社保卡", "contact": TELEPHONE}
    said = b"".join(message.payload for message in listener.heard).decode()
    assert number in said
    assert "社保卡" not in said
    assert TELEPHONE not in said


def test_who_does_not_write_gets_the_same_number_and_the_clerk_is_told_to_listen(here, clerk):
    asks(here)
    here.taps("appeal-appeal")
    here.taps("category-other")
    here.sees("words")
    assert not here.can_touch("onward")  # nothing is written
    here.taps("spoken")
    here.sees("contact")
    here.taps("onward")
    here.reads("想当面说")
    here.taps("onward")
    here.sees("ticket")
    called = clerk()
    assert called["form"]["text"] == "想当面说，请工作人员帮忙记下来。"
    assert called["form"]["contact"] == ""


def test_back_leads_through_what_was_asked_and_nothing_that_was_filled_in_is_lost(here):
    asks(here)
    here.taps("appeal-appeal")
    here.taps("category-late")
    writes(here)
    here.taps("onward")
    types(here, "0734-")
    assert not here.can_touch("onward")  # that is no number yet
    here.taps("erase")
    here.taps("back")
    here.sees("words")
    here.reads("社保卡")
    here.taps("access")  # a mode is turned on meanwhile
    here.taps("large-type")
    here.taps("back")
    here.reads("社保卡")
    here.taps("onward")
    here.sees("contact")
    here.reads("0734")
    for page in ("words", "about", "requests", "choose"):
        here.taps("back")
        here.sees(page)


def test_a_home_visit_is_for_a_card_and_says_so_before_anything_is_filled_in(here):
    asks(here)
    here.taps("home-home")
    here.sees("not-given")
    here.reads("这项业务要有身份证")
    here.reads("请放上身份证再办")


def test_a_home_visit_is_booked_and_its_slip_tells_nobody_to_check_in(meet, card, printer):
    visitor = meet(f'idcard = "simulated:reader"\nticket_printer = "tcp:127.0.0.1:{printer.port}"')
    visitor.lays(card)
    visitor.taps("requests")
    visitor.taps("home-home")
    visitor.taps("spoken")
    visitor.sees("contact")
    visitor.reads("工作人员会打这个电话")
    assert not visitor.can_touch("onward")
    types(visitor, TELEPHONE)
    visitor.taps("onward")
    visitor.reads("对，选时间")
    visitor.taps("onward")
    visitor.sees("slots")
    visitor.taps("back")
    visitor.sees("review")
    visitor.taps("onward")
    time = picks_a_time(visitor)
    visitor.reads("工作人员到时上门")
    slip = read(printer.wait_for_jobs(1)[0]).text
    assert time in slip
    assert "工作人员到时上门" in slip
    assert "报到" not in slip
    assert TELEPHONE not in slip


def test_a_company_says_how_many_items_and_gets_a_time_that_is_long_enough(here, printer):
    asks(here)
    here.taps("company-company")
    here.sees("items")
    types(here, "12")
    here.taps("onward")
    here.sees("words")
    here.taps("onward")  # it need not say more
    types(here, TELEPHONE)
    here.taps("onward")
    here.reads("12")
    here.taps("onward")
    time = picks_a_time(here)
    hour = int(time[:2])
    assert f"{hour:02}:00-{hour + 2:02}:00" in read(printer.wait_for_jobs(1)[0]).text


def test_many_items_of_one_service_are_booked_at_once(meet, card, printer):
    visitor = meet(f'idcard = "simulated:reader"\nticket_printer = "tcp:127.0.0.1:{printer.port}"')
    visitor.lays(card)
    visitor.taps("requests")
    visitor.taps("batch")
    visitor.sees("about")
    visitor.reads("请选择要预约的业务")
    assert not visitor.can_touch("company-company")
    visitor.taps("service-permit")
    visitor.sees("items")
    types(visitor, "15")
    visitor.taps("onward")
    time = picks_a_time(visitor)
    hour = int(time[:2])
    assert f"{hour:02}:00-{hour + 3:02}:00" in read(printer.wait_for_jobs(1)[0]).text


def test_a_refusal_says_what_to_do_and_nothing_that_was_filled_in_is_lost(meet, card, printer):
    visitor = meet(f'idcard = "simulated:reader"\nticket_printer = "tcp:127.0.0.1:{printer.port}"')
    visitor.lays(card)
    visitor.taps("requests")
    visitor.taps("helper-helper")
    visitor.taps("category-all")
    visitor.taps("done")
    visitor.lays(card)
    visitor.taps("another")
    visitor.taps("requests")
    visitor.taps("appeal-appeal")
    visitor.taps("category-late")
    writes(visitor)
    visitor.taps("onward")
    visitor.taps("onward")
    visitor.sees("review")
    visitor.taps("onward")
    visitor.reads("您今天的号已经取满了")
    visitor.reads("请到咨询台")
    visitor.taps("back")
    visitor.sees("review")
    visitor.reads("社保卡")


def test_an_appeal_gets_its_number_while_the_hub_is_away_and_is_read_when_it_is_back(meet, hall, clerk):
    here = meet(device="kiosk-02")
    visit = here.kiosk.attendant.visit
    here.qtbot.waitUntil(lambda: "appeal" in visit.hearing.numbers.services, timeout=SECONDS * 1000)
    hall.freeze_hub()
    visit.link.ticks = lambda: time.monotonic() + 20  # instead of waiting for it
    here.reads("现在可以取号")
    asks(here)
    here.sees_control("helper-helper")
    assert not here.can_touch("company-company")  # nobody knows what times are free
    here.taps("appeal-appeal")
    here.taps("category-other")
    writes(here)
    here.taps("onward")
    here.taps("onward")
    here.taps("onward")
    here.reads("此号有效")
    number = here.number
    visit.link.ticks = time.monotonic
    listener = Listener(hall, "yimen/v1/leiyang/event")
    hall.thaw_hub()
    here.qtbot.waitUntil(lambda: any(number.encode() in m.payload for m in listener.heard), timeout=SECONDS * 1000)
    listener.close()
    called = next(called for called in iter(clerk, None) if called["number"] == number)  # others may wait
    assert called["form"]["text"] == "社保卡"


def test_nothing_that_was_filled_in_is_there_for_the_next_visitor(here):
    asks(here)
    here.taps("appeal-appeal")
    here.taps("category-late")
    writes(here)
    here.taps("onward")
    types(here, TELEPHONE)
    visit = here.kiosk.attendant.visit
    assert visit.face.request.contact == TELEPHONE
    for page in ("words", "about", "requests", "choose", "welcome"):
        here.taps("back")
        here.sees(page)
    assert visit.face.request.words == visit.face.request.contact == ""
    assert visit.model.requests.pen.text == ""
