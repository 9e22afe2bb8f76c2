"""How soon every screen of a hall hears of a call: `call-next` published -> the board with its number received.

python tests/bench/screens.py [--runs 5] [--seconds 40] [--screens 60] [--rate 2] [--subscribers 300]

First a busy hall: tickets and calls at random moments, beside a floor that commits a row and publishes. Then one call
to many subscribers at a time, beside a bare publisher. Screens, and whoever asks, are processes of their own.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.bench.crowd import Crowd
from tests.bench.issue import go
from tests.bench.rig import HERE, crowded, hall, medians, process, quantile

WINDOWS = 8
TOPICS = ("board/main", "hall/today", "hall/clock", "service/residence")
"""What a wall follows."""
APART_S = 0.3
BOARD_BYTES = 1100


def busy(kind: str, screens: int, rate: float, calls: int) -> list[float]:
    """ms: p50 and p99 of tickets, of calls, and from a call to each screen; the last screen's; calls never heard."""
    with tempfile.TemporaryDirectory() as name, hall(kind, Path(name), crowded(WINDOWS)) as port:
        watch = [str(HERE / "watchers.py"), str(port), "bench", str(screens), ",".join(TOPICS)]
        ask = [str(HERE / "askers.py"), str(port), "hall", str(WINDOWS), str(calls), str(rate)]
        with (
            process(watch, Path(name) / "watchers.log") as watchers,
            process(ask, Path(name) / "askers.log") as askers,
        ):
            told = go(askers)
            heard = go(watchers)
    each, last, missed = reached(told["called"], heard["board"], screens)
    pairs = [1000 * quantile(told[what], share) for what in ("issues", "took") for share in (0.5, 0.99)]
    return [*pairs, quantile(each, 0.5), quantile(each, 0.99), quantile(last, 0.5), quantile(last, 0.99), missed]


def bare(subscribers: int, calls: int) -> list[float]:
    """The last five of the same, of a program that only publishes."""
    with tempfile.TemporaryDirectory() as name, hall("floor", Path(name)) as port:
        watch = [str(HERE / "watchers.py"), str(port), "bench", str(subscribers), ",".join(TOPICS)]
        with process(watch, Path(name) / "watchers.log") as watchers:
            crowd, called = Crowd(port), {}
            publisher = crowd.join("publisher", [], lambda _topic, _payload: None)
            for n in range(calls):
                crowd.rest(APART_S)
                board = json.dumps({"calls": [{"number": str(n)}], "rest": "x" * BOARD_BYTES}).encode()
                called[str(n)] = time.perf_counter()
                publisher.publish("yimen/v1/bench/state/board/main", board)
            crowd.rest(APART_S)
            heard = go(watchers)
    each, last, missed = reached(called, heard["board"], subscribers)
    return [quantile(each, 0.5), quantile(each, 0.99), quantile(last, 0.5), quantile(last, 0.99), missed]


def reached(
    called: dict[str, float], heard: dict[str, list[float]], screens: int
) -> tuple[list[float], list[float], int]:
    """ms from each call to each screen, to the last one, and how often a screen never heard of a call."""
    took = {number: [1000 * (came - asked) for came in heard.get(number, ())] for number, asked in called.items()}
    missed = sum(screens - len(each) for each in took.values())
    return [one for each in took.values() for one in each], [max(each) for each in took.values() if each], missed


def table(title: str, columns: Sequence[str], rows: dict[str, list[list[float]]], goal: str) -> None:
    """Medians of all runs; the calls never heard are counted."""
    shown = Table(title, *columns, "never heard", "goal")
    for label, runs in rows.items():
        figures = (f"{value:.1f}" for value in medians(runs)[:-1])
        ours = "" if label in {"floor", "bare publisher"} else goal
        shown.add_row(label, *figures, f"{sum(run[-1] for run in runs):.0f}", ours)
    Console(width=150).print(shown)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--seconds", type=float, default=40)
    arguments.add_argument("--screens", type=int, default=60)
    arguments.add_argument("--rate", type=float, default=2)
    arguments.add_argument("--subscribers", type=int, default=300)
    given = arguments.parse_args()
    err = Console(stderr=True)
    calls = int(given.seconds * given.rate)
    halls: dict[str, list[list[float]]] = {"floor": [], "hub": []}
    for _ in track(range(given.runs), description="busy hall", console=err, transient=True):
        for kind, runs in halls.items():
            runs.append(busy(kind, given.screens, given.rate, calls))
    columns = [
        f"{what} {share}" for what in ("issue", "call", "call -> each", "-> last") for share in ("p50 ms", "p99")
    ]
    title = f"{given.screens} screens, {given.rate:g} tickets and calls a second"
    table(title, columns, halls, "call -> each at most 10 / 40, none never")
    fans: dict[str, list[list[float]]] = {"bare publisher": [], "floor": [], "hub": []}
    for _ in track(range(given.runs), description="fan-out", console=err, transient=True):
        for kind, runs in fans.items():
            calls = int(given.seconds / APART_S)
            one = bare(given.subscribers, calls) if kind not in halls else busy(kind, given.subscribers, 2, calls)
            runs.append(one[-5:])
    table(f"one call to {given.subscribers} subscribers", columns[-4:], fans, "")


if __name__ == "__main__":
    main()
