"""Every screen of the terminal in every language and size: nothing cut, nothing overlapping, all of it said."""

from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from kiosk.ui.stage import find
from kiosk.window.app import CATALOGUE, VIEW
from tests.kiosk.window.faces import FACES, LONG_NOTE, PANELS, SCENES, SIZES
from tests.kiosk.window.showing import shown

LANGUAGES = ("zh", "en")
EACH_SHAPE = [(320, 480), (320, 600), (480, 720), (720, 480)]
"""A larger window shows the same, only larger."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENES)
def test_a_screen_is_whole_and_readable_in_every_size(name, language, qtbot):
    with shown(SCENES[name], language, SIZES[0]) as window:
        qtbot.waitUntil(window.isExposed)
        for size in SIZES if name in FACES and "said-" not in name else EACH_SHAPE:
            window.resize(*size)
            qtbot.waitUntil(lambda size=size: room(window) == size)
            window.grabWindow()
            nothing_is_cut_and_nothing_lies_on_another(window)
            every_button_is_whole_in_the_window(window)


@pytest.mark.parametrize("name", PANELS)
def test_behind_a_panel_nothing_is_seen_or_pressed(name, qtbot):
    with shown(SCENES[name], "zh", SIZES[0]) as window:
        qtbot.waitUntil(window.isExposed)
        names = {item.objectName() for item in visible(window.contentItem())}
        assert "back" in names
        assert names.isdisjoint({"call-next", "recall", "sign-out", "number"})


def test_the_verbs_stand_where_they_stood_whatever_happens_at_the_window(qtbot):
    at_work = [name for name, scene in SCENES.items() if scene.face.page == "work" and scene.panel is None]
    places: dict[str, QRectF] = {}
    for name in at_work:
        with shown(SCENES[name], "zh", SIZES[0]) as window:
            qtbot.waitUntil(window.isExposed)
            for verb in (
                "recall",
                "no-show",
                "park-ticket",
                "transfer-ticket",
                "note",
                "incomplete",
                "void-ticket",
                "call-support",
            ):
                button = next(item for item in visible(window.contentItem()) if item.objectName() == verb)
                assert place(button) == places.setdefault(verb, place(button)), (name, verb)


def test_a_long_wait_is_told_in_hours_and_minutes(qtbot):
    for language, words in (("zh", "1208 人 · 最久 4 小时 5 分钟"), ("en", "1208 · up to 4 h 5 min")):
        with shown(SCENES["crowded"], language, SIZES[0]) as window:
            qtbot.waitUntil(window.isExposed)
            assert words in said(window)


def test_what_is_particular_about_a_ticket_and_a_queue_is_said_in_words(qtbot):
    with shown(SCENES["visit"], "zh", SIZES[-1]) as window:
        qtbot.waitUntil(window.isExposed)
        assert {
            "人多，请支援", "本窗口支援", "5 号窗口请求支援", "综合受理1窗口请求支援",
            "服务中 · 李静 · 已请支援", "后台 2 件 · 最久 41 分钟", "A007 后台在办",
            "A018 绿色通道 已授权", "A013 已恢复", "A016 转来 指定本窗口", "A019 低位柜台", "B032 指定别处",
            "备注：材料齐全，只差一张近期照片；已告诉她楼下可以拍。",
            "已办_社会保障__·  正在办_居住证办理__·  待办_税务".replace("_", "\u00a0"),
        } <= said(window)  # fmt: skip


def test_of_many_who_keep_a_window_two_are_named_and_all_are_counted(qtbot):
    for language, words in (
        ("zh", "A017、B002 等 18 位只能在这里办。"),
        ("en", "A017, B002 and more (18) wait for you."),
    ):
        with shown(SCENES["said-close-window-holders-wait"], language, SIZES[0]) as window:
            qtbot.waitUntil(window.isExposed)
            assert any(text.startswith(words) for text in said(window))


def test_a_note_of_every_length_is_seen_whole_while_it_is_written(qtbot):
    with shown(SCENES["note-refused"], "zh", SIZES[0]) as window:
        qtbot.waitUntil(window.isExposed)
        for size in SIZES:
            window.resize(*size)
            qtbot.waitUntil(lambda size=size: room(window) == size)
            find(window, "text").setProperty("text", LONG_NOTE)
            window.grabWindow()
            (written,) = [item for item in visible(window.contentItem()) if item.inherits("QQuickTextInput")]
            assert written.property("text") == LONG_NOTE
            assert written.property("contentHeight") <= written.height() + 1
            assert place(written).bottom() < place(find(window, "said")).top()


def test_every_word_of_the_terminal_has_its_english():
    for message in ET.parse(CATALOGUE).iter("message"):
        english = message.find("translation")
        assert english.get("type") is None, message.findtext("source")
        assert english.text, message.findtext("source")
    spoken = "".join(path.read_text("utf-8") for path in Path(VIEW).parent.glob("*.qml"))
    told = {message.findtext("source") for message in ET.parse(CATALOGUE).iter("message")}
    assert spoken.count("qsTr(") >= len(told)


def room(window):
    content = window.contentItem()
    return content.width(), content.height()


def visible(item: QQuickItem):
    item.ensurePolished()  # else what was made just now may not be in its place yet
    found = [item]
    for child in item.childItems():
        if child.isVisible() and child.opacity() > 0:
            found += visible(child)
    return found


def texts(window):
    return [item for item in visible(window.contentItem()) if item.inherits("QQuickText") and item.property("text")]


def said(window):
    return {text.property("text") for text in texts(window)}


def place(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def ink(text: QQuickItem) -> QRectF:
    """About where a text's letters are, less the room that the font leaves above and below them."""
    size = text.property("font").pixelSize()
    return place(text).adjusted(0, 0.3 * size, 0, -0.25 * size)


def clipped(item: QQuickItem) -> bool:
    """Whether it may be scrolled away, as those who wait may."""
    return any(one.clip() for one in above(item))


def scrolled_away(item: QQuickItem) -> bool:
    """Whether it is not wholly in what it may be scrolled in."""
    return any(one.clip() and not place(one).contains(place(item)) for one in above(item))


def nothing_is_cut_and_nothing_lies_on_another(window):
    whole = QRectF(0, 0, window.width(), window.height()).adjusted(-1, -1, 1, 1)
    fixed = [text for text in texts(window) if not clipped(text)]
    for text in texts(window):
        assert not text.property("truncated"), text.property("text")
        assert text.property("contentWidth") <= text.width() + 1, text.property("text")
    for text in fixed:
        assert whole.contains(ink(text)), text.property("text")
    for one, other in combinations(fixed, 2):
        common = letters(one).intersected(letters(other))
        assert min(common.width(), common.height()) <= 1, (one.property("text"), other.property("text"))


def letters(text: QQuickItem) -> QRectF:
    """The ink of a text; a button's words stand in its middle, with its key beside them."""
    box, width = ink(text), text.property("contentWidth")
    if not any(item.inherits("QQuickAbstractButton") for item in above(text)):
        return box
    return QRectF(box.center().x() - width / 2, box.y(), width, box.height())


def above(item: QQuickItem):
    while item := item.parentItem():
        yield item


def every_button_is_whole_in_the_window(window):
    whole = QRectF(0, 0, window.width(), window.height()).adjusted(-1, -1, 1, 1)
    buttons = [item for item in visible(window.contentItem()) if item.inherits("QQuickAbstractButton")]
    assert buttons
    for button in buttons:
        if not clipped(button):
            assert whole.contains(place(button)), button.objectName()
        if scrolled_away(button):
            continue
        for text in visible(button):
            if text.inherits("QQuickText") and text.property("text"):
                assert place(button).contains(ink(text)), text.property("text")
    for one, other in combinations(buttons, 2):
        if not clipped(one) and not clipped(other):
            assert not place(one).intersects(place(other))
    for told in [item for item in visible(window.contentItem()) if item.objectName() == "said"]:
        assert place(told.parentItem()).contains(place(told)), told.property("words")
        for button in [*buttons, *(item for item in visible(window.contentItem()) if item.objectName() == "text")]:
            assert clipped(button) or not place(told.parentItem()).intersects(place(button)), button.objectName()
