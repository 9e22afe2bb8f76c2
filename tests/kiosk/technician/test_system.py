"""What else on a machine may be in the way of its devices, as the kernel tells it by files."""

from pathlib import Path

import pytest

from hardware.settings import HardwareSettings, parse_hardware
from kiosk.technician.system import look_at_system
from tests.hardware.tools.plugged import Plugged

BY_ID = "dev/serial/by-id/usb-1a86_USB_Serial-if00-port0"
USB_PLACES = [
    {"idcard": "usb:0400:c35a"},
    {"idcard": "hid:2b8b:2721"},
    {"ticket_printer": "usb:0416:5011"},
    {"ticket_printer": "file:/dev/usb/lp0"},
    {"idcard": f"serial:/{BY_ID}"},
    {"button": f"serial:/{BY_ID}@lcd-caller/5"},
    {"button": "keypad:/dev/input/event3"},
]


class Machine(Plugged):
    """A machine with a clock that is kept and room in its memory."""

    def __init__(self, root):
        super().__init__(root)
        self.runs("chronyd")
        self.remembers(8_000_000)

    def runs(self, *programs):
        for number, name in enumerate(programs, 700):
            self._tell(self.root / f"proc/{number}", comm=name)

    def remembers(self, kilobytes):
        self._tell(self.root / "proc", meminfo=f"MemTotal: 16000000 kB\nMemAvailable: {kilobytes} kB\n")

    def node_of(self, folder, class_, name, *links):
        """A node that belongs to the first interface of something on USB."""
        below = folder / f"{folder.name}:1.0/{name}"
        below.mkdir(parents=True)
        at = self.root / f"sys/class/{class_}/{name}"
        at.mkdir(parents=True)
        (at / "device").symlink_to(below)
        return self.node(name if class_ == "tty" else f"{class_.removesuffix('misc')}/{name}", *links)

    def sleeps(self, folder, control="auto", after_ms="2000"):
        self._tell(folder / "power", control=control, autosuspend_delay_ms=after_ms)

    def told(self, **places):
        hardware = parse_hardware(places, Path("/"))
        return {each.part: each for each in look_at_system(hardware, self.root) if each.level != "ok"}


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def on_usb(machine):
    """Everything of USB_PLACES; the folders of the kernel."""
    machine.usb("0400:c35a", "SDT", "ff")
    machine.usb("2b8b:2721", "YN", "03")
    machine.usb("0416:5011", "POS58", "07")
    machine.usb("1a86:7523", "USB Serial", "ff")
    machine.usb("1234:5678", "Pad", "03")
    folders = sorted((machine.root / "sys/bus/usb/devices").iterdir())
    machine.node_of(folders[2], "usbmisc", "lp0")
    machine.node_of(folders[3], "tty", "ttyUSB0", BY_ID.removeprefix("dev/"))
    machine.node_of(folders[4], "input", "event3")
    return folders


def test_a_machine_that_is_well_has_nothing_told(machine):
    assert machine.told() == {}


@pytest.mark.parametrize("program", ["systemd-timesyn", "chronyd", "ntpd"])
def test_a_clock_that_some_service_keeps_is_well(machine, program):
    machine.runs(program)
    machine.node("../run/systemd/timesync/synchronized")
    assert machine.told() == {}


def test_a_clock_that_nothing_keeps_is_told(machine):
    machine.runs("cron")
    assert "systemd-timesyncd" in machine.told()["time service"].todo


def test_a_time_service_that_reaches_no_server_is_told(machine):
    machine.runs("systemd-timesyn")
    assert "reached no server" in machine.told()["time service"].detail


@pytest.mark.parametrize("megabytes,level", [(200, "warning"), (50, "fault")])
def test_little_memory_is_told(machine, megabytes, level):
    machine.remembers(megabytes * 1024)
    assert machine.told()["memory"].level == level


def test_a_screen_that_is_not_connected_is_told(machine):
    for socket in ("HDMI-A-1", "DP-1"):
        machine._tell(machine.root / f"sys/class/drm/card0-{socket}", status="disconnected")
    assert "no screen is connected" in machine.told()["display"].detail
    machine._tell(machine.root / "sys/class/drm/card0-DP-1", status="connected")
    assert machine.told() == {}


@pytest.mark.parametrize("program", ["ModemManager", "brltty"])
def test_a_program_that_takes_serial_lines_is_told_where_a_device_is_on_one(machine, program):
    machine.runs("chronyd", program)
    assert machine.told(idcard="usb:0400:c35a", ticket_printer="tcp:10.0.0.9:9100") == {}
    told = machine.told(idcard="serial:/dev/ttyUSB0", button="serial:/dev/ttyUSB1@lcd-caller/5")["serial lines"]
    assert "idcard, button may lose its line" in told.detail
    assert program.lower() in told.todo


@pytest.mark.parametrize("place", USB_PLACES)
def test_a_device_that_the_kernel_may_put_to_sleep_is_told(machine, place):
    folders = on_usb(machine)
    assert machine.told(**place) == {}
    for folder in folders:
        machine.sleeps(folder)
    assert next(iter(place)) in machine.told(**place)["USB sleep"].detail
    for folder in folders:
        machine.sleeps(folder, after_ms="-1000")
    assert machine.told(**place) == {}
    for folder in folders:
        machine.sleeps(folder, control="on")
    assert machine.told(**place) == {}


def test_what_sleeps_and_is_not_of_this_box_is_nobodys_concern(machine):
    for folder in on_usb(machine):
        machine.sleeps(folder)
    assert machine.told(idcard="serial:/dev/ttyS0", smartcard="pcsc", speaker="alsa:default") == {}


def test_this_very_machine_is_looked_at_without_a_fault_of_the_program(tmp_path):
    parts = {each.part for each in look_at_system(HardwareSettings())}
    assert {"time service", "memory"} <= parts
    assert [each.part for each in look_at_system(HardwareSettings(), tmp_path)] == ["time service"]  # nothing to read
