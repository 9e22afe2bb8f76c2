"""An ID card reader at byte level on the network: frames both ways, or one question for a whole card."""

import contextlib
import os
import select
import socket
import threading

from tests.hardware.idcard.pty_reader import Module, answer

ASK = b"D&C00040101"
NO_CARD = b"\xaa\xaa\xaa\x96\x69\x00\x05\x05\x05\x05"  # no whole frame, as such readers are seen to answer


class TcpModule(Module):
    """A module on loopback; plugged in from the start.

    Attributes:
        port: Where; the same over unplug and plug.
    """

    def __init__(self, *, one_question):
        super().__init__()
        self._one_question = one_question
        self._stop = os.pipe()
        self._thread = self._line = None
        self.port = 0
        self.plug()

    @property
    def plugged(self):
        return self._thread is not None

    def plug(self):
        self._pending = b""
        self._listening = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, name="tcp-reader")
        self._thread.start()

    def unplug(self):
        os.write(self._stop[1], b"x")
        self._thread.join()
        self._thread = None
        self.pull()

    def pull(self):
        self._listening.close()
        self._hang_up()

    def close(self):
        if self.plugged:
            self.unplug()
        os.close(self._stop[0])
        os.close(self._stop[1])

    def put(self, raw):
        with contextlib.suppress(OSError):  # the other end went
            if line := self._line:
                line.sendall(raw)

    def hear(self, raw):
        if not self._one_question:
            super().hear(raw)
            return
        self._pending += raw
        while ASK in self._pending:
            self._pending = self._pending[self._pending.index(ASK) + len(ASK) :]
            self.answers += 1
            if self.fault == "unauthorised":
                self.say(answer(0x66))
            elif self.fault != "mute":
                self._selected = True
                self.say(self._whole() if self._card else NO_CARD)

    def _whole(self):
        return answer(0x90, b"\x01\x00\x04\x00short") if self.fault == "read-fails" else self._read(fingerprint=False)

    def _hang_up(self):
        if self._line:
            self._line.close()
            self._line = None

    def _serve(self):
        while True:
            lines = [line for line in (self._listening, self._line) if line and line.fileno() != -1]
            ready, _, _ = select.select([*lines, self._stop[0]], [], [])
            if self._stop[0] in ready:
                os.read(self._stop[0], 1)
                return
            if self._listening in ready:
                self._hang_up()
                self._line, _ = self._listening.accept()
                self._pending = b""
            elif self._line in ready:
                try:
                    data = self._line.recv(4096)
                except OSError:
                    data = b""
                if data:
                    self.hear(data)
                else:
                    self._hang_up()
