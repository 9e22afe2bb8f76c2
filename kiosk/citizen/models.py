"""What the views see: the face of the kiosk, its lists, and what was touched."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any, ClassVar, Generic, TypeVar

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

from broker.contract.values import Text
from kiosk.citizen.face import DayChoice, Face, Held, Offer, SlotChoice, Wish
from kiosk.citizen.finding.shown import FoundItem, GroupTile, GuidePart
from kiosk.citizen.finding.touch import FindingTouch
from kiosk.citizen.requesting.touch import RequestTouch
from kiosk.citizen.staff.shown import StaffLine
from kiosk.citizen.staff.touch import StaffTouch

Row = TypeVar("Row")
KINDS = (Offer, Wish, Held, DayChoice, SlotChoice, GroupTile, FoundItem, GuidePart, StaffLine)
"""The records that the views show as lists."""


class Rows(QAbstractListModel, Generic[Row]):
    """Frozen records, a row each and a role for each field.

    A record with the `key` and `kind` of the one before it changes its row and nothing else, so no press is lost.
    """

    FIRST_ROLE: ClassVar[int] = Qt.ItemDataRole.UserRole + 1

    def __init__(self, kind: type[Row], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # any dataclass
        self._rows: tuple[Row, ...] = ()

    def show(self, rows: Iterable[Row]) -> None:
        """Show these from now on, in this order."""
        before, now = self._rows, tuple(rows)
        if list(map(_identity, now)) != list(map(_identity, before)):
            self.beginResetModel()
            self._rows = now
            self.endResetModel()
            return
        self._rows = now
        for place, (old, new) in enumerate(zip(before, now, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(place), self.index(place))

    @property
    def shown(self) -> tuple[Row, ...]:
        """The records."""
        return self._rows

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802 - Qt's name
        """Name the roles as QML asks for them."""
        return {self.FIRST_ROLE + place: QByteArray(name.encode()) for place, name in enumerate(self._names)}

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """Count the records; one has nothing below it."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One field of one record."""
        place = role - self.FIRST_ROLE
        if not index.isValid() or not 0 <= place < len(self._names):
            return None
        return _plain(getattr(self._rows[index.row()], self._names[place]))


def _identity(row: object) -> tuple[object, object]:
    return getattr(row, "kind", None), getattr(row, "key", None)


def _plain(value: object) -> object:
    """As QML has it: records are objects."""
    if isinstance(value, Text):
        return {"zh": value.zh, "en": value.en}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


class KioskModel(QObject):
    """The views' one model. They read the face and the lists, and emit what was touched."""

    changed = Signal()
    withoutCard = Signal()  # noqa: N815 - as QML names signals
    typeNumber = Signal()  # noqa: N815 - as above
    keyTyped = Signal(str)  # noqa: N815 - as above; one sign of the number
    erased = Signal()
    wishes = Signal()
    wished = Signal(str, str)  # kind and key of a wish
    several = Signal()  # services for one number
    picked = Signal()  # enough of them
    forAnother = Signal()  # noqa: N815 - as above
    another = Signal()
    here = Signal(str)  # a ticket or an appointment
    opened = Signal(str)  # a ticket or an appointment
    reprint = Signal()
    giveBack = Signal()  # noqa: N815 - as above
    move = Signal()
    cancel = Signal()
    chosen = Signal(str)  # a service
    journeyChosen = Signal(str)  # noqa: N815 - as above
    book = Signal()
    dayTouched = Signal(str)  # noqa: N815 - as above
    slotTouched = Signal(str)  # noqa: N815 - as above
    confirmed = Signal()
    back = Signal()
    done = Signal()
    languageAsked = Signal(str)  # noqa: N815 - as above

    def __init__(self, face: Face | None = None) -> None:
        super().__init__()
        self.shown = face or Face()
        self.rows_of: dict[type, Rows[Any]] = {kind: Rows(kind, self) for kind in KINDS}
        self.finding = FindingTouch(self)
        self.requests = RequestTouch(self)
        self.staff_touch = StaffTouch(self)

    def show(self, face: Face) -> None:
        """Show this from now on."""
        if face != self.shown:
            self.shown = face
            self.changed.emit()

    def show_rows(self, kind: type[Row], rows: Iterable[Row]) -> None:
        """Show these records of a kind from now on."""
        self.rows_of[kind].show(rows)

    def rows(self, kind: type[Row]) -> tuple[Row, ...]:
        """The records of a kind that are shown."""
        return self.rows_of[kind].shown

    def _words(self) -> dict[str, Any]:
        words = {field.name: _plain(getattr(self.shown, field.name)) for field in fields(self.shown)}
        return words | {"page": self.shown.page.value}

    face = Property(dict, _words, notify=changed)
    offers = Property(QObject, lambda self: self.rows_of[Offer], constant=True)
    held = Property(QObject, lambda self: self.rows_of[Held], constant=True)
    days = Property(QObject, lambda self: self.rows_of[DayChoice], constant=True)
    slots = Property(QObject, lambda self: self.rows_of[SlotChoice], constant=True)
    wishList = Property(QObject, lambda self: self.rows_of[Wish], constant=True)  # noqa: N815 - as above
    groups = Property(QObject, lambda self: self.rows_of[GroupTile], constant=True)
    found = Property(QObject, lambda self: self.rows_of[FoundItem], constant=True)
    guide = Property(QObject, lambda self: self.rows_of[GuidePart], constant=True)
    search = Property(QObject, lambda self: self.finding, constant=True)
    form = Property(QObject, lambda self: self.requests, constant=True)
    staff = Property(QObject, lambda self: self.staff_touch, constant=True)
    staffLines = Property(QObject, lambda self: self.rows_of[StaffLine], constant=True)  # noqa: N815 - as above
