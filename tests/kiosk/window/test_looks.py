"""Every screen of the terminal in every language and size: nothing cut, nothing overlapping, all of it said."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from kiosk.ui.show import Show
from kiosk.ui.stage import play
from kiosk.window.app import CATALOGUE, VIEW
from kiosk.window.models import WindowModel
from tests.kiosk.window.faces import FACES, SIZES

CASES = [(name, language, size) for name in FACES for language in ("zh", "en") for size in SIZES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}-{case[2][0]}x{case[2][1]}")
def test_a_screen_is_whole_and_readable(case, qtbot):
    name, language, size = case
    face, queues = FACES[name]
    model = WindowModel(replace(face, language=language))
    model.show_queues(queues)
    show = Show(VIEW, [CATALOGUE], terminal=model)
    show.open(size)
    qtbot.waitUntil(show.window.isExposed)
    show.window.grabWindow()
    try:
        nothing_is_cut_and_nothing_lies_on_another(show.window)
        every_button_is_whole_in_the_window(show.window)
    finally:
        show.close()


def test_the_reasons_for_a_pause_are_whole_and_cover_what_lies_behind(qtbot):
    for language in ("zh", "en"):
        for size in SIZES:
            face, queues = FACES["open"]
            model = WindowModel(replace(face, language=language))
            model.show_queues(queues)
            show = Show(VIEW, [CATALOGUE], terminal=model)
            show.open(size)
            qtbot.waitUntil(show.window.isExposed)
            play(show.window, "key F7")
            show.window.grabWindow()
            reasons = [item for item in visible(show.window.contentItem()) if item.objectName().startswith("reason-")]
            assert len(reasons) == 4
            for reason in reasons:
                assert QRectF(0, 0, *size).contains(place(reason))
            show.close()


def test_every_word_of_the_terminal_has_its_english():
    for message in ET.parse(CATALOGUE).iter("message"):
        english = message.find("translation")
        assert english.get("type") is None, message.findtext("source")
        assert english.text, message.findtext("source")
    spoken = "".join(path.read_text("utf-8") for path in Path(VIEW).parent.glob("*.qml"))
    told = {message.findtext("source") for message in ET.parse(CATALOGUE).iter("message")}
    assert spoken.count("qsTr(") >= len(told)


def visible(item: QQuickItem):
    found = [item]
    for child in item.childItems():
        if child.isVisible() and child.opacity() > 0:
            found += visible(child)
    return found


def texts(window):
    return [item for item in visible(window.contentItem()) if item.inherits("QQuickText") and item.property("text")]


def place(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def ink(text: QQuickItem) -> QRectF:
    """About where a text's letters are, less the room that the font leaves above and below them."""
    size = text.property("font").pixelSize()
    return place(text).adjusted(0, 0.3 * size, 0, -0.25 * size)


def clipped(item: QQuickItem) -> bool:
    """Whether it may be scrolled away, as those who wait may."""
    while item := item.parentItem():
        if item.clip():
            return True
    return False


def nothing_is_cut_and_nothing_lies_on_another(window):
    whole = QRectF(0, 0, window.width(), window.height()).adjusted(-1, -1, 1, 1)
    fixed = [text for text in texts(window) if not clipped(text)]
    for text in texts(window):
        assert not text.property("truncated"), text.property("text")
        assert text.property("contentWidth") <= text.width() + 1, text.property("text")
    for text in fixed:
        assert whole.contains(ink(text)), text.property("text")
    for one, other in combinations(fixed, 2):
        common = ink(one).intersected(ink(other))
        a_key = {one.property("text"), other.property("text")} & {
            "F3",
            "F6",
            "F7",
            "F8",
            "F9",
            "空格",
            "Space",
            "回车",
            "Enter",
        }
        if not a_key:  # a key's name stands in the corner of its button, above the box of the words but not on them
            assert min(common.width(), common.height()) <= 1, (one.property("text"), other.property("text"))


def every_button_is_whole_in_the_window(window):
    whole = QRectF(0, 0, window.width(), window.height()).adjusted(-1, -1, 1, 1)
    buttons = [item for item in visible(window.contentItem()) if item.inherits("QQuickAbstractButton")]
    assert buttons
    for button in buttons:
        assert whole.contains(place(button)), button.objectName()
        for text in visible(button):
            if text.inherits("QQuickText") and text.property("text"):
                assert place(button).contains(ink(text)), text.property("text")
    for one, other in combinations(buttons, 2):
        assert not place(one).intersects(place(other))
