"""How long a ticket and a call take: command published -> durable reply received, beside a floor that commits a row.

python tests/bench/issue.py [--runs 5] [--operations 2000] [--what issue call]

The clients are a process of their own on bare sockets. Counted too: numbers given or called twice, which must be none.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.bench.rig import HERE, crowded, hall, lines, medians, process, quantile

CLIENTS = (1, 8, 32, 128)
OPEN_LOOP = "open loop, 8 clients, 70 % of the floor's rate"
GOALS = {1: "p50 at most 2", 32: "rate at least 0.5, over 500/s", OPEN_LOOP: "p99 at most 3"}


class Run(NamedTuple):
    """p50 and p99 in ms, operations per second, numbers that came twice, and how busy the clients' process was."""

    p50: float
    p99: float
    rate: float
    doubled: float
    busy: float


def run(kind: str, what: str, clients: int, operations: int, rate: float | None = None) -> Run:
    """One run at a fresh hall."""
    arguments = [str(HERE / "askers.py"), what, str(clients), str(operations), *([str(rate)] if rate else [])]
    with tempfile.TemporaryDirectory() as name, hall(kind, Path(name), crowded(clients)) as port:
        arguments.insert(1, str(port))
        with process(arguments, Path(name) / "askers.log") as askers:
            told = go(askers)
    latencies = [1000 * took for took in told["took"]]
    doubled = len(told["numbers"]) - len(set(told["numbers"]))
    return Run(
        quantile(latencies, 0.5), quantile(latencies, 0.99), len(latencies) / told["span"], doubled, told["busy"]
    )


def go(askers: "subprocess.Popen[bytes]") -> dict[str, list[float]]:
    """Tell clients to begin, and hear how it went."""
    if askers.stdin:
        askers.stdin.write(b"go\n")
        askers.stdin.flush()
    return json.loads(lines(askers).readline())


def measure(what: str, runs: int, operations: int) -> None:
    """One table."""
    table = Table(what, "floor p50 ms", "p99", "/s", "hub p50 ms", "p99", "/s", "hub : floor", "doubled", "goal")
    floors: dict[int, float] = {}
    cases = [*((f"{n} clients", n) for n in CLIENTS), *([(OPEN_LOOP, 8)] if what == "issue" else [])]
    for label, clients in cases:
        rate = 0.7 * floors[8] if label == OPEN_LOOP else None
        results: dict[str, list[Run]] = {"floor": [], "hub": []}
        for _ in track(range(runs), description=f"{what}, {label}", console=Console(stderr=True), transient=True):
            for kind, into in results.items():
                into.append(run(kind, what, clients, operations, rate))
        floor, hub = (Run(*medians(results[kind])) for kind in ("floor", "hub"))
        floors.setdefault(clients, floor.rate)
        ratio = f"p50 {hub.p50 / floor.p50:.2f}  p99 {hub.p99 / floor.p99:.2f}  rate {hub.rate / floor.rate:.2f}"
        doubled = sum(one.doubled for one in results["hub"])
        goal = (GOALS.get(label) or GOALS.get(clients, "")) if what == "issue" else ""
        figures = (f"{value:.1f}" for one in (floor, hub) for value in one[:3])
        table.add_row(label, *figures, ratio, f"{doubled:.0f} of {runs * operations}", goal)
    Console(width=160).print(table)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--operations", type=int, default=2000)
    arguments.add_argument("--what", nargs="+", choices=["issue", "call"], default=["issue", "call"])
    given = arguments.parse_args()
    for what in given.what:
        measure(what, given.runs, given.operations)


if __name__ == "__main__":
    main()
