"""A lane: many devices of one kind at work at once, in a process of its own, weighed while they rest."""

import gc
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Protocol

from tests.machine import memory_of

SHARES = (0.1, 0.5, 1.0)
"""Of the turns, after which everything rests and is weighed."""
REST_S = 20
MOST_GROWN_KB = 4096
"""What a process may be larger at the end than at half of its turns: less than half a kilobyte a turn."""


@dataclass(frozen=True)
class Weight:
    """What a process has."""

    threads: int
    files: int
    kb: int


@dataclass
class Tally:
    """What came of the turns.

    Attributes:
        counts: How often what happened; `turns` and `cycles` (unplugged and plugged in again) among them.
        wrong: What must not be, a sentence each.
    """

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Device(Protocol):
    """One device and its peer."""

    def turn(self) -> None:
        """Have one card read, one slip printed, one key pressed, one code read, with whatever goes wrong meanwhile."""

    def close(self) -> None:
        """Let go of the driver and of the peer."""


Make = Callable[[Path, Random, Tally], Device]


@dataclass(frozen=True)
class Lane:
    """A kind of device.

    Attributes:
        name: As the table tells it.
        make: Makes one, in a folder of its own.
        at_once: How many of them.
        turns: Of all together, in a whole campaign.
        kind: What a turn is: `reads`, `slips`, `pages`, `presses`, `codes`, `looks`.
    """

    name: str
    make: Make
    at_once: int
    turns: int
    kind: str


@dataclass
class Told:
    """What came of a lane.

    Attributes:
        weights: Before anything was open, after each share, and after everything was closed.
    """

    tally: Tally
    weights: list[Weight]
    seconds: float


def play(lane: Lane, folder: Path, seed: int, turns: int) -> Told:
    """Play a lane; one that ends early says so in what is wrong."""
    tally, began = Tally(), time.monotonic()
    weights = [weigh()]
    devices: list[Device] = []
    try:
        for n in range(lane.at_once):
            (folder / str(n)).mkdir()
            devices.append(lane.make(folder / str(n), Random(f"{seed} {lane.name} {n}"), tally))
        done = 0
        for share in SHARES:
            upto = max(1, round(turns * share / lane.at_once))
            _work(devices, upto - done, tally)
            done = upto
            weights.append(_rest(weights[1] if len(weights) > 1 else None))
    finally:
        for device in devices:
            device.close()
    weights.append(_rest(weights[0]))
    tally.wrong += leaks(weights)
    return Told(tally, weights, time.monotonic() - began)


def leaks(weights: Sequence[Weight]) -> list[str]:
    """Say what was left behind; see `Told.weights`."""
    before, first, *_, half, last, after = weights
    wrong = [
        f"{name}: {start} and at the end {end}"
        for name, start, end in (
            ("threads at work", first.threads, last.threads),
            ("files at work", first.files, last.files),
            ("threads", before.threads, after.threads),
            ("files", before.files, after.files),
        )
        if end > start
    ]
    if last.kb - half.kb > MOST_GROWN_KB:
        wrong.append(f"memory: {half.kb} kB at half of the turns and {last.kb} kB at the end")
    return wrong


def weigh() -> Weight:
    """Weigh this process."""
    gc.collect()
    return Weight(threading.active_count(), len(list(Path("/proc/self/fd").iterdir())) - 1, memory_of("self"))


def _rest(like: Weight | None) -> Weight:
    """Weigh once nothing more ends by itself."""
    deadline = time.monotonic() + (REST_S if like else 2)
    while True:
        weight = weigh()
        if like and weight.threads <= like.threads and weight.files <= like.files:
            return weight
        if time.monotonic() > deadline:
            return weight
        time.sleep(0.1)


def _work(devices: Sequence[Device], turns: int, tally: Tally) -> None:
    def work(device: Device) -> None:
        for _ in range(turns):
            try:
                device.turn()
            except Exception as error:  # noqa: BLE001  whatever it is, it is a finding
                tally.wrong.append(f"ended early by {type(error).__name__}: {error}")
                return
            tally.counts["turns"] += 1

    workers = [threading.Thread(target=work, args=(device,)) for device in devices]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
