"""A display played by lines on stdin, for a demonstration, a test or a measurement.

    see NAME         wait until what has this objectName is on the screen
    see NAME=TEXT    and says this
    grab FILE.png    take a picture of the window
    size WxH         another size of the window
    quit             end the app; so does the end of the lines

An app may add verbs of its own. Each line is answered on stdout, in order: `done LINE` or `failed LINE: why`.
"""

import os
import sys
from collections import deque
from collections.abc import Callable, Mapping

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow

from broker.runtime.screen import parse_size

APPEAR_S = 10.0
LOOK_MS = 25


class PlayError(Exception):
    """A line that could not be played; the text says why."""


class NotYetError(PlayError):
    """Something that may still appear."""


class Stage:
    """Plays the lines of stdin on a window, one after the other.

    Args:
        window: what is played on.
        verbs: what the app can do besides, by name.
    """

    def __init__(self, window: QQuickWindow, verbs: Mapping[str, Callable[[], None]]) -> None:
        self._window, self._verbs = window, verbs
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
            self._play_line(*line.partition(" ")[::2])
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

    def _play_line(self, verb: str, rest: str) -> None:
        match verb:
            case "see":
                _see(self._window, rest)
            case "grab":
                if not self._window.grabWindow().save(rest):
                    raise PlayError("the picture can't be written")
            case "size":
                try:
                    self._window.resize(*parse_size(rest))
                except ValueError:
                    raise PlayError("say it as 1920x1080") from None
            case "quit":
                QGuiApplication.quit()
            case _ if verb in self._verbs:
                self._verbs[verb]()
            case _:
                raise PlayError("no such verb")

    def _answer(self, text: str) -> None:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
        self._looks = 0
        self._lines.popleft()
        self._timer.start(0)


def _see(window: QQuickWindow, what: str) -> None:
    name, said, text = what.partition("=")
    items: list[QQuickItem] = [window.contentItem()]
    for item in items:
        if item.isVisible():
            if item.objectName() == name and (not said or item.property("text") == text):
                return
            items += item.childItems()
    raise NotYetError("not on the screen")
