"""What a clerk does with tickets besides serving them in turn: the real hub, real keys and clicks."""

from tests.hall import TOP


def test_a_visitor_who_fetches_something_is_parked_with_a_reason_and_brought_back_with_one(clerk, hall):
    ticket = hall.take()
    clerk.serves()
    clerk.presses_when_lit("F10", "park-ticket")
    clerk.reads("什么原因？")
    clerk.presses("2")
    clerk.until(lambda: clerk.face.number == "")
    assert hall.sent("park-ticket") == {"holding": ticket["id"], "reason": "去复印"}
    clerk.presses_when_lit("R", "reinstate-ticket")
    clerk.until(lambda: clerk.asked == "ticket")
    assert "已挂起" in clerk.said
    clerk.presses("Return")
    clerk.until(lambda: clerk.asked == "reason")
    clerk.presses("3")
    clerk.until(lambda: "A001" in clerk.first_of("residence"))
    assert hall.sent("reinstate-ticket") == {"holding": None, "ticket": ticket["id"], "reason": "材料补齐了"}
    clerk.reads("A001 已恢复")


def test_parking_needs_no_reason(clerk, hall):
    hall.take()
    clerk.serves()
    clerk.clicks("park-ticket")
    clerk.reads("不填原因")
    clerk.clicks("send")
    clerk.until(lambda: clerk.face.number == "")
    assert hall.sent("park-ticket")["reason"] == ""


def test_a_reason_of_ones_own_is_typed(clerk, hall):
    hall.take()
    clerk.serves()
    clerk.clicks("park-ticket")
    clerk.presses("5")
    clerk.writes("text", "去楼下拍照片")
    clerk.presses("Return")
    clerk.until(lambda: clerk.face.number == "")
    assert hall.sent("park-ticket")["reason"] == "去楼下拍照片"


def test_a_ticket_is_sent_to_another_service_by_keys_alone(clerk, hall):
    ticket = hall.take()
    clerk.calls()
    clerk.presses_when_lit("F11", "transfer-ticket")
    clerk.until(lambda: clerk.asked == "where")
    clerk.presses("1")
    clerk.until(lambda: clerk.asked == "place")
    clerk.presses("T", "A", "X", "Return")
    clerk.until(lambda: clerk.asked == "placing")
    clerk.presses("2")
    clerk.until(lambda: clerk.asked == "reason")
    clerk.presses("1")
    clerk.until(lambda: clerk.face.number == "")
    assert hall.sent("transfer-ticket") == {
        "holding": ticket["id"], "service": "tax", "to_window": None, "to_staff": None, "placing": "first",
        "reason": "取错了号",
    }  # fmt: skip
    assert hall.events()[-1] == "ticket-transferred"


def test_a_ticket_is_sent_to_a_window_that_can_serve_it(clerk, hall):
    hall.colleague.ask("sign-in", staff="c002", pin="1357", holding=None)
    hall.colleague.ask("open-window", staff="c002", holding=None)
    hall.take("household")
    clerk.serves()
    clerk.clicks("transfer-ticket", "answer-to_window")
    clerk.until(lambda: clerk.can("place-w02"))
    assert not clerk.can("place-w03"), "nobody there could serve it"
    clerk.clicks("place-w02", "answer-last", "reason-4")
    clerk.until(lambda: clerk.face.number == "")
    sent = hall.sent("transfer-ticket")
    assert (sent["to_window"], sent["service"], sent["placing"]) == ("w02", None, "last")
    assert sent["reason"] == "本窗口办不了"
    clerk.reads("B001 转来 指定别处")


def test_a_ticket_is_sent_to_a_colleague_by_staff_number(clerk, hall):
    hall.colleague.ask("sign-in", staff="c002", pin="1357", holding=None)
    hall.take("household")
    clerk.serves()
    clerk.clicks("transfer-ticket", "answer-to_staff")
    clerk.types("text", "C002")
    clerk.presses("Return")
    clerk.clicks("answer-keep", "reason-3")
    clerk.until(lambda: clerk.face.number == "")
    assert (hall.sent("transfer-ticket")["to_staff"], hall.sent("transfer-ticket")["placing"]) == ("c002", "keep")


def test_a_transfer_that_nobody_can_take_is_refused_calmly_and_nothing_answered_is_lost(clerk, hall):
    hall.take()
    clerk.serves()
    clerk.clicks("transfer-ticket", "answer-to_staff")
    clerk.types("text", "C002")
    clerk.presses("Return")
    clerk.clicks("answer-keep")
    clerk.writes("text", "要找她")
    clerk.clicks("send")
    clerk.reads("那边现在接不了这张号。请另选一处。")
    assert clerk.asked == "reason"
    clerk.presses("Escape", "Escape", "Escape", "Escape")
    clerk.until(lambda: clerk.asked == "" and clerk.can("finish-service"))
    assert (clerk.face.number, clerk.face.said) == ("A001", "")


def test_one_of_those_waiting_is_called_out_of_turn_with_a_reason(clerk, hall):
    hall.take()
    second = hall.take()
    clerk.opens()
    clerk.until(lambda: len(clerk.first_of("residence")) == 2)
    clerk.presses_when_lit("C", "call-ticket")
    clerk.until(lambda: clerk.asked == "ticket")
    clerk.presses("Down", "Return")
    clerk.until(lambda: clerk.asked == "reason")
    clerk.presses("1")
    clerk.until(lambda: clerk.face.state == "called")
    assert clerk.face.number == "A002"
    assert hall.sent("call-ticket") == {"holding": None, "ticket": second["id"], "reason": "行动不便"}


def test_a_list_stays_as_it_was_when_it_was_asked_for(clerk, hall):
    hall.take()
    clerk.opens()
    clerk.until(lambda: len(clerk.first_of("residence")) == 1)
    clerk.presses_when_lit("C", "call-ticket")
    clerk.until(lambda: clerk.asked == "ticket")
    hall.take()
    clerk.until(lambda: len(clerk.first_of("residence")) == 2)
    assert not clerk.can("ticket-A002")


def test_a_ticket_that_was_called_elsewhere_meanwhile_is_said_to_have_changed(clerk, hall):
    hall.take("household")
    clerk.opens()
    clerk.until(lambda: len(clerk.first_of("household")) == 1)
    clerk.clicks("call-ticket", "ticket-B001")
    hall.peer.publish(f"{TOP}/cmd/button-2/call-next", b"")
    clerk.until(lambda: clerk.first_of("household") == [])
    clerk.clicks("reason-1")
    clerk.reads("这张号刚刚有变化。请返回再选一次。")


def test_a_clerk_answers_for_the_green_channel(clerk, hall):
    hall.take()
    second = hall.take()
    clerk.opens()
    clerk.until(lambda: len(clerk.first_of("residence")) == 2)
    clerk.presses_when_lit("A", "authorise")
    clerk.types("find", "002")
    clerk.until(lambda: not clerk.can("ticket-A001"))
    clerk.presses("Return")
    clerk.until(lambda: clerk.asked == "standing")
    clerk.presses("1")
    clerk.until(lambda: clerk.asked == "reason")
    clerk.presses("3")
    clerk.reads("A002 绿色通道 已授权")
    assert hall.sent("authorise") == {
        "holding": None, "ticket": second["id"], "standing": "green", "reason": "孕妇或带婴儿",
    }  # fmt: skip
    assert clerk.first_of("residence") == ["A002", "A001"]


def test_what_a_clerk_wrote_is_read_by_whoever_calls_the_ticket_next(clerk, hall):
    ticket = hall.take(stages=[["residence"], ["household"]])
    clerk.serves()
    clerk.presses_when_lit("F12", "note")
    clerk.until(lambda: clerk.asked == "text")
    clerk.writes("text", "只差一张照片")
    clerk.presses("Return")
    clerk.reads("备注：只差一张照片")
    assert hall.sent("note") == {"holding": ticket["id"], "text": "只差一张照片"}
    clerk.presses_when_lit("Space", "finish-service")
    clerk.until(lambda: clerk.face.number == "" and len(clerk.first_of("household")) == 1)
    assert "只差一张照片" not in clerk.said
    clerk.presses_when_lit("Space", "call-next")
    clerk.reads("备注：只差一张照片")


def test_an_empty_note_is_not_sent(clerk, hall):
    hall.take()
    clerk.serves()
    clerk.presses_when_lit("F12", "note")
    clerk.until(lambda: clerk.asked == "text")
    clerk.presses("Return")
    clerk.writes("text", "  ")
    clerk.presses("Return")
    assert clerk.asked == "text"
    assert not clerk.can("send")
    assert hall.sent("note") == {}


def test_the_steps_of_a_visit_are_shown_and_an_incomplete_one_is_told(clerk, hall):
    hall.take(stages=[["residence"], ["household"], ["tax"]])
    clerk.serves()
    clerk.until(lambda: [state for _name, state in clerk.face.steps] == ["now", "later", "later"])
    clerk.presses_when_lit("Space", "finish-service")
    clerk.until(lambda: clerk.face.number == "" and len(clerk.first_of("household")) == 1)
    assert hall.sent("finish-service")["outcome"] == "done"
    clerk.presses_when_lit("Space", "call-next")
    clerk.until(lambda: [state for _name, state in clerk.face.steps] == ["done", "now", "later"])
    clerk.presses_when_lit("Space", "start-service")
    clerk.until(lambda: clerk.face.state == "serving")
    clerk.presses_when_lit("X", "finish-service")
    clerk.until(lambda: clerk.face.number == "")
    assert hall.sent("finish-service")["outcome"] == "incomplete"


def test_what_is_done_behind_the_window_is_ended_there(clerk, hall):
    ticket = hall.take(stages=[["residence"], ["papers"]])
    clerk.serves()
    clerk.presses_when_lit("Space", "finish-service")
    clerk.reads("A001 后台在办")
    clerk.clicks("finish-part", "ticket-A001-papers", "answer-incomplete")
    clerk.reads("后台没有件")
    assert hall.sent("finish-part") == {
        "holding": None, "ticket": ticket["id"], "service": "papers", "outcome": "incomplete",
    }  # fmt: skip
