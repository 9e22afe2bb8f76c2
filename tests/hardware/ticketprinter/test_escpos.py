"""Bytes that make a printer print a slip."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.ticketprinter.escpos import encode, number_scale, printer_has
from hardware.ticketprinter.paper import Line, Number, Paper, Words
from hardware.ticketprinter.slip import lay_out
from tests.hardware.ticketprinter.paper_tape import read
from tests.hardware.ticketprinter.slips import REF, a_slip, of

papers = pytest.mark.parametrize("paper", Paper)
# Python reads the middle dot of GB 2312 as U+30FB, which takes four bytes in GB 18030.
TWO_BYTES = st.text(st.characters(codec="gb2312", exclude_characters="\u30fb"))


def printed(slip, paper):
    return read(encode(lay_out(slip, paper), of(paper)))


@papers
def test_the_chinese_on_the_wire_is_gb18030_of_the_very_text(paper):
    data = encode(lay_out(a_slip(), paper), of(paper))
    assert data.startswith(b"\x1b@\x1c&")
    assert "3 人在您前面 · 约 7 分钟".encode("gb18030") in data
    blocks = lay_out(a_slip(), paper)
    texts = [block.text for block in blocks if isinstance(block, Line | Number)]
    assert [text for _, text in read(data).rows if "─" not in text] == texts


@papers
def test_a_slip_is_cut_once_and_carries_its_ref_in_one_code(paper):
    tape = printed(a_slip(), paper)
    assert tape.cuts == 1
    assert tape.qr == [f"yimen:ticket:{REF}"]
    assert not tape.pictures


@pytest.mark.parametrize(
    "paper,number,scale",
    [(Paper.MM58, "A017", 7), (Paper.MM58, "AB1234", 5), (Paper.MM80, "A017", 8), (Paper.MM80, "AB1234", 7)],
)
def test_a_number_is_as_large_as_the_paper_allows_and_keeps_a_margin(paper, number, scale):
    assert number_scale(number, paper) == scale
    assert scale * 12 * len(number) < paper.dots
    assert (scale, number) in printed(a_slip(number=number), paper).rows


@papers
def test_a_service_name_is_twice_as_large_in_both_scripts(paper):
    assert (2, "居住证A类") in printed(a_slip(service=Words("居住证A类")), paper).rows


@papers
@pytest.mark.parametrize("rare", ["㐀", "𠮷", "😀", "한", "\ue000"])
def test_a_character_the_printer_lacks_sends_the_slip_as_a_picture(paper, rare):
    tape = printed(a_slip(service=Words(f"{rare}氏宗祠")), paper)
    assert not tape.rows
    assert tape.cuts == 1
    assert {band.width for band in tape.pictures} == {paper.dots}
    assert all(band.height <= 192 for band in tape.pictures)


@papers
@settings(max_examples=40, deadline=None)
@given(hall=TWO_BYTES, service=TWO_BYTES)
def test_any_text_of_two_byte_characters_comes_out_as_it_is(paper, hall, service):
    blocks = lay_out(a_slip(hall=Words(hall), service=Words(service)), paper)
    assert [row for row in read(encode(blocks, of(paper))).rows if row[1].strip("─")] == [
        (number_scale(block.text, paper) if isinstance(block, Number) else block.size.latin // 12 or 1, block.text)
        for block in blocks
        if isinstance(block, Line | Number) and block.text.strip("─")
    ]


@given(st.text())
def test_text_the_printer_has_decodes_again_in_two_bytes_at_most(text):
    if printer_has(text):
        assert text.encode("gb18030").decode("gb18030") == text
        assert all(len(c.encode("gb18030")) <= 2 for c in text)
        assert text.isprintable()
