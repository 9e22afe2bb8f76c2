"""Appointments: booked, moved, cancelled and checked in at the kiosk; on the real hub."""

import time

import pytest

from tests.hall import Peer
from tests.kiosk.citizen.mornings import picks_a_time, slots_of, zone_of_the_morning
from tests.kiosk.hall import SECONDS, running

RULES = """
[[calendar]]
id = "always"
workday = ["00:00-23:59"]
weekend = ["00:00-23:59"]
holiday = ["00:00-23:59"]
[[service]]
id = "permit"
name = { zh = "出入境证件", en = "Travel documents" }
series = "C"
calendar = "always"
[service.booking]
slot_min = 60
quota = 1
days_ahead = 3
[[window]]
id = "w02"
label = "2"
services = [["permit"]]
"""


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    with running(tmp_path_factory.mktemp("hall"), RULES, zone_of_the_morning()) as hall:
        yield hall


def role(rows, name):
    return next(role for role, of in rows.roleNames().items() if of == name)


def books(visitor, card):
    visitor.lays(card)
    visitor.sees("choose")
    visitor.taps("book")
    visitor.sees("choose-to-book")
    assert not visitor.can_touch("service-residence")
    visitor.taps("service-permit")
    return picks_a_time(visitor)


def test_a_time_of_today_is_booked_printed_and_checked_in_by_card(meet, card, tmp_path):
    visitor = meet(card.hardware)
    time = books(visitor, card)
    assert time in visitor.said
    visitor.reads("请取走预约单")
    slip = (tmp_path / "printer" / "0001.bin").read_bytes().decode("gb18030", "replace")
    assert time in slip
    assert "出入境证件" in slip
    assert "yimen:appointment:" in slip
    visitor.taps("done")
    visitor.lays(card)
    visitor.sees("mine")
    visitor.reads(f"今天 {time}")
    visitor.taps("here-0")
    visitor.sees("ticket")
    assert visitor.number.startswith("C")
    visitor.reads("按您早到 20 分钟排队")


def test_an_appointment_of_another_day_is_moved_and_cancelled_from_the_card(meet, card):
    visitor = meet(card.hardware)
    visitor.lays(card)
    visitor.taps("book")
    visitor.taps("service-permit")
    visitor.taps("day-2")
    first = picks_a_time(visitor)
    visitor.taps("done")
    visitor.lays(card)
    visitor.sees("mine")
    assert first in visitor.said
    assert not visitor.can_touch("here-0")
    visitor.taps("open-0")
    visitor.sees("appointment")
    visitor.taps("move")
    visitor.taps("day-3")
    visitor.qtbot.waitUntil(lambda: bool(slots_of(visitor)), timeout=SECONDS * 1000)
    visitor.taps(slots_of(visitor)[1])
    visitor.taps("confirm")
    visitor.reads("时间改好了")
    visitor.taps("done")
    visitor.lays(card)
    visitor.taps("open-0")
    visitor.taps("cancel")
    visitor.sees("cancelled")
    visitor.taps("done")
    visitor.lays(card)
    visitor.sees("choose")


def test_a_time_that_somebody_else_took_meanwhile_is_said_and_another_one_can_be_picked(meet, card, hall):
    visitor = meet(card.hardware)
    visitor.lays(card)
    visitor.taps("book")
    visitor.taps("service-permit")
    visitor.taps("day-1")
    visitor.qtbot.waitUntil(lambda: bool(slots_of(visitor)), timeout=SECONDS * 1000)
    name = slots_of(visitor)[0]
    visitor.taps(name)
    other = Peer(hall.port, "kiosk-02")
    shown = visitor.kiosk.attendant.visit.model.slots
    picked = next(row for row in range(shown.rowCount()) if shown.data(shown.index(row), role(shown, b"picked")))
    at = shown.data(shown.index(picked), role(shown, b"key"))
    assert other.ask("book-appointment", service="permit", slot=at)["ok"]
    other.stop()
    visitor.taps("confirm")
    visitor.reads("这个时间刚刚约满了")
    visitor.qtbot.waitUntil(lambda: bool(slots_of(visitor)), timeout=SECONDS * 1000)
    assert name not in slots_of(visitor)
    assert not visitor.can_touch("confirm")
    picks_a_time(visitor)


def test_a_service_that_the_card_has_booked_already_leads_to_that_booking(meet, card):
    visitor = meet(card.hardware)
    books(visitor, card)
    visitor.taps("done")
    visitor.lays(card)
    visitor.taps("another")
    visitor.taps("book")
    visitor.taps("service-permit")
    visitor.qtbot.waitUntil(lambda: bool(slots_of(visitor)), timeout=SECONDS * 1000)
    visitor.taps(slots_of(visitor)[0])
    visitor.taps("confirm")
    visitor.reads("这项业务您已经约过了")
    visitor.taps("back")
    visitor.sees("mine")


@pytest.mark.expect_warnings
def test_times_that_nobody_tells_are_not_waited_for_without_end(meet, card, hall):
    visitor = meet(card.hardware)
    visitor.lays(card)
    visitor.taps("book")
    visitor.sees_control("service-permit")
    hall.freeze_hub()
    try:
        visitor.taps("service-permit")
        visitor.reads("正在查看空的时间")
        visitor.kiosk.link.ticks = lambda: time.monotonic() + 13
        visitor.sees("not-done")
        visitor.reads("还没有办好")
    finally:
        hall.thaw_hub()


def test_without_a_card_nothing_is_booked(meet, card):
    visitor = meet(card.hardware)
    visitor.taps("without-card")
    visitor.sees_control("service-permit")
    assert not visitor.can_touch("book")
