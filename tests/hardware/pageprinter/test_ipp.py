import contextlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.errors import MalformedError
from hardware.pageprinter import reasons
from hardware.pageprinter.ipp import V2_0, Attribute, Operation, Tag, encode, parse
from tests.hardware.pageprinter.faulty_printer import attribute, keywords, number, state

HEAD = b"\x02\x00\x00\x00\x00\x00\x00\x07\x01" + attribute(0x47, "attributes-charset", "utf-8")
names = st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=12)


def test_a_request_is_written_as_rfc_8010_says():
    asked = (
        Attribute(Tag.INTEGER, "job-id", (258,)),
        Attribute(Tag.BOOLEAN, "last-document", (True,)),
        Attribute(Tag.KEYWORD, "requested-attributes", ("job-state", "copies")),
    )
    assert encode(Operation.SEND_DOCUMENT, 7, V2_0, [(Tag.OPERATION, asked)]) == (
        b"\x02\x00\x00\x06\x00\x00\x00\x07\x01"
        b"\x21\x00\x06job-id\x00\x04\x00\x00\x01\x02"
        b"\x22\x00\x0dlast-document\x00\x01\x01"
        b"\x44\x00\x14requested-attributes\x00\x09job-state\x44\x00\x00\x00\x06copies\x03"
    )


def test_an_answer_gives_numbers_texts_sets_and_what_has_no_value():
    job = state("job-state", 9) + keywords("job-state-reasons", "a", "b") + attribute(0x13, "time-at-processing", b"")
    answer = parse(HEAD + b"\x05\x02" + job + b"\x03")
    assert (answer.status, answer.number) == (0, 7)
    assert answer.group(Tag.UNSUPPORTED) == {}
    assert answer.group(Tag.JOB) == {
        "job-state": [9],
        "job-state-reasons": ["a", "b"],
        "time-at-processing": [None],
    }


def test_of_an_attribute_told_twice_the_first_is_meant():
    assert parse(HEAD + b"\x02" + number("n", 1) + number("n", 2) + b"\x03").group(Tag.JOB) == {"n": [1]}


@pytest.mark.parametrize(
    "broken",
    [
        HEAD,
        HEAD + b"\x02" + b"\x41\x00\x00\xff\xfb" + b"\x03",
        HEAD + b"\x02" + b"\x41\x00\x00\x00\x01x" + b"\x03",
        HEAD + attribute(0x21, "n", b"\1\2\3") + b"\x03",
        HEAD + attribute(0x22, "b", b"") + b"\x03",
        HEAD + attribute(0x34, "c", b"") + b"\x03",
        HEAD + attribute(0x37, "c", b"") + b"\x03",
        HEAD + attribute(0x34, "c", b"") * 40 + b"\x03",
        HEAD + attribute(0x34, "c", b"") + b"\x02\x03",
        HEAD + attribute(0x36, "n", b"\0\x09zh") + b"\x03",
        HEAD[:8] + attribute(0x21, "n", 1) + b"\x03",
        b"\x02\x00",
        b"",
    ],
)
def test_what_does_not_fit_is_refused(broken):
    with pytest.raises(MalformedError):
        parse(broken)


@given(st.binary(max_size=400))
def test_any_bytes_are_an_answer_or_malformed(data):
    with contextlib.suppress(MalformedError):
        parse(data)


@given(st.data())
def test_a_real_answer_with_bytes_changed_is_an_answer_or_malformed_and_can_be_judged(data):
    job = state("job-state", 5) + keywords("job-state-reasons", "none") + number("job-impressions-completed", 1)
    printer = state("printer-state", 3) + keywords("printer-state-reasons", "media-low-warning", "paused")
    raw = bytearray(
        HEAD + b"\x02" + job + b"\x04" + printer + attribute(0x34, "c", b"") + attribute(0x37, "", b"") + b"\x03"
    )
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(MalformedError):
        answer = parse(bytes(raw))
        told = answer.group(Tag.PRINTER)
        reasons.read_printer(told)
        look = reasons.read_job(answer.group(Tag.JOB), told)
        reasons.judge(look, 1, whole=True, began=True, given_up=None)


@given(st.dictionaries(names, st.lists(st.integers(-(2**31), 2**31 - 1), min_size=1, max_size=5), max_size=6))
def test_numbers_are_read_as_they_were_written(told):
    asked = [Attribute(Tag.INTEGER, name, tuple(values)) for name, values in told.items()]
    raw = encode(Operation.VALIDATE_JOB, 3, V2_0, [(Tag.JOB, asked)])
    assert parse(raw).group(Tag.JOB) == told
    assert struct.unpack_from(">i", raw, 4) == (3,)
