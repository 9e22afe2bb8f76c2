"""A hall for tests: a real MQTT server, a hub beside or within the test, and peers that speak bare messages."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import uuid6
from argon2 import PasswordHasher

from broker.client.bus import Address, Received, Will
from broker.client.link import Link
from broker.client.paho_bus import KEEPALIVE_S, PahoBus
from broker.contract.values import App
from broker.hub.hub import Hub
from broker.profile import profile_of
from broker.runtime.clock import SteadyClock
from broker.runtime.settings.file import load
from broker.runtime.settings.hall import HallSettings
from broker.store.store import Store

HALL = "leiyang"
ZONE = ZoneInfo("Asia/Shanghai")
TOP = f"yimen/v1/{HALL}"
PINS = {"c001": "2468", "c002": "1357"}
BADGES = {"c001": "04a1b2c3d4e501", "c002": "04a1b2c3d4e502"}
SECRET = bytes(range(32))
DEADLINE_S = 20.0
"""Generous: what is waited for comes within milliseconds, or the machine is very busy."""

_PIN_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # a test's PINs guard nothing
_STAFF = "".join(
    f'[[staff]]\nid = "{id_}"\nname = "李静{id_[-1]}"\npin_hash = "{_PIN_HASHER.hash(pin)}"\nbadge = "{BADGES[id_]}"\n'
    for id_, pin in PINS.items()
)
_PLACES = """
[[service]]
id = "residence"
name = { zh = "居住证办理", en = "Residence permit" }
series = "A"
[[service]]
id = "household"
name = { zh = "户籍", en = "Household" }
series = "B"
[[window]]
id = "w01"
label = "1"
services = [["residence"], ["household"]]
[[window]]
id = "w02"
label = "2"
services = [["household"]]
[[device]]
id = "terminal-1"
app = "window"
window = "w01"
[[device]]
id = "terminal-2"
app = "window"
window = "w02"
[[device]]
id = "button-1"
app = "button"
window = "w01"
[[device]]
id = "button-2"
app = "button"
window = "w02"
[[device]]
id = "wall-1"
app = "wall"
"""


def free_port() -> int:
    """A port of loopback that nothing uses now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def write_hall(folder: Path, port: int, *, runs_server: bool = False, kiosks: int = 2, more: str = "") -> Path:
    """A hall.toml with two services, two windows, their terminals and buttons, and kiosks `kiosk-1` and on."""
    server = f'[server]\nlisten = "127.0.0.1:{port}"\n' if runs_server else ""
    devices = "".join(f'[[device]]\nid = "kiosk-{n + 1}"\napp = "kiosk"\n' for n in range(kiosks))
    path = folder / "hall.toml"
    path.write_text(
        f'[hall]\nid = "{HALL}"\nname = {{ zh = "耒阳市政务服务中心", en = "Leiyang Government Service Centre" }}\n'
        f"{server}[mqtt]\nport = {port}\n{_PLACES}{devices}{_STAFF}{more}",
        "utf-8",
    )
    return path


def wait_until(true: Callable[[], bool], what: str = "") -> None:
    """Wait for a condition."""
    deadline = time.monotonic() + DEADLINE_S
    while not true():
        assert time.monotonic() < deadline, f"never came: {what or true}"
        time.sleep(0.005)


def command(*, made: datetime | None = None, lasts_s: float = 10.0, **fields: object) -> dict[str, object]:
    """A command's body."""
    at = made or datetime.now(UTC)
    id_ = uuid6.UUID(int=int(at.timestamp() * 1000) << 80 | uuid6.uuid7().int & (1 << 80) - 1, version=7)
    return {
        "v": 1,
        "id": str(id_),
        "at": at.isoformat(timespec="milliseconds"),
        "until": (at + timedelta(seconds=lasts_s)).isoformat(timespec="milliseconds"),
        **fields,
    }


def paper(lease: dict[str, object], n: int = 0, **more: object) -> dict[str, object]:
    """What a kiosk says of the n-th number of a lease that it gave by itself just now."""
    number = int(str(lease["first"])) + n
    fields = {"lease": lease["id"], "day": lease["day"], "service": lease["service"]}
    given_at = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {**fields, "number": f"{lease['series']}{number}", "ref": f"{number:032x}", "given_at": given_at, **more}


def run_yimen(verb: str, settings: Path) -> subprocess.CompletedProcess[str]:
    """Run a subcommand that is expected to end by itself."""
    command = [sys.executable, "-m", "broker", verb, "--settings", str(settings)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=3 * DEADLINE_S)


class Clock:
    """The hub's machine: a test may let time go by, or put its clock forward or back."""

    def __init__(self) -> None:
        self.ahead = timedelta()
        self.put = timedelta()

    def now(self) -> datetime:
        """What the machine's clock says."""
        return datetime.now(ZONE) + self.ahead + self.put

    def ticks(self) -> float:
        """Seconds that have really gone by."""
        return time.monotonic() + self.ahead.total_seconds()

    def go_to(self, moment: datetime) -> None:
        """Go on from that moment."""
        self.ahead = moment - self.put - datetime.now(ZONE)


class Peer:
    """A client that speaks bare MQTT messages and keeps all it hears."""

    def __init__(self, port: int, device: str, *topics: str) -> None:
        self.device = device
        self.heard: list[Received] = []
        self._came = threading.Condition()
        self._linked = threading.Event()
        self._bus = PahoBus(Address("127.0.0.1", port, device))
        self._bus.subscribe(f"{TOP}/reply/{device}", *topics)
        self._bus.start(self._on_message, lambda linked: self._linked.set() if linked else self._linked.clear())
        assert self._linked.wait(DEADLINE_S), device

    def say(self, verb: str, body: object, *, device: str = "", hall: str = HALL, retain: bool = False) -> None:
        """Publish once; `body` is a command's fields or raw bytes."""
        payload = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        self.publish(f"yimen/v1/{hall}/cmd/{device or self.device}/{verb}", payload, retain=retain)

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Publish anything, once there is a link."""
        assert self._linked.wait(DEADLINE_S), self.device
        self._bus.publish(topic, payload, retain=retain)

    def ask(self, verb: str, body: dict[str, object] | None = None, **fields: object) -> dict:
        """Ask until the reply is there, as every device does."""
        return json.loads(self.ask_for_bytes(verb, body or command(**fields)))

    def ask_for_bytes(self, verb: str, body: dict[str, object]) -> bytes:
        """The same, and the reply's very bytes. Hears only replies that come after the asking."""
        start = len(self.heard)
        deadline = time.monotonic() + 3 * DEADLINE_S
        while time.monotonic() < deadline:
            self.say(verb, body)
            if replies := self.wait_for(lambda m: self.is_reply(m, body["id"]), start=start, seconds=0.5):
                return replies[0].payload
        raise AssertionError(f"{verb} of {self.device} was never answered")

    def wait_for(
        self, wanted: Callable[[Received], bool], count: int = 1, *, start: int = 0, seconds: float = DEADLINE_S
    ) -> list[Received]:
        """The first so many messages that are wanted; fewer if they do not come."""
        found: list[Received] = []
        deadline = time.monotonic() + seconds
        with self._came:
            seen = start
            while len(found) < count and (left := deadline - time.monotonic()) > 0:
                if seen == len(self.heard):
                    self._came.wait(left)
                    continue
                if wanted(self.heard[seen]):
                    found.append(self.heard[seen])
                seen += 1
        return found

    def hear(self, wanted: Callable[[dict], bool], topic: str = "") -> dict:
        """The body of the first message below a topic that is wanted."""
        heard = self.wait_for(
            lambda m: f"{TOP}/{topic}" in m.topic and bool(m.payload) and wanted(json.loads(m.payload))
        )
        assert heard, f"never heard on {topic}"
        return json.loads(heard[0].payload)

    def events(self) -> list[dict]:
        """The events heard so far, as they came."""
        return [json.loads(m.payload) for m in list(self.heard) if m.topic == f"{TOP}/event"]

    def is_reply(self, message: Received, id_: object) -> bool:
        """Whether this is the reply to that command."""
        return message.topic == f"{TOP}/reply/{self.device}" and json.loads(message.payload)["re"] == id_

    def stop(self) -> None:
        """Leave."""
        self._bus.stop()

    def _on_message(self, message: Received) -> None:
        with self._came:
            self.heard.append(message)
            self._came.notify_all()


class HubProcess:
    """`yimen hub` as a process of its own; `command` is what starts it, where that is another one."""

    def __init__(self, settings: Path, command: Sequence[str] = (), log: Path | None = None) -> None:
        self._command = command or (sys.executable, "-m", "broker", "hub", "--settings", str(settings))
        self.log = log or settings.parent / "hub.log"
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> "HubProcess":
        """Start and wait until it is ready."""
        with self.log.open("a") as log:
            self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, stderr=log, text=True)
        line = self._process.stdout.readline()
        assert line.startswith("ready hub"), self.log.read_text()[-2000:]
        return self

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    def ended(self) -> int:
        """Wait until it has ended by itself; its exit code."""
        process, self._process = self._process, None
        with process:
            return process.wait(DEADLINE_S)

    def kill(self) -> None:
        """SIGKILL: it gets no chance to put anything in order."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """SIGTERM; its exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        os.kill(process.pid, how)
        process.wait(DEADLINE_S)
        process.stdout.close()
        return process.returncode


class HubHere:
    """A hub on a thread of the test, with a clock of the test's own."""

    def __init__(self, settings: Path, clock: Clock, keepalive_s: int = KEEPALIVE_S) -> None:
        self._keepalive_s = keepalive_s
        self._hall = load(HallSettings, settings)
        self._url = f"sqlite:///{settings.parent / 'hall.db'}"
        self._clock = clock
        self.store: Store | None = None
        self.hub: Hub | None = None

    def start(self) -> "HubHere":
        """Start and wait until it is ready."""
        ready = threading.Event()
        self.store = Store(self._url, HALL)
        will = Will(*Link.will(HALL, "hub", App.HUB))
        bus = PahoBus(Address("127.0.0.1", self._hall.mqtt.port, "hub"), will, self._keepalive_s)
        clock = SteadyClock(self._clock.now, self._clock.ticks)
        self.hub = Hub(self._hall, profile_of(self._hall), self.store, bus, SECRET, clock)
        self._thread = threading.Thread(target=self.hub.run, args=(ready.set,), name="hub")
        self._thread.start()
        assert ready.wait(DEADLINE_S)
        return self

    def stop(self) -> None:
        """Stop and close the store."""
        if self.hub and self.store:
            self.hub.end()
            self._thread.join(DEADLINE_S)
            self.store.close()
            self.hub = None


@contextmanager
def stopping(*things: object) -> Iterator[None]:
    """Stop each of them on the way out."""
    try:
        yield
    finally:
        for thing in things:
            thing.stop()
