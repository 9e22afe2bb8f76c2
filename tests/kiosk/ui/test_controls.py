"""The controls that all touch apps share, pressed by real events."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest

from kiosk.citizen.app import CATALOGUES
from kiosk.ui.show import Show
from kiosk.ui.stage import NotYetError, PlayError, find, play


@pytest.fixture
def show(qtbot):
    show = Show(Path(__file__).with_name("Sample.qml"), CATALOGUES, kiosk=QObject())
    show.open((1080, 1920))
    qtbot.waitUntil(show.window.isExposed)
    yield show
    show.close()


def texts(item):
    """Every text that is to be seen below an item."""
    found = [item.property("text")] if item.property("text") and item.isVisible() else []
    return found + [text for child in item.childItems() if child.isVisible() for text in texts(child)]


def test_a_tap_presses_what_lies_under_the_finger(show):
    play(show.window, "tap tile")
    play(show.window, "tap on")
    assert show.window.property("presses") == 11


@pytest.mark.parametrize("key", ["Return", "Enter", "Space"])
def test_enter_and_space_press_what_has_the_focus(show, key):
    find(show.window, "tile").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    play(show.window, f"key {key}")
    assert show.window.property("presses") == 1


def test_tab_reaches_every_control_and_the_focus_is_seen(show):
    seen = set()
    for _ in range(3):
        QTest.keyClick(show.window, Qt.Key.Key_Tab)
        focused = show.window.activeFocusItem()
        assert focused.property("visualFocus") is True
        seen.add(focused.objectName())
    assert seen == {"tile", "back", "on"}


def test_a_field_is_typed_into_by_keys(show):
    play(show.window, "type field c001")
    assert find(show.window, "field").property("text") == "c001"


def test_back_is_told_to_the_page(show):
    play(show.window, "tap back")
    assert show.window.property("backs") == 1


def test_the_first_language_stands_large_and_the_other_under_it_and_they_change_places(show):
    greeting = find(show.window, "greeting")
    assert texts(greeting) == ["返回", "Back"]
    large, small = greeting.childItems()
    assert small.property("font").pixelSize() == pytest.approx(large.property("font").pixelSize() * 0.55, abs=1)
    play(show.window, "language en")
    assert texts(greeting) == ["Back", "返回"]


def test_markup_in_a_name_is_shown_as_it_is(show):
    tile = find(show.window, "tile")
    (name,) = (item for item in _all(tile) if item.property("text") == "<b>户籍</b>" and item is not tile)
    assert name.property("contentWidth") > 4 * name.property("font").pixelSize()  # two signs and seven of markup


def _all(item):
    return [item, *(below for child in item.childItems() for below in _all(child))]


def test_values_are_filled_into_both_languages(show):
    assert texts(find(show.window, "on")) == ["好 7"]


def test_the_unit_follows_the_shorter_side(show, qtbot):
    tile = find(show.window, "tile")
    assert tile.width() == pytest.approx(444)
    play(show.window, "size 960x540")
    qtbot.waitUntil(lambda: tile.width() == pytest.approx(222))


def test_a_picture_of_the_window_has_its_size(show, tmp_path):
    play(show.window, f"grab {tmp_path}/a.png")
    head = (tmp_path / "a.png").read_bytes()[:24]
    assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (1080, 1920)


def test_what_can_not_be_played_says_why(show):
    with pytest.raises(NotYetError, match="not on the screen"):
        play(show.window, "tap nothing")
    for line in ("key Nonsense", "size wide", "dance", "grab /nowhere/a.png"):
        with pytest.raises(PlayError):
            play(show.window, line)
