"""The devices of a box, as its device.toml says."""

from pathlib import Path

from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import faults_in
from hardware.errors import SettingsError
from hardware.settings import HardwareSettings, parse_hardware


def hardware_of(path: Path, settings: DeviceSettings) -> HardwareSettings:
    """The table `[hardware]` of a device.toml.

    Raises:
        broker.runtime.settings.file.SettingsError: every fault in it.
    """
    with faults_in(path, SettingsError):
        return parse_hardware(settings.hardware, path.resolve().parent)
