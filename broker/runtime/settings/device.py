"""device.toml: one device."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    Field,
    StringConstraints,
)

from broker.contract.values import DeviceId, HallId, WindowId, ZoneId
from broker.runtime.settings.file import Endpoint, Settings


class DeviceIdentity(Settings):
    """Which device this is."""

    id: DeviceId
    hall: HallId
    window: WindowId | None = None
    zone: ZoneId = "main"


class Privacy(Settings):
    """The kiosks' secrets that turn an ID number into a holder's keys; made on first start on loopback."""

    secret_file: Path = Path("kiosk.secret")


class Screen(Settings):
    """What a screen app is shown on; without a size it takes the full screen."""

    size: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{1,4}x[1-9][0-9]{1,4}$")] | None = None
    language: Literal["zh", "en"] = "zh"
    reduced_motion: bool = False  # every change is a cut


class Voice(Settings):
    """What a loudspeaker says calls with; clips that are missing from the folder are made there."""

    clips: Path | None = None  # without it: the user's cache folder
    languages: Annotated[tuple[Literal["zh", "en"], ...], Field(min_length=1)] = ("zh",)


class DeviceSettings(Settings):
    """One device. `hardware` says where each part is; the device's own package reads it."""

    device: DeviceIdentity
    mqtt: Endpoint = Endpoint()
    privacy: Privacy = Privacy()
    hardware: dict[str, str | int] = Field(default_factory=dict)
    screen: Screen = Screen()
    voice: Voice = Voice()
