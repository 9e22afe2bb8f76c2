"""How long a ticket takes: `issue-ticket` published -> durable reply received, beside a floor that only commits a row.

python tests/bench/issue.py [--runs 5] [--operations 2000]
"""

import argparse
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.bench.rig import Device, hall, medians, quantile

CLIENTS = (1, 8, 32)
OPEN_LOOP = "open loop, 8 clients, 70 % of the floor's rate"
TICKET = {"service": "residence", "standing": "normal", "holder": None, "language": "zh", "needs": []}


def closed_loop(kiosk: Device, operations: int) -> None:
    """The next only after the reply."""
    for _ in range(operations):
        kiosk.ask("issue-ticket", **TICKET)


def open_loop(kiosk: Device, operations: int, every: float) -> None:
    """At a steady rate, whatever the replies do."""
    start = time.perf_counter()
    for n in range(operations):
        time.sleep(max(0.0, start + n * every - time.perf_counter()))
        kiosk.publish("issue-ticket", **TICKET)
    deadline = time.monotonic() + 20
    while len(kiosk.latencies) < operations and time.monotonic() < deadline:
        time.sleep(0.005)


def run(kind: str, clients: int, operations: int, rate: float | None = None) -> tuple[float, float, float]:
    """p50 and p99 in ms, and replies per second, of one run."""
    with tempfile.TemporaryDirectory() as name, hall(kind, Path(name)) as port:
        kiosks = [Device(port, f"k{n:02d}") for n in range(clients)]
        each = operations // clients
        closed_loop(kiosks[0], 50)
        kiosks[0].latencies.clear()
        loops = [
            threading.Thread(target=open_loop, args=(kiosk, each, clients / rate))
            if rate
            else threading.Thread(target=closed_loop, args=(kiosk, each))
            for kiosk in kiosks
        ]
        started = time.perf_counter()
        for loop in loops:
            loop.start()
        for loop in loops:
            loop.join()
        took = time.perf_counter() - started
        latencies = [latency * 1000 for kiosk in kiosks for latency in kiosk.latencies]
        for kiosk in kiosks:
            kiosk.stop()
    if len(latencies) != each * clients:
        raise RuntimeError(f"{len(latencies)} replies to {each * clients} commands")
    return quantile(latencies, 0.5), quantile(latencies, 0.99), len(latencies) / took


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--operations", type=int, default=2000)
    given = arguments.parse_args()
    table = Table("", "floor p50 ms", "floor p99", "floor /s", "hub p50 ms", "hub p99", "hub /s", "hub : floor", "goal")
    rates: dict[int, float] = {}
    for label, clients in [*((f"{n} clients", n) for n in CLIENTS), (OPEN_LOOP, 8)]:
        rate = 0.7 * rates[8] if label == OPEN_LOOP else None
        runs: dict[str, list[tuple[float, float, float]]] = {"floor": [], "hub": []}
        for _ in track(range(given.runs), description=label, console=Console(stderr=True)):
            for kind, results in runs.items():
                results.append(run(kind, clients, given.operations, rate))
        floor, hub = medians(runs["floor"]), medians(runs["hub"])
        rates.setdefault(clients, floor[2])
        ratio = f"p50 {hub[0] / floor[0]:.2f}  p99 {hub[1] / floor[1]:.2f}  rate {hub[2] / floor[2]:.2f}"
        goal = {1: "p50 at most 2", 32: "rate at least 0.5"}.get(clients, "")
        table.add_row(label, *(f"{value:.1f}" for value in (*floor, *hub)), ratio, goal)
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
