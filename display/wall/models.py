"""The wall's face as Qt sees it."""

from typing import Any

from PySide6.QtCore import Property, QObject, Signal

from broker.contract.values import Text
from display.ui.rows import Rows, both
from display.wall import words
from display.wall.board import CallLine, Face, QueueLine


class WallModel(QObject):
    """Holds the face shown last; `called` tells the number of a call that came just now.

    Args:
        motion: whether things move; without it every change is a cut.
    """

    changed = Signal()
    called = Signal(str)

    def __init__(self, face: Face, *, motion: bool = True) -> None:
        super().__init__()
        self._motion = motion
        self._face = face
        self._earlier: Rows[CallLine] = Rows(CallLine, self)
        self._queues: Rows[QueueLine] = Rows(QueueLine, self)
        self._list()

    @property
    def number(self) -> str:
        """The newest call's number; empty before any call."""
        return self._face.newest.number if self._face.newest else ""

    def show(self, face: Face) -> None:
        """Show this from now on."""
        if face == self._face:
            return
        before, self._face = self._face, face
        self._list()
        self.changed.emit()
        if face.newest and face.fresh and (before.newest is None or before.newest.call != face.newest.call):
            self.called.emit(face.newest.number)

    def _list(self) -> None:
        self._earlier.show(self._face.earlier)
        self._queues.show(self._face.queues)

    def _words(self) -> dict[str, Any]:
        face, newest = self._face, self._face.newest
        texts: dict[str, Text | None] = {
            "hall": face.hall,
            "date": face.date,
            "title": face.title,
            "hint": face.hint,
            "notice": face.notice,
            "advice": words.LISTEN,
            "earlier": words.EARLIER,
            "window": newest.window if newest else None,
        }
        said = {name: both(text) for name, text in texts.items()}
        return said | {"time": face.time, "number": self.number}

    face = Property(dict, _words, notify=changed)
    """Everything but the lists: `time`, `number`, and as {zh, en} or null the hall, date, title, window and so on."""
    earlier = Property(QObject, lambda self: self._earlier, constant=True)
    queues = Property(QObject, lambda self: self._queues, constant=True)
    motion = Property(bool, lambda self: self._motion, constant=True)
