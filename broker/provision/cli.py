"""`yimen provision`: accounts, certificates and the folders to copy to the boxes."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from broker.contract.values import App
from broker.provision.folders import OF_A_ZONE, OF_HOLDERS, Entrances, zones_of
from broker.provision.hall import Provisioned
from broker.provision.hall import provision as provision_hall
from broker.provision.rotation import Rotation
from broker.runtime.settings.file import SettingsError, load
from broker.runtime.settings.hall import HUB, HallSettings
from broker.server.guard import Guard


def provision(
    settings: Annotated[Path, typer.Option(help="The hall's hall.toml.", exists=True, dir_okay=False)],
    devices: Annotated[Path, typer.Option(help="Where the folders for the boxes go.")] = Path("devices"),
    renew: Annotated[
        list[str] | None, typer.Option(help="A device whose box was stolen or lost: its old account is out.")
    ] = None,
    *,
    rotate: Annotated[bool, typer.Option("--rotate", help="Make the kiosks' secret for card numbers anew.")] = False,
) -> None:
    """Let the listed devices into the hall's MQTT server, and nobody else; run it again after each change."""
    say = Console(soft_wrap=True, markup=False, highlight=False)
    hall = load(HallSettings, settings)
    try:
        done = provision_hall(settings, hall, devices, renew or (), rotate=rotate)
    except OSError as error:
        fault = f"{error.filename}: {error.strerror}; mend it and run this again"
        raise SettingsError(settings, [fault]) from None
    for line in _lines(done, hall, settings, devices, renew or ()):
        say.print(line)


def _lines(
    done: Provisioned, hall: HallSettings, settings: Path, devices: Path, renew: Collection[str]
) -> Iterator[str]:
    """What a technician is told."""
    boxes = [id_ for id_ in done.new if id_ != HUB.id]
    for device in boxes:
        yield f"{device}: copy {devices / device} to its box; whoever has this folder is {device}."
    yield from _of_described(done.described, hall, renew)
    yield from _of_addresses(done.astray, hall, settings)
    if done.rotation:
        kiosks = [device.id for device in hall.device if device.app is App.KIOSK and device.id not in boxes]
        yield from _of_rotation(done.rotation, kiosks, devices)
    for account in done.out:
        yield f"{account}: out; it is not in {settings} any more."
    if HUB.id in renew or done.new == (HUB.id,):
        yield "hub: it has a new account; start it again."
    elif not (boxes or done.out or done.astray or done.rotation):
        yield "Everything is as it was."
    if done.outdated:
        yield "The running MQTT server has older settings: start yimen hub again, and it starts that anew too."
    elif done.told:
        yield "The running MQTT server knows it already."
    else:
        yield "The MQTT server will know it when it starts."


def _of_described(described: Collection[str], hall: HallSettings, renew: Collection[str]) -> Iterator[str]:
    if again := [id_ for id_ in described if id_ in renew]:
        yield f"{', '.join(again)}: carry over what the old device.toml said besides, such as [hardware] or zone."
    zones, shown = zones_of(hall), [d.id for d in hall.device if d.id in described and d.app in OF_A_ZONE]
    if shown and len(zones) > 1:
        yield f"{', '.join(shown)}: say in device.toml which zone it is of: {', '.join(zones)}."


def _of_rotation(rotation: Rotation, kiosks: Collection[str], devices: Path) -> Iterator[str]:
    files = ", ".join(f"{devices / id_ / OF_HOLDERS} to {id_}" for id_ in kiosks)
    rest = f"; by {rotation.carry_by} copy {files}, and start yimen kiosk there anew" if kiosks else ""
    yield f"Kiosks: version {rotation.version} of their secret is made{rest}."
    for version in rotation.given_up:
        yield (
            f"Kiosks: version {version} is given up before its time, as more can't be in use at once; who asked for "
            "something while it was the newest shows the slip."
        )


def _of_addresses(astray: Collection[str], hall: HallSettings, settings: Path) -> Iterator[str]:
    if hall.server is None:
        return
    guard = Guard.of(settings, hall.server)
    entrances = Entrances(hall.server.reached_at, guard.door, guard.plain)
    for device in hall.device:
        if device.id in astray:
            host, port = entrances.of(device)
            yield f'{device.id}: in the device.toml of its box put host = "{host}" and port = {port}.'
