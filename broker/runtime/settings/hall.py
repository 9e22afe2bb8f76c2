"""hall.toml: one hall."""

import re
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    model_validator,
)

from broker.contract.values import (
    App,
    DeviceId,
    HallId,
    Need,
    ServiceId,
    StaffId,
    Standing,
    Text,
    WindowId,
    WireEnum,
    ZoneId,
)
from broker.runtime.settings.faults import did_you_mean
from broker.runtime.settings.file import Endpoint, Settings, is_loopback


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("no such time zone; for example Asia/Shanghai")
    return name


def _address(text: str) -> str:
    host, _, port = text.rpartition(":")
    if not host or not re.fullmatch("[0-9]{1,5}", port) or not 1 <= int(port) <= 65535:  # noqa: PLR2004 - TCP's ports
        raise ValueError("must be host:port with a port from 1 to 65535, such as 127.0.0.1:1883")
    return text


def _known(kind: type[WireEnum]) -> BeforeValidator:
    """On the wire a word of a newer version becomes UNKNOWN; in a settings file it is a mistake."""
    words = {word.value for word in kind} - {"unknown"}

    def check(given: object) -> object:
        if isinstance(given, str) and given not in words:
            known = ", ".join(sorted(words - {App.HUB}))
            raise ValueError(f"no {kind.__name__.lower()} {given!r}; there are {known}{did_you_mean(given, words)}")
        return given

    return BeforeValidator(check)


_PIN_HASH = r"^\$argon2id\$v=[0-9]+\$m=[0-9]+,t=[0-9]+,p=[0-9]+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+$"
HEAD_START_MIN: dict[Standing, int] = {Standing.APPOINTMENT: 20, Standing.PRIORITY: 15, Standing.GREEN: 30}


class Hall(Settings):
    """Who the hall is."""

    id: HallId
    name: Text
    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"


class Server(Settings):
    """The MQTT server that the hub runs; without this table it runs none."""

    listen: Annotated[str, AfterValidator(_address)] = "127.0.0.1:1883"

    @cached_property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        host, _, port = self.listen.rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.address[0])


class Store(Settings):
    """Where the hall's truth lies."""

    url: Annotated[str, StringConstraints(pattern=r"^sqlite:///")] = "sqlite:///hall.db"


class Privacy(Settings):
    """The hub-only secret that turns a holder's key into what is stored; made on first start on loopback."""

    secret_file: Path = Path("hub.secret")


class Queue(Settings):
    """How the order is kept."""

    head_start_min: Annotated[
        dict[Annotated[Standing, _known(Standing)], Annotated[int, Field(ge=0, le=240)]],
        AfterValidator(lambda given: HEAD_START_MIN | given),  # those not given keep theirs
    ] = HEAD_START_MIN
    help_after_min: Annotated[int, Field(ge=1, le=240)] = 15


class Service(Settings):
    """A service that tickets are for."""

    id: ServiceId
    name: Text
    series: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}$")]


class Window(Settings):
    """A window and its profile: services in tiers, first tier first."""

    id: WindowId
    label: Annotated[str, StringConstraints(min_length=1, max_length=6)]
    services: tuple[tuple[ServiceId, ...], ...]
    zone: ZoneId = "main"
    attributes: tuple[Need, ...] = ()


class Device(Settings):
    """A device that the hub listens to."""

    id: DeviceId
    app: Annotated[App, _known(App)]
    window: WindowId | None = None


class Staff(Settings):
    """A person who works here."""

    id: StaffId
    name: str
    role: Literal["clerk", "desk", "manager", "technician"] = "clerk"
    pin_hash: Annotated[str, StringConstraints(pattern=_PIN_HASH), Field(repr=False)]


class HallSettings(Settings):
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
                faults.append(f"window {window.id}: there is no service {id_!r}{did_you_mean(id_, services)}")
        for device in self.device:
            needs_window = device.app in {App.WINDOW, App.BUTTON}
            if device.id == "hub" or device.app is App.HUB:
                faults.append(f"device {device.id}: the name and the app 'hub' are the hub's own")
            if needs_window and device.window not in windows:
                known = did_you_mean(device.window or "", windows)
                faults.append(f"device {device.id}: there is no window {device.window!r}{known}")
        if faults:
            raise ValueError("\n".join(faults))
        return self
