"""Kiosks side by side: where slips come out is told where they don't."""

import pytest

HERE, THERE = 'ticket_printer = "simulated:printer"', 'idcard = "simulated:reader"\nticket_printer = "simulated:beside"'


@pytest.fixture
def beside(tmp_path):
    (tmp_path / "beside").mkdir()


@pytest.mark.usefixtures("beside")
def test_who_gets_no_slip_is_told_where_they_come_out_and_gets_it_there(meet, card, tmp_path):
    there = meet(THERE, device="kiosk-02", name="2 号机")
    card.fault("paper-out", "printer")
    here = meet(HERE, name="1 号机")
    here.reads("这里现在不出纸票，号码显示在屏幕上。\n要纸票，请到 2 号机。")
    here.taps("without-card")
    here.taps("service-residence")
    here.sees("unprinted")
    here.reads("要纸票，请拍下二维码，到 2 号机 扫一扫。")
    card.fault("paper-out", "beside")
    there.reads("这里现在不出纸票")  # and nowhere else either
    here.qtbot.waitUntil(lambda: "要纸票" not in here.said, timeout=20_000)
    card.mend("printer")
    there.reads("要纸票，请到 1 号机。")
    assert not list(tmp_path.glob("*/*.bin"))


@pytest.mark.usefixtures("beside")
def test_who_laid_a_card_lays_it_again_where_slips_come_out(meet, card, tmp_path):
    card.fault("paper-out", "printer")
    here = meet(card.hardware)
    there = meet('ticket_printer = "simulated:beside"', device="kiosk-02", name="2 号机")
    here.lays(card)
    here.taps("service-residence")
    here.sees("unprinted")
    here.reads("要纸票，请到 2 号机，再放一次证件。")
    there.kiosk.stop()
    here.qtbot.waitUntil(lambda: "要纸票" not in here.said, timeout=20_000)
    here.taps("done")
    here.reads("这里现在不出纸票，号码显示在屏幕上。")
    assert not list(tmp_path.glob("*/*.bin"))


@pytest.mark.usefixtures("beside")
def test_nobody_is_sent_to_a_machine_without_a_name(meet, card):
    there = meet(THERE, device="kiosk-02")
    card.fault("paper-out", "printer")
    here = meet(HERE)
    here.reads("这里现在不出纸票")
    there.taps("without-card")
    there.taps("service-residence")
    there.sees("ticket")
    assert "要纸票" not in here.said
