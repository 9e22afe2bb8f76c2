"""A hall as the displays hear it: a real MQTT server, and somebody who speaks as the hub over a real bus."""

import itertools
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

from broker.client.bus import Address, Received
from broker.client.paho_bus import PahoBus
from broker.contract import codec, topics
from broker.contract.message import State
from broker.contract.states import Board, HallClock, HallToday, ServiceQueue
from broker.contract.told import Call, ServiceInfo, Wait, WindowInfo, WindowLabel
from broker.contract.values import Text
from broker.server import mosquitto

HALL = "leiyang"
ZONE_TIME = timezone(timedelta(hours=8))


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return sock.getsockname()[1]


class Server:
    """Mosquitto that can be stopped and started again at its port."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self._running = None

    def start(self) -> None:
        self._running = mosquitto.running("127.0.0.1", self.port, self.folder)
        self._running.__enter__()

    def stop(self) -> None:
        if self._running:
            self._running.__exit__(None, None, None)
            self._running = None


class Hub:
    """Says states as the hub does: retained, counted by seq, all of them anew after each reconnect."""

    def __init__(self, port: int) -> None:
        self._bus = PahoBus(Address("127.0.0.1", port, "hub"))
        self._linked = threading.Event()
        self._said: dict[str, bytes] = {}
        self._seq = itertools.count(1)
        self._calls = itertools.count(1)
        self._lines: dict[str, tuple[Call, ...]] = {}
        self.heard: list[Received] = []
        self.on_command: Callable[[Received], None] = self.heard.append

    def start(self) -> None:
        self._bus.subscribe(topics.commands_of(HALL))
        self._bus.start(self._on_message, self._on_link)
        self.wait_for_link()

    def stop(self) -> None:
        self._bus.stop()

    def wait_for_link(self) -> None:
        assert self._linked.wait(10)

    def say(self, kind: type[State], *, seq: int | None = None, names: dict[str, str] | None = None, **fields) -> None:
        """Say one state."""
        head = {"epoch": 1, "seq": seq or next(self._seq), "at": self.now()}
        topic = topics.topic(HALL, kind, **(names or {}))
        self._said[topic] = codec.encode(kind(**(head | fields)))
        self._bus.publish(topic, self._said[topic], retain=True)

    def answer(self, device: str, reply) -> None:
        """Reply to a command."""
        self._bus.publish(topics.topic(HALL, type(reply), device=device), codec.encode(reply))

    def clock(self) -> None:
        self.say(HallClock)

    def today(self, zones: tuple[str, ...] = ("main", "upstairs")) -> None:
        self.say(
            HallToday,
            name=Text(zh="耒阳市政务服务中心", en="Leiyang Government Service Centre"),
            day=self.now().date(),
            services=(
                ServiceInfo(id="residence", name=Text(zh="居住证办理", en="Residence permit"), series="A"),
                ServiceInfo(id="social", name=Text(zh="社会保障", en="Social security"), series="B"),
                ServiceInfo(id="tax", name=Text(zh="税务", en="Tax"), series="C"),
            ),
            windows=(
                WindowInfo(id="w01", label="1", zone="main", services=(("residence",), ("social",))),
                WindowInfo(id="w09", label="9", zone="upstairs", services=(("tax",),)),
            ),
            zones=zones,
        )

    def queue(self, service: str, waiting: int, likely_s: int) -> None:
        wait = Wait(likely_s=likely_s, at_most_s=2 * likely_s)
        self.say(ServiceQueue, names={"service": service}, waiting=waiting, open_windows=1, wait=wait)

    def call(self, number: str, label: str = "1", *, ago: float = 0, zone: str = "main", **fields) -> Call:
        """Call a number as `ago` seconds before now, and say the board."""
        call = Call(
            call=f"00000000-0000-7000-8000-{next(self._calls):012x}",
            number=number,
            window=WindowLabel(id="w01", label=label),
            at=self.now() - timedelta(seconds=ago),
        )
        self._lines[zone] = (call, *self._lines.get(zone, ()))[:12]
        self.say(Board, names={"zone": zone}, calls=self._lines[zone], **fields)
        return call

    @staticmethod
    def now() -> datetime:
        return datetime.now(ZONE_TIME)

    def _on_message(self, message: Received) -> None:
        self.on_command(message)

    def _on_link(self, linked: bool) -> None:  # noqa: FBT001 - the bus's callback
        if linked:
            for topic, body in self._said.items():
                self._bus.publish(topic, body, retain=True)
            self._linked.set()
        else:
            self._linked.clear()


def device_file(folder: Path, port: int, device: str, extra: str = "", **identity: str) -> Path:
    """A device.toml."""
    lines = [f'{key} = "{value}"' for key, value in {"id": device, "hall": HALL, **identity}.items()]
    path = folder / f"{device}.toml"
    path.write_text("\n".join(["[device]", *lines, "[mqtt]", f"port = {port}", extra, ""]), "utf-8")
    return path
