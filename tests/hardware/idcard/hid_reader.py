"""An ID card reader at byte level in reports of 64 bytes, behind the one thing that the driver asks of hidapi."""

import threading
import time

from tests.hardware.idcard.pty_reader import Module

REPORT = 64
MOST_IN_ENVELOPE = 54


class HidModule(Module):
    """A module that is a HID device; plugged in from the start. `envelope` is Miaxis' form, else frames are bare."""

    def __init__(self, node, *, envelope):
        super().__init__()
        self.node = node
        if not node.exists():
            node.touch()
        self.envelope = envelope
        self.plugged = True
        self.open = 0
        self._changed = threading.Condition()
        self._reports = []
        self._out_now = b""

    def plug(self):
        with self._changed:
            self._reports, self._out_now, self._pending = [], b"", b""
            self.plugged = True

    def unplug(self):
        self.pull()

    def pull(self):
        with self._changed:
            self._flush()
            self.plugged = False
            self._changed.notify_all()

    def put(self, raw):
        self._out_now += raw

    def enumerate(self, _vendor, _product):
        return listed(self.node) if self.plugged else []

    def device(self):
        return _Line(self)

    def written(self, raw):
        self._require()
        assert len(raw) == 1 + REPORT
        assert raw[0] == 0
        self.hear(self._frame(raw[1:]))
        with self._changed:
            self._flush()
            self._changed.notify_all()

    def taken(self, seconds):
        deadline = time.monotonic() + seconds
        with self._changed:
            while not self._reports:
                self._require()
                if not self._changed.wait(deadline - time.monotonic()):
                    return []
            return list(self._reports.pop(0))

    def _require(self):
        if not self.plugged:
            raise OSError("read error")

    def _frame(self, report):
        if self.envelope:
            assert report[:3] == b"\x88\0\0"
            end = 5 + int.from_bytes(report[3:5], "little")
            assert report[5] == 0xB1
            assert report[end : end + 2] == (sum(report[3:end]) & 0xFFFF).to_bytes(2, "little")
            return report[6:end]
        return report[: 7 + int.from_bytes(report[5:7], "big")]

    def _flush(self):
        raw, self._out_now = self._out_now, b""
        size = MOST_IN_ENVELOPE if self.envelope else REPORT
        for at in range(0, len(raw), size):
            piece = raw[at : at + size]
            if self.envelope:
                body = (3 + len(piece)).to_bytes(2, "little") + b"\x00\x11\x22" + piece
                piece = b"\xaa\x01\x02" + body + (sum(body) & 0xFFFF).to_bytes(2, "little")
            self._reports.append(piece.ljust(REPORT, b"\0"))


def listed(node):
    """A reader as hidapi lists it, and a thing of another interface before it."""
    return [{"path": b"/dev/yimen-none", "interface_number": 7}, {"path": bytes(node), "interface_number": 0}]


class _Line:
    def __init__(self, module):
        self._module = module

    def open_path(self, path):
        assert path == bytes(self._module.node)
        self._module.open += 1

    def write(self, report):
        self._module.written(report)
        return len(report)

    def read(self, size, milliseconds):
        assert size == REPORT
        return self._module.taken(milliseconds / 1000)

    def close(self):
        self._module.open -= 1
