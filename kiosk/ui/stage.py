"""A visitor by lines on stdin: what a demonstration or a test plays on an app that runs by itself.

    tap NAME         press the control with this objectName, in its middle, by a real mouse event
    key NAME         press a key, such as Return, Tab, Left, F1, A
    type NAME TEXT   tap a field and type letters and digits
    see NAME         wait until it is on the screen
    grab FILE.png    take a picture of the window
    size WxH         another size of the window
    language CODE    the app's language, such as zh or en
    quit             end the app; so does the end of the lines

Each line is answered on stdout, in order: `done LINE` or `failed LINE: why`. What has to appear first is waited for.
"""

import os
import sys
from collections import deque
from collections.abc import Callable, Mapping

from PySide6.QtCore import Q_ARG, QMetaObject, QPoint, QPointF, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from broker.runtime.screen import parse_size

APPEAR_S = 10.0
LOOK_MS = 25


class PlayError(Exception):
    """A line that could not be played; the text says why."""


class NotYetError(PlayError):
    """A control that may still appear."""


class Stage:
    """Plays the lines of stdin on a window, one after the other."""

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window
        self._lines: deque[str] = deque()
        self._rest = b""
        self._looks = 0
        self._stdin = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._stdin.activated.connect(self._read)
        self._timer = QTimer(singleShot=True, interval=0)
        self._timer.timeout.connect(self._play)

    def close(self) -> None:
        """Read no more."""
        self._stdin.setEnabled(False)
        self._timer.stop()

    def _read(self) -> None:
        came = os.read(sys.stdin.fileno(), 65536)
        if not came:
            self._stdin.setEnabled(False)
            self._lines.append("quit")
        *lines, self._rest = (self._rest + came).split(b"\n")
        self._lines += [line.decode().strip() for line in lines if line.strip()]
        if not self._timer.isActive():
            self._timer.start(0)

    def _play(self) -> None:
        if not self._lines:
            return
        line = self._lines[0]
        try:
            play(self._window, line)
        except NotYetError as why:
            self._looks += 1
            if self._looks * LOOK_MS < APPEAR_S * 1000:
                self._timer.start(LOOK_MS)
                return
            self._answer(f"failed {line}: {why}")
        except PlayError as why:
            self._answer(f"failed {line}: {why}")
        else:
            self._answer(f"done {line}")

    def _answer(self, text: str) -> None:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
        self._looks = 0
        self._lines.popleft()
        self._timer.start(0)


def play(window: QQuickWindow, line: str) -> None:
    """Play one line now.

    Raises:
        NotYetError: the control is not on the screen.
        PlayError: the line can't be played.
    """
    verb, _, rest = line.partition(" ")
    if verb not in _VERBS:
        raise PlayError("no such verb")
    _VERBS[verb](window, rest)


def _tap(window: QQuickWindow, name: str) -> None:
    place = middle(find(window, name))
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def _type(window: QQuickWindow, rest: str) -> None:
    name, _, text = rest.partition(" ")
    keys = [_key(sign.upper()) for sign in text]
    _tap(window, name)
    for key in keys:
        QTest.keyClick(window, key)


def _grab(window: QQuickWindow, file: str) -> None:
    if not window.grabWindow().save(file):
        raise PlayError("the picture can't be written")


def _language(window: QQuickWindow, language: str) -> None:
    QMetaObject.invokeMethod(window, "languageAsked", Q_ARG(str, language))


def _key(name: str) -> Qt.Key:
    try:
        return Qt.Key[f"Key_{name}"]
    except KeyError:
        raise PlayError("no such key") from None


def _size(text: str) -> tuple[int, int]:
    try:
        return parse_size(text)
    except ValueError:
        raise PlayError("say it as 1080x1920") from None


def find(window: QQuickWindow, name: str) -> QQuickItem:
    """Find what stands on the screen under this objectName and can be used.

    Raises:
        NotYetError: nothing does.
    """
    items = [window.contentItem()]
    for item in items:
        if item.isVisible():
            item.ensurePolished()  # else what was made just now may not be in its place yet
            if item.objectName() == name and item.isEnabled() and item.width() > 0:
                return item
            items += item.childItems()
    raise NotYetError("not on the screen")


def middle(item: QQuickItem) -> QPoint:
    """The middle of an item in its window."""
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


_VERBS: Mapping[str, Callable[[QQuickWindow, str], object]] = {
    "tap": _tap,
    "key": lambda window, name: QTest.keyClick(window, _key(name)),
    "type": _type,
    "see": find,
    "grab": _grab,
    "size": lambda window, text: window.resize(*_size(text)),
    "language": _language,
    "quit": lambda _window, _rest: QGuiApplication.quit(),
}
