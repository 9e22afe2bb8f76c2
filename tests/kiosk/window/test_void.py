"""How a clerk gives the ticket back of somebody who has gone: the real hub, real keys and clicks."""

from tests.hall import TOP


def test_a_ticket_of_somebody_who_has_gone_is_voided_by_keys_alone(clerk, hall):
    ticket = hall.take()
    clerk.opens()
    clerk.until(lambda: clerk.first_of("residence") == ["A001"])
    clerk.presses_when_lit("V", "void-ticket")
    clerk.until(lambda: clerk.asked == "ticket")
    clerk.presses("Return")
    clerk.until(lambda: clerk.asked == "reason")
    clerk.presses("1")
    clerk.until(lambda: clerk.asked == "" and clerk.first_of("residence") == [])
    assert hall.sent("void-ticket") == {"holding": None, "ticket": ticket["id"], "reason": "已离开"}
    assert hall.events()[-1] == "ticket-cancelled"


def test_while_somebody_is_served_a_parked_and_a_waiting_ticket_are_voided_and_the_one_here_stays(clerk, hall):
    parked, here, waits = hall.take(), hall.take(), hall.take("household")
    clerk.serves()
    clerk.clicks("park-ticket", "reason-1")
    clerk.until(lambda: clerk.face.number == "")
    clerk.presses_when_lit("Space", "call-next")
    clerk.until(lambda: clerk.face.number == here["number"])
    clerk.clicks("void-ticket")
    clerk.until(lambda: clerk.can("ticket-A001") and clerk.can("ticket-B001"))
    assert not clerk.can("ticket-A002"), "who stands here has not gone"
    clerk.clicks("ticket-A001", "reason-3")
    clerk.until(lambda: clerk.asked == "")
    assert hall.sent("void-ticket") == {"holding": here["id"], "ticket": parked["id"], "reason": "本人放弃"}
    clerk.clicks("void-ticket", "ticket-B001")
    clerk.writes("text", "换到别的大厅")
    clerk.clicks("send")
    clerk.until(lambda: clerk.first_of("household") == [])
    assert (hall.sent("void-ticket")["ticket"], hall.sent("void-ticket")["reason"]) == (waits["id"], "换到别的大厅")
    assert (clerk.face.number, clerk.face.state) == ("A002", "called")


def test_a_ticket_that_waits_only_for_what_is_done_behind_is_voided_too(clerk, hall):
    hall.take(stages=[["residence"], ["papers"]])
    clerk.serves()
    clerk.presses_when_lit("Space", "finish-service")
    clerk.reads("A001 后台在办")
    clerk.clicks("void-ticket", "ticket-A001", "reason-2")
    clerk.reads("后台没有件")
    assert hall.sent("void-ticket")["reason"] == "重复取号"


def test_a_ticket_that_was_called_elsewhere_meanwhile_is_not_voided_and_said_to_have_changed(clerk, hall):
    hall.take("household")
    clerk.opens()
    clerk.until(lambda: clerk.first_of("household") == ["B001"])
    clerk.clicks("void-ticket", "ticket-B001")
    hall.peer.publish(f"{TOP}/cmd/button-2/call-next", b"")
    clerk.until(lambda: clerk.first_of("household") == [])
    clerk.clicks("reason-1")
    clerk.reads("这张号刚刚有变化。请返回再选一次。")
    assert "ticket-cancelled" not in hall.events()


def test_where_nobody_is_there_is_nobody_to_void(clerk):
    clerk.opens()
    clerk.presses_when_lit("V", "void-ticket")
    clerk.reads("没有等候、过号或挂起的号。")
