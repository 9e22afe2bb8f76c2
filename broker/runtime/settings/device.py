"""device.toml: one device."""

from datetime import time
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    Field,
    PlainValidator,
    StringConstraints,
    model_validator,
)

from broker.contract.values import DeviceId, HallId, WindowId, ZoneId
from broker.runtime.settings.calendar import Span, span_of, told
from broker.runtime.settings.file import Endpoint, PinHash, Settings

Volume = Annotated[int, Field(ge=0, le=100)]
"""In percent of how loud the clips are, as the ear tells."""


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
    inches: Annotated[float, Field(ge=7, le=120)] = 21.5  # diagonal of the glass; by it a finger's 20 mm are 20 mm
    reach_mm: Annotated[int, Field(ge=200, le=2000)] = 600  # of the glass, from below: what one reaches sitting


class Voice(Settings):
    """What a loudspeaker says calls with, and how loud; clips that are missing from the folder are made there."""

    clips: Path | None = None  # without it: the user's cache folder
    languages: Annotated[tuple[Literal["zh", "en"], ...], Field(min_length=1)] = ("zh",)
    volume: Volume = 100
    volume_at: dict[Annotated[Span, PlainValidator(span_of)], Volume] = Field(default_factory=dict)

    def volume_of(self, moment: time) -> int:
        """How loud it is to be at a time of the hall's day."""
        at = (volume for (start, end), volume in self.volume_at.items() if start <= moment < end)
        return next(at, self.volume)

    @model_validator(mode="after")
    def _fits_together(self) -> "Voice":
        faults = [
            f"volume_at: '{told(one)}' and '{told(other)}' overlap; only one volume can be true"
            for one, other in pairwise(sorted(self.volume_at))
            if other[0] < one[1]
        ]
        if faults:
            raise ValueError("\n".join(faults))
        return self


KeyName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]{1,40}$")]


class Keys(Settings):
    """The tactile keys of a kiosk, by Qt's names; two tell whether headphones are plugged in."""

    next: KeyName = "Down"
    previous: KeyName = "Up"
    press: KeyName = "Return"
    back: KeyName = "Escape"
    repeat: KeyName = "F1"  # turns the audio guide on, too
    plugged: KeyName | None = None
    unplugged: KeyName | None = None

    @model_validator(mode="after")
    def _differ(self) -> "Keys":
        names = [name for name in self.model_dump().values() if name]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"{', '.join(twice)}: one key can't be two things")
        return self


class Speech(Settings):
    """How a kiosk speaks, to those who don't see its screen and to everybody."""

    greets: bool = False  # greets, says what each page is about, and says the number with a goodbye
    volume: Annotated[int, Field(ge=20, le=100)] = 60  # what each visitor finds; in percent, as the ear tells
    words_a_minute: Annotated[int, Field(ge=80, le=350)] = 150
    keys: Keys = Keys()


class Catalogue(Settings):
    """What a kiosk searches: the catalogue's file, and the address of an item's page with `{code}` in it."""

    file: Path
    page: Annotated[str, StringConstraints(pattern=r"^https?://[!-~]{1,200}$")] | None = None


class StaffMenu(Settings):
    """The PIN of a kiosk's staff menu, of digits; without this table the kiosk has no such menu."""

    pin_hash: PinHash


class DeviceSettings(Settings):
    """One device. `hardware` says where each part is; the device's own package reads it."""

    device: DeviceIdentity
    mqtt: Endpoint = Endpoint()
    privacy: Privacy = Privacy()
    hardware: dict[str, str | int] = Field(default_factory=dict)
    screen: Screen = Screen()
    voice: Voice = Voice()
    speech: Speech = Speech()
    catalogue: Catalogue | None = None
    staff: StaffMenu | None = None
