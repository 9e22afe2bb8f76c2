"""What else there is on this machine that a device's work hangs on: clock, memory, other programs, sleep on USB."""

from collections.abc import Iterator
from pathlib import Path

from hardware.callbutton.callers import SerialCaller
from hardware.idcard.places import HidReader, UsbReader
from hardware.settings import DEVICES, FilePath, HardwareSettings, KeypadNode, SerialLine, UsbId
from hardware.tools.usbthings import behind, line_of, usb_things
from kiosk.technician.finding import Finding, fault, ok, warning

LITTLE_MB, TOO_LITTLE_MB = 300, 80
_TIMESYNCD = "systemd-timesyn"
_SETS_CLOCK = {_TIMESYNCD: "systemd-timesyncd", "chronyd": "chronyd", "ntpd": "ntpd"}
"""Programs that keep a clock right, by what the kernel calls them: fifteen letters at most."""
_TAKES_LINES = {
    "ModemManager": "it talks to converters of serial lines as if they were modems",
    "brltty": "it takes converters of serial lines for displays in Braille",
}


def look_at_system(hardware: HardwareSettings, root: Path = Path("/")) -> Iterator[Finding]:
    """Look at what the kernel tells by files.

    Args:
        hardware: The devices of this box.
        root: Where `dev`, `proc`, `run` and `sys` are.
    """
    running = {line_of(each) for each in (root / "proc").glob("[0-9]*/comm")}
    yield _clock(running, root)
    yield from _memory(root)
    yield from _display(root)
    yield from _lines(hardware, running)
    for device in DEVICES:
        yield from _sleep(device, hardware, root)


def _clock(running: set[str], root: Path) -> Finding:
    todo = "apt-get install systemd-timesyncd; NTP= in /etc/systemd/timesyncd.conf names a server that is reached"
    found = sorted(running & _SETS_CLOCK.keys())
    if not found:
        return warning("time service", "nothing keeps this clock right", todo)
    if found == [_TIMESYNCD] and not (root / "run/systemd/timesync/synchronized").exists():
        return warning("time service", "systemd-timesyncd has reached no server since it started", todo)
    return ok("time service", _SETS_CLOCK[found[0]])


def _memory(root: Path) -> Iterator[Finding]:
    for row in line_of(root / "proc/meminfo").splitlines():
        name, _, amount = row.partition(":")
        if name == "MemAvailable":
            free = int(amount.split()[0]) // 1024
            if free < LITTLE_MB:
                found = fault if free < TOO_LITTLE_MB else warning
                yield found("memory", f"{free} MB left", "end what else runs here, or reboot")
            else:
                yield ok("memory", f"{free} MB left")


def _display(root: Path) -> Iterator[Finding]:
    sockets = {folder.parent.name: line_of(folder) for folder in (root / "sys/class/drm").glob("card*-*/status")}
    shown = sorted(name.partition("-")[2] for name, status in sockets.items() if status == "connected")
    if shown:
        yield ok("display", f"connected: {', '.join(shown)}")
    elif sockets:
        yield warning("display", "no screen is connected", "its cable and power; a box without a screen needs none")


def _lines(hardware: HardwareSettings, running: set[str]) -> Iterator[Finding]:
    on_lines = [name for name in DEVICES if isinstance(getattr(hardware, name), SerialLine | SerialCaller)]
    for program, why in _TAKES_LINES.items():
        if on_lines and program in running:
            todo = f"if no person needs it here: apt-get purge {program.lower()}"
            yield warning("serial lines", f"{program} runs, and {', '.join(on_lines)} may lose its line: {why}", todo)


def _sleep(device: str, hardware: HardwareSettings, root: Path) -> Iterator[Finding]:
    """Whether the kernel may put a device on USB to sleep: many readers don't wake up from it."""
    for folder in _on_usb(getattr(hardware, device), root):
        power = folder / "power"
        if line_of(power / "control") == "auto" and not line_of(power / "autosuspend_delay_ms").startswith("-"):
            todo = "add usbcore.autosuspend=-1 to the kernel's parameters: /etc/default/grub, update-grub, reboot"
            yield warning("USB sleep", f"{device} may be put to sleep: {power}/control is auto", todo)


def _on_usb(where: object, root: Path) -> list[Path]:
    """Where the kernel describes the device on USB that a place of the settings is; empty if it is elsewhere."""
    match where:
        case UsbReader(profile=table) | HidReader(profile=table):
            id_ = table.id
        case UsbId():
            id_ = str(where).removeprefix("usb:")
        case SerialLine(path) | SerialCaller(path) | KeypadNode(path) | FilePath(path):
            folder = behind(path, root)
            return [folder] if folder else []
        case _:
            return []
    return [thing.folder for thing in usb_things(root) if thing.id == id_]
