"""`yimen button` as a process: a folder and a serial line that are buttons, a real MQTT server and a real hub."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest

from tests.display.hub import Server, device_file
from tests.hall import DEADLINE_S, TOP, Clock, HubHere, Peer, stopping, wait_until, write_hall
from tests.hardware.callbutton.buttons import CallerPeer, FolderPeer, frame

CALLERS = '[mine]\nsays = "ff 68 len len 68 addr cmd data sum 16"\nshows = "addr hi lo sum"\ncalls = ["01"]\n'


class Process:
    """`yimen button` with these settings."""

    def __init__(self, *files):
        command = [sys.executable, "-m", "broker", "button"]
        self._command = [*command, *(word for file in files for word in ("--settings", str(file)))]
        self._log = files[0].parent / "button.log"

    def start(self):
        with self._log.open("a") as log:
            self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, stderr=log, text=True)
        assert self._process.stdout.readline() == "ready button button-1,button-2\n", self._log.read_text()

    def kill(self):
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()

    def stop(self):
        self._process.terminate()
        assert self._process.wait(DEADLINE_S) == 0, self._log.read_text()
        self._process.stdout.close()

    def logged(self, sentence):
        return self._log.read_text().count(sentence)


class Here:
    """The hall, the box with its two buttons, and who listens."""

    def __init__(self, folder):
        self.server, self.clock = Server(folder / "server"), Clock()
        self.server.start()
        self.hub = HubHere(write_hall(folder, self.server.port), self.clock).start()
        self.folder, self.caller = FolderPeer(folder), CallerPeer(folder)
        (folder / "callers.toml").write_text(CALLERS)
        places = {1: "simulated:button", 2: "serial:node@mine/5"}
        self.process = Process(
            *(
                device_file(folder, self.server.port, f"button-{n}", f'[hardware]\nbutton = "{where}"', window=f"w0{n}")
                for n, where in places.items()
            )
        )
        self.kiosk = Peer(self.server.port, "kiosk-1")
        self.listener = Peer(self.server.port, "listener", f"{TOP}/#")

    def stop(self):
        self.kiosk.stop()
        self.listener.stop()
        self.hub.stop()
        self.server.stop()
        self.caller.close()

    def take(self, *services):
        for service in services:
            self.kiosk.ask("issue-ticket", service=service)

    def called(self, number):
        self.listener.hear(lambda b: b["name"] == "ticket-called" and b["number"] == number, "event")

    def calls(self):
        """What was called up to now: what the hub says after a question, it says last."""
        asked = self.kiosk.ask("find-ticket")["re"]
        self.listener.hear(lambda b: b["re"] == asked, "reply/kiosk-1")
        return [e["number"] for e in self.listener.events() if e["name"] in {"ticket-called", "ticket-recalled"}]

    def shows(self, **wanted):
        """Wait until the folder's button shows this."""

        def same():
            shown = json.loads((self.folder.path / "shown").read_text())
            return wanted.items() <= shown.items()

        wait_until(same, str(wanted))

    def healthy(self, *codes):
        """Wait until the first button has told such problems last."""

        def told():
            of_it = [m for m in list(self.listener.heard) if m.topic == f"{TOP}/device/button-1/health" and m.payload]
            return bool(of_it) and [p["code"] for p in json.loads(of_it[-1].payload)["problems"]] == list(codes)

        wait_until(told, str(codes))


@pytest.fixture
def here(tmp_path):
    here = Here(tmp_path)
    with stopping(here):
        here.process.start()
        yield here


def test_each_button_of_a_box_calls_for_its_own_window_and_shows_what_came_of_it(here):
    with stopping(here.process):
        here.take("residence", "household")
        here.shows(reached=True, open=False, serving=False, number=0)
        here.folder.press()
        here.called("A001")
        here.shows(reached=True, open=True, serving=True, number=1)
        here.caller.send(frame(6, 1) + frame(5, 2))  # another address, another key
        here.caller.press()
        here.called("B001")
        here.caller.wait_for(bytes([5, 0, 1, 6]))
        here.folder.press_another()
        wait_until(lambda: not (here.folder.path / "press").exists())
        assert here.calls() == ["A001", "B001"]
    here.shows(reached=False, number=0)


def test_two_presses_at_once_are_one(here):
    with stopping(here.process):
        here.take("residence", "residence")
        (here.folder.path / "press.new").write_text("enter\nenter\n")
        (here.folder.path / "press.new").replace(here.folder.path / "press")
        here.called("A001")
        wait_until(lambda: here.process.logged('"pressed"') == 2)
        assert here.calls() == ["A001"]


def test_a_press_while_the_server_is_away_counts_neither_then_nor_later(here):
    with stopping(here.process):
        here.take("residence")
        here.shows(reached=True)
        here.server.stop()
        here.shows(reached=False)
        here.folder.press()
        wait_until(lambda: here.process.logged("a press did not count") == 1)
        here.server.start()
        here.shows(reached=True)
        assert here.calls() == []
        here.folder.press()
        here.called("A001")
        assert here.calls() == ["A001"]


def test_a_press_while_the_hub_is_away_does_not_count_though_the_server_is_there(here):
    here.take("residence")
    here.process.kill()
    here.hub.stop()
    here.listener.publish(f"{TOP}/state/hall/clock", b"", retain=True)  # as after the server's restart
    here.process.start()
    with stopping(here.process):
        here.shows(reached=False)
        here.folder.press()
        wait_until(lambda: here.process.logged("a press did not count") == 1)
        here.hub.start()
        here.shows(reached=True)
        assert here.calls() == []


def test_a_button_that_is_pulled_out_is_told_and_works_again_when_it_is_back(here):
    with stopping(here.process):
        here.take("residence")
        here.healthy()
        here.folder.unplug()
        here.healthy("missing")
        here.folder.plug()
        here.healthy()
        here.folder.press()
        here.called("A001")


def test_a_killed_process_is_told_by_its_last_will_and_the_next_one_calls_nobody_by_itself(here):
    here.take("residence", "residence")
    here.folder.press()
    here.called("A001")
    here.process.kill()
    here.listener.hear(lambda b: b["online"] is False, "device/button-1/presence")
    here.clock.ahead += timedelta(seconds=25)
    here.process.start()
    with stopping(here.process):
        here.shows(reached=True, number=1)
        assert here.calls() == ["A001"]
        here.folder.press()
        here.called("A002")


@pytest.mark.parametrize(
    "hardware, fault",
    [
        ("", "hardware.button: missing"),
        ('[hardware]\nbutton = "keypad:/dev/input/event0"\nbutton_keys = "entre"', "hardware.button_keys"),
        ('[hardware]\nbutton = "serial:/dev/ttyS9@lcd-caler/5"', "Did you mean 'lcd-caller'"),
    ],
)
def test_settings_without_a_button_that_can_be_are_refused_in_words(tmp_path, hardware, fault):
    file = device_file(tmp_path, 1, "button-1", hardware)
    command = [sys.executable, "-m", "broker", "button", "--settings", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert fault in done.stderr


def test_two_settings_for_one_keypad_are_refused(tmp_path):
    files = [device_file(tmp_path, 1, f"button-{n}", '[hardware]\nbutton = "simulated:x"') for n in (1, 2)]
    command = [sys.executable, "-m", "broker", "button", *(word for f in files for word in ("--settings", str(f)))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "another one's" in done.stderr
