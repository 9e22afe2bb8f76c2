"""The campaign of devices finds what is wrong; `python -m tests.faults.devices` is the long one."""

from dataclasses import replace
from random import Random

import pytest

from hardware.idcard.sam import frame
from hardware.idcard.session import Pace
from tests.faults.devices import others, printers, readers, seeing
from tests.faults.devices.lane import MOST_GROWN_KB, Tally, Weight, leaks, play
from tests.faults.devices.spoilt import ON_ANY_LINE, SpoiltLine, any_fits
from tests.hardware.idcard import lines
from tests.hardware.ticketprinter.slips import of

pytestmark = pytest.mark.expect_warnings
REST = Weight(threads=1, files=5, kb=30_000)
AT_WORK = Weight(threads=9, files=20, kb=40_000)


def lane_of(module, name):
    return next(lane for lane in module.LANES if lane.name == name)


def test_a_lane_of_keypads_loses_no_press_and_leaves_nothing_behind(tmp_path):
    came = play(replace(lane_of(others, "presses, keypad"), at_once=3), tmp_path, seed=1, turns=15)
    assert came.tally.wrong == []
    assert came.tally.counts["pressed"] == came.tally.counts["turns"] == 15


@pytest.mark.parametrize("laid,wrong", [("name", ["read wrongly: name ([3] signs)"]), ("", [])])
def test_a_card_that_is_read_as_another_is_found(tmp_path, laid, wrong):
    tally = Tally()
    made = lines.OverPty(tmp_path, Pace(find=0.02))
    lay = made.peer.lay
    made.peer.lay = lambda **given: lay(**(given | ({laid: "另一人"} if laid else {})))
    reader = readers.Reader(made, Random(3), tally)
    try:
        reader.turn()
    finally:
        reader.close()
    assert tally.counts["cards told"] == 1
    assert tally.wrong == wrong


@pytest.mark.parametrize("spoil,wrong", [(lambda raw: raw, 0), (lambda raw: raw[:-1], 1), (lambda raw: raw * 2, 1)])
def test_a_slip_that_is_told_printed_and_came_out_otherwise_is_found(tmp_path, spoil, wrong):
    tally, peer = Tally(), printers.InFile(tmp_path, Random(1))
    settle = peer.settle

    def settle_spoilt(*, reached):
        settle(reached=reached)
        peer.raw = spoil(peer.raw)

    peer.settle = settle_spoilt
    printer = printers.Printer(peer, of(printers.PrinterProfile().paper), Random(1), tally)
    printer.turn()
    printer.close()
    assert tally.counts["told printed"] == 1
    assert len(tally.wrong) == wrong


@pytest.mark.parametrize("spoilt,wrong", [(b"", 0), (b"7\n", 1)])
def test_a_code_that_is_told_otherwise_than_it_was_held_is_found(tmp_path, spoilt, wrong):
    tally, made = Tally(), seeing.OnSerial(tmp_path)
    raw = made.raw
    made.raw = lambda code, dice: spoilt + raw(code, dice)
    scanner = seeing.CodeScanner(made, Random(1), tally)
    scanner.turn()
    scanner.close()
    assert tally.counts["codes told"] == 1
    assert len(tally.wrong) == wrong


@pytest.mark.parametrize(
    "last,after,wrong",
    [
        (AT_WORK, REST, 0),
        (replace(AT_WORK, threads=10), REST, 1),
        (replace(AT_WORK, files=21), REST, 1),
        (replace(AT_WORK, kb=AT_WORK.kb + MOST_GROWN_KB + 1), REST, 1),
        (AT_WORK, replace(REST, threads=2), 1),
        (AT_WORK, replace(REST, files=6), 1),
        (AT_WORK, replace(REST, kb=AT_WORK.kb), 0),
    ],
)
def test_a_thread_a_file_and_memory_that_are_left_behind_are_found(last, after, wrong):
    assert len(leaks([REST, AT_WORK, AT_WORK, last, after])) == wrong


@pytest.mark.parametrize("way", ON_ANY_LINE)
def test_a_spoilt_answer_never_fits(way):
    dice, told, pulls = Random(5), [], []
    line = SpoiltLine(told.append, lambda: pulls.append(way), dice)
    good = frame(b"\0\0\x90" + bytes(100))
    for _ in range(200):
        line.spoil(way)
        for _ in range(12):
            line.put(good)
    spoilt = [raw for raw in told if raw != good]
    assert spoilt or way == "silence"
    assert len(told) < 2400 if way == "silence" else len(told) == 2400
    assert bool(pulls) == (way == "pull")
    assert any_fits(good)
    assert way == "more" or not any(map(any_fits, spoilt))
