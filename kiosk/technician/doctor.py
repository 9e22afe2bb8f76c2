"""`yimen device doctor`: everything a box needs, each line ok, warning or fault, with what to do."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from broker.runtime.plain import plain
from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import SettingsError, load
from hardware import words
from hardware.errors import DeviceBusyError, DeviceError
from hardware.errors import SettingsError as HardwareSettingsError
from hardware.settings import HardwareSettings
from hardware.tools.state import ASKED, state_of
from hardware.tools.terminal import folded
from kiosk.hardware import hardware_of
from kiosk.technician.box import look_at_disk, look_at_groups, look_at_machine, look_at_secrets
from kiosk.technician.finding import Finding, Level, fault, ok, warning
from kiosk.technician.hall import look_at_hall
from kiosk.technician.running import running_by
from kiosk.technician.system import look_at_system


def doctor(
    settings: Annotated[Path, typer.Option(help="This box's device.toml.", exists=True, dir_okay=False)],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Look at everything that this box needs; uses no paper and no card. Ends with 1 where there is a fault."""
    found = []
    for each in look_at_box(settings):
        found.append(each)
        if not as_json:
            _print(each)
    if as_json:
        ok_ = not any(each.level is Level.FAULT for each in found)
        typer.echo(json.dumps({"ok": ok_, "found": [asdict(each) for each in found]}, ensure_ascii=False))
    if any(each.level is Level.FAULT for each in found):
        raise typer.Exit(1)


def look_at_box(path: Path) -> Iterator[Finding]:
    """Look at one thing after the other.

    Args:
        path: Of the box's device.toml.
    """
    try:
        settings = load(DeviceSettings, path)
        hardware = hardware_of(path, settings)
    except SettingsError as error:
        yield from (fault("settings", each, f"mend {path}") for each in error.faults)
    else:
        yield ok("settings", f"{path}: {settings.device.id} of {settings.device.hall}")
        yield from look_at_secrets(path, settings)
        running = running_by(path)
        if running:
            todo = "to look at server and hub too, stop it first: the hall has one link for each device"
            yield warning("server", f"not tried: {running}, runs by this file", todo)
        else:
            yield from look_at_hall(path, settings)
        yield from _devices(hardware, running)
        yield from look_at_groups(hardware)
        yield from look_at_system(hardware)
    yield look_at_disk(path.resolve().parent)
    yield from look_at_machine()


def _devices(hardware: HardwareSettings, running: str) -> Iterator[Finding]:
    for device in ASKED:
        where = getattr(hardware, device)
        if where is None:
            continue
        try:
            state = state_of(device, hardware)
        except DeviceBusyError as error:
            if running:
                yield ok(device, f"{where}: in use by {running}")
            else:
                yield fault(device, str(error), words.for_operator(error))
        except DeviceError as error:
            yield fault(device, str(where), words.for_operator(error))
        except HardwareSettingsError as error:
            yield fault(device, str(where), str(error))
        else:
            yield (
                ok(device, f"{where}") if state == "ok" else warning(device, f"{where}: {state}", _WANTS.get(state, ""))
            )


_WANTS = {
    "near-end": "put in a new roll soon",
    "unknown": "it prints, but can't tell when its paper is out: look at it now and then",
    "paper-low": "put in paper soon",
    "toner-low": "have a cartridge ready",
}


_INDENT = 9


def _print(found: Finding) -> None:
    typer.echo(plain(f"{found.level:8} {found.part:15} {found.detail}"))
    if found.todo:
        typer.echo(folded(plain(f"-> {found.todo}"), _INDENT))
