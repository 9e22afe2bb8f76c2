"""What the views see: the face of the terminal, who waits, and what was pressed."""

from dataclasses import asdict, dataclass, fields
from typing import Any

from PySide6.QtCore import Property, QObject, Signal

from broker.contract.values import ServiceId, Text


@dataclass(frozen=True)
class Face:
    """Everything on the screen but the queues.

    Attributes:
        page: `sign-in` or `work`.
        language: the clerk's.
        hall: the hall's name; None until it is known.
        label: the window's, such as `3`; empty until it is known.
        clerk: who is signed in at the window, or empty.
        condition: `open paused closed`.
        number: of the ticket at the window, or empty.
        service: the ticket's service.
        name: masked name of the visitor, if the card told it.
        state: of the ticket: `called serving` or empty.
        seconds: how long it has been so.
        primary: the big button's verb.
        possible: the verbs that may be pressed.
        doing: the verb under way, or empty.
        slow: whether it is under way for longer than a blink.
        said: why the last press did nothing, as the hub's code, or empty.
        where: with `signed-in-elsewhere`, the other window's label.
        linked: whether the hub can be asked.
        starting: whether nothing is known yet.
        misplaced: whether this terminal acts for another window than it shows, or for none.
    """

    page: str = "sign-in"
    language: str = "zh"
    hall: Text | None = None
    label: str = ""
    clerk: str = ""
    condition: str = "closed"
    number: str = ""
    service: Text | None = None
    name: str = ""
    state: str = ""
    seconds: int = 0
    primary: str = "sign-in"
    possible: tuple[str, ...] = ()
    doing: str = ""
    slow: bool = False
    said: str = ""
    where: str = ""
    linked: bool = False
    starting: bool = True
    misplaced: bool = False


@dataclass(frozen=True)
class QueueLine:
    """One service of this window and who waits for it, first called first.

    Attributes:
        service: its id.
        name: its name.
        waiting: how many.
        longest: minutes that the one who waits longest has waited.
        first: the next numbers, each with its standing.
    """

    service: ServiceId
    name: Text
    waiting: int
    longest: int
    first: tuple[tuple[str, str], ...]


class WindowModel(QObject):
    """The views' one model. They read `face` and `queues` and emit what was pressed."""

    changed = Signal()
    queuesChanged = Signal()  # noqa: N815 - as QML names signals
    pressed = Signal(str)  # a verb
    signInAsked = Signal(str, str)  # noqa: N815 - staff id, PIN
    pauseAsked = Signal(str)  # noqa: N815 - the reason
    languageAsked = Signal(str)  # noqa: N815 - as above

    def __init__(self, face: Face | None = None) -> None:
        super().__init__()
        self.shown = face or Face()
        self._queues: tuple[QueueLine, ...] = ()

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

    def _face(self) -> dict[str, Any]:
        face = self.shown
        told: dict[str, Any] = {field.name: getattr(face, field.name) for field in fields(face)}
        told["possible"] = list(face.possible)
        return told | {name: text.model_dump() if (text := told[name]) else None for name in ("hall", "service")}

    def _lines(self) -> list[dict[str, Any]]:
        return [
            asdict(line)
            | {"name": line.name.model_dump()}
            | {"first": [{"number": number, "standing": standing} for number, standing in line.first]}
            for line in self._queues
        ]

    face = Property(dict, _face, notify=changed)
    queues = Property(list, _lines, notify=queuesChanged)
