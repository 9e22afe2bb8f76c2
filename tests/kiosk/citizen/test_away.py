"""While the hub or a device is away each way in still says, in one sentence, what goes and what does not."""

import time

import pytest

from tests.kiosk.hall import SECONDS

HARDWARE = 'scanner = "simulated:scanner"'


@pytest.fixture
def visitor(meet, tmp_path):
    (tmp_path / "scanner").mkdir()
    return meet(HARDWARE)


def cut_off(visitor, hall):
    """The hub goes away from a kiosk that has numbers to go on with."""
    kiosk = visitor.kiosk
    numbers = kiosk.attendant.visit.hearing.numbers
    visitor.qtbot.waitUntil(lambda: "residence" in numbers.services, timeout=SECONDS * 1000)
    hall.stop_hub()
    kiosk.link.ticks = lambda: time.monotonic() + 20
    visitor.reads("现在可以取号")


@pytest.fixture
def alone(visitor, hall):
    cut_off(visitor, hall)
    yield visitor
    hall.start_hub()


@pytest.mark.expect_warnings
def test_whose_code_can_not_be_looked_up_now_is_told_that_the_number_holds(alone, tmp_path):
    (tmp_path / "scanner" / "new").write_text("yimen:ticket:" + "0" * 32)
    (tmp_path / "scanner" / "new").replace(tmp_path / "scanner" / "code")
    alone.sees("choose")
    alone.reads("现在查不了号。您手里的号照样有效。")
    alone.taps("back")
    alone.taps("without-card")
    alone.reads("现在只能取号")


@pytest.mark.expect_warnings
def test_a_typed_number_gets_a_number_of_the_kiosks_own(alone, card):
    alone.taps("type-number")
    for sign in card.number:
        alone.taps(f"key-{sign}")
    alone.reads("现在只能取号")
    alone.taps("service-residence")
    alone.sees("unprinted")
    assert alone.number.startswith("A9")


def test_a_scanner_that_is_away_is_said(visitor, tmp_path, caplog):
    visitor.reads("也可以扫上面的二维码")
    (tmp_path / "scanner" / "fault").write_text("missing")
    visitor.reads("扫码器暂时不能用")
    visitor.reads("请到咨询台")
    caplog.clear()


@pytest.mark.expect_warnings
def test_without_the_hub_nobody_is_sent_to_another_kiosk_for_paper(meet, card, hall, tmp_path):
    (tmp_path / "beside").mkdir()
    meet('ticket_printer = "simulated:beside"', device="kiosk-02")
    card.fault("paper-out", "printer")
    here = meet('ticket_printer = "simulated:printer"')
    here.reads("要纸票，请到 2 号机。")
    cut_off(here, hall)
    here.taps("without-card")
    here.taps("service-residence")
    here.sees("unprinted")
    assert here.number.startswith("A9")
    assert "要纸票" not in here.said  # the other one would not know the number
    hall.start_hub()
