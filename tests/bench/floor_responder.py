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


def main(port: int, database: str) -> None:
    """Answer for ever."""
    db = sqlite3.connect(database, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE IF NOT EXISTS row (id TEXT PRIMARY KEY, body TEXT)")
    work: queue.SimpleQueue[Received] = queue.SimpleQueue()
    bus = PahoBus(Address("127.0.0.1", port, "hub"))
    bus.subscribe("yimen/v1/bench/cmd/+/+")
    bus.start(work.put, lambda linked: linked and print("ready hub floor", flush=True))
    # The same sizes as the hub's own: a reply of some 330 bytes and an event of some 420.
    while True:
        message = work.get()
        device = message.topic.split("/")[4]
        id_ = json.loads(message.payload)["id"]
        reply = json.dumps({"v": 1, "re": id_, "ok": True, "ticket": "x" * 260})
        db.execute("INSERT INTO row VALUES (?, ?)", (id_, reply))
        bus.publish(f"yimen/v1/bench/reply/{device}", reply.encode())
        bus.publish("yimen/v1/bench/event", json.dumps({"v": 1, "cause": id_, "rest": "x" * 350}).encode())


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
