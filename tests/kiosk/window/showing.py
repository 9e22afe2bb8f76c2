"""A scene on a screen of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtQuick import QQuickWindow

from kiosk.ui.show import Show
from kiosk.window.app import CATALOGUE, VIEW
from kiosk.window.models import WindowModel
from tests.kiosk.window.faces import Scene


@contextmanager
def shown(scene: Scene, language: str, size: tuple[int, int]) -> Iterator[QQuickWindow]:
    """The scene in a window of this size, which goes at the end; the model is `window.property("terminal")`."""
    model = WindowModel(replace(scene.face, language=language))
    model.show_queues(scene.queues)
    model.show_panel(scene.panel)
    show = Show(VIEW, [CATALOGUE], terminal=model)
    try:
        show.open(size)
        yield show.window
    finally:
        show.close()
