"""A slip drawn from the very bytes."""

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from hardware.errors import MalformedError
from hardware.ticketprinter.escpos import encode
from hardware.ticketprinter.paper import Paper
from hardware.ticketprinter.preview import render
from hardware.ticketprinter.profiles import PrinterProfile
from hardware.ticketprinter.raster import draw
from hardware.ticketprinter.slip import lay_out
from hardware.ticketprinter.tape import read
from tests.hardware.ticketprinter.slips import REF, a_slip
from tests.hardware.ticketprinter.test_raster import AT_ONCE, dots, more_ink

DOTS = 384
COMMANDS = (
    b"\x1b@", b"\x1ba\x01", b"\x1bM\x01", b"\x1bE\x01", b"\x1bJ\x10", b"\x1bd\x02", b"\x1c&", b"\x1c!\x0c",
    b"\x1d!\x11",
    b"\x1da\x0e", b"\x1dV\x01", b"\x1dv0\x00\x02\x00\x02\x00\xff\x00\xff\x00", b"\x1d(k\x03\x001C\x06",
    b"\x1d(k\x04\x001P0A",
    b"\x1d(k\x03\x001Q0", b"A\n", b"A", b"\n", "长".encode("gb18030"), b"\x1d", b"\x10\x04\x01",
)  # fmt: skip


def ink(picture):
    """Left, top, right and bottom of what is black."""
    return Image.eval(picture.convert("L"), lambda grey: 255 - grey).getbbox()


def drawn(job):
    return render(b"\x1b@" + job, DOTS)


def height(picture):
    _, top, _, bottom = ink(picture)
    return bottom - top


@pytest.mark.parametrize("qr", ["printer", "picture"])
@pytest.mark.parametrize("text", ["gb18030", "picture"])
@pytest.mark.parametrize("paper", Paper)
def test_the_code_on_the_picture_reads_as_the_ref(paper, text, qr, tmp_path):
    profile = PrinterProfile(dots=paper.value, text=text, qr=qr)
    picture = render(encode(lay_out(a_slip(), paper), profile), profile.dots)
    assert picture.width == profile.dots
    picture.save(tmp_path / "slip.png")
    command = ["zbarimg", "--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", str(tmp_path / "slip.png")]
    found = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.strip()
    assert found == f"yimen:ticket:{REF}"


def test_rows_stand_where_they_were_told_to():
    left, centre, right = (ink(drawn(b"\x1ba" + bytes((n,)) + b"HH\n")) for n in range(3))
    assert left[0] < 12
    assert abs((centre[0] + centre[2]) / 2 - DOTS / 2) < 12
    assert right[2] > DOTS - 12


@pytest.mark.parametrize("scale", [2, 5, 8])
def test_letters_are_enlarged_as_often_as_told(scale):
    once, often = drawn(b"H\n"), drawn(b"\x1d!" + bytes(((scale - 1) * 0x11,)) + b"H\n")
    assert height(often) == pytest.approx(scale * height(once), rel=0.15)


def test_bold_letters_have_more_ink():
    def blackness(picture):
        return picture.convert("L").histogram()[0]

    assert blackness(drawn(b"\x1bE\x01HHHH\n")) > blackness(drawn(b"HHHH\n"))


def test_chinese_and_latin_letters_take_the_cells_of_a_printer():
    row = ink(drawn(b"\x1c&" + ("国" * 15).encode("gb18030") + b"H\n"))
    assert 15 * 24 < row[2] <= 15 * 24 + 12


def test_a_row_wider_than_the_paper_goes_on_in_the_next():
    assert height(drawn(b"H" * 32 + b"\n")) < 24 < height(drawn(b"H" * 33 + b"\n"))


def test_a_picture_comes_out_dot_for_dot():
    paper = Paper.MM58
    blocks = lay_out(a_slip(), paper)
    meant = draw(blocks, paper)
    picture = render(encode(blocks, PrinterProfile(dots=384, text="picture")), 384)
    shown = picture.crop((0, 0, *meant.size))
    assert more_ink(shown, meant) == len(AT_ONCE.findall(dots(meant)))


def test_a_cut_is_a_line_across_the_paper_and_a_printer_without_a_cutter_shows_none():
    blocks = lay_out(a_slip(), Paper.MM58)
    cut, torn = (render(encode(blocks, PrinterProfile(dots=384, cutter=cutter)), 384) for cutter in (True, False))
    assert ink(cut)[3] > cut.height - 3
    assert ink(torn)[3] < torn.height - 100


@pytest.mark.parametrize(
    "job",
    [
        b"\x10\x04\x01",
        b"\x1dv0\x00\x02\x00\x02\x00\xff",
        b"H",
        b"\x1bJ",
        b"\x80\x80\n",
        b"\x1bJ\xff" * 100,
        b"\x1d!\xff",
    ],
)
def test_what_is_no_slip_of_ours_is_refused(job):
    with pytest.raises(MalformedError):
        drawn(job)


@given(st.one_of(st.binary(max_size=80), st.lists(st.sampled_from(COMMANDS), max_size=20).map(b"".join)))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_drawn_or_refused(job):
    try:
        read(job)
        picture = render(job, DOTS)
    except MalformedError:
        return
    assert picture.width == DOTS


@given(st.integers(0, 617), st.integers(0, 255))
@settings(max_examples=100, deadline=None)
def test_a_slip_with_a_byte_gone_wrong_is_drawn_or_refused(at, byte):
    job = bytearray(encode(lay_out(a_slip(), Paper.MM80), PrinterProfile()))
    job[min(at, len(job) - 1)] = byte
    try:
        render(bytes(job), 576)
    except MalformedError:
        return
