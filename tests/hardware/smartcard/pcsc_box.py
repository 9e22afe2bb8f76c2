"""A private box: the real pcscd with two virtual readers, and cards that speak vpcd's protocol to them.

Runs as `unshare --net --mount python -m tests.hardware.smartcard.pcsc_box FOLDER`, so that neither pcscd's fixed socket
nor vpcd's open ports meet those of the machine. The socket appears as FOLDER/pcscd.comm. It says `ready`, then carries
out lines of stdin and answers each by `done`: `start`, `start-bare` (no readers), `kill`, `freeze`, `thaw`, `lay SLOT
GONE_AT KIND FIELDS` (a card of cards.py that is lifted when it is asked so often, 0 for never; its fields as JSON),
`lift SLOT`, `asked SLOT TIMES` (wait until that card was asked so often).
"""

import ctypes
import fcntl
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.hardware.smartcard.cards import KINDS

FIRST_PORT = 35963
ATR = bytes.fromhex("3b8f8001804f0ca000000306030001000000006a")
READER = 'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:0x8C7B\nLIBPATH {}\nCHANNELID 0x8C7B\n'
DRIVER = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
PCSCD = shutil.which("pcscd", path=f"{os.environ['PATH']}:/usr/sbin") or "pcscd"
GIVE_UP_S = 20
MS_BIND = 4096


class Card:
    """A card in a slot: a TCP client of vpcd; two bytes of length, then one byte of control or a command."""

    def __init__(self, port: int, card, gone_at: int) -> None:
        self._card = card
        self._gone_at = gone_at
        self._asked = 0
        self._was_asked = threading.Condition()
        self._line = socket.create_connection(("127.0.0.1", port), GIVE_UP_S)
        self._line.settimeout(None)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def lift(self) -> None:
        self._line.shutdown(socket.SHUT_RDWR)
        self._thread.join(GIVE_UP_S)
        self._line.close()

    def _serve(self) -> None:
        try:
            while asked := self._receive():
                if asked == b"\x04":
                    self._send(ATR)
                elif len(asked) > 1:
                    self._count()
                    if self._asked == self._gone_at:
                        self._line.shutdown(socket.SHUT_RDWR)
                        return
                    self._send(self._card.answer(asked))
        except OSError:
            return  # pcscd was killed

    def _count(self) -> None:
        with self._was_asked:
            self._asked += 1
            self._was_asked.notify_all()

    def wait_asked(self, times: int) -> None:
        with self._was_asked:
            if not self._was_asked.wait_for(lambda: self._asked >= times, GIVE_UP_S):
                raise SystemExit(f"asked {self._asked} times, not {times}")

    def _receive(self) -> bytes:
        self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)  # vpcd waits 40 ms for it after the length
        head = self._line.recv(2, socket.MSG_WAITALL)
        return self._line.recv(struct.unpack(">H", head)[0], socket.MSG_WAITALL) if len(head) == 2 else b""

    def _send(self, data: bytes) -> None:
        self._line.sendall(struct.pack(">H", len(data)) + data)


class Box:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pcscd: subprocess.Popen[bytes] | None = None
        self._cards: dict[int, Card] = {}

    def start(self, readers: str = READER.format(DRIVER)) -> None:
        folder = self._folder / "readers"
        folder.mkdir(exist_ok=True)
        (folder / "vpcd").write_text(readers)
        (self._folder / "pcscd.comm").unlink(missing_ok=True)
        with (self._folder / "pcscd.log").open("ab") as log:
            self._pcscd = subprocess.Popen([PCSCD, "-f", "-i", "-c", folder], stdout=log, stderr=log)
        deadline = time.monotonic() + GIVE_UP_S
        while not (self._folder / "pcscd.comm").exists():
            if self._pcscd.poll() is not None or time.monotonic() > deadline:
                raise SystemExit((self._folder / "pcscd.log").read_text())
            time.sleep(0.01)

    def start_bare(self) -> None:
        self.start("")

    def kill(self) -> None:
        if self._pcscd:
            self._pcscd.send_signal(signal.SIGKILL)
            self._pcscd.wait()
            self._pcscd = None
        for slot in list(self._cards):
            self.lift(slot)

    def freeze(self) -> None:
        if self._pcscd:
            self._pcscd.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        if self._pcscd:
            self._pcscd.send_signal(signal.SIGCONT)

    def lay(self, slot: str, gone_at: str, kind: str, fields: str) -> None:
        card = KINDS[kind](**json.loads(fields))
        self._cards[int(slot)] = Card(FIRST_PORT + int(slot), card, int(gone_at))

    def asked(self, slot: str, times: str) -> None:
        self._cards[int(slot)].wait_asked(int(times))

    def lift(self, slot: int | str) -> None:
        try:
            self._cards.pop(int(slot)).lift()
        except OSError:
            return  # the line broke with pcscd


def wall_off(folder: Path) -> None:
    """Let pcscd's socket appear in the folder, and have a loopback of our own."""
    Path("/run/pcscd").mkdir(exist_ok=True)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(os.fsencode(folder), b"/run/pcscd", None, MS_BIND, None):
        raise OSError(ctypes.get_errno(), "mount")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:  # SIOCSIFFLAGS: IFF_UP | IFF_RUNNING
        fcntl.ioctl(line, 0x8914, struct.pack("16sh14x", b"lo", 0x41))


def main(folder: Path) -> None:
    wall_off(folder)
    box = Box(folder)
    print("ready", flush=True)
    try:
        for line in sys.stdin:
            verb, *words = line.split(maxsplit=4)
            getattr(box, verb.replace("-", "_"))(*words)
            print("done", flush=True)
    finally:
        box.kill()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
