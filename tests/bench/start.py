"""How long a screen takes to its first frame, and what it weighs, beside a bare QML window of the same size.

python tests/bench/start.py [--runs 5]
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

from tests.bench.rig import HERE, OFFSCREEN, device_file, hall, medians, process

SCREENS = {"kiosk": ("k00", "1080x1920"), "wall": ("wall", "1920x1080")}


def start(arguments: list[str], folder: Path) -> tuple[float, float]:
    """Seconds to the first frame, and MB of resident memory three seconds later."""
    started = time.perf_counter()
    with process(arguments, folder / "screen.log", **OFFSCREEN) as screen:
        took = time.perf_counter() - started
        time.sleep(3)
        status = Path(f"/proc/{screen.pid}/status").read_text()
    weight = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    return took, weight / 1024


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=5)
    given = arguments.parse_args()
    table = Table("", "bare s", "bare MB", "ours s", "ours MB", "time : bare", "memory : bare", "goal")
    with tempfile.TemporaryDirectory() as name, hall("hub", Path(name)) as port:
        folder = Path(name)
        for app, (device, size) in SCREENS.items():
            bare, ours = [], []
            settings = str(device_file(folder, port, device, size))
            for _ in track(range(given.runs), description=app, console=Console(stderr=True)):
                bare.append(start([str(HERE / "bare_wall.py"), size], folder))
                ours.append(start(["-m", "broker", app, "--settings", settings], folder))
            (bare_s, bare_mb), (our_s, our_mb) = medians(bare), medians(ours)
            figures = (bare_s, bare_mb, our_s, our_mb, our_s / bare_s, our_mb / bare_mb)
            table.add_row(app, *(f"{figure:.2f}" for figure in figures), "at most 2")
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
