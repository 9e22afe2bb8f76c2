"""The floor of a hub: commits one row (WAL, synchronous=FULL) per command and publishes as many messages as the hub.

python floor_responder.py PORT DATABASE
"""

import json
import queue
import sqlite3
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from broker.client.bus import Address, Received
from broker.client.paho_bus import PahoBus

HALL = "yimen/v1/bench"
QUEUE = ("service/residence", "queue/residence")
CHANGE_QUEUE = ("issue-ticket", "call-next")
EVERY_S = 0.2
"""A queue's states are said so often, as the hub's are."""


def main(port: int, database: str) -> None:
    """Answer for ever, with messages of the hub's own sizes."""
    db = sqlite3.connect(database, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE IF NOT EXISTS row (id TEXT PRIMARY KEY, body TEXT)")
    work: queue.SimpleQueue[Received] = queue.SimpleQueue()
    bus = PahoBus(Address("127.0.0.1", port, "hub"))
    bus.subscribe(f"{HALL}/cmd/+/+")
    bus.start(work.put, lambda linked: print("ready floor", flush=True) if linked else None)
    called, said = 0, dict.fromkeys(QUEUE, 0.0)
    while True:
        message = work.get()
        device, verb = message.topic.split("/")[4:]
        id_ = json.loads(message.payload)["id"]
        number = f"A{called + 1:03d}" if verb == "call-next" else id_
        ticket = {"id": id_, "number": number, "rest": "x" * 200}
        reply = json.dumps({"v": 1, "re": id_, "ok": True, "ticket": ticket}).encode()
        db.execute("INSERT INTO row VALUES (?, ?)", (id_, reply))
        bus.publish(f"{HALL}/reply/{device}", reply)
        bus.publish(f"{HALL}/event", json.dumps({"v": 1, "cause": id_, "rest": "x" * 350}).encode())
        if verb != "issue-ticket":
            bus.publish(f"{HALL}/state/window/{device}", reply, retain=True)
        if verb == "call-next":
            called += 1
            call = {"call": id_, "number": number, "window": {"id": "w01", "label": "1"}, "at": "x" * 29}
            board = json.dumps({"v": 1, "epoch": 1, "seq": called, "calls": [call] * min(called, 7)})
            bus.publish(f"{HALL}/state/board/main", board.encode(), retain=True)
        for state, last in said.items():
            if verb in CHANGE_QUEUE and time.monotonic() - last > EVERY_S:
                said[state] = time.monotonic()
                bus.publish(f"{HALL}/state/{state}", reply, retain=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
