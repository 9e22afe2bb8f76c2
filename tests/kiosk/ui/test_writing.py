"""A text written on the screen's keyboard, by real taps."""

from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from kiosk.ui.show import Show
from kiosk.ui.stage import NotYetError, find, middle, play
from kiosk.ui.writing import MOST_LETTERS, Pen
from tests.kiosk.sight import controls, ink, place, texts

ENGLISH = Path(__file__).resolve().parents[3] / "kiosk" / "citizen" / "languages" / "en.ts"


@pytest.fixture
def pen(qtbot):  # noqa: ARG001 - there must be an application before there is a signal
    pen = Pen()
    yield pen
    pen.close()


@pytest.fixture
def show(pen, qtbot):
    show = Show(Path(__file__).with_name("Typing.qml"), [ENGLISH], pen=pen)
    show.open((1080, 1920))
    qtbot.waitUntil(show.window.isExposed)
    tap(show, "w")
    qtbot.waitUntil(lambda: bool(pen.candidates))
    tap(show, "erase")
    yield show
    show.close()


def tap(show, *keys):
    for key in keys:
        play(show.window, f"tap key-{key}")


def seen(show, name):
    return find(show.window, name).property("text")


def test_a_word_is_typed_by_its_sounds_and_chosen_by_a_tap(show, pen):
    tap(show, *"banbuchengshi")
    assert seen(show, "letters") == "banbuchengshi"
    assert seen(show, "key-candidate-1") == "办不成事"
    tap(show, "candidate-1")
    assert pen.text == "办不成事"
    assert pen.letters == ""


def test_chinese_digits_english_and_marks_make_one_text(show, pen):
    tap(show, *"shenfenzhengdiule", "，", *"2024", *"nian", "1", "。")
    tap(show, "mode", *"ok", "!", "space", "mode", *"wopaolejitang", "space")
    assert pen.text == "身份证丢了，2024年。ok! 我跑了几趟"


def test_a_digit_chooses_while_letters_wait_and_is_written_otherwise(show, pen):
    tap(show, *"ban")
    second = seen(show, "key-candidate-2")
    tap(show, "2", "2")
    assert pen.text == second + "2"


def test_choosing_the_beginning_leaves_the_rest_to_be_chosen(show, pen):
    tap(show, *"woyaoban")
    number = pen.candidates.index("我要") + 1
    tap(show, str(number))
    assert pen.text == "我要"
    assert pen.letters == "ban"


def test_more_candidates_stand_behind_a_key_and_the_first_come_back_with_the_next_letter(show, pen):
    tap(show, *"shi")
    first = seen(show, "key-candidate-1")
    tap(show, "after")
    after = seen(show, "key-candidate-1")
    assert after != first
    tap(show, "candidate-1")
    assert pen.text == after
    tap(show, *"shi", "after", "after", "before", "before", "before")
    assert seen(show, "key-candidate-1") == first
    tap(show, "after", "m")
    assert seen(show, "key-candidate-1") == pen.candidates[0]


def test_every_candidate_can_be_reached(show, pen):
    tap(show, *"shi")
    found = []
    while len(found) < len(pen.candidates):
        page = [item for item in controls(show.window) if item.objectName().startswith("key-candidate-")]
        found += [item.property("text") for item in page]
        tap(show, "after")
    assert found == pen.candidates


def test_erasing_takes_letters_first_and_then_what_is_written(show, pen):
    tap(show, *"ban", "1", *"wo", "erase")
    assert (pen.text, pen.letters) == ("办", "w")
    tap(show, "erase", "erase")
    assert (pen.text, pen.letters) == ("", "")


def test_clearing_leaves_nothing(show, pen):
    tap(show, *"ban", "1", *"wo", "clear")
    assert (pen.text, pen.letters, pen.candidates) == ("", "", [])


def test_a_text_gets_no_longer_than_it_may_and_says_so(show, pen):
    tap(show, "mode")
    for _ in range(45):
        tap(show, "a")
    assert pen.text == "a" * 40
    assert seen(show, "counter") == "写满了  40 / 40"


def test_letters_without_end_become_text_by_and_by(pen):
    pen.begin(200)
    pen.close()
    for letter in "wodeshenfenzhengdiule" * 3:
        pen.press(letter)
    assert len(pen.letters) <= MOST_LETTERS
    assert pen.text.startswith("我的身份证丢了")


def test_what_is_chosen_before_the_words_are_read_is_chosen_all_the_same(pen):
    pen.begin(200)
    for letter in "ban":
        pen.press(letter)
    pen.choose(0)
    assert pen.text == "办"


def test_letters_that_stand_for_nothing_are_written_as_they_are(pen):
    pen.begin(200)
    for sign in "v8":
        pen.press(sign)
    assert pen.text == "v8"


@given(keys=st.lists(st.sampled_from([*"abingszh", *"19，。 ", "erase", "choose", "turn", "clear"]), max_size=60))
def test_no_row_of_keys_makes_a_text_too_long_or_lets_letters_wait_without_end(keys):
    pen = pen_with_words()
    pen.begin(12)
    for key in keys:
        match key:
            case "choose":
                pen.choose(1)
            case "erase" | "turn" | "clear":
                getattr(pen, key)()
            case sign:
                pen.press(sign)
        assert len(pen.text) <= 12
        assert len(pen.letters) <= MOST_LETTERS
        assert bool(pen.letters) or not pen.candidates


@cache
def pen_with_words():
    pen = Pen()
    pen.begin(1)
    pen.close()
    return pen


def test_leaving_the_page_forgets_what_was_written(show, pen):
    tap(show, *"ban", "1", *"wo")
    show.window.setProperty("writes", 0)
    assert (pen.text, pen.letters, pen.candidates) == ("", "", [])


def test_a_key_shows_at_once_that_it_is_pressed(show):
    key = find(show.window, "key-k")
    before = key.property("background").property("color")
    QTest.mousePress(show.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle(key))
    assert key.property("background").property("color") != before
    QTest.mouseRelease(show.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle(key))
    assert key.property("background").property("color") == before


def test_a_finger_that_slips_off_a_key_types_nothing(show, pen):
    key = middle(find(show.window, "key-k"))
    QTest.mousePress(show.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, key)
    QTest.mouseRelease(show.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle(field(show)))
    assert pen.letters == ""


def test_a_real_keyboard_types_and_goes_from_key_to_key(show, pen):
    find(show.window, "key-q").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    for name in ("B", "A", "N", "N", "Backspace"):
        play(show.window, f"key {name}")
    assert pen.letters == "ban"
    for name in ("Right", "Down", "Return"):
        play(show.window, f"key {name}")
    assert pen.letters == "bana"
    assert show.window.activeFocusItem().objectName() == "key-a"
    for way, edge in (("Left", "key-a"), ("Up", "key-1"), ("Right", "key-0"), ("Down", "key-！")):
        for _ in range(12):
            play(show.window, f"key {way}")
        assert show.window.activeFocusItem().objectName() == edge


def field(show):
    return find(show.window, "field")


def test_the_key_that_changes_the_language_keeps_the_focus(show, pen):
    find(show.window, "key-mode").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    play(show.window, "key Return")
    assert not pen.chinese
    assert seen(show, "key-?") == "?"
    assert show.window.activeFocusItem().objectName() == "key-mode"


SIZES = [(1080, 1920), (1920, 1080), (1080, 1440), (3840, 2160)]
MODES = [{}, {"largeType": True, "highContrast": True}, {"language": "en"}, {"language": "ar"}]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_key_is_high_enough_stands_apart_and_has_room_for_its_sign(show, qtbot, size):
    window = show.window
    window.resize(*size)
    qtbot.waitUntil(lambda: place(find(window, "writing")).bottom() < size[1])
    tap(show, *"shenfenzhengdiulezenmeban")
    for mode in MODES:
        for name, value in ({"largeType": False, "highContrast": False, "language": "zh"} | mode).items():
            window.setProperty(name, value)
        find(window, "key-q")
        mm = window.property("mm")
        keys = {item.objectName(): place(item) for item in controls(window)}
        assert {f"key-{sign}" for sign in "1234567890qwertyuiopasdfghjklzxcvbnm"} <= keys.keys()
        for box in keys.values():
            assert box.height() >= 20 * mm - 1
            assert box.width() >= min(20, window.width() / mm / 14) * mm - 1
            assert box.left() >= 0
            assert box.right() <= window.width()
            assert box.bottom() <= window.height()
        for one, other in combinations(keys.values(), 2):
            across = max(one.left() - other.right(), other.left() - one.right())
            down = max(one.top() - other.bottom(), other.top() - one.bottom())
            assert max(across, down) >= 3 * mm - 1
        for text in texts(window):
            box = place(text.parentItem().parentItem() if text.objectName() == "" else text.parentItem())
            if text.property("text") and place(field(show)).contains(QPointF(box.center())) is False:
                assert box.adjusted(-1, -1, 1, 1).contains(ink(text)), (text.property("text"), mode)
        assert place(field(show)).height() > 2 * 1.3 * find(window, "written").property("font").pixelSize()


@pytest.mark.parametrize("language", ["zh", "ar"])
def test_letters_stand_in_the_same_order_in_every_language(show, language):
    show.window.setProperty("language", language)
    places = [place(find(show.window, f"key-{sign}")).left() for sign in "qwertyuiop"]
    assert places == sorted(places)


def test_candidates_keys_and_the_field_have_names_for_who_is_read_to(show):
    tap(show, *"ban", "1", *"wo")
    said = {name: named(show, name) for name in ("field", "key-candidate-1", "key-after", "key-erase", "key-q")}
    assert said["field"] == "请写下哪件事没办成"
    assert said["key-candidate-1"] == "1 我"
    assert said["key-after"] == "更多的字"
    assert said["key-erase"] == "删除"
    assert said["key-q"] == "Q"
    described = QAccessible.queryAccessibleInterface(field(show)).text(QAccessible.Text.Description)
    assert described == "办"


def named(show, name):
    return QAccessible.queryAccessibleInterface(find(show.window, name)).text(QAccessible.Text.Name)


def test_what_is_not_on_the_screen_can_not_be_chosen(show):
    with pytest.raises(NotYetError):
        find(show.window, "key-candidate-1")


def test_a_text_is_gone_on_with_and_forgotten_with_its_page_without_a_word(pen):
    pen.begin(6, "社保卡丢了，去补")
    assert pen.text == "社保卡丢了，"
    pen.erase()
    pen.press("s")
    heard = []
    pen.changed.connect(lambda: heard.append(pen.text))
    pen.end()
    assert (pen.text, pen.letters, heard) == ("", "", [])
