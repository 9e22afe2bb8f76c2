"""What the terminal tells a clerk of help, limits, time and trouble: the real hub, real keys and clicks."""

from datetime import timedelta

import pytest

from tests.hall import TOP, wait_until
from tests.kiosk.window.place import QUEUE


def test_a_colleague_is_asked_for_and_no_longer(clerk, hall):
    clerk.opens()
    clerk.presses_when_lit("S", "call-support")
    clerk.reads("服务中 · 李静1 · 已请支援")
    assert hall.sent("call-support") == {"holding": None, "on": True}
    clerk.until(lambda: "call-support" in clerk.face.possible)
    clerk.reads("结束支援")
    clerk.clicks("call-support")
    clerk.until(lambda: not clerk.face.support)
    assert hall.sent("call-support")["on"] is False


def test_a_colleague_who_asks_for_help_is_named_in_the_queue_and_one_is_not_told_of_oneself(clerk, hall):
    clerk.opens()
    hall.colleague.ask("sign-in", staff="c002", pin="1357", holding=None)
    clerk.presses_when_lit("S", "call-support")
    hall.colleague.ask("call-support", staff="c002", holding=None, on=True)
    clerk.reads("2 号窗口请求支援")
    clerk.until(lambda: clerk.face.support)
    assert "1 号窗口请求支援" not in clerk.said
    hall.colleague.ask("call-support", staff="c002", holding=None, on=False)
    clerk.until(lambda: "2 号窗口请求支援" not in clerk.said)


@pytest.mark.expect_warnings  # today's year may be one whose public holidays are not known yet
@pytest.mark.parametrize("hall", [(QUEUE, "00:00-13:00")], indirect=True)
def test_the_numbers_that_keep_a_window_are_named_and_those_who_have_gone_are_voided(clerk, hall):
    for _ in range(2):
        hall.take()
    clerk.opens()
    clerk.until(lambda: len(clerk.first_of("residence")) == 2)
    clerk.presses_when_lit("F8", "close-window")
    clerk.reads("还有 A001、A002 只能在这里办。请先办完、转移或作废。")
    for left in (1, 0):
        clerk.clicks("void-ticket")
        clerk.until(lambda: clerk.asked == "ticket")
        clerk.presses("Return")
        clerk.until(lambda: clerk.asked == "reason")
        clerk.presses("1")
        clerk.until(lambda left=left: len(clerk.first_of("residence")) == left and clerk.asked == "")
    clerk.presses_when_lit("F8", "close-window")
    clerk.until(lambda: clerk.face.condition == "closed")


@pytest.mark.parametrize("hall", [f'{QUEUE}\ngreen_by = ["manager"]'], indirect=True)
def test_what_a_clerk_may_not_authorise_is_said_and_another_standing_may_be_chosen(clerk, hall):
    hall.take()
    clerk.opens()
    clerk.until(lambda: clerk.first_of("residence") == ["A001"])
    clerk.clicks("authorise", "ticket-A001", "answer-green", "reason-1")
    clerk.reads("这一类需由负责人授权。请另选一类，或请负责人来。")
    clerk.until(lambda: "authorise" in clerk.face.possible)
    clerk.clicks("back", "answer-priority", "reason-1")
    clerk.reads("A001 优先 已授权")


def test_a_slip_of_the_hand_is_taken_back_and_the_visitor_is_as_before(clerk, hall):
    ticket = hall.take(holder={"key": "ab" * 32, "secret": 1, "name": "张*"})
    clerk.serves()
    clerk.presses_when_lit("Space", "finish-service")
    clerk.until(lambda: clerk.face.number == "" and clerk.face.undo == "finish-service")
    clerk.reads("撤销“办理完成”")
    clerk.presses_when_lit("Z", "undo")
    clerk.until(lambda: clerk.face.state == "serving")
    assert hall.sent("undo") == {"holding": None}
    assert (clerk.face.number, clerk.face.name) == (ticket["number"], "张*")


@pytest.mark.parametrize("hall", ["undo_within_s = 4"], indirect=True)
def test_the_button_that_takes_back_goes_when_its_time_is_over(clerk, hall):
    hall.take()
    clerk.calls()
    clerk.until(lambda: clerk.can("undo"))
    assert 0 < clerk.face.undo_left <= 4
    clerk.until(lambda: not clerk.can("undo"))
    assert "undo" not in clerk.face.possible
    clerk.presses("Z")
    assert hall.sent("undo") == {}


@pytest.mark.parametrize("hall", ["recalls = 1"], indirect=True)
def test_calling_again_is_counted_and_its_limit_is_said(clerk, hall):
    hall.take()
    clerk.calls()
    clerk.presses_when_lit("F3", "recall")
    clerk.reads("已呼叫 · 重呼 1 次")
    clerk.presses_when_lit("F3", "recall")
    clerk.reads("已经重呼 1 次。人没有来，可以按过号。")


@pytest.mark.parametrize("hall", ["no_show_after_s = 600"], indirect=True)
def test_a_visitor_called_just_now_is_not_missed_yet(clerk, hall):
    hall.take()
    clerk.calls()
    clerk.presses_when_lit("F6", "no-show")
    clerk.reads("刚刚才呼叫。请再等")
    assert clerk.face.state == "called"


@pytest.mark.parametrize("hall", ["strained_over = 1"], indirect=True)
def test_a_queue_that_is_too_long_asks_for_help(clerk, hall):
    for _ in range(3):
        hall.take()
    clerk.opens()
    clerk.reads("人多，请支援")


@pytest.mark.parametrize("hall", ["tide_after_min = 2\ntide_until_min = 1"], indirect=True)
def test_a_window_that_helps_out_shows_whom_it_helps(clerk, hall):
    hall.take("tax")
    clerk.opens()
    clerk.until(lambda: list(clerk.lines) == ["residence", "household", "papers"])
    hall.clock.go_to(hall.clock.now() + timedelta(minutes=3))
    clerk.reads("本窗口支援")
    clerk.reads("D001")


def test_what_the_clerk_did_is_not_told_as_a_change_though_its_answer_comes_late(clerk, hall):
    hall.take()
    clerk.serves()
    link = clerk.terminal.link
    link._on_reply = lambda _message: None  # the state comes first, and the answer only to the next asking
    clerk.clicks("park-ticket", "reason-1")
    clerk.until(lambda: clerk.face.number == "")
    assert (clerk.asked, clerk.face.said) == ("reason", "")
    del link._on_reply
    clerk.until(lambda: clerk.asked == "")
    assert clerk.face.said == ""
    assert hall.events().count("ticket-parked") == 1


def test_a_ticket_that_leaves_the_window_meanwhile_closes_the_panel_and_says_so(clerk, hall):
    hall.take()
    clerk.serves()
    clerk.clicks("park-ticket")
    clerk.until(lambda: clerk.asked == "reason")
    hall.peer.publish(f"{TOP}/cmd/button-1/call-next", b"")
    clerk.reads("窗口刚刚有变化，已经更新。请看一眼再按。")
    assert clerk.asked == ""
    assert hall.sent("park-ticket") == {}


def test_a_lost_link_disables_a_panel_and_tells_and_what_was_typed_stays(clerk, hall):
    hall.take()
    clerk.serves()
    clerk.clicks("note")
    clerk.until(lambda: clerk.asked == "text")
    clerk.writes("text", "只差一张照片")
    hall.stop_server()
    clerk.reads("连不上叫号系统，正在重新连接。请先口头招呼。")
    assert not clerk.can("send")
    clerk.presses("Return")
    hall.start_server()
    clerk.clicks("send")
    clerk.until(lambda: clerk.face.note == "只差一张照片")
    wait_until(lambda: hall.events()[-1] == "note-added", "the note")


def test_no_reason_and_no_note_is_told_in_the_log(clerk, hall, caplog):
    hall.take()
    clerk.serves()
    clerk.clicks("note")
    clerk.writes("text", "秘密的话")
    clerk.presses("Return")
    clerk.until(lambda: clerk.face.note == "秘密的话")
    clerk.clicks("park-ticket")
    clerk.presses("5")
    clerk.writes("text", "私人原因")
    clerk.presses("Return")
    clerk.until(lambda: clerk.face.number == "")
    assert "秘密的话" not in caplog.text
    assert "私人原因" not in caplog.text
