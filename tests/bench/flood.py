"""What one attacker does to everybody else: kiosks of a provisioned hall ask for tickets before, during and after.

Each kind of attack meets a hall of its own: MQTT server and hub, TLS and accounts, ten kiosks that each ask four times
a second, and ask again once a second as every device does.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import uuid6

from broker.client.bus import Address, Received
from broker.client.paho_bus import PahoBus
from broker.provision.hall import provision
from broker.runtime.settings.file import load
from broker.runtime.settings.hall import HallSettings
from broker.server.guard import Guard
from broker.server.mosquitto import running
from tests.bench.rig import ROOT, free_port, process, quantile
from tests.bench.usage import Usage

KINDS = (
    "nothing", "commands", "commands, QoS 0", "commands of 256 KB", "valid tickets", "presence", "health",
    "health of 256 KB", "forbidden topics", "subscribing", "never reading", "coming and going", "strangers' handshakes",
    "strangers' silence",
)  # fmt: skip
KIOSKS = 10
EVERY_S = 0.25
LONGEST_S = 20.0

_HALL = """
[hall]
id = "bench"
name = {{ zh = "测速大厅", en = "Bench" }}
[server]
listen = "127.0.0.1:{port}"
[[service]]
id = "residence"
name = {{ zh = "居住证", en = "Residence permit" }}
series = "A"
[[window]]
id = "w01"
label = "1"
services = [["residence"]]
[[device]]
id = "bad"
app = "kiosk"
"""


class Kiosk:
    """Takes tickets on a thread of its own; keeps when each was asked for and how long it took."""

    def __init__(self, address: Address, ended: threading.Event) -> None:
        self.took: list[tuple[float, float]] = []
        self.never = 0
        self._top, self._ended = f"yimen/v1/bench/cmd/{address.device}", ended
        self._id = ""
        self._replied, linked = threading.Event(), threading.Event()
        self._bus = PahoBus(address)
        self._bus.subscribe(f"yimen/v1/bench/reply/{address.device}")
        self._bus.start(self._on_reply, lambda up: linked.set() if up else None)
        if not linked.wait(LONGEST_S):
            raise TimeoutError(address.device)
        self._thread = threading.Thread(target=self._work)
        self._thread.start()

    def stop(self) -> None:
        """Wait until it has noticed the end, and leave."""
        self._thread.join()
        self._bus.stop()

    def _work(self) -> None:
        while not self._ended.is_set():
            now, began = datetime.now(UTC), time.perf_counter()
            self._id = str(uuid6.uuid7())
            self._replied.clear()
            times = {"at": now.isoformat(timespec="milliseconds")}
            times["until"] = (now + timedelta(seconds=25)).isoformat(timespec="milliseconds")
            fields = {"service": "residence", "holder": None}
            body = json.dumps({"v": 1, "id": self._id, **times, **fields}).encode()
            while True:
                self._bus.publish(f"{self._top}/issue-ticket", body)
                if self._replied.wait(1.0):
                    self.took.append((began, time.perf_counter() - began))
                    break
                if time.perf_counter() - began > LONGEST_S:
                    self.never += 1
                    break
            self._ended.wait(max(0.0, EVERY_S - (time.perf_counter() - began)))

    def _on_reply(self, message: Received) -> None:
        if json.loads(message.payload)["re"] == self._id:
            self._replied.set()


@contextmanager
def attacked(kind: str, guard: Guard, password: str) -> Iterator[list[int]]:
    """Under attack; gives how often the attacker did it, once it is over."""
    done: list[int] = []
    if kind == "nothing":
        yield done
        return
    command = [sys.executable, "-m", "tests.bench.attackers", kind, str(guard.door.port), str(guard.authority), "bad"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True) as attacker:
        if attacker.stdin is None or attacker.stdout is None:
            raise RuntimeError
        attacker.stdin.write(("" if kind.startswith("strangers") else password) + "\n")
        attacker.stdin.flush()
        yield done
        attacker.stdin.close()
        done.append(int(attacker.stdout.readline() or 0))


def measure(kind: str, folder: Path, calm_s: float, flood_s: float) -> str:
    """One row of the table."""
    port = free_port()
    settings = folder / "hall.toml"
    kiosks = [f"k{n:02d}" for n in range(KIOSKS)]
    devices = "".join(f'[[device]]\nid = "{name}"\napp = "kiosk"\n' for name in kiosks)
    settings.write_text(_HALL.format(port=port) + devices)
    hall = load(HallSettings, settings)
    provision(settings, hall, folder / "devices")
    (folder / "hub.secret").write_text("00" * 32)
    (folder / "hub.secret").chmod(0o600)
    guard = Guard.of(settings, hall.server)

    def password(name: str) -> str:
        return (folder / "devices" / name / "mqtt.password").read_text().strip()

    ended = threading.Event()
    with ExitStack() as stack:
        server = stack.enter_context(running("127.0.0.1", port, folder / "server", guard))
        arguments = ["-m", "broker", "hub", "--settings", str(settings)]
        hub = stack.enter_context(process(arguments, folder / "hub.log"))
        all_ = [Kiosk(Address("127.0.0.1", port, name, password(name), str(guard.authority)), ended) for name in kiosks]
        time.sleep(1.0)
        calm = time.perf_counter()
        time.sleep(calm_s)
        began = time.perf_counter()
        with attacked(kind, guard, password("bad")) as done:
            use = [(Usage(pid), pid) for pid in (server.pid, hub.pid)]
            time.sleep(flood_s)
            took = " / ".join(f"{usage.cpu():.2f}, {_most(pid):.0f}" for usage, pid in use)
            over = time.perf_counter()
        time.sleep(calm_s)
        ended.set()
        for kiosk in all_:
            kiosk.stop()
    asked = [one for kiosk in all_ for one in kiosk.took]
    spans = ((calm, began), (began, began + 3), (began + 3, over), (over, over + calm_s))
    told = [_told([took for when, took in asked if start <= when < end]) for start, end in spans]
    never = sum(kiosk.never for kiosk in all_)
    said = [json.loads(line) for line in (folder / "hub.log").read_text().splitlines() if line.startswith("{")]
    outs = sum("shut out" in line["says"] for line in said)
    size = sum(file.stat().st_size for file in folder.glob("hall.db*")) / 1e6
    count = f"{done[0]:,}" if done else ""
    return f"| {kind} | {count} | {' | '.join(told)} | {never} | {outs} | {took} | {size:.1f} |"


def _most(pid: int) -> float:
    """The most memory that a process ever had, in MB."""
    lines = (Path("/proc") / str(pid) / "status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def _told(took: list[float]) -> str:
    if not took:
        return "none"
    return " / ".join(f"{1000 * x:,.0f}" for x in (quantile(took, 0.5), quantile(took, 0.99), max(took)))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", default=KINDS, help="of attack; all unless told")
    parser.add_argument("--calm", type=float, default=4.0, help="seconds before and after")
    parser.add_argument("--flood", type=float, default=12.0, help="seconds of attack")
    given = parser.parse_args()
    print("reply times in ms: p50/p99/longest; server and hub: cores, most MB; the database's MB\n")
    print(
        "| attack | times | before | first 3 s | rest of it | after | never | shut out | server / hub | database MB |"
    )
    print("| --- " * 10 + "|")
    for kind in given.kinds:
        with tempfile.TemporaryDirectory() as folder:
            print(measure(kind, Path(folder), given.calm, given.flood), flush=True)


if __name__ == "__main__":
    main()
