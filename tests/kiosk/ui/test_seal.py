"""A window that fills the screen is not left, closed or copied from."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtQuick import QQuickView
from PySide6.QtTest import QTest

from kiosk.ui.seal import Seal


class Window(QQuickView):
    """Keeps what reaches it."""

    def __init__(self):
        super().__init__()
        self.reached = []

    def event(self, event):
        if event.type() in {QEvent.Type.KeyPress, QEvent.Type.ContextMenu}:
            self.reached.append(event.type())
        return super().event(event)


@pytest.fixture
def window(qtbot):
    window = Window()
    window.seal = Seal(window)
    window.show()
    qtbot.waitUntil(window.isExposed)
    yield window
    window.destroy()


CTRL, ALT, META = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
)


@pytest.mark.parametrize(
    "key, held",
    [
        (Qt.Key.Key_F4, ALT),
        (Qt.Key.Key_Tab, ALT),
        (Qt.Key.Key_Delete, CTRL | ALT),
        (Qt.Key.Key_C, CTRL),
        (Qt.Key.Key_V, CTRL),
        (Qt.Key.Key_Q, CTRL),
        (Qt.Key.Key_D, META),
    ],
)
def test_keys_that_are_held_together_reach_nothing(window, key, held):
    QTest.keyClick(window, key, held)
    assert window.reached == []


def test_plain_keys_go_on(window):
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.reached == [QEvent.Type.KeyPress]


def test_whoever_asks_it_to_close_finds_it_open(window):
    assert not window.close()
    assert window.isVisible()


def test_no_menu_opens_on_it(window):
    menu = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(1, 1), QPoint(1, 1))
    QCoreApplication.sendEvent(window, menu)
    assert window.reached == []
