"""Every page in every language, mode and shape of glass: nothing cut, nothing overlapping, all of it said."""

from collections import defaultdict
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from kiosk.citizen import moments
from tests.kiosk.citizen.faces import FACES, SIZES
from tests.kiosk.citizen.showing import INCHES, MODES, PANELS, TALL_INCHES, Shown
from tests.kiosk.languages import LONG, RIGHT_TO_LEFT, write_pseudo
from tests.kiosk.sight import controls, ink, place, sight, texts, visible

PAGES = (*FACES, *PANELS)
SOME = (
    *("welcome", "lay-again", "card-unknown", "choose-3", "choose-all", "choose-alone-12", "still-there", "asking"),
    *("ticket-why", "ticket-longest", "paper-out", "holding-called", "closed-now", "mine-missed", "mine-today"),
    *("appointment", "slots", "slots-picked", "booked", "find-events", "find-hits", "languages", "modes"),
    *("requests", "about", "words-written", "contact-needed", "review-longest"),
)
"""A page of each make, with the most on it."""
UPRIGHT, LYING = SIZES
LEAST_INCHES = 15.6
CASES = [
    *(("zh", "plain", size, INCHES, PAGES) for size in SIZES),
    *(("en", "plain", size, INCHES, PAGES) for size in SIZES),
    *((LONG, "plain", size, INCHES, PAGES) for size in SIZES),
    *((RIGHT_TO_LEFT, "plain", size, INCHES, SOME) for size in SIZES),
    *(("zh", "large", size, INCHES, PAGES) for size in SIZES),
    *((LONG, "large", size, INCHES, PAGES) for size in SIZES),
    ("zh-hant", "plain", UPRIGHT, INCHES, SOME),
    ("en", "plain", UPRIGHT, LEAST_INCHES, SOME),
    ("en", "low", UPRIGHT, TALL_INCHES, SOME),
]
FINGER_MM, APART_MM = 20, 16
LIST_APART_MM, KEY_APART_MM = 7.5, 2.9
"""What is found stands nearer, so that more of it is seen; so do the keys of a keyboard, which are narrower too."""


@pytest.fixture(scope="module")
def shown_on(qapp, tmp_path_factory):  # noqa: ARG001 - Qt is to be there before a window
    """A window on glass of so many inches, made once."""
    pseudo = write_pseudo(tmp_path_factory.mktemp("languages"))
    windows: dict[float, Shown] = {}

    def on(inches=INCHES):
        if inches not in windows:
            windows[inches] = Shown(pseudo, inches)
        return windows[inches]

    yield on
    for shown in windows.values():
        shown.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}-{case[2][0]}-{case[3]}")
def test_pages_are_whole_and_readable_and_their_controls_fit_a_finger(case, shown_on):
    language, mode, size, inches, pages = case
    shown = shown_on(inches)
    faults = []
    for name in pages:
        shown.page(name, language, MODES[mode], size)
        try:
            the_page_is_well(shown, name)
        except AssertionError as fault:
            faults.append(f"{name}: {str(fault).splitlines()[0]}")
    assert not faults, "\n".join(["", *faults])


def the_page_is_well(shown, name):
    window = shown.window
    seen: dict[QQuickItem, list[QRectF]] = defaultdict(list)
    while True:
        no_text_is_cut_or_wider_than_its_place(window)
        every_text_stands_inside_its_control(window)
        if name != "still-there":  # else a question lies over the page on purpose
            no_two_texts_and_no_text_and_button_lie_on_each_other(window)
        apart = LIST_APART_MM if name.startswith("find-") else APART_MM
        every_control_is_large_enough_for_a_finger_and_stands_apart(window, apart)
        for text in texts(window):
            seen[text].append(sight(text).translated(-place(text).topLeft()))
        if not one_page_down(shown):
            break
    for text, parts in seen.items():
        assert covers(parts, text), ["never wholly in sight", text.property("text")]
    several_languages_are_told(window)


def covers(parts, text):
    """Whether what was seen of it, page by page, is all of it."""
    if not all(part.isEmpty() or (part.left() <= 1 and part.right() >= text.width() - 1) for part in parts):
        return False
    reached = 1.0
    for part in parts:
        if part.top() <= reached and not part.isEmpty():
            reached = max(reached, part.bottom())
    return reached >= text.height() - 1


def whole(item):
    return sight(item).adjusted(-1, -1, 1, 1).contains(place(item))


def one_page_down(shown):
    for control in controls(shown.window):
        if control.objectName() == "down" and control.opacity() == 1:
            control.click()
            return True
    return False


def no_text_is_cut_or_wider_than_its_place(window):
    for text in texts(window):
        assert not text.property("truncated"), ["cut", text.property("text")]
        assert text.property("contentWidth") <= text.width() + 1, ["too wide", text.property("text")]
        if text.objectName() not in {"number", "typed"}:  # their line leaves room for accents that digits do not have
            assert text.property("contentHeight") <= text.height() + 1, ["too high", text.property("text")]


def every_text_stands_inside_its_control(window):
    for control in controls(window):
        for item in visible(control):
            if item.inherits("QQuickText") and item.property("text"):
                whole = place(control).adjusted(-1, -1, 1, 1)
                assert whole.contains(place(item)), ["over the edge", item.property("text")]


def no_two_texts_and_no_text_and_button_lie_on_each_other(window):
    letters = [(text, ink(text).intersected(sight(text))) for text in texts(window) if text.objectName() != "number"]
    for (one, a), (other, b) in combinations(letters, 2):
        common = a.intersected(b)
        assert min(common.width(), common.height()) <= 2, [
            "on each other",
            one.property("text"),
            other.property("text"),
        ]
    for control in controls(window):
        inside = visible(control)
        box = sight(control)
        for text, letter in letters:
            if text not in inside:
                assert not box.intersects(letter), ["on a button", text.property("text"), control.objectName()]


def every_control_is_large_enough_for_a_finger_and_stands_apart(window, least):
    mm = window.property("mm")
    there = [item for item in controls(window) if whole(item)]
    if any(item.objectName() == "stay" for item in there):
        there = [item for item in there if item.objectName() == "stay"]
    for item in there:
        box = place(item)
        side = box.height() if key(item) else min(box.width(), box.height())
        assert side >= FINGER_MM * mm - 0.5, ["small", item.objectName()]
    for one, other in combinations(there, 2):
        a, b = place(one), place(other)
        apart = max(b.left() - a.right(), a.left() - b.right(), b.top() - a.bottom(), a.top() - b.bottom())
        assert apart >= (KEY_APART_MM if key(one) and key(other) else least) * mm - 1, [
            "close",
            one.objectName(),
            other.objectName(),
            apart / mm,
        ]


def key(item):
    """Whether it is a letter or digit of a keyboard."""
    return item.objectName().startswith("key-") or item.objectName() == "erase"


def several_languages_are_told(window):
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
def test_the_likely_wait_and_the_longest_are_told_in_hours_and_minutes(shown_on, likely, at_most, zh, en):
    shown = shown_on()
    shown.page("ticket-longest")
    words = {"likely": moments.wait(likely * 60), "at_most": moments.wait(at_most * 60) if at_most else None}
    shown.model.show(replace(shown.model.shown, **words))
    assert {zh, en} <= said(shown)


@pytest.mark.parametrize(
    "name, what, now",
    [
        ("closed-now", "这项业务现在不能取号", "明天 09:00 开始取号，请那时再来。"),
        ("closed-somewhen", "这项业务现在不能取号", "请到咨询台，工作人员会帮您。"),
        ("limit-reached", "您今天的号已经取满了", "请到咨询台，工作人员会帮您。"),
        ("not-allowed", "这件事在这台机器上办不了", "请到咨询台，工作人员会帮您。"),
        ("unmet-need", "现在没有窗口能满足您的需要", "请到咨询台，工作人员会帮您。"),
        ("needs-card", "这项业务要有身份证", "请放上身份证再办，或者到咨询台。"),
        ("needs-card-for-time", "这项业务要有身份证", "请放上身份证再办，或者到咨询台。"),
        ("needs-form", "这项业务要先填几项", "请返回，从“帮忙和反映”进去，或者到咨询台。"),
        ("comebacks-over", "这个号不能在这里恢复了", "请到咨询台，工作人员会帮您。"),
        ("booked-already", "这项业务您已经约过了", "请返回，看一看已有的预约。"),
        ("over-today", "这项业务今天不再办理了", "请到咨询台，工作人员会帮您。"),
        ("not-answered", "还没有办好", "请返回再试一次，或者到咨询台。"),
        ("not-done", "这次没有办成", "请返回再试一次，或者到咨询台。"),
    ],
)
def test_a_refusal_is_one_calm_sentence_and_what_to_do_now(shown_on, name, what, now):
    shown = shown_on()
    shown.page(name)
    assert {what, now} <= said(shown)


def said(shown):
    return {text.property("text") for text in texts(shown.window)}
