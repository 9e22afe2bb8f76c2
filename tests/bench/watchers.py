"""Screens of a bench in a process of their own: when each of them heard of each call.

python watchers.py PORT HALL COUNT TOPIC,TOPIC... TOPIC,TOPIC...      prints `ready` and, told to end, a line of JSON

The screens take the groups of topics in turn, each topic below `yimen/v1/HALL/state/`. Told are, for boards and for
windows, number -> moments of `time.perf_counter`, one for each screen that heard of it; and how many messages came.
"""

import json
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from typing import ClassVar

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.crowd import Crowd


class Screen:
    """Notes each number when it first stands on its board, or at its window."""

    heard: ClassVar[dict[str, defaultdict[str, list[float]]]] = {
        "board": defaultdict(list),
        "window": defaultdict(list),
    }
    messages: ClassVar[list[int]] = [0]
    read: ClassVar[dict[bytes, tuple[str, ...]]] = {}  # every screen is sent the same bytes: they are parsed once

    def __init__(self) -> None:
        self.shown: set[str] = set()

    def on_message(self, topic: str, payload: bytes) -> None:
        """A state."""
        self.messages[0] += 1
        kind = topic.split("/")[4]
        if kind not in self.heard:
            return
        came = time.perf_counter()
        if payload not in self.read:
            self.read.clear()
            state = json.loads(payload)
            tickets = state["calls"] if kind == "board" else [state["ticket"]] if state.get("ticket") else []
            self.read[payload] = tuple(ticket["number"] for ticket in tickets)
        for number in self.read[payload]:
            if number not in self.shown:
                self.shown.add(number)
                self.heard[kind][number].append(came)


def main(port: int, hall: str, count: int, groups: list[list[str]]) -> None:
    """Watch until told to end."""
    crowd = Crowd(port)
    for n in range(count):
        topics = [f"yimen/v1/{hall}/state/{topic}" for topic in groups[n % len(groups)]]
        crowd.join(f"screen-{n:03d}", topics, Screen().on_message)
    crowd.rest(0.5)
    print("ready watchers", flush=True)
    told = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.readline(), told.set()), daemon=True).start()
    crowd.run(told.is_set, patience_s=1200.0)
    print(json.dumps(Screen.heard | {"messages": Screen.messages[0]}), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), [group.split(",") for group in sys.argv[4:]])
