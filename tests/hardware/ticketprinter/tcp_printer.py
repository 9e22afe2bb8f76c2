"""A TCP socket that is a ticket printer: keeps what it is sent, answers DLE EOT n and tells GS a n as it is told to.

As a program it is the printer of an end-to-end test: `python tcp_printer.py DIR` prints its port, keeps every job as
DIR/0001.bin and onward, and reads on stdin: `status paper-out` (or another status word), `end-after 200` (the paper
ends so many bytes into a job), `close-after 200` (it hangs up there), `deaf` (it accepts and never reads).
"""

import re
import select
import socket
import sys
import threading
from pathlib import Path
from typing import Self

# Status word -> replies to DLE EOT 1 to 4; what is not named is 0x12, the fixed bits alone.
REPLIES = {
    "ok": {},
    "near-end": {4: 0x1E},
    "paper-out": {1: 0x1A, 2: 0x32, 4: 0x7E},
    "cover-open": {1: 0x1A, 2: 0x16},
    "offline": {1: 0x1A},
    "failed": {1: 0x1A, 2: 0x52, 3: 0x1A},
}
# The same as it tells it by itself.
TOLD = {
    "ok": b"\x10\x00\x00\x0f",
    "near-end": b"\x10\x00\x03\x0f",
    "paper-out": b"\x18\x00\x0f\x0f",
    "cover-open": b"\x38\x00\x00\x0f",
    "offline": b"\x18\x00\x00\x0f",
    "failed": b"\x18\x08\x00\x0f",
}
_RESET, _TELL = b"\x1b@", b"\x1da\x0e"
_QUESTION = re.compile(rb"\x10\x04([\x01-\x04])")
CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


class Firmware:
    """What a printer answers, byte for byte.

    Attributes:
        status: Status word to answer with; `unknown` is silence.
        asked: Whether it answers DLE EOT.
        tells: Whether it knows GS a.
        job: What it was sent, without questions.
    """

    def __init__(self) -> None:
        self.status = "ok"
        self.asked = True
        self.tells = False
        self.job = b""
        self._told: str | None = None  # None while nobody wants to be told

    def hear(self, received: bytes) -> bytes:
        """Take bytes and give what the printer says to them."""
        rest = _QUESTION.sub(b"", received)
        self.job += b"" if rest == _TELL else rest
        if _RESET in rest:
            self._told = None
        if self.tells and _TELL in rest:
            self._told = ""
        if self.status == "unknown":
            return b""
        replies = REPLIES[self.status]
        answers = bytes(replies.get(q[0], 0x12) for q in _QUESTION.findall(received)) if self.asked else b""
        return answers + self.change()

    def change(self) -> bytes:
        """Say what changed since last time, if anybody wants to be told."""
        if self._told in (None, self.status) or self.status == "unknown":
            return b""
        self._told = self.status
        return TOLD[self.status]


class TcpPrinter(Firmware):
    """Listens on a free port of this machine while it is entered.

    Attributes:
        port: Where it listens.
        jobs: What each connection sent, without questions, once the connection has ended; nothing if it only asked.
        end_after: Bytes of a job after which its status becomes `paper-out`.
        close_after: Bytes of a job after which it hangs up.
        deaf: Whether it accepts and never reads.
        aborted: Connections that ended by a reset.
        calls: Connections that ended.
    """

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[bytes] = []
        self.end_after: int | None = None
        self.close_after: int | None = None
        self.deaf = False
        self.aborted = 0
        self.calls = 0
        self.ended = threading.Condition()
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, name="tcp-printer")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._thread.join()
        self._listener.close()

    def deafen(self) -> None:
        """Read nothing of the connections to come, and have hardly room for what they send."""
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        self.deaf = True

    def wait_for_jobs(self, count: int, within_s: float = 20) -> list[bytes]:
        with self.ended:
            assert self.ended.wait_for(lambda: len(self.jobs) >= count, within_s), f"{len(self.jobs)} of {count} jobs"
        return self.jobs

    def wait_for_end(self, within_s: float = 20) -> None:
        with self.ended:
            assert self.ended.wait_for(lambda: self.calls, within_s), "the connection did not end"

    def _readable(self, line: socket.socket) -> bool:
        return bool(select.select([line], [], [], 0.02)[0])

    def _serve(self) -> None:
        while not self._closing.is_set():
            if self._readable(self._listener):
                line, _ = self._listener.accept()
                with line:
                    job = self._talk(line)
                with self.ended:
                    self.jobs += [job] if job else []
                    self.calls += 1
                    self.ended.notify_all()

    def _talk(self, line: socket.socket) -> bytes:
        self.job = b""
        if self.deaf:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        while not self._closing.is_set():
            if self.deaf:
                self._closing.wait(0.02)
                continue
            try:
                if not self._readable(line):
                    line.sendall(self.change())
                    continue
                received = line.recv(4096)
                said = self.hear(received)
                ended = not received or (self.close_after is not None and len(self.job) >= self.close_after)
                if ended:
                    return self.job
                line.sendall(said)
                if self.end_after is not None and len(self.job) >= self.end_after:
                    self.status = "paper-out"
            except ConnectionError:
                self.aborted += 1
                return self.job
        return self.job


def main() -> None:
    folder = Path(sys.argv[1])
    with TcpPrinter() as printer:
        print(printer.port, flush=True)

        def keep() -> None:
            kept = 0
            while not printer._closing.is_set():
                with printer.ended:
                    printer.ended.wait(0.1)
                    for job in printer.jobs[kept:]:
                        kept += 1
                        part = folder / f"{kept:04d}.part"
                        part.write_bytes(job)
                        part.rename(folder / f"{kept:04d}.bin")  # whoever waits for it finds it whole

        keeper = threading.Thread(target=keep)
        keeper.start()
        for order in sys.stdin:
            match order.split():
                case ["status", word]:
                    printer.status = word
                case ["end-after", count]:
                    printer.end_after = int(count)
                case ["close-after", count]:
                    printer.close_after = int(count)
                case ["deaf"]:
                    printer.deaf = True
                case other:
                    sys.exit(f"unknown order: {other}")
            print("done", flush=True)
        printer._closing.set()
        keeper.join()


if __name__ == "__main__":
    main()
