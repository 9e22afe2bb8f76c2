"""A hall for the touch screens: a real MQTT server and the real hub, each a process of its own."""

import queue
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from broker.client.bus import Address, Received
from broker.client.paho_bus import PahoBus
from broker.server import mosquitto
from tests.hall import free_port

SECONDS = 20
NAME = "leiyang"
HALL_TOML = """
[hall]
id = "leiyang"
name = { zh = "耒阳市政务服务中心", en = "Leiyang Government Service Center" }
[mqtt]
port = PORT
[[service]]
id = "residence"
name = { zh = "居住证办理", en = "Residence permit" }
series = "A"
[[service]]
id = "social"
name = { zh = "社会保险", en = "Social insurance" }
series = "B"
[[window]]
id = "w01"
label = "1"
services = [["residence"], ["social"]]
[[device]]
id = "kiosk-01"
app = "kiosk"
name = { zh = "1 号机", en = "Kiosk 1" }
[[device]]
id = "kiosk-02"
app = "kiosk"
name = { zh = "2 号机", en = "Kiosk 2" }
[[device]]
id = "kiosk-03"
app = "kiosk"
[[device]]
id = "kiosk-04"
app = "kiosk"
name = { zh = "4 号机", en = "Kiosk 4" }
zone = "upstairs"
"""


class Hall:
    """Start and stop its parts at will."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self._server = ExitStack()
        self._hub: subprocess.Popen | None = None
        (folder / "hall.toml").write_text(HALL_TOML.replace("PORT", str(self.port)), "utf-8")

    def start_server(self) -> None:
        self._server.enter_context(mosquitto.running("127.0.0.1", self.port, self.folder))

    def stop_server(self) -> None:
        self._server.close()

    def start_hub(self) -> None:
        command = [sys.executable, "-m", "broker", "hub", "--settings", str(self.folder / "hall.toml")]
        with (self.folder / "hub.log").open("ab") as log:
            self._hub = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        assert self._hub.stdout.readline().startswith("ready hub"), (self.folder / "hub.log").read_text("utf-8")

    def stop_hub(self) -> None:
        if self._hub:
            self._hub.terminate()
            self._hub.wait(SECONDS)
            self._hub.stdout.close()
            self._hub = None

    def freeze_hub(self) -> None:
        self._hub.send_signal(signal.SIGSTOP)

    def thaw_hub(self) -> None:
        self._hub.send_signal(signal.SIGCONT)

    def device_file(self, folder: Path, hardware: str, device: str = "kiosk-01", screen: str = "") -> Path:
        path = folder / f"{device}.toml"
        head = f'[device]\nid = "{device}"\nhall = "{NAME}"\n[mqtt]\nport = {self.port}\n'
        path.write_text(f"{head}[hardware]\n{hardware}\n[screen]\n{screen}\n", "utf-8")
        return path


@contextmanager
def running(folder: Path, more: str = "", zone: str = "") -> Iterator[Hall]:
    """A hall whose server and hub run; `more` goes on in its settings, `zone` is its time zone where it matters."""
    hall = Hall(folder)
    path, head = folder / "hall.toml", 'id = "leiyang"\n'
    text = path.read_text("utf-8")
    if zone:
        text = text.replace(head, f'{head}timezone = "{zone}"\n', 1)
    path.write_text(text + more, "utf-8")
    hall.start_server()
    try:
        hall.start_hub()
        yield hall
    finally:
        hall.stop_hub()
        hall.stop_server()


class Listener:
    """Hears what is said on some topics."""

    def __init__(self, hall: Hall, *topics: str) -> None:
        self.heard: list[Received] = []
        linked: queue.Queue[bool] = queue.Queue()
        self._bus = PahoBus(Address("127.0.0.1", hall.port, f"listener-{id(self)}"))
        self._bus.subscribe(*topics)
        self._bus.start(self.heard.append, linked.put)
        assert linked.get(timeout=SECONDS)

    def close(self) -> None:
        self._bus.stop()
