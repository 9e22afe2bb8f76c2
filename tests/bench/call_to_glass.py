"""How long a call takes to the glass: `call-next` published -> first frame of the wall that shows the number.

Beside our wall at our hub stand a bare QML wall that only paints the message, at our hub and at a floor that only
commits a row. Every wall is 1920x1080, drawn off-screen by the processor.

python tests/bench/call_to_glass.py [--runs 5] [--calls 30]
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

from tests.bench.rig import HERE, OFFSCREEN, PIN, Device, device_file, hall, lines, medians, process, quantile

SIZE = "1920x1080"
PAUSE_S = 0.7
CASES = {"bare wall, floor": ("floor", True), "bare wall, hub": ("hub", True), "wall, hub": ("hub", False)}


def run(kind: str, calls: int, *, bare: bool) -> tuple[float, float]:
    """p50 and p99 in ms of one run."""
    with tempfile.TemporaryDirectory() as name, hall(kind, Path(name)) as port:
        folder = Path(name)
        window = Device(port, "window")
        staff = {"staff": "c001"}
        if kind == "hub":
            kiosk = Device(port, "k00")
            for _ in range(calls):
                kiosk.ask("issue-ticket", service="residence")
            kiosk.stop()
            window.ask("sign-in", pin=PIN, **staff)
            window.ask("open-window", **staff)
        ours = ["-m", "broker", "wall", "--settings", str(device_file(folder, port, "wall", SIZE)), "--stage"]
        program = [str(HERE / "bare_wall.py"), SIZE, str(port)] if bare else ours
        latencies = []
        with process(program, folder / "wall.log", **OFFSCREEN) as wall:
            if not bare and wall.stdin:
                wall.stdin.write(b"watch\n")
                wall.stdin.flush()
                lines(wall).readline()
            time.sleep(2)  # until the wall knows the hall
            for _ in range(calls):
                time.sleep(PAUSE_S)
                asked = time.monotonic_ns()
                ticket = window.ask("call-next", holding=None, **staff)["ticket"]["id"]
                word, _number, shown = lines(wall).readline().split()
                if word != b"frame":
                    raise RuntimeError(word)
                latencies.append((int(shown) - asked) / 1e6)
                if kind == "hub":
                    window.ask("start-service", holding=ticket, **staff)
                    window.ask("finish-service", holding=ticket, **staff)
        window.stop()
    return quantile(latencies, 0.5), quantile(latencies, 0.99)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--calls", type=int, default=30)
    given = arguments.parse_args()
    runs: dict[str, list[tuple[float, float]]] = {case: [] for case in CASES}
    for _ in track(range(given.runs), description="runs", console=Console(stderr=True)):
        for case, (kind, bare) in CASES.items():
            runs[case].append(run(kind, given.calls, bare=bare))
    floor = medians(runs["bare wall, floor"])
    table = Table("", "p50 ms", "p99 ms", "p50 : floor", "goal")
    for case, results in runs.items():
        p50, p99 = medians(results)
        table.add_row(
            case, f"{p50:.1f}", f"{p99:.1f}", f"{p50 / floor[0]:.2f}", "at most 1.5" if case == "wall, hub" else ""
        )
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
