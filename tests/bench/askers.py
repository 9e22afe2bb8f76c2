"""Clients of a bench in a process of their own: what they ask, one after the other, and how long each reply takes.

python askers.py PORT issue|call|hall CLIENTS OPERATIONS [RATE]      prints `ready` and, told to go, one line of JSON

`issue` and `call` go as fast as the replies come, or tickets at a steady rate; `hall` is tickets and calls side by
side, each at random moments of the same mean rate.
"""

import json
import sys
import time
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.crowd import Asker, Crowd
from tests.bench.rig import PIN

TICKET = {"service": "residence", "standing": "normal", "holder": None, "language": "zh", "needs": []}
WARM_UP = 50


class Issuing:
    """Kiosks that take tickets."""

    def __init__(self, crowd: Crowd, clients: int) -> None:
        self.crowd = crowd
        self.askers = [crowd.asker("bench", f"k{n:03d}") for n in range(clients)]
        self.took: list[float] = []
        self.numbers: list[str] = []

    def get_ready(self, _operations: int) -> None:
        """Ask some, so that everything is warm."""
        self.closed(WARM_UP)
        self.took.clear()

    def closed(self, operations: int) -> None:
        """Each asks the next only after the reply."""
        left = [operations]

        def go_on(asker: Asker) -> None:
            if left[0]:
                left[0] -= 1
                asker.ask("issue-ticket", partial(note, asker), **TICKET)

        def note(asker: Asker, reply: dict[str, Any], took: float) -> None:
            self._note(reply, took)
            go_on(asker)

        wanted = len(self.took) + operations
        for asker in self.askers:
            go_on(asker)
        self.crowd.run(lambda: len(self.took) == wanted)

    def open(self, operations: int, rate: float) -> None:
        """At a steady rate, whatever the replies do."""
        start = time.perf_counter() + 0.01
        for n in range(operations):
            asker = self.askers[n % len(self.askers)]
            self.crowd.at(start + n / rate, partial(asker.ask, "issue-ticket", self._note, **TICKET))
        self.crowd.run(lambda: len(self.took) == operations)

    def _note(self, reply: dict[str, Any], took: float) -> None:
        if not reply["ok"]:
            raise ValueError(reply)
        self.took.append(took)
        self.numbers.append(reply["ticket"].get("number", reply["re"]))


class Calling(Issuing):
    """Terminals at windows that call, start and finish; only the calls are timed."""

    def __init__(self, crowd: Crowd, clients: int) -> None:
        super().__init__(crowd, 1)
        self.kiosks = self.askers
        self.askers = [crowd.asker("bench", f"t{n:03d}") for n in range(clients)]
        self.clients = clients

    def get_ready(self, operations: int) -> None:
        """See to it that so many wait, and that every window is open and warm."""
        calling, self.askers = self.askers, self.kiosks * 8
        super().closed(operations + WARM_UP)
        self.askers = calling
        done: list[int] = []
        for n, asker in enumerate(self.askers):
            self._steps(asker, f"s{n:03d}", [("sign-in", {"pin": PIN}), ("open-window", {})], lambda: done.append(1))
        self.crowd.run(lambda: len(done) == len(self.askers))
        self.numbers.clear()
        Calling.closed(self, WARM_UP)
        self.took.clear()
        self.numbers.clear()

    def closed(self, operations: int) -> None:
        """Each calls the next only after the one before is done."""
        left, done = [operations], [0]

        def go_on(n: int) -> None:
            if left[0]:
                left[0] -= 1
                self.askers[n].ask("call-next", partial(serve, n), holding=None, staff=f"s{n:03d}")

        def serve(n: int, reply: dict[str, Any], took: float) -> None:
            self._note(reply, took)
            held = {"holding": reply["ticket"]["id"]}
            self._steps(
                self.askers[n], f"s{n:03d}", [("start-service", held), ("finish-service", held)], partial(end, n)
            )

        def end(n: int) -> None:
            done[0] += 1
            go_on(n)

        for n in range(self.clients):
            go_on(n)
        self.crowd.run(lambda: done[0] == operations)

    def _steps(self, asker: Asker, staff: str, steps: list[tuple[str, dict[str, Any]]], then: Any) -> None:
        if not steps:
            then()
            return
        (verb, fields), *rest = steps

        def went(reply: dict[str, Any], _took: float) -> None:
            if not reply["ok"]:
                raise ValueError(reply)
            self._steps(asker, staff, rest, then)

        asker.ask(verb, went, staff=staff, **fields)


class Busy(Calling):
    """A hall in which visitors come and clerks call at random moments; `called` is when each number was asked for."""

    def __init__(self, crowd: Crowd, clients: int) -> None:
        super().__init__(crowd, clients)
        self.issues: list[float] = []
        self.called: dict[str, float] = {}

    def open(self, operations: int, rate: float) -> None:
        """So many of each."""
        random, start = Random(0), time.perf_counter() + 0.01
        free, went = list(range(self.clients)), [0]
        for act in (partial(self._come), partial(self._call, free, went)):
            at = start
            for _ in range(operations):
                at += random.expovariate(rate)
                self.crowd.at(at, act)
        self.crowd.run(lambda: went[0] == operations and len(self.issues) == operations)
        self.crowd.rest(0.5)

    def _come(self) -> None:
        asker = self.kiosks[0]
        asker.ask("issue-ticket", lambda reply, took: self.issues.append(took if reply["ok"] else 1e9), **TICKET)

    def _call(self, free: list[int], went: list[int]) -> None:
        if not free:  # every clerk is busy for a moment
            self.crowd.at(time.perf_counter() + 0.01, partial(self._call, free, went))
            return
        n, asked = free.pop(0), time.perf_counter()

        def serve(reply: dict[str, Any], took: float) -> None:
            self._note(reply, took)
            self.called[self.numbers[-1]] = asked
            held = {"holding": reply["ticket"]["id"]}
            steps = [("start-service", held), ("finish-service", held)]
            self._steps(self.askers[n], f"s{n:03d}", steps, end)

        def end() -> None:
            free.append(n)
            went[0] += 1

        self.askers[n].ask("call-next", serve, holding=None, staff=f"s{n:03d}")


KINDS: dict[str, type[Issuing]] = {"issue": Issuing, "call": Calling, "hall": Busy}


def main(port: int, what: str, clients: int, operations: int, rate: float | None) -> None:
    """Ask, and tell what came of it."""
    crowd = Crowd(port)
    asking = KINDS[what](crowd, clients)
    asking.get_ready(operations)
    print("ready askers", flush=True)
    sys.stdin.readline()
    began, cpu = time.perf_counter(), time.process_time()
    if rate:
        asking.open(operations, rate)
    else:
        asking.closed(operations)
    ended = time.perf_counter()
    told = {"took": asking.took, "numbers": asking.numbers, "span": ended - began}
    told["busy"] = (time.process_time() - cpu) / (ended - began)
    if isinstance(asking, Busy):
        told |= {"issues": asking.issues, "called": asking.called}
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(
        int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5]) if sys.argv[5:] else None
    )
