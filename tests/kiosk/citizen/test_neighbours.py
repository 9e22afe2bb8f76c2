"""Kiosks side by side: where slips come out is told where they don't."""

import json
import subprocess

import pytest

from tests.kiosk.hall import SECONDS

HERE, THERE = 'ticket_printer = "simulated:printer"', 'idcard = "simulated:reader"\nticket_printer = "simulated:beside"'


def tell(hall, topic, text):
    command = ("mosquitto_pub", "-p", str(hall.port), "-t", f"yimen/v1/leiyang/{topic}", "-r", "-m", text)
    subprocess.run(command, check=True)


def knows(visitor, code):
    hearing = visitor.kiosk.attendant.visit.hearing
    visitor.qtbot.waitUntil(lambda: [problem.code for problem in hearing.problems] == [code], timeout=SECONDS * 1000)


@pytest.fixture
def beside(tmp_path):
    (tmp_path / "beside").mkdir()


@pytest.mark.usefixtures("beside")
def test_who_gets_no_slip_is_told_where_they_come_out_and_gets_it_there(meet, card, tmp_path):
    there = meet(THERE, device="kiosk-02")
    card.fault("paper-out", "printer")
    here = meet(HERE)
    here.reads("这里现在不出纸票，号码显示在屏幕上。\n要纸票，请到 2 号机。")
    here.taps("without-card")
    here.taps("service-residence")
    here.sees("unprinted")
    here.reads("要纸票，请拍下二维码，到 2 号机 扫一扫。")
    card.fault("paper-out", "beside")
    there.reads("这里现在不出纸票")  # and nowhere else either
    here.qtbot.waitUntil(lambda: "要纸票" not in here.said, timeout=SECONDS * 1000)
    card.mend("printer")
    there.reads("要纸票，请到 1 号机。")
    assert not list(tmp_path.glob("*/*.bin"))


@pytest.mark.usefixtures("beside")
def test_who_laid_a_card_lays_it_again_where_slips_come_out(meet, card, tmp_path):
    card.fault("paper-out", "printer")
    here = meet(card.hardware)
    there = meet('ticket_printer = "simulated:beside"', device="kiosk-02")
    here.lays(card)
    here.taps("service-residence")
    here.sees("unprinted")
    here.reads("要纸票，请到 2 号机，再放一次证件。")
    there.kiosk.stop()
    here.qtbot.waitUntil(lambda: "要纸票" not in here.said, timeout=SECONDS * 1000)
    here.taps("done")
    here.reads("这里现在不出纸票，号码显示在屏幕上。")
    assert not list(tmp_path.glob("*/*.bin"))


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("device", ["kiosk-03", "kiosk-04"], ids=["no-name", "another-zone"])
def test_nobody_is_sent_to_a_machine_that_can_not_be_found(meet, card, device):
    there = meet(THERE, device=device)
    card.fault("paper-out", "printer")
    here = meet(HERE)
    here.reads("这里现在不出纸票")
    there.taps("without-card")
    there.taps("service-residence")
    there.sees("ticket")
    assert "要纸票" not in here.said


def test_what_another_device_says_of_itself_is_on_no_screen(meet, card, hall):
    card.fault("paper-out", "printer")
    here = meet(HERE)
    for device in ("kiosk-02", "wall-01"):
        words = {"zh": "门口找小王", "en": "Pay at the door"}
        said = {"v": 1, "online": True, "app": "kiosk", "prints": True, "name": words, "zone": "main"}
        tell(hall, f"device/{device}/presence", json.dumps(said))
    here.reads("要纸票，请到 2 号机。")
    assert "小王" not in here.said
    assert here.said.count("号机") == 1


@pytest.mark.usefixtures("beside")
def test_a_roll_that_is_near_its_end_still_prints_here_and_for_those_beside(meet, card):
    card.fault("near-end", "beside")
    there = meet(THERE, device="kiosk-02")
    card.fault("paper-out", "printer")
    here = meet(HERE)
    here.reads("要纸票，请到 2 号机。")
    knows(there, "near-end")  # and the technician is told
    assert "不出纸票" not in there.said


@pytest.mark.usefixtures("beside")
def test_a_printer_that_tells_nothing_is_not_called_broken_and_nobody_is_sent_to_it(meet, card):
    card.fault("unknown", "beside")
    there = meet(THERE, device="kiosk-02")
    knows(there, "unknown")
    card.fault("paper-out", "printer")
    here = meet(HERE)
    here.reads("这里现在不出纸票")
    assert "不出纸票" not in there.said
    assert "要纸票" not in here.said
