"""What the views tell of a visitor who looks for an item."""

from PySide6.QtCore import QObject, Signal


class FindingTouch(QObject):
    """What is touched while looking for an item."""

    begun = Signal()
    typed = Signal(str)
    erased = Signal()
    cleared = Signal()
    kindChosen = Signal(str)  # noqa: N815 - as QML names signals; `event` or `department`
    groupOpened = Signal(str)  # noqa: N815 - as above
    itemOpened = Signal(str)  # noqa: N815 - as above
    printed = Signal()
