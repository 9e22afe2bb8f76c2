"""What docs/kiosk.md draws is what the kiosk follows."""

from kiosk.citizen.flow import TABLE
from tests.docs.diagrams import drawn_into
from tests.docs.kiosk import ANYWHERE, CHAPTERS, PAGE, drawings


def test_the_drawings_are_made_from_the_table():
    page = PAGE.read_text("utf-8")
    assert drawn_into(page, drawings()) == page
    assert "welcome --> choose: without-card" in page


def test_every_way_from_a_page_that_is_not_the_last_one_stands_in_a_drawing():
    drawn = {state for states in CHAPTERS.values() for state in states}
    ends = {state for state in TABLE if all(after.value in {"welcome", state.value} for after in ways(state))}
    assert set(TABLE) == drawn | ends


def ways(state):
    return {after for event, after in TABLE[state].items() if event not in ANYWHERE}
