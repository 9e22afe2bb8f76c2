"""What a window tells through Qt's accessibility interface, as any screen reader would get it."""

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.speech.screen import CONTROLS, Node


def tree(window: QQuickWindow) -> tuple[Node, dict[str, QQuickItem]]:
    """All that is shown in a window, and its controls by their keys, as they are now."""
    items: dict[str, QQuickItem] = {}
    return _node(QAccessible.queryAccessibleInterface(window), items), items


def _node(interface: QAccessibleInterface, items: dict[str, QQuickItem]) -> Node:
    state, role, name = interface.state(), interface.role().name, interface.text(QAccessible.Text.Name)
    written = interface.text(QAccessible.Text.Description) if role == "EditableText" else ""
    key = ""
    if role in CONTROLS:
        item = interface.object()
        if isinstance(item, QQuickItem):
            key = item.objectName() or name
            items[key] = item
    children = map(interface.child, range(interface.childCount()))
    below = tuple(_node(child, items) for child in children if child and not child.state().invisible)
    if written:  # stands in the field
        below = (Node("StaticText", written), *below)
    return Node(role, name, key, bool(state.checked), not state.disabled, below)
