"""What forecasting the waits costs a command: the same hub with nobody to forecast for, and with a full hall.

python tests/bench/busy_hall.py [--runs 5] [--operations 400]
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.bench.rig import Device, hall, medians, quantile

SERVICES, WINDOWS, WAITING = 20, 238, 1500
EVERY_S = 0.03


def places() -> str:
    """Windows that all hang together by the services they share: the hardest hall to forecast."""
    services = "".join(
        f'[[service]]\nid = "s{n:02d}"\nname = {{ zh = "测", en = "B" }}\nseries = "{chr(66 + n)}"\n'
        for n in range(SERVICES)
    )
    return services + "".join(
        f'[[window]]\nid = "x{n:03d}"\nlabel = "{n}"\nservices = [["s{n % SERVICES:02d}"], '
        f'["s{(n + 1) % SERVICES:02d}"]]\n[[device]]\nid = "b{n:03d}"\napp = "button"\nwindow = "x{n:03d}"\n'
        for n in range(WINDOWS)
    )


def steady(kiosk: Device, operations: int) -> tuple[float, float]:
    """p50 and p99 in ms of tickets taken at a steady rate."""
    kiosk.latencies.clear()
    for n in range(operations):
        kiosk.ask("issue-ticket", service=f"s{n % SERVICES:02d}")
        time.sleep(EVERY_S)
    return 1000 * quantile(kiosk.latencies, 0.5), 1000 * quantile(kiosk.latencies, 0.99)


def run(operations: int) -> tuple[float, float, float, float]:
    """Both in one hub: first while every window is closed, so that nothing can be forecast."""
    with tempfile.TemporaryDirectory() as name, hall("hub", Path(name), places()) as port:
        kiosk = Device(port, "k00")
        try:
            for n in range(WAITING):
                kiosk.ask("issue-ticket", service=f"s{n % SERVICES:02d}")
            idle = steady(kiosk, operations)
            for n in range(WINDOWS):
                kiosk.press(f"b{n:03d}")
            time.sleep(3)
            return (*idle, *steady(kiosk, operations))
        finally:
            kiosk.stop()


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--operations", type=int, default=400)
    given = arguments.parse_args()
    runs = [run(given.operations) for _ in track(range(given.runs), console=Console(stderr=True))]
    closed50, closed99, open50, open99 = medians(runs)
    table = Table("", "p50 ms", "p99 ms")
    table.add_row("every window closed", f"{closed50:.1f}", f"{closed99:.1f}")
    table.add_row(f"{WINDOWS} windows open, {WAITING} waiting", f"{open50:.1f}", f"{open99:.1f}")
    table.add_row("ratio", f"{open50 / closed50:.2f}", f"{open99 / closed99:.2f}")
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
