"""What is to be seen in a window, and where."""

from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem


def visible(item: QQuickItem):
    """An item and all that is to be seen below it."""
    found = [item]
    for child in item.childItems():
        if child.isVisible() and child.opacity() > 0:
            found += visible(child)
    return found


def texts(window):
    return [item for item in visible(window.contentItem()) if item.inherits("QQuickText") and item.property("text")]


def place(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def ink(text: QQuickItem) -> QRectF:
    """Where a text's letters can be."""
    width, height = text.property("contentWidth"), text.property("contentHeight")
    box = place(text)
    return QRectF(box.center().x() - width / 2, box.center().y() - height / 2, width, height)


def controls(window):
    return [
        item for item in visible(window.contentItem()) if item.inherits("QQuickAbstractButton") and item.isEnabled()
    ]
