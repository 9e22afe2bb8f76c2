"""No way out of a window that fills the screen, as far as Qt is asked; the rest is the compositor's to block."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow

_NEVER = {
    QEvent.Type.Close,  # such as Alt+F4, or the close of a window's menu; the process is ended by a signal alone
    QEvent.Type.ContextMenu,
    QEvent.Type.DragEnter,
    QEvent.Type.Drop,
}
_KEYS = {QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride}
_WITH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Seal(QObject):
    """Takes from a window whatever could close, leave, copy or paste. Keep it as long as the window."""

    def __init__(self, window: QWindow) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take what is never let through."""
        kind = event.type()
        if kind in _NEVER:
            event.ignore()
            return True
        return kind in _KEYS and isinstance(event, QKeyEvent) and bool(event.modifiers() & _WITH)
