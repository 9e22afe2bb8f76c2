"""How long a ticket takes: `issue-ticket` published -> durable reply received, beside a floor that only commits a row.

python tests/bench/issue.py [--runs 5] [--operations 2000]
"""

import argparse
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import uuid6  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.progress import track  # noqa: E402
from rich.table import Table  # noqa: E402

from broker.client.bus import Address, Received  # noqa: E402
from broker.client.paho_bus import PahoBus  # noqa: E402
from broker.server.mosquitto import running  # noqa: E402

CLIENTS = (1, 8, 32)
HALL = """
[hall]
id = "bench"
name = {{ zh = "测", en = "Bench" }}
[mqtt]
port = {port}
[[service]]
id = "residence"
name = {{ zh = "居住证", en = "Residence" }}
series = "A"
[[window]]
id = "w01"
label = "1"
services = [["residence"]]
"""


class Client:
    """One kiosk: asks and waits for its reply."""

    def __init__(self, port: int, name: str) -> None:
        self.name = name
        self._replied = threading.Event()
        linked = threading.Event()
        self._sent: dict[str, float] = {}
        self.latencies: list[float] = []
        self._bus = PahoBus(Address("127.0.0.1", port, name))
        self._bus.subscribe(f"yimen/v1/bench/reply/{name}")
        self._bus.start(self._on_reply, lambda up: linked.set() if up else None)
        if not linked.wait(10):
            raise TimeoutError(name)

    def ask(self) -> None:
        id_ = str(uuid6.uuid7())
        now = datetime.now(UTC)
        command = {
            "v": 1,
            "id": id_,
            "at": now.isoformat(timespec="milliseconds"),
            "until": (now + timedelta(seconds=20)).isoformat(timespec="milliseconds"),
            "service": "residence",
            "standing": "normal",
            "holder": None,
            "language": "zh",
            "needs": [],
        }
        self._replied.clear()
        body = json.dumps(command).encode()
        self._sent[id_] = time.perf_counter()
        self._bus.publish(f"yimen/v1/bench/cmd/{self.name}/issue-ticket", body)

    def closed_loop(self, operations: int) -> None:
        for _ in range(operations):
            self.ask()
            if not self._replied.wait(10):
                raise TimeoutError("no reply")

    def open_loop(self, operations: int, every: float) -> None:
        start = time.perf_counter()
        for n in range(operations):
            time.sleep(max(0.0, start + n * every - time.perf_counter()))
            self.ask()
        deadline = time.monotonic() + 20
        while len(self.latencies) < operations and time.monotonic() < deadline:
            time.sleep(0.005)

    def stop(self) -> None:
        self._bus.stop()

    def _on_reply(self, message: Received) -> None:
        came = time.perf_counter()
        reply = json.loads(message.payload)
        if not reply["ok"]:
            raise ValueError(reply)
        self.latencies.append(came - self._sent.pop(reply["re"]))
        self._replied.set()


@contextmanager
def hall(kind: str) -> Iterator[int]:
    """An MQTT server and, at it, the hub or its floor."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]
    with tempfile.TemporaryDirectory() as name, running("127.0.0.1", port, Path(name)):
        folder = Path(name)
        devices = "".join(f'[[device]]\nid = "k{n:02d}"\napp = "kiosk"\n' for n in range(max(CLIENTS)))
        (folder / "hall.toml").write_text(HALL.format(port=port) + devices)
        if kind == "hub":
            command = [sys.executable, "-m", "broker", "hub", "--settings", str(folder / "hall.toml")]
        else:
            floor = str(Path(__file__).with_name("floor_responder.py"))
            command = [sys.executable, floor, str(port), str(folder / "floor.db")]
        log = folder / "log"
        with (
            log.open("wb") as stderr,
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, cwd=ROOT) as process,
        ):
            assert process.stdout
            if not process.stdout.readline().startswith(b"ready"):
                raise RuntimeError(f"{kind} does not start: {log.read_text()}")
            try:
                yield port
            finally:
                os.kill(process.pid, signal.SIGTERM)
                process.wait(10)


def run(kind: str, clients: int, operations: int, rate: float | None = None) -> tuple[list[float], float]:
    """Latencies in ms and replies per second of one run."""
    with hall(kind) as port:
        crowd = [Client(port, f"k{n:02d}") for n in range(clients)]
        each = operations // clients
        crowd[0].closed_loop(50)  # warm
        crowd[0].latencies.clear()
        loops = [
            threading.Thread(target=c.open_loop, args=(each, clients / rate))
            if rate
            else threading.Thread(target=c.closed_loop, args=(each,))
            for c in crowd
        ]
        started = time.perf_counter()
        for loop in loops:
            loop.start()
        for loop in loops:
            loop.join()
        took = time.perf_counter() - started
        latencies = sorted(latency * 1000 for c in crowd for latency in c.latencies)
        for c in crowd:
            c.stop()
    if len(latencies) != each * clients:
        raise RuntimeError(f"{len(latencies)} replies to {each * clients} commands")
    return latencies, len(latencies) / took


def quantile(values: list[float], share: float) -> float:
    """The value below which this share lies."""
    return values[min(len(values) - 1, int(len(values) * share))]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--operations", type=int, default=2000)
    given = arguments.parse_args()
    results: dict[tuple[str, str], list[tuple[float, float, float]]] = {}
    floor_rate = 0.0
    cases: list[tuple[str, int, bool]] = [(f"{n} clients", n, False) for n in CLIENTS]
    cases.append(("open loop, 8 clients, 70 % of the floor's rate", 8, True))
    for label, clients, is_open in cases:
        if is_open:
            floor_rate = 0.7 * statistics.median(rate for _, _, rate in results["floor", "8 clients"])
        for _ in track(range(given.runs), description=label, console=Console(stderr=True)):
            for kind in ("floor", "hub"):
                latencies, rate = run(kind, clients, given.operations, floor_rate if is_open else None)
                measured = (quantile(latencies, 0.5), quantile(latencies, 0.99), rate)
                results.setdefault((kind, label), []).append(measured)
    table = Table("", "floor p50 ms", "floor p99", "floor /s", "hub p50 ms", "hub p99", "hub /s", "hub : floor", "goal")
    for label, clients, is_open in cases:
        floor, ours = (
            [statistics.median(column) for column in zip(*results[kind, label], strict=True)]
            for kind in ("floor", "hub")
        )
        goal, ratio = "", f"p50 {ours[0] / floor[0]:.2f}, rate {ours[2] / floor[2]:.2f}"
        if clients == 1:
            goal = "p50 at most 2"
        elif clients == 32:
            goal = "rate at least 0.5"
        if is_open:
            ratio = f"p99 {ours[1] / floor[1]:.2f}"
        table.add_row(label, *(f"{v:.1f}" for v in (*floor, *ours)), ratio, goal)
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
