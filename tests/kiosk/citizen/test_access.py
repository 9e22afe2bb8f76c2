"""What a screen reader, a keyboard, weak eyes and a seat find on every page, by Qt's own accessibility interface."""

from collections import Counter
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest

from kiosk.ui.stage import find, play
from tests.kiosk.citizen.faces import FACES, SIZES
from tests.kiosk.citizen.showing import MODES, PANELS, TALL_INCHES, Shown
from tests.kiosk.languages import RIGHT_TO_LEFT, write_pseudo
from tests.kiosk.sight import controls, place, sight, texts

PAGES = (*FACES, *PANELS)
Role = QAccessible.Role
PRESSED = {Role.Button, Role.CheckBox, Role.RadioButton}
TYPED = {Role.EditableText}
AAA, HIGH = 7.0, 15.0
"""Contrast of words on their ground: for everybody, and for who asks for high contrast."""


@pytest.fixture(scope="module")
def shown(qapp):  # noqa: ARG001 - Qt is to be there before a window
    QAccessible.setActive(True)
    shown = Shown()
    yield shown
    shown.close()
    QAccessible.setActive(False)


def heard(window):
    """What a reader tells, in its order: role, name and state of everything."""
    told = []

    def walk(interface):
        if interface.state().invisible:
            return
        told.append((interface.role(), interface.text(QAccessible.Text.Name), interface.state(), interface.object()))
        for place_ in range(interface.childCount()):
            walk(interface.child(place_))

    walk(QAccessible.queryAccessibleInterface(window))
    return told


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_has_one_heading_and_every_control_a_role_and_a_name_in_the_language(language, shown):
    faults = []
    for name in PAGES:
        shown.page(name, language)
        said = heard(shown.window)
        headings = [what for role, what, _, _ in said if role == Role.Heading]
        wanted = 2 if name == "still-there" else 1
        if len(headings) < wanted or (len(headings) > wanted and not name.startswith("guide")):  # which has parts
            faults.append((name, "headings", headings))
        named = {item.objectName(): (role, what) for role, what, _, item in said if role in PRESSED}
        for control in controls(shown.window):
            role, what = named.get(control.objectName(), (None, ""))
            if role is None or not what:
                faults.append((name, "not told", control.objectName()))
        faults += [
            (name, "no name", role) for role, what, _, _ in said if role in PRESSED | {Role.StaticText} and not what
        ]
        chinese = [
            what for role, what, _, _ in said if role in PRESSED and any("\u4e00" <= s <= "\u9fff" for s in what)
        ]
        if language == "en" and not name.startswith(("languages", "find-", "guide")) and chinese:  # items are Chinese
            faults.append((name, "another language", chinese))
    assert not faults, "\n".join(map(str, ["", *faults]))


def test_no_word_is_told_twice(shown):
    for name in ("choose-mixed", "mine-today", "ticket-why", "slots-picked", "modes"):
        shown.page(name, "zh")
        told = Counter(
            what for role, what, _, _ in heard(shown.window) if role in {*PRESSED, Role.StaticText, Role.Heading}
        )
        assert not [what for what, times in told.items() if times > 1], name


def test_what_is_on_is_told_as_on(shown):
    shown.page("modes", "zh")
    play(shown.window, "tap large-type")
    shown.settle()
    states = {item.objectName(): state.checked for role, _, state, item in heard(shown.window) if role is Role.CheckBox}
    assert states == {"large-type": True, "high-contrast": False, "read-aloud": False}
    shown.page("slots-picked", "zh")
    picked = {
        item.objectName() for role, _, state, item in heard(shown.window) if role is Role.RadioButton and state.checked
    }
    assert picked == {"day-3", "slot-09:30"}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["zh", RIGHT_TO_LEFT])
def test_the_keyboard_goes_through_a_page_in_the_order_of_reading_and_is_seen(language, tmp_path):
    shown = Shown(write_pseudo(tmp_path))
    try:
        for name in ("welcome", "choose-3", "choose-12", "mine-today", "appointment", "slots-picked", "lay-again"):
            for size in SIZES:
                shown.page(name, language, size=size)
                order = walked(shown)
                assert {item.objectName() for item in order} == {item.objectName() for item in controls(shown.window)}
                for before, after in pairwise(order):
                    assert reads_before(place(before), place(after), language), (name, size, before, after)
    finally:
        shown.close()


def walked(shown):
    """Every control that Tab comes to, once around."""
    order = []
    while True:
        QTest.keyClick(shown.window, Qt.Key.Key_Tab)
        item = shown.window.activeFocusItem()
        if item in order:
            first = next(place_ for place_, item in enumerate(order) if item.objectName() == "access")
            return order[first:] + order[:first]
        assert item.property("visualFocus") is True
        assert not sight(item).isEmpty()
        order.append(item)


def reads_before(one, other, language):
    if one.bottom() <= other.top() + 1:
        return True
    if one.top() >= other.bottom():
        return False
    return one.left() > other.left() if language == RIGHT_TO_LEFT else one.left() < other.left()


@pytest.mark.parametrize("mode, least", [("plain", AAA), ("contrast", HIGH)])
def test_words_stand_out_from_their_ground(mode, least, shown):
    faults = []
    for name in (
        "welcome",
        "choose-mixed",
        "choose-12",
        "mine-today",
        "ticket-why",
        "slots-picked",
        "still-there",
        *PANELS,
    ):
        shown.page(name, "zh", MODES[mode])
        picture = shown.settle()
        for text in texts(shown.window):
            if name == "still-there" and text.parentItem().parentItem().objectName() != "asked":
                continue  # under the veil
            if dimmed(text):
                continue
            ground = most_common(picture, sight(text).toRect())
            ratio = contrast(text.property("color"), ground)
            if ratio < least:
                faults.append((name, text.property("text"), round(ratio, 1), ground.name()))
    assert not faults, "\n".join(map(str, ["", *faults]))


def dimmed(item):
    while item:
        if item.opacity() < 1:
            return True
        item = item.parentItem()
    return False


def most_common(picture, box):
    signs = Counter(
        picture.pixel(QPoint(x, y))
        for x in range(box.left() + 1, box.right(), max(1, box.width() // 24))
        for y in range(box.top() + 1, box.bottom(), max(1, box.height() // 12))
        if picture.rect().contains(QPoint(x, y))
    )
    return QColor.fromRgb(signs.most_common(1)[0][0])


def contrast(one, other):
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(color):
    def linear(part):
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


@pytest.mark.usefixtures("qapp")
def test_in_low_reach_every_control_is_in_the_lower_sixty_centimetres_of_tall_glass():
    shown = Shown(inches=TALL_INCHES)
    try:
        for name in ("welcome", "choose-all", "slots-picked", "ticket-why", "lay-again", *PANELS):
            shown.page(name, "zh", MODES["low"])
            reach = shown.window.height() - 600 * shown.window.property("mm")
            assert all(place(control).top() >= reach for control in controls(shown.window)), name
            shown.page(name, "zh")
            assert any(place(control).top() < reach for control in controls(shown.window)), name
    finally:
        shown.close()


def test_low_reach_is_offered_where_it_changes_something_only(shown):
    shown.page("modes")
    assert {item.objectName() for item in controls(shown.window)} >= {"large-type", "high-contrast"}
    assert "low-reach" not in {item.objectName() for item in controls(shown.window)}
    tall = Shown(inches=TALL_INCHES)
    try:
        tall.page("modes")
        play(tall.window, "tap low-reach")
        assert tall.access.property("lowReach") is True
    finally:
        tall.close()


def test_large_type_is_a_third_larger_and_buttons_move_what_does_not_fit(shown):
    shown.page("choose-all")
    small = find(shown.window, "back").height()
    shown.page("choose-all", modes=MODES["large"])
    assert find(shown.window, "back").height() > small
    play(shown.window, "tap down")
    tile = find(shown.window, "service-s5")
    assert sight(tile).height() == pytest.approx(tile.height())


def test_the_next_visitor_finds_the_screen_as_it_is_for_everybody(shown):
    shown.page("modes")
    for mode in ("large-type", "high-contrast"):
        play(shown.window, f"tap {mode}")
    assert shown.access.property("largeType")
    assert shown.access.property("highContrast")
    shown.access.reset()
    assert not shown.access.property("largeType")
    assert not shown.access.property("highContrast")
