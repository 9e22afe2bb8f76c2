"""Status bytes of a printer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.ticketprinter.printer import PrinterStatus
from hardware.ticketprinter.status import Heard, question, read_automatic, read_status

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


@pytest.mark.parametrize(
    "told,status",
    [
        ("10 00 00 0f", PrinterStatus.OK),
        ("14 00 00 00", PrinterStatus.OK),  # a cash drawer
        ("18 00 00 00", PrinterStatus.OFFLINE),
        ("38 00 0c 00", PrinterStatus.COVER_OPEN),
        ("50 00 00 00", PrinterStatus.OK),  # paper is fed by the button
        ("18 01 00 00", PrinterStatus.OFFLINE),
        ("10 02 00 00", PrinterStatus.OK),  # somebody presses the feed button
        ("18 04 00 00", PrinterStatus.FAILED),
        ("18 08 00 00", PrinterStatus.FAILED),
        ("18 20 00 00", PrinterStatus.FAILED),
        ("18 40 00 00", PrinterStatus.FAILED),
        ("10 00 01 00", PrinterStatus.NEAR_END),
        ("10 00 02 00", PrinterStatus.NEAR_END),
        ("18 00 04 00", PrinterStatus.PAPER_OUT),
        ("18 00 0f 00", PrinterStatus.PAPER_OUT),
    ],
)
def test_each_bit_that_a_printer_tells_by_itself_means_what_the_reference_says(told, status):
    assert read_automatic(bytes.fromhex(told)) is status


ANSWERS = st.sampled_from([*filter(fixed, range(256))])
REST = st.integers(0, 255).map(lambda byte: byte & 0x6F)
TOLD = st.tuples(st.integers(0, 255).map(lambda byte: byte & 0x6C | 0x10), REST, REST, REST).map(bytes)


@given(st.lists(st.one_of(ANSWERS, TOLD, st.sampled_from([0x11, 0x13])), max_size=12), st.data())
def test_answers_and_what_is_told_come_apart_however_they_were_mixed_and_cut(said, data):
    # An answer, or flow control, may come between any two bytes of what is told.
    raw = bytearray()
    for each in said:
        if isinstance(each, bytes):
            raw += each
        else:
            raw.insert(data.draw(st.integers(0, len(raw))), each)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(raw)), max_size=4)))
    heard = Heard()
    for begin, end in zip([0, *cuts], [*cuts, len(raw)], strict=True):
        heard.feed(bytes(raw[begin:end]))
    told = [each for each in said if isinstance(each, bytes)]
    assert sorted(heard.answers) == sorted(each for each in said if isinstance(each, int) and fixed(each))
    assert heard.told == (read_automatic(told[-1]) if told else None)


@given(st.binary(max_size=200))
def test_any_bytes_are_heard_and_the_last_four_still_count(noise):
    heard = Heard()
    heard.feed(noise + b"\x38\x00\x00\x00")
    assert heard.told is PrinterStatus.COVER_OPEN


LETTERS = st.sampled_from([byte for byte in range(0x20, 0x7F) if byte & 0x93 == 0x12])
READ_AS_LETTERS = st.tuples(
    *[st.sampled_from([byte for byte in range(0x20, 0x7F) if byte & mask == fix])
      for mask, fix in ((0x93, 0x10), *[(0x90, 0)] * 3)]
).map(bytes)  # fmt: skip


@given(st.lists(st.one_of(LETTERS.map(lambda byte: bytes([byte])), READ_AS_LETTERS, TOLD), max_size=12), st.data())
def test_nothing_that_a_printer_says_is_taken_for_text_wherever_its_beginning_was_missed(said, data):
    raw = b"".join(said)
    heard = Heard()
    heard.feed(raw[data.draw(st.integers(0, 3)) :])
    assert heard.text == ""


@given(st.text(st.sampled_from("ABCDEFGHIJKLMNOQSUWY _-"), min_size=8, max_size=60), st.binary(max_size=9))
def test_a_row_of_letters_is_text(text, before):
    heard = Heard()
    heard.feed(before + b"\0" + text.encode())
    assert heard.text in text
    assert heard.text or not text.strip()
