"""Every page in every language, orientation and size of picture: nothing cut, nothing overlapping, all of it said."""

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF

from kiosk.citizen import moments
from kiosk.citizen.app import CATALOGUE, VIEW
from kiosk.ui.show import Show
from tests.kiosk.citizen.faces import FACES, SIZES, model_of
from tests.kiosk.sight import controls, ink, place, texts, visible

CASES = [(name, language, size) for name in FACES for language in ("zh", "en") for size in SIZES]
LEAST_TARGET = 100  # pixels at 1080 across: 20 mm and more on 21.5 inches upright
LEAST_APART = 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}-{case[2][0]}")
def test_a_page_is_whole_and_readable_and_its_controls_fit_a_finger(case, qtbot):
    name, language, size = case
    face, _ = FACES[name]
    model = model_of(name, language)
    show = Show(VIEW, [CATALOGUE], kiosk=model)
    show.open(size)
    qtbot.waitUntil(show.window.isExposed)
    show.window.grabWindow()
    try:
        no_text_is_cut_or_wider_than_its_place(show.window)
        every_text_stands_inside_the_window_and_inside_its_control(show.window)
        if face.seconds_left < 0:  # else a question lies over the page on purpose
            no_two_texts_and_no_text_and_button_lie_on_each_other(show.window)
        every_control_is_large_enough_for_a_finger_and_stands_apart(show.window)
        both_languages_are_told(show.window)
    finally:
        show.close()


def no_text_is_cut_or_wider_than_its_place(window):
    for text in texts(window):
        assert not text.property("truncated"), text.property("text")
        assert text.property("contentWidth") <= text.width() + 1, text.property("text")
        if text.objectName() != "number":  # its line leaves room for accents that digits do not have
            assert text.property("contentHeight") <= text.height() + 1, text.property("text")


def every_text_stands_inside_the_window_and_inside_its_control(window):
    glass = QRectF(0, 0, window.width(), window.height())
    for text in texts(window):
        assert glass.contains(place(text)), text.property("text")
    for control in controls(window):
        for item in visible(control):
            if item.inherits("QQuickText") and item.property("text"):
                assert place(control).contains(place(item)), item.property("text")


def no_two_texts_and_no_text_and_button_lie_on_each_other(window):
    letters = [(text, ink(text)) for text in texts(window) if text.objectName() != "number"]
    for (one, a), (other, b) in combinations(letters, 2):
        common = a.intersected(b)
        assert min(common.width(), common.height()) <= 2, (one.property("text"), other.property("text"))
    for control in controls(window):
        inside = visible(control)
        for text, box in letters:
            if text not in inside:
                assert not place(control).intersects(box), text.property("text")


def every_control_is_large_enough_for_a_finger_and_stands_apart(window):
    boxes = [place(control) for control in controls(window)]
    if any(item.objectName() == "stay" for item in controls(window)):
        boxes = [place(item) for item in controls(window) if item.objectName() == "stay"]
    for box in boxes:
        assert min(box.width(), box.height()) >= LEAST_TARGET
    for a, b in combinations(boxes, 2):
        apart = max(b.left() - a.right(), a.left() - b.right(), b.top() - a.bottom(), a.top() - b.bottom())
        assert apart >= LEAST_APART - 1


def both_languages_are_told(window):
    said = "".join(text.property("text") for text in texts(window))
    assert any("\u4e00" <= sign <= "\u9fff" for sign in said)
    assert any(sign.isascii() and sign.isalpha() for sign in said)


@pytest.mark.parametrize(
    "likely, at_most, zh, en",
    [
        (59, None, "大约等 59 分钟", "About 59 min to wait"),
        (60, None, "大约等 1 小时", "About 1 h to wait"),
        (60, 245, "大约等 1 小时，最多 4 小时 5 分钟", "About 1 h to wait, at most 4 h 5 min"),
    ],
)
def test_the_likely_wait_and_the_longest_are_told_in_hours_and_minutes(qtbot, likely, at_most, zh, en):
    model = model_of("ticket-longest")
    words = {"likely": moments.wait(likely * 60), "at_most": moments.wait(at_most * 60) if at_most else None}
    model.show(replace(model.shown, **words))
    show = Show(VIEW, [CATALOGUE], kiosk=model)
    show.open(SIZES[0])
    qtbot.waitUntil(show.window.isExposed)
    try:
        assert {zh, en} <= {text.property("text") for text in texts(show.window)}
    finally:
        show.close()


@pytest.mark.parametrize(
    "name, what, now",
    [
        ("closed-now", "这项业务现在不能取号", "明天 09:00 开始取号，请那时再来。"),
        ("closed-somewhen", "这项业务现在不能取号", "请到咨询台，工作人员会帮您。"),
        ("limit-reached", "您今天的号已经取满了", "请到咨询台，工作人员会帮您。"),
        ("not-allowed", "这件事在这台机器上办不了", "请到咨询台，工作人员会帮您。"),
        ("unmet-need", "现在没有窗口能满足您的需要", "请到咨询台，工作人员会帮您。"),
        ("comebacks-over", "这个号不能在这里恢复了", "请到咨询台，工作人员会帮您。"),
        ("booked-already", "这项业务您已经约过了", "请返回，看一看已有的预约。"),
        ("over-today", "这项业务今天不再办理了", "请到咨询台，工作人员会帮您。"),
        ("not-answered", "还没有办好", "请返回再试一次，或者到咨询台。"),
        ("not-done", "这次没有办成", "请返回再试一次，或者到咨询台。"),
    ],
)
def test_a_refusal_is_one_calm_sentence_and_what_to_do_now(qtbot, name, what, now):
    show = Show(VIEW, [CATALOGUE], kiosk=model_of(name))
    show.open(SIZES[0])
    qtbot.waitUntil(show.window.isExposed)
    try:
        assert {what, now} <= {text.property("text") for text in texts(show.window)}
    finally:
        show.close()
