"""Whatever the hall calls its services and windows, the wall shows the letters of it."""

from dataclasses import replace

import pytest
from PySide6.QtQml import QQmlEngine, QQmlExpression

from broker.contract.values import Text
from display.ui.show import Show
from display.wall.app import VIEW
from display.wall.models import WallModel
from tests.display.wall.faces import FACES
from tests.privacy.hostile_texts import TEXTS

SIZE = (960, 540)


@pytest.mark.parametrize("meant", TEXTS)
def test_the_wall_shows_a_text_letter_by_letter(meant, qtbot):
    hostile = TEXTS[meant][:80]
    words = Text.model_construct(zh=hostile, en=hostile)
    face = FACES["calling"]
    calls = tuple(replace(call, label=hostile, window=words) for call in face.earlier)
    queues = tuple(replace(queue, name=words) for queue in face.queues)
    newest = replace(face.newest, label=hostile, window=words)
    show = Show(
        VIEW,
        wall=WallModel(replace(face, hall=words, newest=newest, earlier=calls, queues=queues), motion=False),
    )
    try:
        show.open(SIZE)
        qtbot.waitUntil(show.window.isExposed)
        show.window.grabWindow()
        items = texts(show.window)
        formats = {
            QQmlExpression(QQmlEngine.contextForObject(item), item, "textFormat").evaluate()[0] for item in items
        }
        assert formats == {0}  # Text.PlainText
        assert sum(hostile in item.property("text") for item in items) > 2
    finally:
        show.close()


def texts(window):
    items = [window.contentItem()]
    for item in items:
        items += item.childItems()
    return [item for item in items if item.inherits("QQuickText") and item.property("text")]
