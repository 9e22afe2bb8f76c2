"""What docs/devices.md says of devices, kinds and words is what the code has, in both languages."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hardware import errors, words
from hardware.idcard.profiles import HidProfile, UsbProfile
from hardware.pageprinter.printer import Cause, Want
from hardware.settings import DEVICES, HardwareSettings
from hardware.ticketprinter.printer import PrinterStatus
from hardware.ticketprinter.profiles import PrinterProfile
from kiosk.technician.cli import app

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


@pytest.fixture(params=["devices.md", "devices.zh.md"])
def text(request):
    return (DOCS / request.param).read_text("utf-8")


def rows(text, head):
    """The rows of the table whose first line matches, cell by cell the words in backticks."""
    table = text[re.search(rf"^\| {head}", text, re.MULTILINE).start() :].split("\n\n")[0].splitlines()
    return [[re.findall("`([^`]+)`", cell) for cell in line.split("|")[1:-1]] for line in table[2:]]


def first_words(text, head):
    listed = [word for row in rows(text, head) for word in row[0]]
    assert len(listed) == len(set(listed))
    return set(listed)


def test_every_kind_of_place_of_every_device_has_its_row(text):
    listed = {(device, kind) for row in rows(text, r"`\[hardware\]`") for device in row[0] for kind in row[1]}
    kinds = {(device, kind) for device, kinds in DEVICES.items() for kind in kinds if kind != "simulated"}
    assert listed == kinds


def test_the_words_of_health_are_those_that_the_code_has_and_no_others(text):
    assert first_words(text, "`idcard`.+`smartcard`") == {*words.HEALTH.values(), "failed"}
    not_reached = {"busy", "forbidden", "foreign"}
    assert not_reached < set(words.HEALTH.values())
    assert first_words(text, r"`ticket_printer` \| \|") == {*PrinterStatus} - {PrinterStatus.OK} | not_reached
    assert first_words(text, r"`page_printer` \| \|") == {*Cause, *Want}


def test_every_kind_of_error_that_try_tells_has_its_row(text):
    kinds = {name: kind for name, kind in vars(errors).items() if name.endswith("Error") and isinstance(kind, type)}
    parents = {kind.__base__ for kind in kinds.values()} - {errors.DeviceMissingError, errors.SettingsError}
    untold = {errors.MalformedError, errors.UnknownFormError, errors.CancelledError, errors.ClipError, *parents}
    assert first_words(text, "`error`") == {name.removesuffix("Error") for name in kinds if kinds[name] not in untold}


@pytest.mark.parametrize("files", [["devices.md", "hall.md"], ["devices.zh.md"]])
def test_every_setting_of_a_device_stands_in_each_language(files):
    text = "".join((DOCS / name).read_text("utf-8") for name in files)
    tables = {*HidProfile.model_fields, *UsbProfile.model_fields, *PrinterProfile.model_fields} - {"sure"}
    assert not [key for key in tables if f"    {key} = " not in text]
    settings = {field.name for field in fields(HardwareSettings)} | {"volume", "volume_at"}
    assert not [key for key in settings if not re.search(f"`{key}[` ]", text)]
    ours = tomllib.loads((ROOT / "hardware/ticketprinter/printers.toml").read_text("utf-8"))
    assert not [name for name in ours if f"`{name}`" not in text]


def test_every_command_that_is_shown_is_there(text):
    shown = set(re.findall(r"yimen device ([a-z-]+)", text))
    told = CliRunner().invoke(app, ["--help"]).output
    assert shown == {"list", "try", "install-rules", "doctor"}
    assert all(command in told for command in shown)
