"""A QML window on a screen, real or off-screen, and the process around it."""

import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import PySide6.QtQuick  # noqa: F401 - the window's type is unknown to Python without it
import shiboken6
from PySide6.QtCore import QEvent, QMessageLogContext, QMetaObject, QObject, Qt, QtMsgType, QUrl, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from broker.runtime.process import on_end, say_ready
from broker.runtime.screen import require_screen
from kiosk.ui.words import Tongues

if TYPE_CHECKING:
    from kiosk.ui.stage import Stage

log = logging.getLogger(__name__)

IMPORTS = Path(__file__).resolve().parents[2]  # where `import kiosk.ui` in QML starts from


class ViewError(Exception):
    """A view of ours that Qt could not load; the log says where."""


class Show:
    """One window made from QML. Keep it as long as the window.

    Args:
        view: the QML file, whose root is a Window.
        catalogues: `.ts` files of the app's words, one a language.
        models: what the root asks for by required properties, such as `kiosk=...`.
    """

    def __init__(self, view: Path, catalogues: Sequence[Path], **models: QObject) -> None:
        self._models = models  # Python owns them
        self._tongues = Tongues(*catalogues)
        QGuiApplication.installTranslator(self._tongues)
        self._engine = QQmlApplicationEngine()
        self._engine.addImportPath(str(IMPORTS))
        self._engine.setInitialProperties(models)
        self._engine.load(QUrl.fromLocalFile(str(view)))
        match self._engine.rootObjects():
            case [QQuickWindow() as window]:
                self.window: QQuickWindow = window
            case _:
                self.close()
                raise ViewError(view.name)

    def open(self, size: tuple[int, int] | None = None) -> None:
        """Show the window: in this size, or on the full screen."""
        if size:
            self.window.resize(*size)
            self.window.show()
        else:
            self.window.showFullScreen()

    def close(self) -> None:
        """Take the window away, before the models go."""
        QGuiApplication.removeTranslator(self._tongues)
        shiboken6.delete(self._engine)  # now, with its window: later the models would be gone before the views


def start_qt() -> QGuiApplication:
    """Make this process a Qt application whose messages, and whose slots' exceptions, go to our log.

    Raises:
        NoScreenError: there is nothing to draw on.
    """
    require_screen()
    qInstallMessageHandler(_log_qt)
    sys.excepthook = _log_exception
    return _Process(sys.argv[:1])


def run(name: str, show: Show, *, staged: bool, end: Callable[[], None]) -> int:
    """Run until the window closes or the process is told to end.

    Args:
        name: said with `ready` once the first frame is on the screen.
        show: an open window.
        staged: whether lines on stdin play the visitor, see `Stage`.
        end: called on the way out, before the window goes.

    Returns:
        The exit code.
    """
    window = show.window
    once = Qt.ConnectionType.SingleShotConnection
    window.frameSwapped.connect(lambda: say_ready(name, f"{window.width()}x{window.height()}"), once)
    stage = _stage(window) if staged else None
    on_end(_quit_soon)
    code = QGuiApplication.exec()
    if stage:
        stage.close()
    end()
    show.close()
    return code


class _Process(QGuiApplication):
    """Ends when it is told to, whatever its windows say of that."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Quit:
            self.exit()
            return True
        return super().event(event)


def _stage(window: QQuickWindow) -> "Stage":
    from kiosk.ui.stage import Stage  # noqa: PLC0415 - a tenth of a kiosk's start, for what only a demonstration needs

    return Stage(window)


def _quit_soon() -> None:
    """Have Qt's thread quit between two frames; from any thread. Qt's own `quit` would wait for that thread here."""
    if app := QGuiApplication.instance():
        QMetaObject.invokeMethod(app, "quit", Qt.ConnectionType.QueuedConnection)


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    level = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO}.get(kind, logging.WARNING)
    log.log(level, "Qt has a remark", extra={"error": text})


def _log_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    log.critical("an exception nobody expected", exc_info=(kind, error, trace))
