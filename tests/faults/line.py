"""A line to the MQTT server that does what lines do: it ends, goes silent, is slow, loses half a packet."""

import select
import socket
import threading
from contextlib import suppress

TICK_S = 0.02
PIECE = 4096


class Line:
    """Carries every connection made to `port` to another port of loopback.

    Attributes:
        port: where to connect.
        delay_s: how long each piece is held back.
        bytes_a_second: how much goes through; None is as much as comes.
    """

    def __init__(self, to_port: int) -> None:
        self._to_port = to_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.delay_s = 0.0
        self.bytes_a_second: int | None = None
        self._flows, self._over = threading.Event(), threading.Event()
        self._flows.set()
        self._lock = threading.Lock()
        self._ends: list[socket.socket] = []
        self._left_up: int | None = None
        self._threads = [threading.Thread(target=self._accept, name="line")]
        self._threads[0].start()

    def cut(self) -> None:
        """End every connection; new ones may be made."""
        with self._lock:
            ends, self._ends = self._ends, []
        for end in ends:
            with suppress(OSError):  # it has ended already
                end.shutdown(socket.SHUT_RDWR)

    def cut_after(self, count: int) -> None:
        """Let so many more bytes up to the server, wherever that is in a packet, then end every connection."""
        self._left_up = count

    def stall(self) -> None:
        """Be half open: take connections, carry nothing, and tell neither end."""
        self._flows.clear()

    def flow(self) -> None:
        """Carry again, also what waited."""
        self._flows.set()

    def stop(self) -> None:
        """Be no more."""
        self._over.set()
        self._flows.set()
        self.cut()
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _accept(self) -> None:
        while not self._over.is_set():
            if not select.select([self._listener], [], [], TICK_S)[0] or not self._flows.wait(TICK_S):
                continue  # while it is half open the kernel takes the connection, and nothing more comes of it
            near, _ = self._listener.accept()
            try:
                far = socket.create_connection(("127.0.0.1", self._to_port))
            except OSError:
                near.close()
                continue
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._ends += (near, far)
            self._threads.append(threading.Thread(target=self._carry, args=(near, far), name="line"))
            self._threads[-1].start()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        with near, far, suppress(OSError):
            while not self._over.is_set():
                if not self._flows.wait(TICK_S):
                    continue
                for from_ in select.select([near, far], [], [], TICK_S)[0]:
                    data = from_.recv(PIECE if self.bytes_a_second is None else self.bytes_a_second // 20)
                    if not data:
                        return
                    self._over.wait(self.delay_s + (len(data) / self.bytes_a_second if self.bytes_a_second else 0))
                    if from_ is far:
                        near.sendall(data)
                    elif self._left_up is None or len(data) < self._left_up:
                        self._left_up = self._left_up and self._left_up - len(data)
                        far.sendall(data)
                    else:
                        data, self._left_up = data[: self._left_up], None
                        far.sendall(data)
                        self.cut()
                        return
