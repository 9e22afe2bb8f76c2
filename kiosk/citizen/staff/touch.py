"""What the views tell of staff."""

from PySide6.QtCore import QObject, Signal


class StaffTouch(QObject):
    """What is touched on the way into the staff menu, and in it."""

    knocked = Signal()  # the corner that nobody is told of
    entered = Signal()  # the PIN is whole
    slipAsked = Signal()  # noqa: N815 - as QML names signals
    paperChanged = Signal()  # noqa: N815 - as above
    takenOut = Signal()  # noqa: N815 - as above
    takenBack = Signal()  # noqa: N815 - as above
    restartAsked = Signal()  # noqa: N815 - as above
