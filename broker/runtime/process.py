"""How a process of ours keeps its memory to itself, says that it is ready, and is told to end."""

import ctypes
import os
import resource
import signal
import socket
import sys
import threading
from collections.abc import Callable

_PR_SET_DUMPABLE = 4  # prctl(2)
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8  # malloc.h
_LARGE = 1024 * 1024
_SMALL, _HEAD, _PLACES = range(48, 145, 16), sys.getsizeof(b""), 2000
"""The sizes in which Python puts small things, what of one is its head, and how many are made of each."""


def close_memory() -> None:
    """Let nobody look into this process, where cards, PINs and secrets are: no core dump, no debugger of the same user.

    Root still can. What it starts leaves no core dump either, but is open to its own user as ever.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The limit alone does not do it: a dump that the kernel pipes to a program knows no limit (core(5)).
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def give_back_memory() -> None:
    """Have what is freed go back to the system: two heaps for all threads, and large pieces outside of them.

    Else each thread has a heap of its own that keeps what was once needed: a tenth of a kiosk's memory.
    """
    libc = ctypes.CDLL(None)
    for option, value in ((_M_ARENA_MAX, 2), (_M_MMAP_THRESHOLD, _LARGE), (_M_TRIM_THRESHOLD, _LARGE)):
        libc.mallopt(option, value)


def overwrite_freed() -> None:
    """Have what Python freed of small things overwritten by new ones of the same sizes, which go again at once; 2 ms.

    A number or a name is a small text. Freed, it stands where it stood until something of its size is made there, which
    may be never. A kiosk after a thousand visitors has 1,500 such free places of a size at most.
    """
    blanks = [bytes(size - _HEAD) for size in _SMALL for _ in range(_PLACES)]
    del blanks


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
