"""Every driver at its own pace against a peer at byte level, for thousands of turns: python -m tests.faults.devices.

Each kind of device has a process of its own, and many devices in it are at work at once. Whatever a peer gives away is
compared with what the driver told. Every process is weighed while it rests, after a tenth, half and all of its turns.
"""

import multiprocessing
import random
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from tests.faults.devices.apart import LANES, be_quiet, play_lane
from tests.faults.devices.lane import Lane, Told

_MOST_WRONG = 10


def campaign(
    seed: Annotated[int | None, typer.Option(help="The same chances again; not the same moments.")] = None,
    share: Annotated[float, typer.Option(help="Of a whole campaign: 10,000 reads, 10,000 slips and the rest.")] = 1.0,
    only: Annotated[str, typer.Option(help="The lanes whose names have this in them.")] = "",
) -> None:
    """Play the lanes, and tell in a table what came of each."""
    seed = seed if seed is not None else random.randrange(10**6)
    say = Console(soft_wrap=True)
    say.print(f"seed {seed}, {share:g} of a campaign; every driver at the pace that it has in a hall", highlight=False)
    lanes = [lane for lane in LANES.values() if only in lane.name and share]
    spawned = multiprocessing.get_context("spawn")
    told: dict[str, Told] = {}
    with ProcessPoolExecutor(len(lanes) or 1, spawned, initializer=be_quiet, max_tasks_per_child=1) as pool:
        for future in as_completed([pool.submit(play_lane, lane.name, seed, share) for lane in lanes]):
            name, came = future.result()
            told[name] = came
            _tell(say, name, came)
    _tell_all(lanes, told)
    raise typer.Exit(1 if any(came.tally.wrong for came in told.values()) else 0)


def _tell(say: Console, name: str, came: Told) -> None:
    counted = ", ".join(f"{what} {count}" for what, count in sorted(came.tally.counts.items()) if count)
    say.print(f"{name}, {came.seconds:.0f} s: {counted}", highlight=False, markup=False)
    for what in came.tally.wrong[:_MOST_WRONG]:
        say.print(f"  WRONG {what[:400]}", highlight=False, markup=False)


def _tell_all(lanes: list[Lane], told: dict[str, Told]) -> None:
    table = Table("lane", "at once", "turns", "cycles", "threads", "files", "MB at 10, 50, 100 %", "wrong")
    for lane in lanes:
        came = told[lane.name]
        _, *shares, _ = came.weights
        table.add_row(
            lane.name,
            str(lane.at_once),
            f"{came.tally.counts['turns']} {lane.kind}",
            str(came.tally.counts["cycles"]),
            *(", ".join(str(getattr(weight, what)) for weight in came.weights) for what in ("threads", "files")),
            ", ".join(f"{weight.kb / 1024:.1f}" for weight in shares),
            str(len(came.tally.wrong)),
        )
    Console(width=150).print(table)


if __name__ == "__main__":
    typer.run(campaign)
