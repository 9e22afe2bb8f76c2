"""What makes a touch screen easier for the one visitor who asked for it."""

import math
from collections.abc import Sequence

from PySide6.QtCore import Property, QObject, Signal, Slot

FINGER_MM = 20.0
"""The least height and width of what a finger presses."""
TARGET_U = 112
"""The height of a button on the views' grid, whose shorter side has 1080."""
MM_PER_INCH = 25.4
READ_ALOUD = "read-aloud"


def least_inches(width: int, height: int) -> float:
    """The smallest diagonal on which a button is as large as a finger needs, for glass of this shape."""
    return FINGER_MM / MM_PER_INCH * 1080 / TARGET_U * math.hypot(width, height) / min(width, height)


class Access(QObject):
    """The modes of the screen; nothing of them is kept, told or logged.

    Args:
        languages: what a visitor has the choice of.
        inches: the glass's diagonal.
        reach_mm: how much of the glass, from its lower edge, somebody in a wheelchair or a child reaches.
        speaks: whether there is a loudspeaker to read the screen aloud.
    """

    changed = Signal()
    forgotten = Signal()  # the visitor has gone

    def __init__(self, languages: Sequence[str], inches: float, reach_mm: float, *, speaks: bool = False) -> None:
        super().__init__()
        self._languages, self._inches, self._reach, self._speaks = list(languages), inches, reach_mm, speaks
        self._on: frozenset[str] = frozenset()

    @Slot()
    def reset(self) -> None:
        """The visitor has gone: the next one finds the screen as it is for everybody."""
        self._change(frozenset())
        self.forgotten.emit()

    @Slot(str)
    def turn(self, mode: str) -> None:
        """Turn one of `large-type high-contrast low-reach read-aloud` on, or off again."""
        self._change(self._on ^ {mode})

    def _change(self, on: frozenset[str]) -> None:
        if on != self._on:
            self._on = on
            self.changed.emit()

    largeType = Property(bool, lambda self: "large-type" in self._on, notify=changed)  # noqa: N815 - as QML names them
    highContrast = Property(bool, lambda self: "high-contrast" in self._on, notify=changed)  # noqa: N815
    lowReach = Property(bool, lambda self: "low-reach" in self._on, notify=changed)  # noqa: N815
    readAloud = Property(bool, lambda self: READ_ALOUD in self._on, notify=changed)  # noqa: N815
    speaks = Property(bool, lambda self: self._speaks, constant=True)
    languages = Property(list, lambda self: self._languages, constant=True)
    inches = Property(float, lambda self: self._inches, constant=True)
    reach = Property(float, lambda self: self._reach, constant=True)
