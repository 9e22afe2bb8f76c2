"""What the views see: the face of the terminal, who waits, what a panel asks, and what was pressed."""

from dataclasses import asdict, fields
from typing import Any

from PySide6.QtCore import Property, QObject, Signal

from broker.contract.values import Text
from kiosk.window.face import Face
from kiosk.window.flow import Verb
from kiosk.window.known import QueueLine
from kiosk.window.panel import LONGEST, WITHOUT_REASON, Mark, Panel


class WindowModel(QObject):
    """The views' one model. They read `face`, `queues` and `panel`, and emit what was pressed."""

    changed = Signal()
    queuesChanged = Signal()  # noqa: N815 - as QML names signals
    panelChanged = Signal()  # noqa: N815 - as above
    pressed = Signal(str)  # a verb
    incompletePressed = Signal()  # noqa: N815 - as above; the visitor leaves, and something is missing
    answered = Signal(str)  # a panel's present question
    backPressed = Signal()  # noqa: N815 - as above; out of a question, or of signing in
    takeOverPressed = Signal()  # noqa: N815 - as above; a colleague wants the window
    signInAsked = Signal(str, str)  # noqa: N815 - staff id, empty with a badge; PIN
    languageAsked = Signal(str)  # noqa: N815 - as above

    def __init__(self, face: Face | None = None) -> None:
        super().__init__()
        self.shown = face or Face()
        self._queues: tuple[QueueLine, ...] = ()
        self._panel: Panel | None = None

    def show(self, face: Face) -> None:
        """Show this from now on."""
        if face != self.shown:
            self.shown = face
            self.changed.emit()

    def show_queues(self, lines: tuple[QueueLine, ...]) -> None:
        """Show these who wait from now on."""
        if lines != self._queues:
            self._queues = lines
            self.queuesChanged.emit()

    def show_panel(self, panel: Panel | None) -> None:
        """Ask this from now on, or nothing."""
        if panel != self._panel:
            self._panel = panel
            self.panelChanged.emit()

    def _face(self) -> dict[str, Any]:
        face = self.shown
        told: dict[str, Any] = {field.name: getattr(face, field.name) for field in fields(face)}
        told["possible"] = list(face.possible)
        told["steps"] = [{"name": name.model_dump(), "state": state} for name, state in face.steps]
        return told | {name: _words(told[name]) for name in ("hall", "service", "category")}

    def _lines(self) -> list[dict[str, Any]]:
        return [
            asdict(line)
            | {"name": _words(line.name), "first": [_mark(mark) for mark in line.first], "support": list(line.support)}
            for line in self._queues
        ]

    def _asked(self) -> dict[str, Any]:
        panel = self._panel or _NOTHING_ASKED
        return {
            "verb": panel.verb.value if self._panel else "",
            "ask": panel.ask.value if self._panel and panel.ask else "",
            "typed": panel.typed,
            "longest": LONGEST.get(panel.ask, 0) if panel.ask else 0,
            "optional": panel.verb in WITHOUT_REASON,
            "answers": [{"value": a.value, "name": _words(a.name), "mark": a.mark is not None} for a in panel.answers],
            "options": [
                {"value": o.value, "name": _words(o.name), "mark": _mark(o.mark) if o.mark else None}
                for o in panel.options
            ],
        }

    face = Property(dict, _face, notify=changed)
    queues = Property(list, _lines, notify=queuesChanged)
    panel = Property(dict, _asked, notify=panelChanged)


_NOTHING_ASKED = Panel(Verb.PAUSE)  # its empty lists spare the views to ask whether there are any


def _words(text: Text | None) -> dict[str, str] | None:
    return text.model_dump() if text else None


def _mark(mark: Mark) -> dict[str, Any]:
    return asdict(mark) | {"needs": list(mark.needs)}
