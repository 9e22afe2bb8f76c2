"""Provisions a hall: what is missing is made, what is there stays, who is not listed any more is out."""

import json
import os
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from broker.contract.values import App
from broker.provision.begun import Begun, clear
from broker.provision.folders import OF_HOLDERS, Entrances, leads_astray, pack
from broker.provision.rotation import Rotation, make_first, rotate_secret
from broker.runtime.secret import write_secret
from broker.runtime.settings.file import SettingsError
from broker.runtime.settings.hall import HUB, Device, HallSettings
from broker.server import certificates
from broker.server.guard import Door, Guard
from broker.server.mosquitto import hashed, is_up_to_date, reload, rights_file
from broker.server.rights import Right, rights, rights_of_foreign
from broker.server.shut_out import account_of

EVERYWHERE = ("localhost", "127.0.0.1")
"""By which names programs on the hall's own machine reach the server."""


@dataclass(frozen=True, slots=True)
class Provisioned:
    """What came of it.

    Attributes:
        new: the accounts that are new; each but the hub's has a folder to copy to its box.
        described: those of them whose device.toml is new too.
        out: the accounts that are out.
        astray: the devices whose device.toml names an address where they don't come in any more.
        rotation: how the kiosks' secret was made anew; None where it stays.
        told: whether a running server knows already.
        outdated: whether one runs that must be started anew, for it has other doors, or none of the accounts yet.
    """

    new: tuple[str, ...]
    described: tuple[str, ...]
    out: tuple[str, ...]
    astray: tuple[str, ...]
    rotation: Rotation | None
    told: bool
    outdated: bool


def provision(
    path: Path, hall: HallSettings, devices: Path, renew: Collection[str] = (), *, rotate: bool = False
) -> Provisioned:
    """Make a hall that strangers can't enter, or bring it up to date.

    Args:
        path: the hall.toml.
        hall: what stands in it.
        devices: where the folders for the boxes go, one for each device that gets a new account.
        renew: the devices whose account is made anew, so that the old one is out: a box that was stolen or lost. With
            a kiosk among them the kiosks' secret is made anew too.
        rotate: whether it is made anew in any case.

    Raises:
        SettingsError: hall.toml lacks something for it, or the hall is another user's.
        BusyError: another run is at work.
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
    with guard.alone():
        clear((guard.folder, *(devices / id_ for id_ in known)))
        before, begun = _accounts(guard.door.passwords), Begun.read(guard.begun)
        stays = {id_: line for id_, line in before.items() if id_ in known and id_ not in {*renew, *begun.devices}}
        if not guard.hub_password.exists():
            stays.pop(HUB.id, None)
        new = tuple(id_ for id_ in known if id_ not in stays)
        rotate = rotate or begun.rotate or any(known[id_].app is App.KIOSK for id_ in renew)
        if new or rotate:
            Begun(new, rotate).write(guard.begun)
        server = path.resolve().parent / "server"
        if len(stays) < len(before):  # first of all who is out is out, whatever else fails
            _let_in(guard, hall, stays)
            reload(server)
        _certify(path, hall, guard, (*names, *EVERYWHERE))
        make_first(guard.holder_secrets)
        rotation = rotate_secret(guard.holder_secrets, hall, datetime.now(hall.timezone).date()) if rotate else None
        boxes = _Boxes(hall, devices, guard, Entrances(names, guard.door, guard.plain))
        passwords = {id_: secrets.token_urlsafe(32) for id_ in new}
        described = tuple(id_ for id_ in new if boxes.give(known[id_], passwords[id_]))
        if rotation:
            boxes.spread_secret()
        _let_in(guard, hall, stays | hashed(passwords))
        astray = boxes.astray(stays, new)
        guard.begun.unlink(missing_ok=True)
        runs = reload(server)
        outdated = not all(is_up_to_date(by, guard.door.host, guard.door.port, guard) for by in runs)
    out = tuple(sorted(set(before) - set(known)))
    return Provisioned(new, described, out, astray, rotation, bool(runs) and not outdated, outdated)


def _refuse_anothers(path: Path, guard: Guard) -> None:
    """Make no files that the server's user can't read: told to read them, it would let nobody in any more."""
    made = guard.folder.exists()
    owner = (guard.folder if made else path.resolve().parent).stat().st_uid
    if owner != os.geteuid() and (made or os.geteuid() == 0):
        raise SettingsError(
            path, [f"is of another user, whose files these must be; run it as sudo -u '#{owner}' yimen …"]
        )


def _certify(path: Path, hall: HallSettings, guard: Guard, names: tuple[str, ...]) -> None:
    now, authority = datetime.now(UTC), (guard.authority, guard.authority_key)
    made = guard.authority.exists() and guard.door.passwords.exists()
    if not guard.authority_key.exists() and not made:
        certificates.make_authority(hall.hall.id, *authority, now)
    if not certificates.serves(names, guard.authority, guard.certificate, guard.key, now):
        if not guard.authority_key.exists():  # another authority would be believed by no box
            fault = f"{guard.authority_key}: missing, and the server needs another certificate; put it back"
            raise SettingsError(path, [fault])
        certificates.make_server(names, authority, guard.certificate, guard.key, now)


def _accounts(passwords: Path) -> dict[str, str]:
    """The line of each account that there is."""
    lines = passwords.read_text("utf-8").splitlines() if passwords.exists() else []
    return {account_of(line): line for line in lines}


def _let_in(guard: Guard, hall: HallSettings, lines: dict[str, str]) -> None:
    """Let the accounts with these lines in, each at its doors, and nobody else."""
    there = [device for device in (HUB, *hall.device) if device.id in lines]
    _list(guard.door, hall, there, lines, hears=True)
    if guard.plain:
        _list(guard.plain, hall, [device for device in there if device.app is App.BUTTON], lines, hears=False)
    elif guard.buttons_passwords.exists():  # a server that still has that door lets nobody in there any more
        write_secret(guard.buttons_passwords, b"")


def _list(door: Door, hall: HallSettings, devices: Iterable[Device], lines: dict[str, str], *, hears: bool) -> None:
    listed = tuple(devices)
    foreign = [device.says for device in hall.device if device.says]
    allowed = {device.id: _rights(hall.hall.id, device, hears=hears) for device in listed}
    if HUB.id in allowed:
        allowed[HUB.id] += tuple(Right("read", topic) for topic in foreign)
    write_secret(door.rights, rights_file(allowed).encode())
    write_secret(door.passwords, "".join(f"{lines[device.id]}\n" for device in listed).encode())


def _rights(hall: str, device: Device, *, hears: bool) -> tuple[Right, ...]:
    if device.says:
        return rights_of_foreign(device.says)
    return rights(hall, device.id, device.app, device.window if hears else None)


@dataclass(frozen=True, slots=True)
class _Boxes:
    """The boxes of a hall, and the folders for them."""

    hall: HallSettings
    devices: Path
    guard: Guard
    entrances: Entrances

    def give(self, device: Device, password: str) -> bool:
        """Put all that a device needs where it is taken from; whether it has a new device.toml."""
        if device is HUB:
            write_secret(self.guard.hub_password, f"{password}\n".encode())
            return False
        return pack(self._folder(device.id), self.hall, device, password, self.guard, self.entrances)

    def spread_secret(self) -> None:
        """Put the kiosks' secrets into every kiosk's folder."""
        for device in self.hall.device:
            if device.app is App.KIOSK:
                write_secret(self._folder(device.id) / OF_HOLDERS, self.guard.holder_secrets.read_bytes())

    def astray(self, stay: Collection[str], new: Collection[str]) -> tuple[str, ...]:
        """The devices that were told an address where they don't come in any more; each time it changes, once."""
        usual = Device(id="any", app=App.KIOSK), Device(id="any", app=App.BUTTON)
        now = json.dumps([self.entrances.of(device) for device in usual])
        told = self.guard.told.read_text("utf-8") if self.guard.told.exists() else now
        if told != now or not self.guard.told.exists():
            write_secret(self.guard.told, now.encode())
        of_door, of_buttons = json.loads(told)
        return tuple(
            device.id
            for device in self.hall.device
            if (
                device.id in stay
                and not self.entrances.lead_in(device, *(of_buttons if device.app is App.BUTTON else of_door))
            )
            or (device.id in new and leads_astray(self.devices / device.id, device, self.entrances))
        )

    def _folder(self, id_: str) -> Path:
        """Of one box, for us alone, whatever the umask."""
        self.devices.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = self.devices / id_
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder
