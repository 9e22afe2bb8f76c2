"""How long a slip takes: its data -> its last byte out of the box, beside the wire time of its bytes.

python tests/bench/slip.py [--slips 20]

Slips of text and drawn ones go over TCP and over a pseudo-terminal that is read as slowly as a serial line carries
bytes. The printer is a program of ours that answers no question, so all that is timed is setting, encoding, sending.
"""

import argparse
import os
import pty
import queue
import socket
import sys
import threading
import time
import tty
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.table import Table

from hardware.ticketprinter import transport
from hardware.ticketprinter.escpos import encode
from hardware.ticketprinter.line import Opener
from hardware.ticketprinter.profiles import PrinterProfile
from hardware.ticketprinter.slip import lay_out
from tests.bench.rig import quantile
from tests.hardware.ticketprinter.slips import a_slip

KINDS = {"text": PrinterProfile(), "drawn": PrinterProfile(text="picture")}
GOAL = 1229  # 1.2 KB of a slip that is text


def timed(connect: Opener, profile: PrinterProfile, arrived: Callable[[], float], slips: int) -> list[float]:
    """Give ms from the data of each slip to its last byte at the far end; the first warms up."""
    took = []
    for number in range(slips + 1):
        slip = a_slip(number=f"A{number:03d}")
        began = time.perf_counter()
        job = encode(lay_out(slip, profile.paper), profile)
        line = connect()
        line.send(job)
        took.append(1000 * (arrived() - began))
        line.close()
    return took[1:]


def sizes(profile: PrinterProfile, slips: int) -> list[int]:
    """Tell how many bytes each of the slips has."""
    papers = (lay_out(a_slip(number=f"A{number:03d}"), profile.paper) for number in range(slips + 1))
    return [len(encode(blocks, profile)) for blocks in papers]


def over_tcp(profile: PrinterProfile, slips: int) -> list[float]:
    """Print to a socket that takes all it can."""
    ends: queue.Queue[float] = queue.Queue()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            for size in sizes(profile, slips):
                line, _ = listener.accept()
                with line:
                    got = 0
                    while got < size:
                        got += len(line.recv(65536))
                    ends.put(time.perf_counter())

        thread = threading.Thread(target=serve)
        thread.start()
        took = timed(transport.tcp("127.0.0.1", listener.getsockname()[1]), profile, ends.get, slips)
        thread.join()
    return took


def over_serial(profile: PrinterProfile, baud: int, slips: int) -> list[float]:
    """Print to a line that is read as slowly as it carries bytes."""
    far, near = pty.openpty()
    tty.setraw(near)
    ends: queue.Queue[float] = queue.Queue()

    def serve() -> None:
        for size in sizes(profile, slips):
            got, began = 0, 0.0
            while got < size:
                got += len(os.read(far, min(size - got, max(1, baud // 1000))))
                began = began or time.perf_counter()
                time.sleep(max(0.0, began + got * 10 / baud - time.perf_counter()))
            ends.put(time.perf_counter())

    thread = threading.Thread(target=serve)
    thread.start()
    took = timed(transport.serial(Path(os.ttyname(near)), baud), profile, ends.get, slips)
    thread.join()
    os.close(near)
    os.close(far)
    return took


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--slips", type=int, default=20)
    slips = arguments.parse_args().slips
    table = Table("slip", "over", "bytes", "wire, ms", "data -> last byte out, ms, p50 / p99", "goal")
    for name, profile in KINDS.items():
        size = len(encode(lay_out(a_slip(), profile.paper), profile))
        goal = f"{GOAL} bytes" if name == "text" else ""
        for baud in (None, 115200, 9600):
            count = slips if baud != 9600 else min(slips, 3)  # a drawn one takes a minute there
            took = over_serial(profile, baud, count) if baud else over_tcp(profile, count)
            wire = f"{1000 * size * 10 / baud:.0f}" if baud else "-"
            figures = f"{quantile(took, 0.5):.1f} / {quantile(took, 0.99):.1f}"
            table.add_row(name, f"serial, {baud}" if baud else "tcp", str(size), wire, figures, goal)
        if name == "text":
            assert size < GOAL
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
