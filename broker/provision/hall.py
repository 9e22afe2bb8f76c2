"""Provisions a hall: what is missing is made, what is there stays, who is not listed any more is out."""

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from broker.contract.values import App
from broker.provision import certificates
from broker.runtime.secret import load_secret, write_secret
from broker.runtime.settings.file import SettingsError
from broker.runtime.settings.hall import HUB, Device, HallSettings
from broker.server.guard import Door, Guard
from broker.server.mosquitto import hashed, reload, rights_file
from broker.server.rights import rights

EVERYWHERE = ("localhost", "127.0.0.1")
"""By which names programs on the hall's own machine reach the server."""
OF_HOLDERS = "kiosk.secret"


@dataclass(frozen=True, slots=True)
class Provisioned:
    """What came of it.

    Attributes:
        new: the devices that have a new account; each has a folder to copy to its box.
        out: the accounts that are out.
        told: whether a running server knows already.
    """

    new: tuple[str, ...]
    out: tuple[str, ...]
    told: bool


def provision(path: Path, hall: HallSettings, devices: Path, renew: Iterable[str] = ()) -> Provisioned:
    """Make a hall that strangers can't enter, or bring it up to date.

    Args:
        path: the hall.toml.
        hall: what stands in it.
        devices: where the folders for the boxes go, one for each device that gets a new account.
        renew: the devices whose account is made anew, so that the old one is out: a box that was stolen or lost.

    Raises:
        SettingsError: hall.toml lacks something for it, or the hall is another user's.
    """
    if hall.server is None:
        raise SettingsError(path, ["server: missing; only the MQTT server that the hub runs can be provisioned"])
    names = hall.server.reached_at
    if not names:
        raise SettingsError(path, ['server.names: missing; say how devices reach it, such as names = ["192.168.7.10"]'])
    known = {device.id: device for device in (HUB, *hall.device)}
    if strangers := sorted(set(renew) - set(known)):
        raise SettingsError(path, [f"device: there is no {stranger!r} to renew" for stranger in strangers])
    guard = Guard.of(path, hall.server)
    _refuse_anothers(path, guard)
    guard.folder.mkdir(mode=0o700, exist_ok=True)
    _certify(hall, guard, (*names, *EVERYWHERE))
    kiosk_secret = guard.folder / "kiosk-1.secret"
    load_secret(kiosk_secret, may_make=True)
    before = _accounts(guard.door.passwords)
    stays = {id_: line for id_, line in before.items() if id_ in known and id_ not in renew}
    server = path.resolve().parent / "server"
    if len(stays) < len(before):  # first of all who is out is out, whatever else fails
        _let_in(guard, hall, stays)
        reload(guard.door.port, server)
    new = {id_: secrets.token_urlsafe(32) for id_ in known if id_ not in stays}
    for id_, password in new.items():
        if id_ == HUB.id:
            write_secret(guard.hub_password, f"{password}\n".encode())
        else:
            _pack(devices / id_, hall, known[id_], password, guard, kiosk_secret)
    _let_in(guard, hall, stays | hashed(new, guard.folder))
    told = reload(guard.door.port, server)
    return Provisioned(tuple(id_ for id_ in new if id_ != HUB.id), tuple(sorted(set(before) - set(known))), told)


def _refuse_anothers(path: Path, guard: Guard) -> None:
    """Make no files that the server's user can't read: told to read them, it would let nobody in any more."""
    made = guard.folder.exists()
    owner = (guard.folder if made else path.resolve().parent).stat().st_uid
    if owner != os.geteuid() and (made or os.geteuid() == 0):
        raise SettingsError(
            path, [f"is of another user, whose files these must be; run it as sudo -u '#{owner}' yimen …"]
        )


def _certify(hall: HallSettings, guard: Guard, names: tuple[str, ...]) -> None:
    if not guard.authority_key.exists():
        certificates.make_authority(hall.hall.id, guard.authority, guard.authority_key)
    if not certificates.serves(guard.certificate, names, datetime.now(UTC)):
        certificates.make_server(names, (guard.authority, guard.authority_key), guard.certificate, guard.key)


def _accounts(passwords: Path) -> dict[str, str]:
    """The line of each account that there is."""
    lines = passwords.read_text("utf-8").splitlines() if passwords.exists() else []
    return {line.partition(":")[0]: line for line in lines}


def _let_in(guard: Guard, hall: HallSettings, lines: dict[str, str]) -> None:
    """Let the accounts with these lines in, each at its doors, and nobody else."""
    there = [device for device in (HUB, *hall.device) if device.id in lines]
    _list(guard.door, hall, there, lines)
    if guard.plain:
        _list(guard.plain, hall, [device for device in there if device.app is App.BUTTON], lines)


def _list(door: Door, hall: HallSettings, devices: Iterable[Device], lines: dict[str, str]) -> None:
    listed = tuple(devices)
    allowed = {device.id: rights(hall.hall.id, device.id, device.app) for device in listed}
    write_secret(door.rights, rights_file(allowed).encode())
    write_secret(door.passwords, "".join(f"{lines[device.id]}\n" for device in listed).encode())


def _pack(folder: Path, hall: HallSettings, device: Device, password: str, guard: Guard, kiosk_secret: Path) -> None:
    """Everything that a box needs, in one folder; what a technician wrote in its device.toml stays."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_secret(folder / "mqtt.password", f"{password}\n".encode())
    write_secret(folder / "ca.pem", guard.authority.read_bytes())
    if device.app is App.KIOSK:
        write_secret(folder / OF_HOLDERS, kiosk_secret.read_bytes())
    settings = folder / "device.toml"
    if not settings.exists():
        half = settings.with_suffix(".half")
        half.write_text(_device_toml(hall, device, guard), "utf-8")
        half.replace(settings)


def _device_toml(hall: HallSettings, device: Device, guard: Guard) -> str:
    server = hall.server
    host = server.reached_at[0] if server else ""
    lines = ["[device]", f"id = {json.dumps(device.id)}", f"hall = {json.dumps(hall.hall.id)}"]
    lines += [f"window = {json.dumps(device.window)}"] if device.window else []
    lines += ["", "[mqtt]", f"host = {json.dumps(host)}", f"port = {guard.door.port}"]
    lines += ['password_file = "mqtt.password"', 'ca_file = "ca.pem"']
    lines += ["", "[privacy]", f"secret_file = {json.dumps(OF_HOLDERS)}"] if device.app is App.KIOSK else []
    return "\n".join((*lines, ""))
