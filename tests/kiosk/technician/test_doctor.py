"""`yimen device doctor`: a real MQTT server, a real hub, devices at byte level."""

import json
import os
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
import serial
from typer.testing import CliRunner

from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import load
from broker.server.mosquitto import running
from hardware.settings import parse_hardware
from kiosk.technician import hall as hall_checks
from kiosk.technician.box import look_at_disk, look_at_groups, look_at_secrets
from kiosk.technician.cli import app
from kiosk.technician.finding import Level
from kiosk.technician.running import running_by
from tests.broker.provision.place import Place
from tests.display.hub import Hub, Server, device_file
from tests.hall import Clock, HubHere, stopping, write_hall
from tests.hardware.idcard.pty_reader import PtyReader
from tests.hardware.ticketprinter.tcp_printer import TcpPrinter


class Told:
    """What the doctor said of a box."""

    def __init__(self, settings):
        done = CliRunner().invoke(app, ["doctor", "--settings", str(settings), "--json"])
        self.code, told = done.exit_code, json.loads(done.stdout)
        self.ok, self.found = told["ok"], told["found"]

    def level(self, part):
        """The worst of a part."""
        levels = {each["level"] for each in self.found if each["part"] == part}
        return next((level for level in ("fault", "warning", "ok") if level in levels), None)

    def says(self, part):
        return " ".join(f"{each['detail']} {each['todo']}" for each in self.found if each["part"] == part)


class Ticking:
    """A hub that tells its clock often."""

    def __init__(self, port, ahead=timedelta()):
        self._hub = Hub(port)
        now = self._hub.now
        self._hub.now = lambda: now() + ahead
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._tick, name="ticking")

    def start(self):
        self._hub.start()
        self._thread.start()
        return self

    def stop(self):
        self._ended.set()
        self._thread.join()
        self._hub.stop()

    def _tick(self):
        while not self._ended.wait(0.05):
            self._hub.clock()


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path / "server")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def ticking(server):
    hub = Ticking(server.port).start()
    yield hub
    hub.stop()


@pytest.fixture
def soon(monkeypatch):
    """No test waits twelve seconds to hear nothing."""
    monkeypatch.setattr(hall_checks, "CLOCK_S", 0.5)


def kiosk(folder, port, hardware=""):
    return device_file(folder, port, "kiosk-1", f"[hardware]\n{hardware}")


def test_a_box_of_a_real_hall_with_devices_that_work_has_no_fault(tmp_path, server):
    hub = HubHere(write_hall(tmp_path, server.port), Clock()).start()
    with stopping(hub), PtyReader(tmp_path / "tty") as reader, TcpPrinter() as printer:
        told = Told(
            kiosk(
                tmp_path,
                server.port,
                f'idcard = "serial:{reader.path}"\nticket_printer = "tcp:127.0.0.1:{printer.port}"',
            )
        )
    for part in ("settings", "server", "hub", "clock", "idcard", "ticket_printer", "disk", "fonts", "kiosk.secret"):
        assert told.level(part) == "ok", told.says(part)
    assert not [job for job in printer.jobs if b"A000" in job]


@pytest.mark.expect_warnings
@pytest.mark.usefixtures("ticking")
def test_each_device_that_does_not_work_is_a_fault_with_what_to_do_and_the_others_are_told_too(tmp_path, server):
    with TcpPrinter() as printer:
        printer.status = "paper-out"
        told = Told(
            kiosk(
                tmp_path,
                server.port,
                f'idcard = "serial:nothing"\nticket_printer = "tcp:127.0.0.1:{printer.port}"\nspeaker = "alsa:none"\n'
                'idcard_photo = "wlt:nowhere.so"',
            )
        )
    assert (told.code, told.ok) == (1, False)
    assert [told.level(part) for part in ("idcard", "idcard_photo", "ticket_printer", "speaker")] == ["fault"] * 4
    assert "换一卷纸" in told.says("ticket_printer")
    assert told.level("server") == "ok"


@pytest.mark.usefixtures("ticking")
def test_a_printer_that_wants_paper_soon_is_a_warning_and_no_fault(tmp_path, server):
    with TcpPrinter() as printer:
        printer.status = "near-end"
        told = Told(kiosk(tmp_path, server.port, f'ticket_printer = "tcp:127.0.0.1:{printer.port}"'))
    assert told.level("ticket_printer") == "warning"
    assert "new roll" in told.says("ticket_printer")


def test_a_server_that_is_not_there_is_a_fault_in_words(tmp_path):
    told = Told(kiosk(tmp_path, 1))
    assert (told.code, told.level("server")) == (1, "fault")
    assert "nothing answers there" in told.says("server")


@pytest.mark.usefixtures("soon")
def test_a_hub_that_says_nothing_is_a_fault(tmp_path, server):
    told = Told(kiosk(tmp_path, server.port))
    assert (told.level("server"), told.level("hub")) == ("ok", "fault")
    assert "yimen hub" in told.says("hub")


@pytest.mark.usefixtures("soon")
def test_a_clock_that_the_server_kept_from_a_hub_that_is_gone_is_no_hub(tmp_path, server):
    hub = Hub(server.port)
    hub.start()
    hub.clock()
    hub.stop()
    assert Told(kiosk(tmp_path, server.port)).level("hub") == "fault"


@pytest.mark.parametrize("ahead,level", [(90, "fault"), (-90, "fault"), (30, "ok")])
def test_a_clock_that_is_off_by_more_than_a_minute_is_a_fault(tmp_path, server, ahead, level):
    with stopping(Ticking(server.port, timedelta(seconds=ahead)).start()):
        told = Told(kiosk(tmp_path, server.port))
    assert told.level("clock") == level
    assert f"{-ahead // 10:+d}" in told.says("clock")


@pytest.mark.expect_warnings
@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize(
    "spoil,part,said",
    [
        ("password", "server", "yimen provision --renew kiosk-1"),
        ("authority", "server", "not the server of this hall"),
        ("gone", "account", "mqtt.password"),
        ("open", "kiosk.secret", "chmod 600"),
        ("missing", "kiosk.secret", ""),
    ],
)
def test_a_provisioned_box_whose_files_are_wrong_is_told_which(tmp_path, spoil, part, said):
    place = Place(tmp_path)
    place.provision()
    folder = place.devices / "kiosk-1"
    match spoil:
        case "password":
            (folder / "mqtt.password").write_text("another")
        case "authority":
            (tmp_path / "other").mkdir()
            other = Place(tmp_path / "other")
            other.provision()
            (folder / "ca.pem").write_bytes((other.devices / "kiosk-1/ca.pem").read_bytes())
        case "gone":
            (folder / "mqtt.password").unlink()
        case "open":
            (folder / "kiosk.secret").chmod(0o644)
        case "missing":
            (folder / "kiosk.secret").write_text("")
    with running("127.0.0.1", place.port, tmp_path / "server", place.guard):
        told = Told(folder / "device.toml")
    assert (told.code, told.level(part)) == (1, "fault")
    assert said in told.says(part)
    assert "another" not in json.dumps(told.found).replace("another hall", "")


def test_the_address_of_a_camera_with_its_login_is_for_its_owner_alone(tmp_path):
    settings = kiosk(tmp_path, 1, 'camera = "rtsp:camera.url"')
    address = tmp_path / "camera.url"
    address.write_text("rtsp://admin:hunter2@10.0.0.7/live")
    address.chmod(0o640)
    [found] = look_at_secrets(settings, load(DeviceSettings, settings))
    assert (found.level, found.part, found.todo) == (Level.FAULT, "camera.url", f"chmod 600 {address}")
    address.chmod(0o600)
    assert not list(look_at_secrets(settings, load(DeviceSettings, settings)))


def test_every_fault_of_the_settings_is_told_and_the_machine_is_looked_at_all_the_same(tmp_path):
    path = tmp_path / "device.toml"
    path.write_text('[device]\nid = "Kiosk 1"\nhal = "x"\n')
    told = Told(path)
    assert told.code == 1
    assert len([each for each in told.found if each["part"] == "settings" and each["level"] == "fault"]) >= 2
    assert told.level("fonts") == "ok"
    path.write_text('[device]\nid = "kiosk-1"\nhall = "leiyang"\n[hardware]\nidcard = "serail:/dev/ttyUSB0"\n')
    assert "serial" in Told(path).says("settings")


@pytest.mark.expect_warnings
def test_a_box_that_runs_keeps_its_link_and_its_reader(tmp_path, server):
    with PtyReader(tmp_path / "tty") as reader, serial.Serial(reader.path, exclusive=True):
        path = kiosk(tmp_path, server.port, f'idcard = "serial:{reader.path}"')
        sleeping = [
            sys.executable,
            "-c",
            "import time; print(flush=True); time.sleep(600)",
            "kiosk",
            "--settings",
            path,
        ]
        with subprocess.Popen(sleeping, stdout=subprocess.PIPE) as process:
            try:
                process.stdout.readline()
                assert running_by(path) == f"kiosk, process {process.pid}"
                told = Told(path)
            finally:
                process.kill()
    assert (told.level("server"), told.level("idcard")) == ("warning", "ok")
    assert "in use by kiosk" in told.says("idcard")


def test_who_runs_by_another_file_is_not_taken_for_this_box(tmp_path):
    for number, words in enumerate(
        (
            b"yimen\0kiosk\0--settings\0/elsewhere/kiosk-1.toml\0",
            b"yimen\0device\0doctor\0--settings\0kiosk-1.toml\0",
            b"vi\0kiosk-1.toml\0",
        )
    ):
        (tmp_path / f"proc/{900000 + number}").mkdir(parents=True)
        (tmp_path / f"proc/{900000 + number}/cmdline").write_bytes(words)
    assert running_by(tmp_path / "kiosk-1.toml", tmp_path / "proc") == ""
    for words in (
        b"yimen\0window\0--settings\0./kiosk-1.toml\0",
        b"yimen\0window\0--size\x001080x1920\0--settings=kiosk-1.toml\0",
        b"python\0-m\0broker\0window\0--settings\0one.toml\0--settings\0kiosk-1.toml\0",
    ):
        (tmp_path / "proc/900000/cmdline").write_bytes(words)
        assert running_by(tmp_path / "kiosk-1.toml", tmp_path / "proc") == "window, process 900000"


def test_wrong_use_ends_with_2():
    for words in (["doctor"], ["doctor", "--settings", "/nowhere/device.toml"]):
        assert CliRunner().invoke(app, words).exit_code == 2


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_who_is_not_in_the_groups_of_the_devices_is_told_which_and_a_folder_that_is_closed_is_a_fault(tmp_path):
    places = {"idcard": "serial:/dev/ttyUSB0", "ticket_printer": "file:/tmp/slips", "speaker": "alsa:default"}
    places |= {"button": "serial:/dev/ttyUSB1@lcd-caller/5", "camera": "opencv:0"}
    hardware = parse_hardware(places, Path("/"))
    on_usb = parse_hardware({"idcard": "usb:0400:c35a", "ticket_printer": "usb:0416:5011"}, Path("/"))
    assert [each.level for each in look_at_groups(hardware)] == [Level.WARNING]  # root tells nothing of the box's user
    assert look_at_disk(tmp_path).level is Level.OK
    groups = os.getgroups()
    os.setgroups([])
    os.seteuid(65534)
    try:
        found = [*look_at_groups(hardware), *look_at_groups(on_usb)]
        disk = look_at_disk(tmp_path)
    finally:
        os.seteuid(0)
        os.setgroups(groups)
    assert {each.level for each in found} == {Level.WARNING}
    assert [each.todo.split()[2] for each in found] == ["dialout", "audio", "dialout", "video", "plugdev", "lp"]
    assert disk.level is Level.FAULT


@pytest.mark.parametrize(
    "first,level", [("", "fault"), ("from broker.runtime.process import close_memory; close_memory(); ", "ok")]
)
def test_memory_that_a_crash_would_leave_on_disk_is_a_fault_and_the_command_line_closes_it(tmp_path, first, level):
    program = f"{first}from kiosk.technician.cli import app; app()"
    command = [sys.executable, "-c", program, "doctor", "--json", "--settings", kiosk(tmp_path, 1)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    found = {each["part"]: each["level"] for each in json.loads(told.stdout)["found"]}
    assert found["core dumps"] == level
