"""How a call is said."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.voice.clips import SPOKEN
from display.voice.errors import UnspeakableError
from display.voice.words import CHIME, announce, announce_without_window
from hardware.speaker.wave import Pause

NUMBERS = st.from_regex(r"[A-Z]{1,2}[0-9]{3,4}", fullmatch=True)
LABELS = st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=4) | st.integers(0, 9999).map(str)
CLIPS = {CHIME, *(f"{language}-{name}" for language, names in SPOKEN.items() for name in names)}


def said(number="A017", label="3", **how):
    """The first saying of a call as words; a comma is a pause of 250 ms."""
    parts = [
        "," if part == Pause(250) else "|" if isinstance(part, Pause) else part
        for part in announce(number, label, **how)
    ]
    return " ".join(parts).split(" | ")[1]


def window(label, language):
    return said(label=label, languages=(language,)).split(" , ")[1]


def test_a_call_in_chinese_is_number_and_window():
    assert said() == "zh-please zh-a zh-0 zh-1 zh-7 zh-ticket , zh-to zh-3 zh-window"


def test_a_call_in_english_is_number_and_window():
    assert said(languages=("en",)) == "en-ticket en-a en-0 en-1 en-7 , en-window en-3"


def test_a_chime_comes_first_and_the_call_is_said_once_more():
    chime, pause, *rest = announce("A017", "3")
    assert (chime, type(pause)) == (CHIME, Pause)
    half = len(rest) // 2
    assert isinstance(rest[half], Pause)
    assert rest[:half] == rest[half + 1 :]
    assert rest.count("zh-please") == 2


def test_two_languages_take_turns():
    firsts = [part for part in announce("A017", "3", ("zh", "en")) if part in ("zh-please", "en-ticket")]
    assert firsts == ["zh-please", "en-ticket", "zh-please", "en-ticket"]


@pytest.mark.parametrize(
    "label,zh,en",
    [
        ("0", "zh-0", "en-0"),
        ("2", "zh-2", "en-2"),
        ("10", "zh-10", "en-10"),
        ("12", "zh-10 zh-2", "en-12"),
        ("20", "zh-2 zh-10", "en-20"),
        ("34", "zh-3 zh-10 zh-4", "en-30 en-4"),
        ("99", "zh-9 zh-10 zh-9", "en-90 en-9"),
        ("105", "zh-1 zh-0 zh-5", "en-1 en-0 en-5"),
        ("03", "zh-0 zh-3", "en-0 en-3"),
        ("A3", "zh-a zh-3", "en-a en-3"),
        ("b-12", "zh-b zh-1 zh-2", "en-b en-1 en-2"),
    ],
)
def test_a_label_of_two_digits_is_counted_and_a_longer_one_spelled(label, zh, en):
    assert window(label, "zh") == f"zh-to {zh} zh-window"
    assert window(label, "en") == f"en-window {en}"


def test_a_one_is_yao_where_a_hall_says_so_but_never_in_a_counted_window():
    assert said("A111", "11", yao=True) == "zh-please zh-a zh-yao zh-yao zh-yao zh-ticket , zh-to zh-10 zh-1 zh-window"


@pytest.mark.parametrize("label", ["综合", "", " ", "3楼", "é"])
def test_a_label_that_no_clip_says_is_told(label):
    with pytest.raises(UnspeakableError) as caught:
        announce("A017", label)
    assert caught.value.text == label


def test_without_a_window_the_number_is_said_and_to_look_at_the_screen_and_once_more():
    chime, _pause, *rest = announce_without_window("A1", ("zh", "en"))
    clips = [part for part in rest if isinstance(part, str)]
    assert chime == CHIME
    assert clips == 2 * [
        "zh-please",
        "zh-a",
        "zh-1",
        "zh-ticket",
        "zh-screen",
        "en-ticket",
        "en-a",
        "en-1",
        "en-screen",
    ]
    assert CLIPS.issuperset(clips)


@given(NUMBERS, LABELS, st.sampled_from([("zh",), ("en",), ("zh", "en"), ("en", "zh")]), st.booleans())
def test_every_number_and_label_has_all_its_clips(number, label, languages, yao):
    assert {part for part in announce(number, label, languages, yao=yao) if isinstance(part, str)} <= CLIPS


@given(NUMBERS, NUMBERS)
def test_two_numbers_never_sound_the_same(one, other):
    assert (announce(one, "3") == announce(other, "3")) == (one == other)
