"""The floor of a hub: commits one row (WAL, synchronous=FULL) per command and publishes as many messages as the hub.

python floor_responder.py PORT DATABASE
"""

import json
import queue
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from broker.client.bus import Address, Received
from broker.client.paho_bus import PahoBus

HALL = "yimen/v1/bench"


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
    called = 0
    while True:
        message = work.get()
        device, verb = message.topic.split("/")[4:]
        id_ = json.loads(message.payload)["id"]
        reply = json.dumps({"v": 1, "re": id_, "ok": True, "ticket": {"id": id_, "rest": "x" * 220}})
        db.execute("INSERT INTO row VALUES (?, ?)", (id_, reply))
        bus.publish(f"{HALL}/reply/{device}", reply.encode())
        bus.publish(f"{HALL}/event", json.dumps({"v": 1, "cause": id_, "rest": "x" * 350}).encode())
        if verb == "call-next":
            called += 1
            call = {"call": id_, "number": f"A{called:03d}", "window": {"id": "w01", "label": "1"}, "at": "x" * 29}
            board = json.dumps({"v": 1, "epoch": 1, "seq": called, "calls": [call] * min(called, 7)})
            for state in ("window/w01", "service/residence", "queue/residence"):
                bus.publish(f"{HALL}/state/{state}", reply.encode(), retain=True)
            bus.publish(f"{HALL}/state/board/main", board.encode(), retain=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
