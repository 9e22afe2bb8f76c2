"""The wall as eyes see it: nothing cut off, nothing on top of another, at every size."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtQml import QQmlEngine, QQmlExpression

from display.ui.show import Show
from display.wall.app import VIEW
from display.wall.models import WallModel
from tests.display.wall.faces import FACES

SIZES = [(1920, 1080), (3840, 2160), (1080, 1920), (1440, 1080), (2560, 1080), (2160, 3840), (1024, 768)]


@pytest.fixture
def glass(qtbot):
    """Shows a face at a size; gives the window and every text that is to be seen."""
    shows = []

    def look(face, size):
        model = WallModel(face, motion=False)
        show = Show(VIEW, wall=model)
        shows.append(show)
        show.open(size)
        qtbot.waitUntil(show.window.isExposed)
        show.window.grabWindow()
        return show.window, texts_of(show.window)

    yield look
    for show in shows:
        show.close()


def texts_of(window):
    found, items = [], [window.contentItem()]
    for item in items:
        if item.isVisible():
            items += item.childItems()
            if item.property("text"):
                found.append(item)
    return found


def ink_of(item):
    """About where a text's letters are, less the room that the font leaves above and below them."""
    width, height = item.property("contentWidth"), item.property("contentHeight")
    align, _ = QQmlExpression(QQmlEngine.contextForObject(item), item, "horizontalAlignment").evaluate()
    left = {Qt.AlignmentFlag.AlignLeft: 0.0, Qt.AlignmentFlag.AlignRight: item.width() - width}.get(
        Qt.AlignmentFlag(align), (item.width() - width) / 2
    )
    size = height / 1.448  # the font's line height
    corner = item.mapToScene(QPointF(left, (item.height() - height) / 2))
    return QRectF(corner.x(), corner.y() + 0.3 * size, width, height - 0.5 * size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", FACES)
def test_every_text_is_whole_on_the_glass_and_none_covers_another(glass, name, size):
    window, texts = glass(FACES[name], size)
    whole = QRectF(0, 0, window.width(), window.height())
    assert texts
    for text in texts:
        words = text.property("text")
        assert not text.property("truncated"), words
        assert text.property("contentWidth") <= text.width() + 1, words
        assert whole.contains(ink_of(text)), words
    for one, other in combinations(texts, 2):
        assert not ink_of(one).intersects(ink_of(other)), (one.property("text"), other.property("text"))


@pytest.mark.parametrize("size", SIZES[:2] + SIZES[4:5], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_newest_number_takes_a_quarter_of_the_height(glass, size):
    window, texts = glass(FACES["calling"], size)
    number = next(text for text in texts if text.objectName() == "number")
    assert number.property("font").pixelSize() * 0.733 >= window.height() / 4  # 0.733: height of the font's capitals


def test_what_does_not_fit_in_the_queue_line_comes_on_the_next_pages(glass):
    window, _ = glass(FACES["widest"], (1920, 1080))
    queues = next(item for item in walk(window.contentItem()) if item.objectName() == "queues")
    assert queues.property("pages") == 4
    seen = []
    for _ in range(4):
        seen += [text.property("text") for text in texts_of(window)]
        queues.turnPage()
    assert {line.name.zh for line in FACES["widest"].queues} <= set(seen)
    assert queues.property("page") == 0


def walk(item):
    yield item
    for child in item.childItems():
        yield from walk(child)
