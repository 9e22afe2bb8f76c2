"""Attack a hall for as long as wanted: python -m tests.fuzz --seed 1 --messages 3000 --minutes 15."""

import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console

from tests.fuzz.attack import attack


def fuzz(
    seed: Annotated[int, typer.Option(help="Of the first attack; the next has the next one.")] = 1,
    messages: Annotated[int, typer.Option(help="Of one attack, which has a hall of its own.")] = 3000,
    minutes: Annotated[float, typer.Option(help="How long; without it one attack.")] = 0,
) -> None:
    """Play attacks, and tell of each what was met and what is wrong."""
    say, until = Console(soft_wrap=True), time.monotonic() + 60 * minutes
    said: Counter[str] = Counter()
    found = 0
    while True:
        with TemporaryDirectory(prefix="fuzz-") as folder:
            came = attack(Path(folder), seed, messages)
        found += len(came.wrong)
        said.update(came.met)
        say.print(
            f"seed {seed}: {came.messages} messages, {came.events} events, {came.honest} honest doings, "
            f"slowest {came.slowest_s:.2f} s, {came.grown_kb} kB more, {len(came.wrong)} wrong",
            highlight=False,
        )
        for what in came.wrong[:20]:
            say.print(f"  {what[:600]}", markup=False, highlight=False)
        seed += 1
        if time.monotonic() >= until:
            break
    say.print(f"answers: {dict(said.most_common())}", highlight=False)
    raise typer.Exit(1 if found else 0)


if __name__ == "__main__":
    typer.run(fuzz)
