"""Keys to codes."""

from hypothesis import given
from hypothesis import strategies as st

from hardware.keys import code_of, moves
from hardware.scanner.scanner import LONGEST
from hardware.scanner.typed import Typed
from tests.hardware.callbutton.buttons import key
from tests.hardware.scanner.scanners import strokes

PRINTED = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=80)


@given(PRINTED, st.sampled_from(["enter", "kpenter", "tab"]))
def test_every_sign_of_a_keyboard_comes_as_it_was_typed(text, end):
    typed = Typed()
    assert list(typed.take(moves(strokes(text) + key(code_of(end), 1, 0))[0])) == [text]
    assert list(typed.end()) == []


def test_codes_that_come_at_once_are_told_apart():
    raw = strokes("Ab1") + key(code_of("enter"), 1, 0) + strokes("c:D") + key(code_of("enter"), 1, 0)
    assert list(Typed().take(moves(raw)[0])) == ["Ab1", "c:D"]


def test_a_shift_whose_end_was_missed_does_not_spoil_the_next_code():
    typed = Typed()
    assert list(typed.take(moves(key(code_of("leftshift"), 1) + strokes("a") + key(code_of("enter"), 1, 0))[0])) == [
        "A"
    ]
    assert list(typed.take(moves(strokes("a") + key(code_of("enter"), 1, 0))[0])) == ["a"]


@given(st.lists(st.tuples(st.integers(0, 0x2FF), st.integers(0, 1)), max_size=3 * LONGEST))
def test_any_keys_are_codes_of_a_length_or_nothing(moved):
    typed = Typed()
    assert all(0 < len(text) <= LONGEST for text in [*typed.take(moved), *typed.end()])


def test_the_beginning_of_a_code_that_is_too_long_is_not_told_for_the_spaces_in_it():
    typed = Typed()
    list(typed.take(moves(strokes("7" + " " * LONGEST + "7"))[0]))
    assert list(typed.end()) == []
