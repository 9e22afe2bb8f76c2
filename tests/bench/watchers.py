"""Screens of a bench in a process of their own: when each of them heard of each call.

python watchers.py PORT HALL COUNT TOPIC...      prints `ready`; told to end, one line of JSON: number -> moments heard

A topic is below `yimen/v1/HALL/state/`; moments are of `time.perf_counter`, one for each screen that heard.
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
    """Notes each number on its board when it first stands there."""

    heard: ClassVar[defaultdict[str, list[float]]] = defaultdict(list)
    read: ClassVar[dict[bytes, tuple[str, ...]]] = {}  # every screen is sent the same bytes: they are parsed once

    def __init__(self) -> None:
        self.shown: set[str] = set()

    def on_message(self, topic: str, payload: bytes) -> None:
        """A state."""
        if "/board/" not in topic:
            return
        came = time.perf_counter()
        if payload not in self.read:
            self.read.clear()
            self.read[payload] = tuple(call["number"] for call in json.loads(payload)["calls"])
        for number in self.read[payload]:
            if number not in self.shown:
                self.shown.add(number)
                self.heard[number].append(came)


def main(port: int, hall: str, count: int, topics: list[str]) -> None:
    """Watch until told to end."""
    crowd = Crowd(port)
    full = [f"yimen/v1/{hall}/state/{topic}" for topic in topics]
    for n in range(count):
        crowd.join(f"screen-{n:03d}", full, Screen().on_message)
    crowd.rest(0.5)
    print("ready watchers", flush=True)
    told = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.readline(), told.set()), daemon=True).start()
    crowd.run(told.is_set, patience_s=600.0)
    print(json.dumps(Screen.heard), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4:])
