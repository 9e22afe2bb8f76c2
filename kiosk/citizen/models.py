"""What the views see: the face of the kiosk, the services, and what was touched."""

from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from broker.contract.values import ServiceId, Text
from kiosk.citizen.flow import Page

Language = Literal["zh", "en"]


@dataclass(frozen=True)
class Face:
    """Everything on the screen but the services.

    Attributes:
        page: which page.
        language: the visitor's.
        hall: the hall's name; None until it is known.
        reader: how the card reader is: `works away none`.
        name: masked name of the card's holder, or empty.
        asking: whether the hub is being asked.
        number: the ticket's number, or empty.
        service: the ticket's service.
        ahead: people in front, or -1 where it can't be told.
        minutes: likely wait, or -1.
        window: label of the window that calls the ticket, or empty.
        paper: what became of the slip: `printing printed paper-out failed none`.
        refused: why there is no ticket, as the hub's code.
        seconds_left: until the visitor is taken for gone; -1 while that is not near.
    """

    page: Page = Page.STARTING
    language: Language = "zh"
    hall: Text | None = None
    reader: str = "works"
    name: str = ""
    asking: bool = False
    number: str = ""
    service: Text | None = None
    ahead: int = -1
    minutes: int = -1
    window: str = ""
    paper: str = ""
    refused: str = ""
    seconds_left: int = -1


@dataclass(frozen=True)
class ServiceLine:
    """One service to choose; `waiting` is -1 while nobody has told."""

    service: ServiceId
    name: Text
    mark: str
    waiting: int = -1


_ROLES = {Qt.ItemDataRole.UserRole + n: field.name for n, field in enumerate(fields(ServiceLine))}


class Services(QAbstractListModel):
    """The services, one row each; a changed count changes its row and nothing else, so no press is lost."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ServiceLine, ...] = ()

    def show(self, lines: tuple[ServiceLine, ...]) -> None:
        """Show these from now on, in this order."""
        if [replace(line, waiting=0) for line in lines] != [replace(line, waiting=0) for line in self._lines]:
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()
            return
        before, self._lines = self._lines, lines
        for row, (old, new) in enumerate(zip(before, lines, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802 - Qt's name
        """Name the roles as QML asks for them."""
        return {role: QByteArray(name.encode()) for role, name in _ROLES.items()}

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """Count the services; a service has nothing below it."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One field of one service."""
        if not index.isValid() or role not in _ROLES:
            return None
        value = getattr(self._lines[index.row()], _ROLES[role])
        return value.model_dump() if isinstance(value, Text) else value


class KioskModel(QObject):
    """The views' one model. They read `face` and `services` and emit what was touched."""

    changed = Signal()
    withoutCard = Signal()  # noqa: N815 - as QML names signals
    chosen = Signal(str)  # a service
    back = Signal()
    done = Signal()
    languageAsked = Signal(str)  # noqa: N815 - as above

    def __init__(self, face: Face | None = None) -> None:
        super().__init__()
        self.shown = face or Face()
        self._services = Services(self)

    def show(self, face: Face) -> None:
        """Show this from now on."""
        if face != self.shown:
            self.shown = face
            self.changed.emit()

    def show_services(self, lines: tuple[ServiceLine, ...]) -> None:
        """Offer these from now on."""
        self._services.show(lines)

    def _words(self) -> dict[str, Any]:
        face = self.shown
        texts = {"hall": face.hall, "service": face.service}
        words = {name: text.model_dump() if text else None for name, text in texts.items()}
        return {field.name: getattr(face, field.name) for field in fields(face)} | words | {"page": face.page.value}

    face = Property(dict, _words, notify=changed)
    services = Property(QObject, lambda self: self._services, constant=True)
