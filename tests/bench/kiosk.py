"""How heavy the kiosk is: idle, and after thousands of visitors of every kind, with and without a city's catalogue.

python tests/bench/kiosk.py [--visitors 5000] [--idle 60] [--runs 3] [--items 167978]

Beside it stands a bare QML window of the same size. What a start takes is told by `start.py`, pages by `pages.py`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.table import Table

from tests.bench.rig import HERE, OFFSCREEN, medians, process
from tests.bench.usage import Usage
from tests.bench.visitors import city, place

SETTLED_S = 5.0


def idle(arguments: list[str], folder: Path, seconds: float) -> tuple[float, float]:
    """Percent of a core, and MB, of a program that nobody touches."""
    with process(arguments, folder / "idle.log", **OFFSCREEN) as program:
        time.sleep(SETTLED_S)
        usage = Usage(program.pid)
        time.sleep(seconds)
        return 100 * usage.cpu(), usage.megabytes()


def idles(catalogue: Path, seconds: float, runs: int) -> Table:
    """Idle programs, interleaved."""
    table = Table("at its first page", "% of a core", "MB", title=f"idle, {seconds:.0f} s; goal: under 2 %, 250 MB")
    shelves = {"a kiosk": None, "with the catalogue": catalogue}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in ("a bare window", *shelves)}
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as name:
            found["a bare window"].append(idle([str(HERE / "bare_wall.py"), "1080x1920"], Path(name), seconds))
        for kiosk, shelf in shelves.items():
            with tempfile.TemporaryDirectory() as name, place(Path(name), shelf) as settings:
                ours = ["-m", "broker", "kiosk", "--settings", str(settings)]
                found[kiosk].append(idle(ours, Path(name), seconds))
    for program, figures in found.items():
        table.add_row(program, *(f"{figure:.1f}" for figure in medians(figures)))
    return table


def visits(catalogue: Path, visitors: int, console: Console) -> Table:
    """Visitors in a row."""
    table = Table("visitors", "minutes", "MB", "threads", "files", title="one kiosk, the catalogue open; under 250 MB")
    with tempfile.TemporaryDirectory() as name, place(Path(name), catalogue) as settings:
        program = [sys.executable, str(HERE / "visitors.py"), str(settings), str(visitors)]
        began = time.perf_counter()
        with (
            Path(name, "kiosk.log").open("wb") as log,
            subprocess.Popen(
                program, stdout=subprocess.PIPE, stderr=log, text=True, env={**os.environ, **OFFSCREEN}
            ) as kiosk,
        ):
            for line in kiosk.stdout or ():
                _, count, *figures = line.split()
                table.add_row(count, f"{(time.perf_counter() - began) / 60:.1f}", *figures)
                console.print(line.rstrip(), style="dim")
        if kiosk.returncode:
            raise RuntimeError(Path(name, "kiosk.log").read_text()[-2000:])
    return table


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--visitors", type=int, default=5000)
    arguments.add_argument("--idle", type=float, default=60)
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--items", type=int, default=167_978)
    given = arguments.parse_args()
    console = Console(width=110)
    with tempfile.TemporaryDirectory() as name:
        catalogue = city(Path(name), given.items)
        if given.runs:
            console.print(idles(catalogue, given.idle, given.runs))
        if given.visitors:
            console.print(visits(catalogue, given.visitors, console))


if __name__ == "__main__":
    main()
