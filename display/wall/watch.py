"""Tells when a new number is on the glass; costs nothing until it is asked for."""

import sys
import time

from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickWindow

from display.wall.models import WallModel


class FrameWatch:
    """Prints `frame NUMBER MONOTONIC_NS` on stdout at the first frame that shows a new newest number.

    A frame holds what Qt synchronised before it, so a number counts from the first synchronisation after its change.
    """

    def __init__(self, window: QQuickWindow, model: WallModel) -> None:
        self._window, self._model = window, model
        self._shown = self._changed_to = self._in_frame = ""

    def start(self) -> None:
        """Watch from now on."""
        self._shown = self._model.number
        self._model.changed.connect(self._on_changed)
        direct = Qt.ConnectionType.DirectConnection  # these come on the thread that draws
        self._window.afterSynchronizing.connect(self._on_synchronised, direct)
        self._window.frameSwapped.connect(self._on_frame, direct)

    def _on_changed(self) -> None:
        if self._model.number != self._shown:
            self._shown = self._changed_to = self._model.number

    def _on_synchronised(self) -> None:
        if self._changed_to:
            self._in_frame, self._changed_to = self._changed_to, ""

    def _on_frame(self) -> None:
        if self._in_frame:
            moment = time.monotonic_ns()
            sys.stdout.write(f"frame {self._in_frame} {moment}\n")
            sys.stdout.flush()
            self._in_frame = ""
