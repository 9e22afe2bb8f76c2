import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue import letters
from kiosk.catalogue.spelling import Spelling, one_apart, southern

SPELLING = Spelling({"西": ("xi",), "安": ("an",), "先": ("xian",), "证": ("zheng",), "绿": ("lv",), "c": ("c",)})
WORDS = st.text("abcn", max_size=6)


def test_what_can_be_cut_in_two_ways_is_understood_in_both():
    assert list(SPELLING.whole("xian")) == [("先",), ("西", "安")]
    assert SPELLING.patterns(["xi", "an"], SPELLING.whole) == [("西", "安")]


def test_a_last_syllable_may_be_begun():
    assert list(SPELLING.whole("xizh")) == []
    assert list(SPELLING.begun("xizh")) == [("西", "证")]


def test_a_letter_of_a_name_is_found_as_itself():
    assert list(SPELLING.initials("cz")) == [("c", "证")]


def test_an_umlaut_may_be_typed_as_u_or_v():
    assert list(SPELLING.whole("lu")) == list(SPELLING.whole("lv")) == [("绿",)]


@pytest.mark.parametrize(
    "one, other",
    [
        ("zhi", "zi"),
        ("chi", "ci"),
        ("shi", "si"),
        ("nan", "lan"),
        ("zheng", "zhen"),
        ("fa", "hua"),
        ("fu", "hu"),
        ("fei", "hui"),
    ],
)
def test_pairs_that_the_south_takes_for_one_sound_alike(one, other):
    assert southern(one) == southern(other)


@pytest.mark.parametrize("one, other", [("zhi", "ji"), ("ban", "pan"), ("ju", "zhu"), ("shi", "xi"), ("n", "ng")])
def test_other_pairs_do_not(one, other):
    assert southern(one) != southern(other)


@given(WORDS, WORDS)
def test_one_apart_is_what_one_edit_makes(one, other):
    swaps = {one[:n] + one[n + 1] + one[n] + one[n + 2 :] for n in range(len(one) - 1)}
    fewer = {one[:n] + one[n + 1 :] for n in range(len(one))}
    changed = {one[:n] + letter + one[n + 1 :] for n in range(len(one)) for letter in "abcn"}
    more = {one[:n] + letter + one[n:] for n in range(len(one) + 1) for letter in "abcn"}
    assert one_apart(one, other) == (other != one and other in swaps | fewer | changed | more)


@pytest.mark.parametrize(
    "typed, runs",
    [
        ("ju1zhu4", [["ju", "zhu"]]),
        ("C1驾照", [["c", "1", "驾", "照"]]),
        ("xi'an", [["xi", "an"]]),
        ("Jū Zhù", [["ju"], ["zhu"]]),
        ("nǚ", [["nv"]]),
        ("ＡＢ（证）", [["ab"], ["证"]]),
    ],
)
def test_what_is_typed_is_taken_apart(typed, runs):
    assert letters.words(typed) == runs


def test_a_text_is_squeezed_to_what_counts_and_knows_where_it_stood():
    assert letters.squeeze("户口（迁移）Ａ") == ("户口迁移a", [0, 1, 3, 4, 6])
