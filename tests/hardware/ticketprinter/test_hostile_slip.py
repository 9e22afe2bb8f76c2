"""No text on a slip is a command to the printer."""

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.ticketprinter import escpos
from hardware.ticketprinter.paper import Line, Number, Paper, Words
from hardware.ticketprinter.slip import AppointmentSlip, Slip, lay_out
from tests.hardware.ticketprinter.paper_tape import read
from tests.hardware.ticketprinter.slips import a_slip, of
from tests.privacy.hostile_texts import TEXTS

COMMANDS = (
    "\x1b@",
    "\x1dV\x00",
    "\x1b!\xff",
    "\x10\x04\x01",
    "\x10\x14\x01\x00\x01",
    "\x1cp\x01\x00",
    "\x1d(k\x03\x00",
)
TEXT = st.one_of(
    st.text(st.characters(codec="gb2312"), max_size=12),  # its control characters too
    st.lists(st.sampled_from((*COMMANDS, *"A长\x1b\x1d\x1c\x10\n\x00\x9b")), max_size=8).map("".join),
)
WORDS = st.builds(Words, TEXT, TEXT)
AT = st.just(datetime(2026, 11, 22, 9, 41, tzinfo=UTC))
SLIPS = st.one_of(
    st.builds(
        Slip, hall=WORDS, number=TEXT, service=WORDS, ahead=st.just(3), issued_at=AT, ref=TEXT,
        steps=st.lists(WORDS, max_size=2).map(tuple), messages=st.lists(WORDS, max_size=2).map(tuple),
    ),
    st.builds(AppointmentSlip, hall=WORDS, service=WORDS, day=WORDS, time=TEXT, booked_at=AT, ref=TEXT),
)  # fmt: skip


@given(SLIPS, st.sampled_from(Paper))
def test_whatever_is_written_on_a_slip_the_printer_finds_our_own_commands_alone(slip, paper):
    blocks = lay_out(slip, paper)
    texts = [block.text for block in blocks if isinstance(block, Line | Number)]
    assert not [text for text in texts for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Cs")]
    if not all(map(escpos.printer_has, texts)):
        return  # it goes out as a picture, in which there are no letters
    tape = read(escpos.encode(blocks, of(paper)))  # refuses every command that is not ours
    assert tape.cuts == 1
    assert len(tape.qr) == 1
    assert [text for _, text in tape.rows if text.strip("─")] == [text for text in texts if text.strip("─")]


@pytest.mark.parametrize("meant", TEXTS)
def test_a_hostile_name_comes_out_as_letters_or_as_a_picture_of_them(meant):
    name = TEXTS[meant][:200]
    tape = read(escpos.encode(lay_out(a_slip(service=Words(name, name), number="A017"), Paper.MM58), of(Paper.MM58)))
    assert tape.cuts == 1
    assert tape.rows or tape.pictures
    assert not tape.rows or "A017" in tape.text
