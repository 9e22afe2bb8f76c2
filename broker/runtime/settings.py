"""hall.toml and device.toml: each setting declared once; an unknown key is an error; all errors come at once."""

import difflib
import ipaddress
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from broker.contract.values import App, DeviceId, HallId, ServiceId, StaffId, Standing, Text, WindowId, ZoneId
from broker.runtime.errors import KnownError


class SettingsError(KnownError):
    """A settings file that can't be used; `faults` has one line for each thing to mend."""

    exit_code = 2  # wrong use

    def __init__(self, path: Path, faults: list[str]) -> None:
        self.path, self.faults = path, faults
        super().__init__("\n".join(f"{path}: {fault}" for fault in faults))


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("no such time zone; for example Asia/Shanghai")
    return name


def _on_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Endpoint(_Settings):
    """The MQTT server to use."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 1883
    password_file: Path | None = None
    ca_file: Path | None = None

    @property
    def on_loopback(self) -> bool:
        """Whether it is on this very machine."""
        return _on_loopback(self.host)


class Hall(_Settings):
    """Who the hall is."""

    id: HallId
    name: Text
    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"


class Server(_Settings):
    """The MQTT server that the hub runs; without this table it runs none."""

    listen: Annotated[str, StringConstraints(pattern=r"^.+:[0-9]+$")] = "127.0.0.1:1883"

    @cached_property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        host, _, port = self.listen.rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return _on_loopback(self.address[0])


class Store(_Settings):
    """Where the hall's truth lies."""

    url: Annotated[str, StringConstraints(pattern=r"^sqlite:///")] = "sqlite:///hall.db"


class Privacy(_Settings):
    """The hub-only secret that turns a holder's key into what is stored; made on first start on loopback."""

    secret_file: Path = Path("hub.secret")


class Queue(_Settings):
    """How the order is kept."""

    head_start_min: dict[Standing, Annotated[int, Field(ge=0, le=240)]] = {
        Standing.NORMAL: 0,
        Standing.APPOINTMENT: 20,
        Standing.PRIORITY: 15,
        Standing.GREEN: 30,
    }
    help_after_min: Annotated[int, Field(ge=1, le=240)] = 15


class Service(_Settings):
    """A service that tickets are for."""

    id: ServiceId
    name: Text
    series: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}$")]


class Window(_Settings):
    """A window and its profile: services in tiers, first tier first."""

    id: WindowId
    label: Annotated[str, StringConstraints(min_length=1, max_length=6)]
    services: tuple[tuple[ServiceId, ...], ...]
    zone: ZoneId = "main"
    attributes: tuple[str, ...] = ()


class Device(_Settings):
    """A device that the hub listens to."""

    id: DeviceId
    app: App
    window: WindowId | None = None


class Staff(_Settings):
    """A person who works here."""

    id: StaffId
    name: str
    role: Literal["clerk", "desk", "manager", "technician"] = "clerk"
    pin_hash: Annotated[str, StringConstraints(pattern=r"^\$argon2id\$"), Field(repr=False)]


class HallSettings(_Settings):
    """One hall."""

    hall: Hall
    server: Server | None = None
    mqtt: Endpoint = Endpoint()
    store: Store = Store()
    privacy: Privacy = Privacy()
    queue: Queue = Queue()
    service: Annotated[tuple[Service, ...], Field(min_length=1)]
    window: Annotated[tuple[Window, ...], Field(min_length=1)]
    device: tuple[Device, ...] = ()
    staff: tuple[Staff, ...] = ()

    @cached_property
    def timezone(self) -> ZoneInfo:
        """The hall's time zone."""
        return ZoneInfo(self.hall.timezone)

    @model_validator(mode="after")
    def _fits_together(self) -> "HallSettings":
        faults: list[str] = []
        tables = (
            ("service", self.service),
            ("window", self.window),
            ("device", self.device),
            ("staff", self.staff),
        )
        for table, rows in tables:
            ids = [row.id for row in rows]
            faults += [f"{table}: the id {id_!r} stands twice" for id_ in sorted({i for i in ids if ids.count(i) > 1})]
        series = [service.series for service in self.service]
        faults += [
            f"service: the series {s!r} stands twice" for s in sorted({s for s in series if series.count(s) > 1})
        ]
        services, windows = {s.id for s in self.service}, {w.id for w in self.window}
        for window in self.window:
            for id_ in {id_ for tier in window.services for id_ in tier} - services:
                faults.append(f"window {window.id}: there is no service {id_!r}{_did_you_mean(id_, services)}")
        for device in self.device:
            needs_window = device.app in {App.WINDOW, App.BUTTON}
            if device.app is App.UNKNOWN:
                faults.append(f"device {device.id}: no such app; one of {', '.join(a for a in App if a != 'unknown')}")
            if device.id == "hub" or device.app is App.HUB:
                faults.append(f"device {device.id}: the name and the app 'hub' are the hub's own")
            if needs_window and device.window not in windows:
                known = _did_you_mean(device.window or "", windows)
                faults.append(f"device {device.id}: there is no window {device.window!r}{known}")
        if faults:
            raise ValueError("\n".join(faults))
        return self


class DeviceIdentity(_Settings):
    """Which device this is."""

    id: DeviceId
    hall: HallId
    window: WindowId | None = None
    zone: ZoneId = "main"


class HolderSecret(_Settings):
    """The kiosks' secret that turns an ID number into a holder's key; made on first start on loopback."""

    secret_file: Path = Path("kiosk.secret")
    version: Annotated[int, Field(ge=1)] = 1


class Screen(_Settings):
    """What a screen app is shown on; without a size it takes the full screen."""

    size: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{1,4}x[1-9][0-9]{1,4}$")] | None = None
    language: Literal["zh", "en"] = "zh"
    reduced_motion: bool = False  # every change is a cut


class Voice(_Settings):
    """What a loudspeaker says calls with; clips that are missing from the folder are made there."""

    clips: Path | None = None  # without it: the user's cache folder
    languages: Annotated[tuple[Literal["zh", "en"], ...], Field(min_length=1)] = ("zh",)


class DeviceSettings(_Settings):
    """One device. `hardware` says where each part is; the device's own package reads it."""

    device: DeviceIdentity
    mqtt: Endpoint = Endpoint()
    privacy: HolderSecret = HolderSecret()
    hardware: dict[str, str | int] = {}
    screen: Screen = Screen()
    voice: Voice = Voice()


T = TypeVar("T", bound=_Settings)


def load(kind: type[T], path: Path) -> T:
    """Read a settings file; paths in it are relative to its folder.

    Raises:
        SettingsError: it can't be read, or something in it is wrong: all faults at once.
    """
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(path, [f"can't be read: {error.strerror}"]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(path, [f"is not TOML: {error}"]) from None
    try:
        settings = kind.model_validate(table)
    except ValidationError as error:
        raise SettingsError(path, _faults(kind, error)) from None
    return settings


def beside(settings_path: Path, other: Path) -> Path:
    """A path named in a settings file, made absolute by the file's own folder."""
    return settings_path.resolve().parent / other


def _faults(kind: type[BaseModel], error: ValidationError) -> list[str]:
    lines: list[str] = []
    for fault in error.errors(include_input=False, include_url=False):
        key = ".".join(str(part) for part in fault["loc"]) or "file"
        if fault["type"] == "extra_forbidden":
            lines.append(f"{key}: no such setting{_did_you_mean(str(fault['loc'][-1]), _keys(kind))}")
        else:
            text = fault["msg"].removeprefix("Value error, ")
            lines += [f"{key}: {line}" if key != "file" else line for line in text.splitlines()]
    return lines


def _keys(kind: type[BaseModel]) -> set[str]:
    keys: set[str] = set()
    seen: list[type[BaseModel]] = [kind]
    for model in seen:
        for name, field in model.model_fields.items():
            keys.add(name)
            for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
                if isinstance(part, type) and issubclass(part, BaseModel) and part not in seen:
                    seen.append(part)
    return keys


def _did_you_mean(word: str, known: set[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
