"""Staff at a kiosk: in by five touches and a PIN, what they see and do there, and the kiosk out of service."""

import json
import os
import subprocess
import sys

import pytest

from broker.runtime.pin import hash_pin
from kiosk.citizen.flow import STAY_S
from kiosk.citizen.staff.door import FREE, pause_s
from kiosk.citizen.states import State
from kiosk.ui.stage import find
from tests.kiosk.hall import SECONDS, Listener

PIN, WRONG = "70418236", "70418237"
HASH = hash_pin(PIN)
SCREEN = f'language = "zh"\n[staff]\npin_hash = "{HASH}"\n'
DEVICES = 'idcard = "simulated:reader"\nticket_printer = "simulated:printer"'


@pytest.fixture
def staff(meet, card):
    """Start a kiosk with a staff menu, and come to it."""

    def start(hardware=DEVICES, **more):
        visitor = meet(hardware, screen=SCREEN, **more)
        visitor.sees("welcome")
        return visitor

    assert card  # its folders
    return start


def knocks(visitor, times=5):
    for _ in range(times):
        visitor.kiosk.attendant.visit.model.staff_touch.knocked.emit()


def types(visitor, pin):
    for digit in pin:
        visitor.taps(f"key-{digit}")
    visitor.taps("enter")


def enters(visitor):
    knocks(visitor)
    visitor.sees("staff-pin")
    types(visitor, PIN)
    visitor.sees("staff")


def test_five_touches_of_the_corner_and_the_pin_lead_in_and_done_leads_out(staff):
    visitor = staff()
    corner = find(visitor.window, "staff-corner")
    for _ in range(4):
        visitor.taps("staff-corner")
    assert visitor.page == "welcome"
    assert corner.width() > 0
    visitor.taps("staff-corner")
    visitor.sees("staff-pin")
    types(visitor, PIN)
    visitor.sees("staff")
    assert PIN not in visitor.said
    visitor.reads("kiosk-01")
    visitor.taps("done")
    visitor.sees("welcome")


def test_touches_that_take_their_time_lead_nowhere(staff):
    visitor = staff()
    door = visitor.kiosk.attendant._staff._door
    clock = iter(range(0, 100, 2))
    door._ticks = lambda: next(clock)
    knocks(visitor, 8)
    assert visitor.page == "welcome"


def test_a_kiosk_without_a_pin_has_no_such_menu(meet, card):
    visitor = meet(card.hardware)
    visitor.sees("welcome")
    knocks(visitor)
    assert visitor.page == "welcome"


def test_in_the_middle_of_a_visit_the_corner_leads_nowhere(staff):
    visitor = staff()
    visitor.taps("without-card")
    visitor.sees("choose")
    knocks(visitor)
    assert visitor.page == "choose"


def test_a_wrong_pin_is_said_to_be_so_and_after_some_nobodys_is_looked_at_for_a_while(staff):
    visitor = staff()
    knocks(visitor)
    visitor.sees("staff-pin")
    for n in range(FREE):
        types(visitor, WRONG)
        visitor.reads("密码不对" if n < FREE - 1 else "输错太多次")
    visitor.taps("key-7")
    assert visitor.kiosk.attendant.visit.face.staff.typed == 0
    door = visitor.kiosk.attendant._staff._door
    now = door._ticks
    door._ticks = lambda: now() + pause_s(FREE)
    visitor.reads("密码不对")
    types(visitor, PIN)
    visitor.sees("staff")


def test_pauses_grow_and_end_somewhere():
    assert [pause_s(wrong) for wrong in range(6)] == [0, 0, 0, 30, 60, 120]
    assert pause_s(1000) == 3600


def test_pulling_the_plug_spares_nobody_the_pause(staff):
    visitor = staff()
    knocks(visitor)
    visitor.sees("staff-pin")
    for _ in range(FREE):
        types(visitor, WRONG)
        visitor.qtbot.waitUntil(lambda: visitor.kiosk.attendant.visit.face.staff.wrong, timeout=SECONDS * 1000)
    visitor.kiosk.stop()  # the notebook's file is let go of
    again = staff()
    knocks(again)
    again.sees("staff-pin")
    again.reads("输错太多次")


def test_who_goes_away_is_taken_back_to_the_welcome(staff):
    visitor = staff(stays={**STAY_S, State.STAFF: 0.3})
    enters(visitor)
    visitor.sees("welcome")


def test_every_device_and_the_link_are_told_with_what_to_do(staff, card):
    visitor = staff()
    card.fault("paper-out", "printer")
    enters(visitor)
    visitor.taps("paper-changed")
    visitor.reads("小票打印机：缺纸：换一卷纸")
    visitor.reads("身份证读卡器：正常")
    visitor.reads("和中枢的连接：正常")
    card.mend("printer")
    visitor.taps("paper-changed")
    visitor.reads("小票打印机：正常")


def test_a_test_slip_comes_out_and_is_no_ticket(staff, tmp_path):
    visitor = staff()
    enters(visitor)
    visitor.taps("test-slip")
    visitor.reads("测试小票已打出")
    assert list(tmp_path.glob("printer/*.bin"))


def test_a_card_that_is_tried_is_told_by_its_masked_name_and_begins_no_visit(staff, card, hall):
    listener = Listener(hall, "yimen/v1/leiyang/cmd/kiosk-01/find-ticket")
    visitor = staff()
    enters(visitor)
    card.lay()
    visitor.reads("读到了卡：张*")
    assert card.number not in visitor.said
    visitor.taps("done")
    visitor.sees("welcome")
    assert not listener.heard
    listener.close()


def test_nobody_is_sent_for_paper_to_a_kiosk_that_is_out_of_service(staff, meet, card, qtbot, tmp_path):
    there = staff()
    (tmp_path / "beside").mkdir()
    card.fault("paper-out", "beside")
    here = meet('ticket_printer = "simulated:beside"', device="kiosk-02")
    here.reads("要纸票，请到 1 号机。")
    enters(there)
    there.taps("take-out")
    qtbot.waitUntil(lambda: "要纸票" not in here.said, timeout=SECONDS * 1000)


def test_out_of_service_lasts_over_a_restart_is_told_to_the_hall_and_ends_in_the_menu(staff, meet, card, hall, qtbot):
    listener = Listener(hall, "yimen/v1/leiyang/device/kiosk-01/health")

    def codes():
        return [problem["code"] for problem in json.loads(listener.heard[-1].payload)["problems"]]

    visitor = staff()
    enters(visitor)
    visitor.taps("take-out")
    visitor.taps("done")
    visitor.sees("out-of-service")
    visitor.reads("这台机器暂停使用")
    visitor.reads("请到别的机器取号，或者到咨询台")
    qtbot.waitUntil(lambda: codes() == ["out-of-service"], timeout=SECONDS * 1000)
    card.lay()
    visitor.qtbot.wait(200)  # nobody can see that it begins nothing
    assert visitor.page == "out-of-service"
    card.lift()
    visitor.kiosk.stop()
    listener.heard.clear()

    card.lay()  # and lies there while it starts
    begun = []
    again = meet(
        DEVICES, screen=SCREEN, watch=lambda kiosk: kiosk.attendant.visit.entering(State.LOOKING, begun.append)
    )
    again.sees("out-of-service")
    assert not begun
    card.lift()
    qtbot.waitUntil(lambda: bool(listener.heard) and codes() == ["out-of-service"], timeout=SECONDS * 1000)
    assert not again.can_touch("without-card")
    enters(again)
    again.taps("take-back")
    again.sees_control("take-out")
    qtbot.waitUntil(lambda: codes() == [], timeout=SECONDS * 1000)
    again.taps("done")
    again.sees("welcome")
    listener.close()


def test_without_the_hub_the_menu_works_all_the_same(staff, hall):
    visitor = staff()
    hall.stop_server()
    try:
        enters(visitor)
        visitor.reads("网络不通")
        visitor.taps("test-slip")
        visitor.reads("测试小票已打出")
    finally:
        hall.start_server()


def test_the_program_begins_anew_when_staff_say_so(hall, tmp_path):
    settings = hall.device_file(tmp_path, "", screen=SCREEN)
    command = [sys.executable, "-m", "broker", "kiosk", "--settings", str(settings), "--stage", "--size", "540x960"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=os.environ) as kiosk:
        assert kiosk.stdout.readline() == "ready kiosk 540x960\n"
        for line in [*["tap staff-corner"] * 5, *[f"tap key-{digit}" for digit in PIN], "tap enter", "tap restart"]:
            kiosk.stdin.write(f"{line}\n")
            kiosk.stdin.flush()
            assert kiosk.stdout.readline() == f"done {line}\n"
        assert kiosk.stdout.readline() == "ready kiosk 540x960\n"
        kiosk.stdin.write("see without-card\nquit\n")
        kiosk.stdin.flush()
        assert kiosk.stdout.readline() == "done see without-card\n"
        assert kiosk.wait(SECONDS) == 0
