"""What a technician asked for: the devices of a settings file, of the command line, or both."""

import dataclasses
import json
from pathlib import Path
from typing import Annotated

import typer

from hardware.errors import LibraryMissingError, SettingsError
from hardware.settings import HardwareSettings, load_hardware, parse_hardware

SettingsFile = Annotated[Path | None, typer.Option("--settings", help="A device.toml with a table [hardware].")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def settings_of(path: Path | None, given: dict[str, str], *, as_json: bool) -> HardwareSettings:
    """Read the file if there is one, and put over it what the command line gives; wrong use ends with 2."""
    try:
        configured = load_hardware(path) if path else HardwareSettings()
        place = parse_hardware(given, Path.cwd())
    except SettingsError as error:
        raise refusal(error, as_json=as_json) from None
    return dataclasses.replace(configured, **{name: getattr(place, name) for name in given})


def refusal(error: SettingsError, *, as_json: bool) -> typer.Exit:
    """Print every fault in the settings; the end is 2, and 1 where not they are wrong but this installation."""
    if as_json:
        problems = [dataclasses.asdict(each) for each in error.problems]
        print_json({"ok": False, "error": type(error).__name__.removesuffix("Error"), "problems": problems})
    else:
        typer.echo(error, err=True)
    return typer.Exit(1 if isinstance(error, LibraryMissingError) else 2)


def print_json(told: object) -> None:
    """Print one line of JSON."""
    typer.echo(json.dumps(told, ensure_ascii=False))
