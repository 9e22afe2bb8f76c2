"""A list of frozen records as Qt sees it: a role for each field."""

from collections.abc import Sequence
from dataclasses import fields
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

from broker.contract.values import Text

Row = TypeVar("Row")
_Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractListModel, Generic[Row]):
    """Shows the records it was given last; tells Qt only what differs, so what stays does not move."""

    FIRST_ROLE: ClassVar[int] = Qt.ItemDataRole.UserRole + 1

    def __init__(self, kind: type[Row], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # any dataclass
        self._rows: list[Row] = []

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        """See `QAbstractItemModel`."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See `QAbstractItemModel`."""
        place = role - self.FIRST_ROLE
        if index.isValid() and 0 <= place < len(self._names):
            value = getattr(self._rows[index.row()], self._names[place])
            return both(value) if isinstance(value, Text) else value
        return None

    def roleNames(self) -> dict[int, QByteArray]:  # noqa: N802 - Qt's name
        """See `QAbstractItemModel`."""
        return {self.FIRST_ROLE + place: QByteArray(name.encode()) for place, name in enumerate(self._names)}

    def show(self, rows: Sequence[Row]) -> None:
        """Have exactly these records."""
        had, has = len(self._rows), len(rows)
        if has < had:
            self.beginRemoveRows(QModelIndex(), has, had - 1)
            del self._rows[has:]
            self.endRemoveRows()
        for place, row in enumerate(rows[:had]):
            if row != self._rows[place]:
                self._rows[place] = row
                self.dataChanged.emit(self.index(place), self.index(place))
        if has > had:
            self.beginInsertRows(QModelIndex(), had, has - 1)
            self._rows += rows[had:]
            self.endInsertRows()


def both(text: Text | None) -> dict[str, str] | None:
    """Words in both languages as the views take them."""
    return {"zh": text.zh, "en": text.en} if text else None
