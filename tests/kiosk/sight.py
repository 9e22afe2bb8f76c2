"""What is to be seen in a window, and where."""

from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem


def visible(item: QQuickItem):
    """An item and all that is to be seen below it."""
    item.ensurePolished()  # else what was made just now may not be in its place yet
    found = [item]
    for child in item.childItems():
        if child.isVisible() and child.opacity() > 0:
            found += visible(child)
    return found


def texts(window):
    return [item for item in visible(window.contentItem()) if item.inherits("QQuickText") and item.property("text")]


def place(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def sight(item: QQuickItem) -> QRectF:
    """The part of an item that is in the window, and not moved out of sight."""
    box = place(item)
    while above := item.parentItem():
        item = above
        if item.clip() or item.parentItem() is None:  # the last one fills the window
            box = box.intersected(place(item))
    return box


def ink(text: QQuickItem) -> QRectF:
    """Where a text's letters can be."""
    width, height = text.property("contentWidth"), text.property("contentHeight")
    box = place(text)
    return QRectF(box.center().x() - width / 2, box.center().y() - height / 2, width, height)


def controls(window):
    return [
        item for item in visible(window.contentItem()) if item.inherits("QQuickAbstractButton") and item.isEnabled()
    ]


def in_sight(item: QQuickItem) -> bool:
    """Whether the middle of an item can be touched: on a long page one has to move first."""
    return sight(item).contains(place(item).center())
