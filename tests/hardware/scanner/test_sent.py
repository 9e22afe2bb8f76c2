"""Bytes of a serial line to codes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.scanner.scanner import LONGEST
from hardware.scanner.sent import Sent

CODES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40)
LARGEST = 7089
"""Digits in the largest QR code there is."""


def told(sent, pieces):
    return [code for piece in pieces for code in sent.take(piece)]


def cut(raw, at):
    places = [0, *sorted(place % (len(raw) + 1) for place in at), len(raw)]
    return [raw[one:other] for one, other in pairwise(places)]


@given(st.lists(CODES, max_size=5), st.sampled_from(["\r", "\n", "\r\n"]), st.lists(st.integers(0, 2000), max_size=8))
def test_codes_come_as_they_were_sent_however_the_line_cuts_them(codes, end, at):
    sent = Sent()
    assert told(sent, cut("".join(code + end for code in codes).encode(), at)) == codes
    assert list(sent.end()) == []


@pytest.mark.parametrize("sign", ["7", "号", "𠮷", " 7"])
@given(st.integers(LONGEST + 1, LARGEST), st.lists(st.integers(0, 4 * LARGEST), max_size=8))
def test_nothing_of_a_code_that_is_none_of_ours_for_its_length_is_told(sign, size, at):
    sent = Sent()
    assert told(sent, [*cut((sign * size)[:size].encode(), at), b"\r\n", b"next\r\n"]) == ["next"]


def test_a_line_on_which_no_code_ever_ends_is_not_kept():
    sent = Sent()
    assert told(sent, [bytes([0x37]) * 4096] * 20) == []
    assert len(sent._rest) <= 4 * LONGEST + 1
    assert list(sent.end()) == []
    assert told(sent, [b"next\n"]) == ["next"]


@given(st.lists(st.binary(max_size=LONGEST)))
def test_any_bytes_are_codes_of_a_length_or_nothing(pieces):
    sent = Sent()
    assert all(0 < len(code) <= LONGEST and code == code.strip() for code in [*told(sent, pieces), *sent.end()])
