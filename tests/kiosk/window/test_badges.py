"""How a clerk signs in with a badge, and how a colleague takes a window over: the real hub, real keys and clicks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import SettingsError, load
from kiosk.ui.stage import find
from kiosk.window.app import Terminal
from kiosk.window.arrival import FORGOTTEN_S
from tests.hall import BADGES, PINS, TOP
from tests.hardware.smartcard.boxed import pcscd

MINE, COLLEAGUES = BADGES["c001"], BADGES["c002"]


def signed_in(clerk, name):
    clerk.until(lambda: clerk.face.page == "work" and clerk.face.clerk == name)


def test_a_badge_and_its_pin_sign_in_and_whose_badge_it_is_only_the_hub_knows(reading, hall):
    reading.reads("请放工牌，或输入工号")
    hall.lay(MINE)
    reading.reads("已读工牌。请输入密码。")
    assert not reading.can("staff")
    for key in PINS["c001"]:
        reading.presses(key)  # the cursor stands in the place for it
    reading.presses("Return")
    signed_in(reading, "李静1")
    assert hall.sent("sign-in") == {"holding": None, "badge": MINE, "pin": "2468"}
    reading.presses_when_lit("F1", "open-window")
    reading.until(lambda: reading.face.condition == "open")
    assert [body["staff"] for verb, body in hall.commands() if verb == "open-window"] == ["c001"]


def test_a_badge_taken_away_signs_nobody_out_and_laid_again_by_who_works_changes_nothing(reading, hall):
    hall.lay(MINE)
    reading.reads("已读工牌")
    hall.lift()
    reading.types_pin(PINS["c001"])
    signed_in(reading, "李静1")
    station = reading.terminal._station
    station.on_badge(MINE)
    assert reading.face.page == "work"
    station.on_badge(COLLEAGUES)
    assert reading.face.over


def test_a_wrong_pin_keeps_the_badge_and_an_unknown_badge_is_told_as_little(reading, hall):
    for badge in (MINE, "04ffffffff"):
        hall.lay(badge)
        reading.reads("已读工牌")
        reading.types_pin("9999")
        reading.reads("工牌或密码不对。请再输一次，或改用工号。")
        assert find(reading.window, "pin").property("text") == ""
        assert reading.face.badge > 0
    reading.clicks("back")
    reading.signs_in()
    signed_in(reading, "李静1")


def test_another_badge_takes_away_the_pin_that_was_begun(reading, hall):
    hall.lay(MINE)
    reading.reads("已读工牌")
    reading.presses("2", "4")
    hall.lay(COLLEAGUES)
    reading.until(lambda: reading.face.badge == 2)
    assert find(reading.window, "pin").property("text") == ""
    reading.types_pin(PINS["c002"])
    signed_in(reading, "李静2")


def test_a_card_that_is_no_badge_is_said_so(reading, hall):
    hall.lay(MINE, fault="lay-again")
    reading.reads("没有读到这张卡。请拿起来再放一次。")
    hall.lay(COLLEAGUES, fault="unsupported")
    reading.reads("这张卡不能当工牌。请改用工号。")
    reading.signs_in()
    signed_in(reading, "李静1")


@pytest.mark.expect_warnings
def test_with_a_real_service_of_readers_a_badge_signs_in_and_work_goes_on_when_the_service_is_killed(terminals):
    with pcscd() as box:
        clerk = terminals(hardware='smartcard = "pcsc"')
        clerk.reads("请放工牌，或输入工号")
        box.lay(MINE)
        clerk.reads("已读工牌。请输入密码。")
        clerk.types_pin(PINS["c001"])
        signed_in(clerk, "李静1")
        box.do("kill")
        clerk.until(lambda: not clerk.face.reader)
        clerk.presses_when_lit("F1", "open-window")
        clerk.until(lambda: clerk.face.condition == "open")
        box.do("start")
        clerk.until(lambda: clerk.face.reader)
        box.lay(COLLEAGUES)
        clerk.reads("李静1 登录着这个窗口")
        clerk.types_pin(PINS["c002"])
        signed_in(clerk, "李静2")


def test_who_is_being_signed_in_can_not_go_back_half_way(clerk, hall):
    clerk.opens()
    clerk.clicks("take-over")
    clerk.until(lambda: clerk.face.over)
    hall.hub.stop()
    clerk.signs_in("c002", PINS["c002"])
    clerk.reads("正在登录…")
    clerk.presses("Escape")
    assert clerk.face.over
    assert not clerk.can("back")
    hall.hub.start()
    signed_in(clerk, "李静2")


@pytest.mark.expect_warnings
def test_a_reader_that_is_away_is_told_to_the_hall_and_the_number_still_does(reading, hall):
    (hall.reader / "fault").write_text("missing")
    reading.reads("请登录")
    hall.peer.hear(
        lambda health: [(p["part"], p["code"]) for p in health["problems"]] == [("smartcard", "missing")],
        "device/terminal-1/health",
    )
    reading.signs_in()
    signed_in(reading, "李静1")
    (hall.reader / "fault").unlink()
    reading.until(lambda: reading.face.reader)
    hall.peer.hear(lambda health: health["problems"] == [], "device/terminal-1/health")


def test_a_badge_without_a_pin_is_forgotten_and_the_page_is_as_before(reading, hall):
    reading.signs_in()
    signed_in(reading, "李静1")
    hall.lay(COLLEAGUES)
    reading.until(lambda: reading.face.over)
    station = reading.terminal._station
    station._arrival = replace(station._arrival, since=station._arrival.since - FORGOTTEN_S)
    signed_in(reading, "李静1")
    assert (reading.face.over, reading.face.badge) == (False, 0)


def test_a_colleague_takes_a_window_over_by_badge_and_pin_and_the_visitor_stays(reading, hall):
    ticket = hall.take(holder={"key": "ab" * 32, "secret": 1, "name": "张*"})
    reading.serves()
    hall.lay(COLLEAGUES)
    reading.reads("李静1 登录着这个窗口，在办 A001。您登录后由您接着办。")
    reading.types_pin(PINS["c002"])
    signed_in(reading, "李静2")
    assert hall.sent("sign-in")["holding"] == ticket["id"]
    assert (reading.face.number, reading.face.state, reading.face.name) == ("A001", "serving", "张*")
    reading.presses_when_lit("F5", "finish-service")
    reading.until(lambda: reading.face.number == "")
    assert [body["staff"] for verb, body in hall.commands() if verb == "finish-service"] == ["c002"]
    hall.peer.hear(lambda event: event["name"] == "service-finished" and event["staff"] == "c002", "event")


def test_a_colleague_takes_a_window_over_by_number_with_a_key_and_with_a_click(clerk):
    clerk.opens()
    clerk.presses_when_lit("T", "sign-in")
    clerk.reads("李静1 登录着这个窗口。您登录后由您接着办。")
    clerk.signs_in("c002", PINS["c002"])
    signed_in(clerk, "李静2")
    assert clerk.face.condition == "open"
    clerk.clicks("take-over")
    clerk.until(lambda: clerk.face.over)
    clerk.signs_in("c001", PINS["c001"])
    signed_in(clerk, "李静1")


def test_who_thinks_better_of_it_leaves_the_first_clerk_signed_in(clerk, hall):
    hall.take()
    clerk.calls()
    for verb, back in (
        ("start-service", lambda: clerk.presses("Escape")),
        ("finish-service", lambda: clerk.clicks("back")),
    ):
        clerk.clicks("take-over")
        clerk.until(lambda: clerk.face.over)
        back()
        clerk.clicks(verb)
    clerk.until(lambda: clerk.face.number == "")
    assert [verb for verb, _ in hall.commands()].count("sign-in") == 1


def test_a_wrong_pin_of_a_colleague_is_said_and_changes_nothing(clerk, hall):
    hall.take()
    clerk.calls()
    clerk.clicks("take-over")
    clerk.signs_in("c002", "9999")
    clerk.reads("工号或密码不对。请再输一次。")
    assert (clerk.face.clerk, clerk.face.number, clerk.face.over) == ("李静1", "A001", True)
    clerk.until(lambda: "sign-in" in clerk.face.possible)
    clerk.presses("Escape")
    clerk.presses_when_lit("F4", "start-service")
    clerk.until(lambda: clerk.face.state == "serving")
    assert hall.events().count("clerk-signed-out") == 0


def test_a_colleague_with_a_visitor_elsewhere_is_told_where_and_nothing_changes(clerk, hall):
    hall.take("household")
    for verb in ("sign-in", "open-window", "call-next"):
        pin = {"pin": PINS["c002"]} if verb == "sign-in" else {}
        hall.colleague.ask(verb, staff="c002", holding=None, **pin)
    clerk.opens()
    clerk.clicks("take-over")
    clerk.signs_in("c002", PINS["c002"])
    clerk.reads("您在 2 号窗口还有人在办。请先在那边办完。")
    assert clerk.face.clerk == "李静1"


def test_a_question_that_stood_open_stands_again_when_nobody_took_over(reading, hall):
    hall.take()
    reading.serves()
    reading.clicks("transfer-ticket", "answer-service")
    reading.until(lambda: reading.asked == "place")
    hall.lay(COLLEAGUES)
    reading.until(lambda: reading.face.over)
    reading.presses("Escape")
    reading.until(lambda: reading.face.page == "work")
    assert reading.asked == "place"
    assert reading.face.said == ""


def test_what_a_button_does_meanwhile_is_what_the_colleague_finds(clerk, hall):
    hall.take()
    clerk.opens()
    clerk.clicks("take-over")
    hall.peer.publish(f"{TOP}/cmd/button-1/call-next", b"")
    clerk.reads("在办 A001")
    clerk.signs_in("c002", PINS["c002"])
    signed_in(clerk, "李静2")
    assert clerk.face.number == "A001"


def test_when_the_first_clerk_is_signed_out_meanwhile_the_page_asks_as_usual(clerk, hall):
    clerk.opens()
    clerk.clicks("take-over")
    clerk.until(lambda: clerk.face.over)
    hall.clock.go_to(hall.clock.now() + timedelta(days=1))  # the day's end signs everybody out
    clerk.until(lambda: not clerk.face.over and clerk.face.page == "sign-in")
    assert not clerk.can("back")


def test_no_badge_and_no_pin_is_told_in_the_log(reading, hall, caplog):
    hall.lay(MINE)
    reading.reads("已读工牌")
    reading.types_pin(PINS["c001"])
    signed_in(reading, "李静1")
    assert MINE not in caplog.text
    assert PINS["c001"] not in caplog.text


def test_a_reader_that_cannot_be_is_refused_in_words(hall):
    path = hall.device_file(hardware='smartcard = "serial:/dev/ttyS0"')
    with pytest.raises(SettingsError, match=r"hardware\.smartcard: kind 'serial' is none of pcsc, simulated"):
        Terminal(path, load(DeviceSettings, path))
