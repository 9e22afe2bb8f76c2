"""A hall provisioned from nothing, with each box in a network of its own, as on machines of their own."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from tests.broker.provision.place import Place
from tests.hall import DEADLINE_S, TOP, HubProcess, wait_until

IP = shutil.which("ip", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
BRIDGE = "10.77.0.1"
BOXES = {"kiosk": "10.77.0.2", "window": "10.77.0.3", "button": "10.77.0.4", "stranger": "10.77.0.5"}
ROOT = Path(__file__).parents[3]

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="networks of their own need root"),
    pytest.mark.skipif(IP is None, reason="networks of their own need the program ip, of Debian's package iproute2"),
    pytest.mark.expect_warnings,
]


@pytest.fixture
def networks():
    """Makes the networks: `hall` with the bridge, and each box at a cable to it; gone with the test."""

    def ip(*words):
        subprocess.run([IP, *words], check=True, capture_output=True, text=True)

    names = {place: f"yimen-{os.getpid()}-{place}" for place in ("hall", *BOXES)}
    with ExitStack() as made:
        for name in names.values():
            ip("netns", "add", name)
            made.callback(ip, "netns", "del", name)
            ip("-n", name, "link", "set", "lo", "up")
        ip("-n", names["hall"], "link", "add", "bridge", "type", "bridge")
        ip("-n", names["hall"], "addr", "add", f"{BRIDGE}/24", "dev", "bridge")
        ip("-n", names["hall"], "link", "set", "bridge", "up")
        for box, address in BOXES.items():
            ip("-n", names["hall"], "link", "add", box, "type", "veth", "peer", "name", "eth0", "netns", names[box])
            ip("-n", names["hall"], "link", "set", box, "master", "bridge", "up")
            ip("-n", names[box], "addr", "add", f"{address}/24", "dev", "eth0")
            ip("-n", names[box], "link", "set", "eth0", "up")
        yield lambda place: (IP, "netns", "exec", names[place])


@pytest.fixture
def place(tmp_path):
    """The hall, which nobody has provisioned yet, at the bridge's address."""
    place = Place(tmp_path)
    place.settings.write_text(place.settings.read_text().replace("127.0.0.1:", f"{BRIDGE}:"))
    return place


@contextmanager
def hub_in(network, place):
    """The hub, and the MQTT server that it starts, end with it."""
    hub = HubProcess(place.settings, (*network, sys.executable, "-m", "broker", "hub", "--settings", place.settings))
    try:
        yield hub.start()
    finally:
        hub.stop()
        file = place.folder / "server" / "server.pid"
        with suppress(FileNotFoundError, ProcessLookupError):
            os.kill(int(file.read_text().split()[0]), signal.SIGTERM)
        wait_until(lambda: not file.exists(), "the server's end")


class Box:
    """A device that runs in a network of its own."""

    def __init__(self, network, place, device, app):
        self.log = place.folder / f"{device}.log"
        self.told = []
        command = [*network, sys.executable, "-m", "tests.broker.provision.box"]
        command += [str(place.devices / device / "device.toml"), app]
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
            )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def ask(self, verb, **fields):
        self._process.stdin.write(f"{verb} {json.dumps(fields)}\n")
        self._process.stdin.flush()
        self.hear({"verb": verb, "error": None})

    def hear(self, what):
        """Wait for a line that says so; neither another answer nor the end of the box is waited out."""

        def over():
            answered = "verb" in what and any(one.get("verb") == what["verb"] for one in self.told)
            return answered or self._process.poll() is not None

        wait_until(lambda: self._said(what) or over(), str(what))
        assert self._said(what), f"{self.told}\n{self.log.read_text()}"
        return self._said(what)[0]

    def _said(self, what):
        return [one for one in self.told if what.items() <= one.items()]

    def __enter__(self):
        return self

    def __exit__(self, *_fault):
        self._process.kill()
        self._process.wait()
        self._reader.join(DEADLINE_S)
        self._process.stdin.close()
        self._process.stdout.close()

    def _read(self):
        for line in self._process.stdout:
            self.told.append(json.loads(line))


def mosquitto(network, what, *words):
    """Mosquitto's own client in a network; its exit code and words."""
    command = [*network, f"mosquitto_{what}", "-h", BRIDGE, *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=DEADLINE_S)


def test_boxes_of_three_networks_join_a_stranger_gets_nothing_and_a_stolen_box_is_out(networks, place):
    place.provision()
    with (
        hub_in(networks("hall"), place),
        Box(networks("window"), place, "terminal-1", "window") as window,
        Box(networks("kiosk"), place, "kiosk-1", "kiosk") as kiosk,
    ):
        window.ask("sign-in", staff="c001", pin="2468")
        window.ask("open-window", staff="c001")
        kiosk.ask("issue-ticket", service="residence")
        press = ["-p", str(place.plain_port), "-t", f"{TOP}/cmd/button-1/call-next", "-n", "-q", "1"]
        pressed = mosquitto(networks("button"), "pub", *press, "-u", "button-1", "-P", place.password("button-1"))
        assert pressed.returncode == 0, pressed.stderr
        called = window.hear({"number": "A001"})

        hear = ["-t", f"{TOP}/#", "-C", "1", "-W", "1"]
        over_tls = ["-p", str(place.port), "--cafile", str(place.guard.authority)]
        for door in (["-p", str(place.plain_port)], over_tls, ["-p", str(place.port)]):
            for account in ([], ["-u", "kiosk-1", "-P", "guess"], ["-u", "stranger", "-P", "stranger"]):
                heard = mosquitto(networks("stranger"), "sub", *hear, *door, *account)
                assert (heard.returncode != 0, heard.stdout) == (True, ""), (door, account)

        place.provision(["kiosk-1"])  # its box was stolen
        kiosk.hear({"seen": "server-away"})
        wait_until(lambda: "the MQTT server refused us" in kiosk.log.read_text(), "its refusal")
        with Box(networks("stranger"), place, "kiosk-1", "kiosk") as anew:
            anew.ask("issue-ticket", service="residence")
        window.ask("call-support", staff="c001", holding=called["ticket"])  # nobody else was cut off
