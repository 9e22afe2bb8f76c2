"""What a hub's memory grows to: busiest days one after the other in one hub, its clock put on by a day after each.

python tests/bench/ten_days.py [--days 10] [--speed 500]

The days are those of `day.py`, sent as fast.
"""

import argparse
import json
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.table import Table

from broker.server.mosquitto import running
from tests.bench import centre_hall as centre
from tests.bench.crowd import Crowd
from tests.bench.day import Replay
from tests.bench.rig import HERE, free_port, process
from tests.bench.usage import Usage

ONE = timedelta(days=1)
REST_S = 5.0


def next_day(crowd: Crowd, before: set[date]) -> None:
    """Wait until the hub has turned to a day that it did not tell of yet."""
    told = set(before)
    topic = f"yimen/v1/{centre.HALL}/state/hall/today"
    crowd.join("follower", [topic], lambda _topic, payload: told.add(json.loads(payload)["day"]))
    crowd.run(lambda: bool(told - before))
    before |= told


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--days", type=int, default=10)
    arguments.add_argument("--speed", type=float, default=500)
    given = arguments.parse_args()
    events, _hall = centre.played(booked=False, calendars=False)
    table = Table("day", "commands", "refused", "hub MB in the evening", "after the new day began", "database MB")
    with tempfile.TemporaryDirectory() as name, running("127.0.0.1", port := free_port(), Path(name)):
        folder, days = Path(name), set()
        settings = centre.write(folder, port, centre.evening()[0])
        with process([str(HERE / "turned_hub.py"), str(settings)], folder / "hub.log") as hub:
            usage = Usage(hub.pid)
            crowd = Crowd(port)
            next_day(crowd, days)
            for n in range(given.days):
                replay = Replay(crowd, events, given.speed)
                replay.run()
                evening, done = usage.megabytes(), sum(map(len, replay.took.values()))
                crowd.close()
                hub.stdin.write(f"{ONE.total_seconds()}\n".encode())
                hub.stdin.flush()
                crowd = Crowd(port, (n + 1) * ONE)
                next_day(crowd, days)
                crowd.rest(REST_S)
                size = (folder / "hall.db").stat().st_size / 1e6
                refused = sum(replay.refused.values())
                figures = (f"{done:,}", f"{refused:,}", f"{evening:.0f}", f"{usage.megabytes():.0f}", f"{size:.0f}")
                table.add_row(str(n + 1), *figures)
                print(n + 1, *figures, file=sys.stderr, flush=True)
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
