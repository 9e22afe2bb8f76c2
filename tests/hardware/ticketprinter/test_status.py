"""Status bytes of a printer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.ticketprinter.printer import PrinterStatus
from hardware.ticketprinter.status import Heard, question, read_status

FINE = dict.fromkeys((1, 2, 3, 4), 0x12)


def fixed(byte):
    return byte & 0x93 == 0x12


@pytest.mark.parametrize(
    "asked,bit,status",
    [
        (1, 0x04, PrinterStatus.OK),  # a cash drawer
        (1, 0x08, PrinterStatus.OFFLINE),
        (1, 0x20, PrinterStatus.OFFLINE),
        (1, 0x40, PrinterStatus.OK),  # somebody presses the feed button
        (2, 0x04, PrinterStatus.COVER_OPEN),
        (2, 0x08, PrinterStatus.OK),  # paper is fed by the button
        (2, 0x20, PrinterStatus.PAPER_OUT),
        (2, 0x40, PrinterStatus.FAILED),
        (3, 0x04, PrinterStatus.FAILED),
        (3, 0x08, PrinterStatus.FAILED),
        (3, 0x20, PrinterStatus.FAILED),
        (3, 0x40, PrinterStatus.FAILED),
        (4, 0x04, PrinterStatus.NEAR_END),
        (4, 0x08, PrinterStatus.NEAR_END),
        (4, 0x0C, PrinterStatus.NEAR_END),
        (4, 0x20, PrinterStatus.PAPER_OUT),
        (4, 0x40, PrinterStatus.PAPER_OUT),
        (4, 0x6C, PrinterStatus.PAPER_OUT),
    ],
)
def test_each_bit_means_what_the_reference_says(asked, bit, status):
    assert read_status(FINE | {asked: 0x12 | bit}) is status


def test_a_printer_that_says_nothing_wrong_is_fine():
    assert read_status(FINE) is PrinterStatus.OK


@pytest.mark.parametrize("silent", [(1, 2, 3, 4), (1,), (4,), (2, 3, 4)])
def test_silence_about_itself_or_the_paper_is_unknown(silent):
    assert read_status({n: b for n, b in FINE.items() if n not in silent}) is PrinterStatus.UNKNOWN


def test_a_printer_that_knows_only_two_questions_is_believed():
    assert read_status({1: 0x12, 4: 0x12}) is PrinterStatus.OK


def test_an_open_cover_is_told_before_the_paper_that_it_hides():
    assert read_status({1: 0x1A, 2: 0x36, 4: 0x72}) is PrinterStatus.COVER_OPEN


def test_a_question_is_dle_eot_and_its_number():
    assert question(4) == b"\x10\x04\x04"


@given(st.binary(max_size=64))
def test_answers_are_the_bytes_with_the_fixed_bits(received):
    heard = Heard()
    heard.feed(received)
    assert heard.answers == [*filter(fixed, received)]


@given(st.dictionaries(st.sampled_from((1, 2, 3, 4)), st.sampled_from([*filter(fixed, range(256))])))
def test_paper_is_never_taken_for_granted(replies):
    status = read_status(replies)
    if 4 not in replies or replies[4] & 0x60 or 1 not in replies:
        assert not status.prints
