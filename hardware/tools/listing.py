"""`yimen device list`: what is plugged in, and how each device of the settings is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import typer

from hardware import words
from hardware.errors import DeviceError, SettingsError
from hardware.idcard.profiles import load_profiles
from hardware.settings import HardwareSettings
from hardware.ticketprinter.paper import clean
from hardware.tools.asked import AsJson, SettingsFile, print_json, refusal, settings_of
from hardware.tools.found import Found, everything
from hardware.tools.network import printers
from hardware.tools.services import smartcard_readers
from hardware.tools.state import ASKED, state_of
from hardware.tools.terminal import folded

_INDENT = 4


def list_devices(settings: SettingsFile = None, *, as_json: AsJson = False) -> None:
    """Tell what is plugged in, with the line for device.toml, and how each device of the settings is."""
    configured = settings_of(settings, {}, as_json=as_json)
    try:
        profiles = load_profiles(settings.parent if settings else Path.cwd())
    except SettingsError as error:
        raise refusal(error, as_json=as_json) from None
    with _searching() as on_network:
        found = [*everything(profiles), *smartcard_readers()]
        if not as_json:
            _print(found)
            typer.echo("searching the network for printers ...", err=True)
        announced = on_network()
    states = {name: _state(name, configured) for name in ASKED if getattr(configured, name) is not None}
    if as_json:
        devices = {
            name: {"place": str(getattr(configured, name)), "ok": ok, "state": state}
            for name, (ok, state) in states.items()
        }
        print_json({"found": [_fields(each) for each in (*found, *announced)], "devices": devices})
    else:
        _print(announced)
        if not any(each.line for each in (*found, *announced)):
            typer.echo("nothing that is known is plugged in", err=True)
        for name, (ok, state) in states.items():
            typer.echo(f"{name}  {getattr(configured, name)}" + (f"  {state}" if ok else f"\n{folded(state, _INDENT)}"))
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


@contextmanager
def _searching() -> Iterator[Callable[[], list[Found]]]:
    """Search the network while other things are looked at; what is given waits for the end of it."""
    from hardware.tools.dnssd import Search  # noqa: PLC0415  no other command needs it

    try:
        search = Search()
    except OSError as error:
        silent = Found("network printer", "", "", f"not looked for: {error.strerror or error}")
        yield lambda: [silent]
        return
    with search:
        yield lambda: printers(search.found())


def _print(found: list[Found]) -> None:
    for each in found:
        told = _fields(each)
        typer.echo(": ".join(filter(None, (told["what"], told["name"]))))
        if told["line"]:
            typer.echo(" " * _INDENT + told["line"])
        for more in filter(None, (*told["note"].split("; "), told["closed"])):
            typer.echo(folded(more, _INDENT))
