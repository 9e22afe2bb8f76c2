"""Slips as pictures."""

import re
import subprocess

import pytest
from PIL import Image, ImageChops

from hardware.ticketprinter.escpos import encode
from hardware.ticketprinter.paper import Number, Paper, Words
from hardware.ticketprinter.raster import draw, raster_bytes
from hardware.ticketprinter.slip import lay_out
from tests.hardware.ticketprinter.paper_tape import read
from tests.hardware.ticketprinter.slips import REF, a_slip, of

AT_ONCE = re.compile(rb"\x10(?=[\x04\x05\x14])")
papers = pytest.mark.parametrize("paper", Paper)


def code_in(picture, tmp_path):
    file = tmp_path / "slip.png"
    picture.save(file)
    command = ["zbarimg", "--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", str(file)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.strip()


def dots(picture):
    """The bytes of a picture whose rows are whole bytes, as a printer wants them."""
    return bytes(byte ^ 0xFF for byte in picture.tobytes())


def more_ink(picture, than):
    """How many dots more are black; nothing else may differ."""
    assert ImageChops.logical_and(picture, than).tobytes() == picture.tobytes()
    return ImageChops.logical_xor(picture, than).histogram()[-1]


def ink(picture):
    """Left, top, right and bottom of what is black."""
    return Image.eval(picture.convert("L"), lambda grey: 255 - grey).getbbox()


@papers
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_code_of_a_drawn_slip_reads_as_its_ref(paper, language, tmp_path):
    picture = draw(lay_out(a_slip(language=language), paper), paper)
    assert picture.width == paper.dots
    assert code_in(picture, tmp_path) == f"yimen:ticket:{REF}"


@papers
def test_the_code_survives_the_way_through_the_printers_bytes(paper, tmp_path):
    tape = read(encode(lay_out(a_slip(service=Words("㐀")), paper), of(paper)))
    assert code_in(tape.picture(), tmp_path) == f"yimen:ticket:{REF}"


@papers
def test_raster_bytes_hold_the_picture_dot_for_dot(paper):
    picture = draw(lay_out(a_slip(), paper), paper)
    tape = read(raster_bytes(picture))
    whole = tape.picture().crop((32, 0, 32 + paper.dots, picture.height))
    assert more_ink(whole, picture) == len(AT_ONCE.findall(dots(picture)))  # see the next test


@papers
def test_no_dots_of_a_slip_are_a_command_that_a_printer_obeys_at_once(paper):
    picture = draw(lay_out(a_slip(), paper), paper)
    assert AT_ONCE.search(dots(picture))  # the letters have some
    assert not AT_ONCE.search(raster_bytes(picture))


def test_a_picture_of_odd_width_stays_white_beside_it():
    tape = read(raster_bytes(Image.new("1", (13, 3), 0)))
    assert ink(tape.pictures[0]) == (0, 0, 13, 3)


@papers
@pytest.mark.parametrize("number", ["A017", "A9999", "AB1234", "WW8888", "I1"])
def test_a_number_fills_the_paper_and_keeps_a_margin(paper, number):
    left, _, right, _ = ink(draw([Number(number)], paper))
    assert left >= 8
    assert right <= paper.dots - 8
    assert right - left > paper.dots * 0.8 or number == "I1"


@papers
def test_wide_letters_stay_on_the_paper(paper):
    left, _, right, _ = ink(draw(lay_out(a_slip(hall=Words("W" * 40, "M" * 60)), paper), paper))
    assert left >= 0
    assert right <= paper.dots


def test_rare_characters_are_drawn_and_not_left_out():
    plain, rare = (draw(lay_out(a_slip(service=Words(name)), Paper.MM80), Paper.MM80) for name in ("一", "㐀"))
    assert plain.size == rare.size
    assert plain.tobytes() != rare.tobytes()
