"""What staff read of the kiosk: every word of its health in plain words, with what to do."""

import pytest

from broker.client.link import Seen
from broker.contract.devices import Problem
from hardware.ticketprinter.printer import PrinterStatus
from hardware.words import HEALTH, of_health
from kiosk.citizen.staff.lines import lines

DEVICES = ("idcard", "ticket_printer")
CODES = [
    *(("idcard", code) for code in HEALTH.values()),
    *(("ticket_printer", status.value) for status in PrinterStatus if status is not PrinterStatus.OK),
    *(("notebook", code) for code in ("taken", "foreign", "unwritable", "failed", "slow", "laid-aside")),
    *(("numbers", code) for code in ("not-handed-in", "none-left")),
    ("catalogue", "missing"),
    ("kiosk", "unregistered"),
    ("staff", "out-of-service"),
]


def test_when_all_is_well_every_line_says_so():
    told = lines(DEVICES, Seen.HUB, ())
    assert [line.key for line in told] == ["link", *DEVICES]
    assert {(line.told.zh, line.well) for line in told} == {("正常", True)}


@pytest.mark.parametrize("part, code", CODES)
def test_whatever_is_wrong_has_a_line_of_its_own_with_words_of_its_own(part, code):
    told = {line.key: line for line in lines(DEVICES, Seen.HUB, [Problem(part=part, code=code, detail="x")])}
    line = told[part]
    assert not line.well
    assert line.detail == "x"
    assert line.told.zh != of_health("nobody knows it").zh
    assert line.name.zh != part


@pytest.mark.parametrize("seen", [seen for seen in Seen if seen is not Seen.HUB])
def test_a_link_that_is_not_there_is_told(seen):
    (line,) = lines((), seen, ())
    assert not line.well
    assert line.told.zh != "正常"


def test_a_word_that_nobody_knows_is_a_device_that_does_not_work():
    assert of_health("melted").zh == "设备不能工作"
