"""How a process of ours says that it is ready and how it is told to end."""

import os
import signal
import socket
import sys
from collections.abc import Callable
from types import FrameType


def say_ready(name: str, where: str) -> None:
    """Print `ready NAME WHERE` on stdout and tell systemd, if it started us (sd_notify(3): one datagram)."""
    sys.stdout.write(f"ready {name} {where}\n")
    sys.stdout.flush()
    if address := os.environ.get("NOTIFY_SOCKET"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
            sock.connect("\0" + address[1:] if address.startswith("@") else address)
            sock.sendall(b"READY=1")


def on_end(end: Callable[[], None]) -> None:
    """Call `end` on SIGTERM and SIGINT."""

    def ended(_signal: int, _frame: FrameType | None) -> None:
        end()

    signal.signal(signal.SIGTERM, ended)
    signal.signal(signal.SIGINT, ended)
