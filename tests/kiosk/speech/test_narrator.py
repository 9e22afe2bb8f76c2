"""Somebody on a screen that they hear."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.narrator import OWN, Narrator, Told
from kiosk.speech.screen import Screen, Stop

WORDS = {"choices": "%1 choices.", "on": "on", "off": "off", "chosen": "chosen", "choosable": "can be chosen"}
TAX, FEES = Stop("Button", "Tax", "tax"), Stop("CheckBox", "Large type", "large")
PAGE = Screen(title="Choose", texts=("Choose", "Hello"), stops=(TAX, FEES))
QUESTION = Screen(asks=True, title="There?", texts=("There?", "Back in 9 s"), stops=(Stop("Button", "Yes", "stay"),))


def narrator(*seen):
    made = Narrator(lambda name: WORDS.get(name, name))
    for screen in seen:
        made.look(screen)
    return made


def test_a_page_is_read_when_it_comes_and_not_again():
    one = narrator()
    assert one.look(PAGE) == Told(("Choose", "Hello", "2 choices."))
    assert one.look(PAGE) == Told(after=True)


def test_what_is_new_on_a_page_waits_until_the_rest_was_said():
    changed = replace(PAGE, texts=(*PAGE.texts, "Take your ticket"))
    assert narrator(PAGE).look(changed) == Told(("Take your ticket",), after=True)


def test_of_two_news_that_tell_the_same_the_shorter_is_said():
    changed = replace(PAGE, texts=("Choose", "3 signs", "18 in all, 3 signs so far"))
    assert narrator(PAGE).look(changed).lines == ("3 signs",)


def test_of_a_text_that_grows_what_was_added_is_said():
    one = narrator(replace(PAGE, texts=("Write", "Three weeks ago")))
    assert one.look(replace(PAGE, title="Choose", texts=("Write", "Three weeks ago I"))).lines == (" I",)


def test_the_keys_go_through_every_control_and_round():
    one = narrator(PAGE)
    assert one.move(1) == ("Tax, button",)
    assert one.here() == ("Tax, button",)
    assert one.move(1) == ("Large type, off",)
    for _ in OWN:
        one.move(1)
    assert one.stop.key == OWN[-1]
    assert one.move(1)[0] == "Choose"
    assert one.move(-1) == (f"{OWN[-1]}, button",)


def test_state_and_place_are_told_with_the_name():
    stops = (
        Stop("RadioButton", "Monday", "a", checked=True),
        Stop("RadioButton", "Tuesday", "b"),
        Stop("CheckBox", "Large type", "c", checked=True),
        Stop("Button", "Tax", "d", usable=False),
        Stop("Button", "I am back", "e", within="A017"),
        Stop("Heading", "Papers\n1. Card", "f"),
    )
    one = narrator(replace(PAGE, stops=stops))
    assert [one.move(1) for _ in stops] == [
        ("Monday, chosen",),
        ("Tuesday, can be chosen",),
        ("Large type, on",),
        ("Tax, button, unusable",),
        ("A017, I am back, button",),
        ("Papers", "1. Card"),
    ]


def test_another_page_is_begun_at_its_beginning():
    one = narrator(PAGE)
    one.move(1)
    assert one.look(replace(PAGE, title="Yours", texts=("Yours",))).lines[0] == "Yours"
    assert one.stop is None


def test_a_question_is_asked_once_and_its_seconds_do_not_count_aloud():
    one = narrator(PAGE)
    assert one.look(QUESTION).lines == ("There?", "Back in 9 s", "Yes, button")
    assert one.look(replace(QUESTION, texts=("There?", "Back in 8 s"))).lines == ()


def test_after_a_question_they_are_where_they_were():
    one = narrator(PAGE)
    one.move(1)
    one.look(QUESTION)
    assert one.look(PAGE).lines == ("Choose", "Tax, button")
    assert one.stop == TAX


@given(st.lists(st.integers(-2, 2)), st.lists(st.integers(0, 4), min_size=1))
def test_wherever_they_go_and_however_the_screen_changes_something_is_there(moves, counts):
    one = narrator(PAGE)
    for by, count in zip(moves, counts * len(moves), strict=False):
        one.look(replace(PAGE, stops=tuple(Stop("Button", f"b{n}", f"b{n}") for n in range(count))))
        assert one.move(by)
        assert one.here()
