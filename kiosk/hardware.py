"""The devices of a box, as its device.toml says; what is wrong there is told as every fault of the file is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import SettingsError
from hardware.errors import SettingsError as HardwareSettingsError
from hardware.settings import HardwareSettings, parse_hardware


def hardware_of(path: Path, settings: DeviceSettings) -> HardwareSettings:
    """The table `[hardware]` of a device.toml.

    Raises:
        SettingsError: every fault in it.
    """
    with faults_of(path):
        return parse_hardware(settings.hardware, path.resolve().parent)


@contextmanager
def faults_of(path: Path) -> Iterator[None]:
    """Tell what the drivers find wrong with the settings as faults of this file."""
    try:
        yield
    except HardwareSettingsError as error:
        raise SettingsError(path, [str(problem) for problem in error.problems]) from None
