"""What docs/hall.md shows works as it stands."""

import textwrap
from pathlib import Path

from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import load
from broker.runtime.settings.hall import HallSettings
from hardware.settings import load_hardware

DOCS = Path(__file__).resolve().parents[2] / "docs"


def written(heading: str, folder: Path) -> Path:
    """The file that is shown under a heading, as a reader would copy it."""
    text = (DOCS / "hall.md").read_text("utf-8")
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("    ") or not line]
    file = folder / heading
    file.write_text(textwrap.dedent("\n".join(lines)), "utf-8")
    return file


def test_the_hall_that_the_docs_show_is_one_the_hub_takes(tmp_path):
    hall = load(HallSettings, written("hall.toml", tmp_path))
    assert hall.hall.id == "leiyang"
    assert {device.app.value for device in hall.device} == {"kiosk", "window", "button", "wall", "voice"}


def test_the_device_that_the_docs_show_is_one_every_app_takes(tmp_path):
    file = written("device.toml", tmp_path)
    device = load(DeviceSettings, file)
    hardware = load_hardware(file)
    assert str(device.privacy.secret_file) == "../kiosk.secret"
    assert None not in (hardware.idcard, hardware.ticket_printer, hardware.speaker)
