"""The folders that a technician copies to the boxes."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from broker.contract.values import App
from broker.runtime.secret import write_secret
from broker.runtime.settings.file import is_everywhere
from broker.runtime.settings.hall import Device, HallSettings
from broker.server.guard import Door, Guard

DEVICE_TOML = "device.toml"
OF_HOLDERS = "kiosk.secret"
OF_A_ZONE = frozenset({App.WALL, App.VOICE})
HARDWARE = {
    App.KIOSK: ('idcard = "serial:/dev/ttyUSB0"', 'ticket_printer = "tcp:10.0.0.9:9100"'),
    App.VOICE: ('speaker = "alsa:default"',),
    App.BUTTON: ('button = "keypad:/dev/input/by-id/…"',),
}
"""What a box of this kind may have, for the technician to fill in."""


@dataclass(frozen=True, slots=True)
class Entrances:
    """By which addresses boxes come in.

    Attributes:
        names: the host names and addresses of the door, the usual one first.
        door: where boxes come in, over TLS.
        plain: where bare buttons do; None where there is no such door.
    """

    names: tuple[str, ...]
    door: Door
    plain: Door | None

    def of(self, device: Device) -> tuple[str, int]:
        """Host and port for a device: a button uses the plain door where there is one."""
        if self.plain and device.app is App.BUTTON:
            host = self.names[0] if is_everywhere(self.plain.host) else self.plain.host
            return host, self.plain.port
        return self.names[0], self.door.port

    def lead_in(self, device: Device, host: object, port: object) -> bool:
        """Whether a device comes in by an address that it was told some time."""
        return (host in self.names and port == self.door.port) or (host, port) == self.of(device)


def pack(folder: Path, hall: HallSettings, device: Device, password: str, guard: Guard, entrances: Entrances) -> bool:
    """Everything that a box needs, in one folder; what a technician wrote in its device.toml stays.

    Returns:
        Whether its device.toml is new.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    write_secret(folder / "mqtt.password", f"{password}\n".encode())
    write_secret(folder / "ca.pem", guard.authority.read_bytes())
    if device.app is App.KIOSK:
        write_secret(folder / OF_HOLDERS, guard.holder_secrets.read_bytes())
    if (folder / DEVICE_TOML).exists():
        return False
    text = "\n".join((*_device_toml(hall, device, entrances), ""))
    write_secret(folder / DEVICE_TOML, text.encode())
    return True


def leads_astray(folder: Path, device: Device, entrances: Entrances) -> bool:
    """Whether the device.toml in a folder names an address where the device does not come in any more."""
    try:
        told = tomllib.loads((folder / DEVICE_TOML).read_text("utf-8")).get("mqtt", {})
    except (OSError, ValueError):  # its own app tells what is wrong with it
        return False
    return not entrances.lead_in(device, told.get("host"), told.get("port"))


def zones_of(hall: HallSettings) -> tuple[str, ...]:
    """The zones of a hall, as its windows have them."""
    return tuple(dict.fromkeys(window.zone for window in hall.window))


def _device_toml(hall: HallSettings, device: Device, entrances: Entrances) -> Iterator[str]:
    host, port = entrances.of(device)
    yield "[device]"
    yield f"id = {json.dumps(device.id)}"
    yield f"hall = {json.dumps(hall.hall.id)}"
    if device.window:
        yield f"window = {json.dumps(device.window)}"
    if device.app in OF_A_ZONE:
        zone, *others = zones_of(hall)
        yield f"# zone = {json.dumps(zone)}  # or {', '.join(others)}" if others else f"zone = {json.dumps(zone)}"
    yield from ("", "[mqtt]", f"host = {json.dumps(host)}", f"port = {port}", 'password_file = "mqtt.password"')
    if port == entrances.door.port:
        yield 'ca_file = "ca.pem"'
    if device.app is App.KIOSK:
        yield from ("", "[privacy]", f"secret_file = {json.dumps(OF_HOLDERS)}")
    if device.app in HARDWARE:
        yield from ("", "# [hardware]", *(f"# {line}" for line in HARDWARE[device.app]))
