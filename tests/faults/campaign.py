"""Thousands of runs, on every core, for as long as wanted; it goes on where it was stopped.

make campaign                   the next thousand runs
make campaign RUNS=20000
.venv/bin/python tests/faults/campaign.py --seed 4711      one run alone, its history told line by line
"""

import logging
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import islice
from pathlib import Path
from typing import Annotated

sys.path.insert(0, str(Path(__file__).parents[2]))  # run by its path it finds the project's root first

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tests.faults.checker import judge
from tests.faults.run import play, told

DONE = Path(".campaign/seeds")
"""The seeds that are done, one a line; delete it to begin anew after a change."""
HOW_TO_SEE = "seed {seed}; see it with: .venv/bin/python tests/faults/campaign.py --seed {seed}"


def campaign(
    runs: Annotated[int, typer.Option(help="How many runs.")] = 1000,
    seed: Annotated[int | None, typer.Option(help="One run alone, told line by line.")] = None,
) -> None:
    """Play random runs of a whole hall and judge each."""
    say = Console(soft_wrap=True)
    wrong = _see(say, seed) if seed is not None else _go_on(say, runs)
    raise typer.Exit(1 if wrong else 0)


def _see(say: Console, seed: int) -> list[str]:
    """One run, told."""
    logging.disable(logging.CRITICAL)
    history = play(seed)
    for line in told(history):
        say.print(line, highlight=False, markup=False)
    wrong = judge(history)
    for what in wrong or ["nothing is wrong"]:
        say.print(what, style="bold", markup=False)
    return wrong


def _go_on(say: Console, runs: int) -> bool:
    """The next so many seeds; only good ones count as done."""
    DONE.parent.mkdir(exist_ok=True)
    done = {int(line) for line in DONE.read_text().split()} if DONE.exists() else set()
    found = 0
    columns = TextColumn("runs"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with (
        ProcessPoolExecutor(initializer=_be_quiet) as pool,
        Progress(*columns, console=say) as progress,
        DONE.open("a") as file,
    ):
        task = progress.add_task("runs", total=runs)
        for future in as_completed([pool.submit(_run, seed) for seed in islice(_seeds(done), runs)]):
            seed, wrong = future.result()
            progress.advance(task)
            if not wrong:
                file.write(f"{seed}\n")
                file.flush()
                continue
            found += 1
            say.print(HOW_TO_SEE.format(seed=seed), style="bold", markup=False)
            for what in wrong:
                say.print(f"  {what[:400]}", markup=False)
    say.print(f"{runs} runs, {found} with something wrong; {len(done) + runs - found} good ones so far")
    return bool(found)


def _seeds(done: set[int]) -> Iterator[int]:
    seed = 0
    while True:
        seed += 1
        if seed not in done:
            yield seed


def _be_quiet() -> None:
    os.nice(10)
    logging.disable(logging.CRITICAL)


def _run(seed: int) -> tuple[int, list[str]]:
    try:
        return seed, judge(play(seed))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
        return seed, [f"{type(error).__name__}: {error}"]


if __name__ == "__main__":
    typer.run(campaign)
