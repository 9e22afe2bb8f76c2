"""`yimen device install-rules`: which user may open what, one udev rule for each device that is known."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from hardware.errors import SettingsError, wrong_setting
from hardware.idcard.places import HidReader, UsbReader
from hardware.idcard.profiles import Profiles, load_profiles
from hardware.settings import HardwareSettings, KeypadNode, UsbId, load_hardware
from hardware.tools.asked import SettingsFile
from hardware.tools.usbthings import usb_things

RULES = Path("/etc/udev/rules.d/70-yimen.rules")
READERS, PRINTERS, KEYPADS = "plugdev", "lp", "input"
"""The groups of those who may open readers and printers on USB, and keypads; printers as the system itself has it."""

_HEAD = "# Written by yimen device install-rules: one line for each device, none for a whole class of them."
_GROUP = re.compile('GROUP="([a-z]+)"')
_ID = re.compile(r"(ticket_printer=usb|usb|hid):([0-9a-f]{4}):([0-9a-f]{4})", re.ASCII | re.IGNORECASE)
_BY_PATH = re.compile(r"(?:keypad:)?/dev/input/by-path/([A-Za-z0-9:._+-]+)-event-kbd", re.ASCII)


def usb_rule(id_: str, group: str = READERS) -> str:
    """Open one kind of reader or printer on USB to its group."""
    vendor, product = id_.split(":")
    match = (
        f'SUBSYSTEM=="usb", ENV{{DEVTYPE}}=="usb_device", ATTR{{idVendor}}=="{vendor}", ATTR{{idProduct}}=="{product}"'
    )
    return f'{match}, GROUP="{group}", MODE="0660"'


def hid_rule(id_: str) -> str:
    """Open one kind of reader that is a HID device to its group."""
    vendor, product = id_.split(":")
    match = f'SUBSYSTEM=="hidraw", ATTRS{{idVendor}}=="{vendor}", ATTRS{{idProduct}}=="{product}"'
    return f'{match}, GROUP="{READERS}", MODE="0660"'


def keypad_rule(port: str) -> str:
    """Open what is plugged into one socket, and is a keypad, to its group."""
    match = f'SUBSYSTEM=="input", KERNEL=="event*", ENV{{ID_INPUT_KEYBOARD}}=="1", ENV{{ID_PATH}}=="{port}"'
    return f'{match}, GROUP="{KEYPADS}", MODE="0660"'


def install_rules(
    places: Annotated[
        list[str] | None,
        typer.Argument(
            help="usb:0400:c35a, hid:2b8b:2721, ticket_printer=usb:0416:5011 or /dev/input/by-path/…-event-kbd, "
            "besides what is found."
        ),
    ] = None,
    settings: SettingsFile = None,
    rules_file: Annotated[Path, typer.Option("--file", help="Where the rules go.")] = RULES,
    *,
    only_print: Annotated[bool, typer.Option("--print", help="Print the rules, write nothing.")] = False,
) -> None:
    """Let a group open the readers and printers that are plugged in, and what is in the settings or named here."""
    try:
        profiles = load_profiles(settings.parent if settings else Path.cwd())
        configured = load_hardware(settings) if settings else HardwareSettings()
        rules = {*of_plugged(profiles), *_of_settings(configured), *map(_of_place, places or ())}
    except SettingsError as error:
        typer.echo(error, err=True)
        raise typer.Exit(2) from None
    try:
        before = rules_file.read_text("utf-8").splitlines() if rules_file.exists() else []
    except OSError as error:
        raise _failed(rules_file, error) from None
    if not rules:
        typer.echo(
            "nothing known is plugged in, in the settings or named; nothing to do (yimen device list tells ids)",
            err=True,
        )
        return
    new = sorted(rules - set(before))
    for rule in sorted(rules) if only_print else new:
        typer.echo(rule)
    if not only_print:
        if not new:
            typer.echo(f"{rules_file}: everything is there", err=True)
        else:
            _write(rules_file, [*(before or [_HEAD]), *new])
            typer.echo(f"written to {rules_file}; now: udevadm control --reload && udevadm trigger", err=True)
    for group in sorted({group for rule in rules for group in _GROUP.findall(rule)}):
        typer.echo(f"the kiosk's user joins the group: usermod -aG {group} USER, then signs in anew", err=True)


def of_plugged(profiles: Profiles, root: Path = Path("/")) -> Iterator[str]:
    """Rules for what is plugged in and known.

    Args:
        profiles: The ID card readers that are known.
        root: Where `sys` is.
    """
    usb = {table.id for table in profiles.usb.values()}
    hid = {table.id for table in profiles.hid.values()}
    for thing in usb_things(root):
        if thing.id in usb:
            yield usb_rule(thing.id)
        elif thing.id in hid:
            yield hid_rule(thing.id)
        elif thing.prints:
            yield usb_rule(thing.id, PRINTERS)


def _of_settings(configured: HardwareSettings) -> set[str]:
    rules = set()
    match configured.idcard:
        case UsbReader(profile=usb):
            rules.add(usb_rule(usb.id))
        case HidReader(profile=hid):
            rules.add(hid_rule(hid.id))
    for typing in (configured.button, configured.scanner):
        if isinstance(typing, KeypadNode) and (found := _BY_PATH.fullmatch(str(typing.path))):
            rules.add(keypad_rule(found[1]))
    if isinstance(configured.ticket_printer, UsbId):
        rules.add(_of_place(f"ticket_printer={configured.ticket_printer}"))
    return rules


def _of_place(place: str) -> str:
    if found := _ID.fullmatch(place):
        id_ = f"{found[2]}:{found[3]}".lower()  # udev compares letters as they stand, and the kernel writes small ones
        match found[1].lower():
            case "usb":
                return usb_rule(id_)
            case "hid":
                return hid_rule(id_)
            case _:
                return usb_rule(id_, PRINTERS)
    if found := _BY_PATH.fullmatch(place):
        return keypad_rule(found[1])
    raise wrong_setting(
        place, "is none of usb:VVVV:PPPP, hid:VVVV:PPPP, ticket_printer=usb:VVVV:PPPP, /dev/input/by-path/…-event-kbd"
    )


def _write(path: Path, lines: list[str]) -> None:
    half = path.with_name(f".{path.name}.half")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_text("\n".join(lines) + "\n", "utf-8")
        half.chmod(0o644)
        half.replace(path)
    except OSError as error:
        raise _failed(path, error) from None


def _failed(path: Path, error: OSError) -> typer.Exit:
    why = "needs root: run it by sudo" if isinstance(error, PermissionError) and os.geteuid() else error.strerror
    typer.echo(f"{path}: {why}; nothing was written", err=True)
    return typer.Exit(1)
