"""How a process of ours says that it is ready and how it is told to end."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable


def say_ready(name: str, where: str) -> None:
    """Print `ready NAME WHERE` on stdout and tell systemd, if it started us (sd_notify(3): one datagram)."""
    sys.stdout.write(f"ready {name} {where}\n")
    sys.stdout.flush()
    if address := os.environ.get("NOTIFY_SOCKET"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
            sock.connect("\0" + address[1:] if address.startswith("@") else address)
            sock.sendall(b"READY=1")


def on_end(end: Callable[[], None]) -> None:
    """Call `end` on SIGTERM or SIGINT: once, and on a thread of its own.

    A signal handler runs between any two steps of the main thread, also between those that hold the very lock that
    `end` wants; so the handlers do nothing, and what the signal writes into a pipe is read by a thread that may wait.
    """
    told, tell = os.pipe()
    os.set_blocking(tell, False)
    signal.set_wakeup_fd(tell)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _signal, _frame: None)

    def listen() -> None:
        os.read(told, 1)
        end()

    threading.Thread(target=listen, name="on-end", daemon=True).start()
