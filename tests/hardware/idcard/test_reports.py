import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.errors import MalformedError
from hardware.idcard.reports import Wrapping, reports
from hardware.idcard.sam import Answer, FrameReader
from tests.hardware.idcard.pty_reader import answer

MIAXIS = "88 00 00 length B1 frame sum"
MIAXIS_REPLY = "AA any any length any any any frame sum"
words = st.sampled_from(["frame", "length", "sum", "any", "88", "b1", "0", "ZZ", "Frame", "٠٠", "frame,"])
rows = st.one_of(
    st.lists(words, max_size=8).map(" ".join),
    st.text(max_size=30),
    st.sampled_from([MIAXIS, MIAXIS_REPLY, "frame", "frame sum", "length frame", "01 length frame sum", "any frame"]),
)


def understood(row):
    try:
        return Wrapping.read(row)
    except MalformedError:
        return None


def test_a_question_is_wrapped_as_the_published_driver_does():
    find = bytes.fromhex("AAAAAA966900 03200122")
    raw = Wrapping.read(MIAXIS).wrap(find)
    assert raw == bytes.fromhex("88 00 00 0B 00 B1") + find + (0x0B + 0xB1 + sum(find)).to_bytes(2, "little")


def test_a_bare_frame_is_only_filled_up():
    assert reports(Wrapping.read("frame").wrap(b"abc"), 4) == [b"abc\0"]


def test_a_long_frame_goes_in_several_reports():
    assert reports(b"abcdef", 4) == [b"abcd", b"ef\0\0"]


def test_only_what_the_length_counts_belongs_to_the_stream():
    body = (3 + 4).to_bytes(2, "little") + b"\x00\x11\x22" + b"data"
    report = b"\xaa\x01\x02" + body + sum(body).to_bytes(2, "little")
    assert Wrapping.read(MIAXIS_REPLY).unwrap(report.ljust(64, b"\0")) == b"data"


@pytest.mark.parametrize("at", [0, 4, 9, 12])
def test_a_spoilt_envelope_gives_nothing(at):
    body = (3 + 4).to_bytes(2, "little") + b"\x00\x11\x22" + b"data"
    report = bytearray((b"\xaa\x01\x02" + body + sum(body).to_bytes(2, "little")).ljust(64, b"\0"))
    report[at] ^= 0x40
    assert Wrapping.read(MIAXIS_REPLY).unwrap(bytes(report)) == b""


@pytest.mark.parametrize(
    "row", ["", "88", "frame frame", "frame 88", "sum frame", "length length frame", "8 frame", "x"]
)
def test_a_row_that_cannot_be_is_refused(row):
    with pytest.raises(MalformedError):
        Wrapping.read(row)


@given(rows, st.binary(max_size=200))
def test_any_row_is_understood_or_refused_and_takes_any_report(row, report):
    wrapping = understood(row)
    if wrapping is not None:
        assert len(wrapping.unwrap(report)) <= len(report)
        assert report in wrapping.wrap(report)


@given(st.sampled_from([MIAXIS, "frame", "frame sum", "length frame", "01 02 any length 03 frame sum"]), st.binary())
def test_what_was_wrapped_is_unwrapped(row, frame):
    wrapping = Wrapping.read(row)
    assert wrapping.unwrap(wrapping.wrap(frame)) == frame


@given(
    st.lists(st.binary(max_size=300), min_size=1, max_size=4),
    st.sampled_from([("frame", 64), ("frame", 8), ("01 length frame sum", 64)]),
)
def test_answers_that_came_in_reports_are_found(contents, form):
    row, size = form
    wrapping, frames, found = Wrapping.read(row), FrameReader(), []
    contents = [each.replace(b"\xaa", b"\xa0") for each in contents]  # else one may hold a frame of its own
    for each in contents:
        raw = answer(0x90, each)
        room = size if row == "frame" else size - 5
        for at in range(0, len(raw), room):
            [report] = reports(wrapping.wrap(raw[at : at + room]), size)
            found += frames.feed(wrapping.unwrap(report))
    assert found == [Answer(0x90, each) for each in contents]
