"""`yimen device list`: what is plugged in, and how each device of the settings is."""

from dataclasses import asdict
from pathlib import Path

import typer

from hardware import words
from hardware.errors import DeviceError, SettingsError
from hardware.idcard.profiles import load_profiles
from hardware.settings import DEVICES, HardwareSettings
from hardware.ticketprinter.slip import clean
from hardware.tools.asked import AsJson, SettingsFile, print_json, settings_of
from hardware.tools.found import Found, everything
from hardware.tools.services import smartcard_readers
from hardware.tools.state import state_of


def list_devices(settings: SettingsFile = None, *, as_json: AsJson = False) -> None:
    """Tell what is plugged in, with the line for device.toml, and how each device of the settings is."""
    configured = settings_of(settings, {})
    try:
        profiles = load_profiles(settings.parent if settings else Path.cwd())
    except SettingsError as error:
        typer.echo(error, err=True)
        raise typer.Exit(2) from None
    found = [*everything(profiles), *smartcard_readers()]
    states = {name: _state(name, configured) for name in DEVICES if getattr(configured, name) is not None}
    if as_json:
        devices = {
            name: {"place": str(getattr(configured, name)), "ok": ok, "state": state}
            for name, (ok, state) in states.items()
        }
        print_json({"found": [_fields(each) for each in found], "devices": devices})
    else:
        for each in found:
            _print(each)
        if not any(each.line for each in found):
            typer.echo("nothing that is known is plugged in", err=True)
        for name, (_, state) in states.items():
            typer.echo(f"{name}  {getattr(configured, name)}  {state}")
    if not all(ok for ok, _ in states.values()):
        raise typer.Exit(1)


def _state(device: str, configured: HardwareSettings) -> tuple[bool, str]:
    try:
        return True, state_of(device, configured)
    except DeviceError as error:
        return False, clean(words.for_operator(error))
    except SettingsError as error:
        return False, str(error)


def _fields(found: Found) -> dict[str, str]:
    told = {key: clean(str(value or "")) for key, value in asdict(found).items()}  # a name may be made to do harm
    return told | {"closed": found.closed}


def _print(found: Found) -> None:
    told = _fields(found)
    typer.echo(f"{told['what']:18} {told['line'] or '-'}")
    for more in (told["name"], told["note"], told["closed"]):
        if more:
            typer.echo(f"{'':18}   {more}")
