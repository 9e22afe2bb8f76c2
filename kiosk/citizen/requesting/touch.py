"""What the views tell of a visitor who fills in a request; digits come as for any number, see `KioskModel`."""

from PySide6.QtCore import Property, QObject, Signal

from kiosk.ui.writing import Pen


class RequestTouch(QObject):
    """What is touched while a request is filled in."""

    begun = Signal()
    chosen = Signal(str)  # a service, or nothing for a batch
    picked = Signal(str)  # what it is about: a category, or of a batch the service
    onward = Signal()
    spoken = Signal()  # said to a clerk instead of written

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pen = Pen()

    writing = Property(QObject, lambda self: self.pen, constant=True)
