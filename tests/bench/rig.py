"""What the benches share: a server with a hub or its floor, a device that asks and waits, a table's figures."""

import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

import uuid6
from argon2 import PasswordHasher

from broker.client.bus import Address, Received
from broker.client.paho_bus import PahoBus
from broker.server.mosquitto import running

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
PIN = "2580"
PIN_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PIN)  # a bench's PIN guards nothing
REPLY_S = 10.0

_HALL = """
[hall]
id = "bench"
name = {{ zh = "测速大厅", en = "Bench" }}
[mqtt]
port = {port}
[[service]]
id = "residence"
name = {{ zh = "居住证", en = "Residence permit" }}
series = "A"
[[window]]
id = "w01"
label = "1"
services = [["residence"]]
[[staff]]
id = "c001"
name = "李静"
pin_hash = "{pin_hash}"
[[device]]
id = "k00"
app = "kiosk"
[[device]]
id = "window"
app = "window"
window = "w01"
[[device]]
id = "wall"
app = "wall"
"""


class Device:
    """A device of the hall that asks one thing at a time and waits for the reply."""

    def __init__(self, port: int, name: str) -> None:
        self.name = name
        self.latencies: list[float] = []
        self._sent: dict[str, float] = {}
        self._reply: dict[str, Any] = {}
        self._replied = threading.Event()
        linked = threading.Event()
        self._bus = PahoBus(Address("127.0.0.1", port, name))
        self._bus.subscribe(f"yimen/v1/bench/reply/{name}")
        self._bus.start(self._on_reply, lambda up: linked.set() if up else None)
        if not linked.wait(REPLY_S):
            raise TimeoutError(name)

    def publish(self, verb: str, **fields: object) -> None:
        """Ask, without waiting."""

        id_ = str(uuid6.uuid7())
        now = datetime.now(UTC)
        times = {"at": now.isoformat(timespec="milliseconds")}
        times["until"] = (now + timedelta(seconds=20)).isoformat(timespec="milliseconds")
        body = json.dumps({"v": 1, "id": id_, **times, **fields}).encode()
        self._replied.clear()
        self._sent[id_] = time.perf_counter()
        self._bus.publish(f"yimen/v1/bench/cmd/{self.name}/{verb}", body)

    def ask(self, verb: str, **fields: object) -> dict[str, Any]:
        """Ask and wait for the reply, which must be a yes."""
        self.publish(verb, **fields)
        return self.await_reply()

    def await_reply(self) -> dict[str, Any]:
        """The reply to what was asked last."""
        if not self._replied.wait(REPLY_S):
            raise TimeoutError(f"no reply to {self.name}")
        if not self._reply["ok"]:
            raise ValueError(self._reply)
        return self._reply

    def press(self, button: str) -> None:
        """Press a bare button of the hall."""
        self._bus.publish(f"yimen/v1/bench/cmd/{button}/call-next", b"")

    def stop(self) -> None:
        """Leave."""
        self._bus.stop()

    def _on_reply(self, message: Received) -> None:

        came = time.perf_counter()
        self._reply = json.loads(message.payload)
        self.latencies.append(came - self._sent.pop(self._reply["re"]))
        self._replied.set()


@contextmanager
def process(arguments: Sequence[str], log: Path, **environment: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A program of ours that has said `ready`; ended on the way out."""
    with (
        log.open("wb") as stderr,
        subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        ) as program,
    ):
        try:
            line = lines(program).readline()
            if not line.startswith(b"ready"):
                raise RuntimeError(f"{arguments} said {line!r}: {log.read_text()}")
            yield program
        finally:
            os.kill(program.pid, signal.SIGTERM)
            program.wait(10)


def lines(program: "subprocess.Popen[bytes]") -> IO[bytes]:
    """What a program says."""
    if program.stdout is None:
        raise RuntimeError("it was started deaf")
    return program.stdout


def free_port() -> int:
    """A port of loopback that nothing uses now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@contextmanager
def hall(kind: str, folder: Path, more: str = "") -> Iterator[int]:
    """An MQTT server and, at it, the `hub` or its `floor`; gives the port. `more` goes into hall.toml."""
    port = free_port()
    (folder / "hall.toml").write_text(_HALL.format(port=port, pin_hash=PIN_HASH) + more)
    hub = ["-m", "broker", "hub", "--settings", str(folder / "hall.toml")]
    floor = [str(HERE / "floor_responder.py"), str(port), str(folder / "floor.db")]
    with (
        running("127.0.0.1", port, folder),
        process(hub if kind == "hub" else floor, folder / f"{kind}.log"),
    ):
        yield port


def crowded(clients: int) -> str:
    """So many kiosks `k000` and on, windows `x000` with terminals `t000` and clerks `s000`, for hall.toml."""
    return "".join(
        f'[[device]]\nid = "k{n:03d}"\napp = "kiosk"\n[[device]]\nid = "t{n:03d}"\napp = "window"\n'
        f'window = "x{n:03d}"\n[[window]]\nid = "x{n:03d}"\nlabel = "{n}"\nservices = [["residence"]]\n'
        f'[[staff]]\nid = "s{n:03d}"\nname = "李静"\npin_hash = "{PIN_HASH}"\n'
        for n in range(clients)
    )


def device_file(folder: Path, port: int, device: str, size: str) -> Path:
    """Settings of a screen at this hall."""
    (folder / "idcard").mkdir(exist_ok=True)
    file = folder / f"{device}.toml"
    file.write_text(
        f'[device]\nid = "{device}"\nhall = "bench"\n[mqtt]\nport = {port}\n[screen]\nsize = "{size}"\n'
        + ('[hardware]\nidcard = "simulated:idcard"\nticket_printer = "tcp:127.0.0.1:9"\n' if device[0] == "k" else "")
    )
    return file


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def medians(runs: Sequence[Sequence[float]]) -> list[float]:
    """The median of each figure over the runs."""
    return [statistics.median(column) for column in zip(*runs, strict=True)]
