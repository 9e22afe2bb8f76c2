"""The floor of a screen: a bare QML window, and a wall that paints the newest number of a board and nothing else.

python bare_wall.py WIDTHxHEIGHT [PORT]       prints `ready`, then `frame NUMBER MONOTONIC_NS` for each new number
"""

import json
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine

QML = b"""
import QtQuick
Window {
    id: wall
    color: "#0E141C"
    property string number
    Text {
        anchors.centerIn: parent
        text: wall.number
        color: "#FFB547"
        font { family: "Noto Sans CJK SC"; pixelSize: 300; bold: true }
    }
}
"""


class Came(QObject):
    """Brings a number from the bus's thread to Qt's."""

    number = Signal(str)


def main(size: str, port: int | None) -> None:
    """Show a window until it is ended."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    app = QGuiApplication([])
    engine = QQmlApplicationEngine()
    engine.loadData(QML)
    window = engine.rootObjects()[0]
    window.resize(*map(int, size.split("x")))
    window.show()
    shown = [""]

    def on_frame() -> None:
        now = time.monotonic_ns()
        if window.property("number") != shown[0]:
            shown[0] = window.property("number")
            print("frame", shown[0], now, flush=True)

    once = Qt.ConnectionType.SingleShotConnection
    window.frameSwapped.connect(lambda: print("ready bare", flush=True), once)
    if port:
        from broker.client.bus import Address
        from broker.client.paho_bus import PahoBus

        came = Came()
        came.number.connect(lambda number: window.setProperty("number", number), Qt.ConnectionType.QueuedConnection)
        window.frameSwapped.connect(on_frame, Qt.ConnectionType.DirectConnection)
        bus = PahoBus(Address("127.0.0.1", port, "wall"))
        bus.subscribe("yimen/v1/bench/state/board/main")

        def on_board(message: object) -> None:
            calls = json.loads(message.payload)["calls"]
            if calls:
                came.number.emit(calls[0]["number"])

        bus.start(on_board, lambda _linked: None)
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None)
