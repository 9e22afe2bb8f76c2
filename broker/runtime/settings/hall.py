"""hall.toml: one hall."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from broker.contract.values import LINE, App, Badge, DeviceId, HallId, StaffId, Text, WindowId, ZoneId
from broker.runtime.settings.calendar import Calendar, Holidays
from broker.runtime.settings.faults import did_you_mean, known, twice
from broker.runtime.settings.file import Endpoint, PinHash, Settings, beside, is_everywhere, is_loopback
from broker.runtime.settings.offer import Journey, Service, Window, faults_of_offer
from broker.runtime.settings.queue import Queue, Role
from broker.runtime.settings.staff import read_staff


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("no such time zone; for example Asia/Shanghai")
    return name


def _address(text: str) -> str:
    host, _, port = text.rpartition(":")
    if not host or not re.fullmatch("[0-9]{1,5}", port) or not 1 <= int(port) <= 65535:  # noqa: PLR2004 - TCP's ports
        raise ValueError("must be host:port with a port from 1 to 65535, such as 127.0.0.1:1883")
    return text


def _split(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    return host.strip("[]"), int(port)


def _host(text: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z]([0-9A-Za-z.:-]*[0-9A-Za-z])?", text):
        raise ValueError("must be a host name or an address, such as hall.example or 192.168.7.10")
    return text


class Hall(Settings):
    """Who the hall is."""

    id: HallId
    name: Text
    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"


class Server(Settings):
    """The MQTT server that the hub runs; without this table it runs none.

    `names` are the host names and addresses under which devices reach it, the usual one first; `plain_listen` is for
    buttons that can't speak TLS.
    """

    listen: Annotated[str, AfterValidator(_address)] = "127.0.0.1:1883"
    names: tuple[Annotated[str, AfterValidator(_host)], ...] = ()
    plain_listen: Annotated[str, AfterValidator(_address)] | None = None

    @model_validator(mode="after")
    def _two_doors(self) -> "Server":
        if self.plain_address and self.plain_address[1] == self.address[1]:
            raise ValueError("plain_listen: must have another port than listen")
        return self

    @cached_property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        return _split(self.listen)

    @property
    def reached_at(self) -> tuple[str, ...]:
        """Under which names devices reach it, the usual one first; empty where nobody said."""
        host = self.address[0]
        return self.names or (() if is_everywhere(host) else (host,))

    @property
    def plain_address(self) -> tuple[str, int] | None:
        """Host and port for buttons that can't speak TLS."""
        return _split(self.plain_listen) if self.plain_listen else None

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.address[0])


class Store(Settings):
    """Where the hall's truth lies."""

    url: Annotated[str, StringConstraints(pattern=r"^sqlite:///")] = "sqlite:///hall.db"

    @property
    def path(self) -> Path:
        """The database's file; a relative one lies beside hall.toml."""
        return Path(self.url.removeprefix("sqlite:///"))


class Privacy(Settings):
    """The hub-only secret that turns a holder's key into what is stored; made on first start on loopback.

    `keep_days` is how long keyed hashes, masked names, forms and clerks' notes are kept beside their events.
    """

    secret_file: Path = Path("hub.secret")
    keep_days: Annotated[int, Field(ge=1, le=3650)] = 30


class Device(Settings):
    """A device that the hub listens to.

    `says` is the topic of a foreign button, such as one of Shelly or zigbee2mqtt, and `press` what it says there of a
    press that counts. `name` is what people find a kiosk by, and `zone` where it stands.
    """

    id: DeviceId
    app: Annotated[App, known(App)]
    name: Text | None = None
    zone: ZoneId = "main"
    window: WindowId | None = None
    says: Annotated[str, StringConstraints(pattern=r"^[^/\s#+$][^\s#+]{0,127}$")] | None = None
    press: Annotated[tuple[str, ...], Field(min_length=1)] = ("S", "single_push", "single")


HUB = Device(id="hub", app=App.HUB)
"""The hub among the devices: its name is taken."""


class Staff(Settings):
    """A person who works here."""

    id: StaffId
    name: Annotated[str, LINE]
    role: Role = "clerk"
    pin_hash: PinHash
    badge: Annotated[Badge | None, Field(repr=False)] = None


class HallSettings(Settings):
    """One hall."""

    hall: Hall
    server: Server | None = None
    mqtt: Endpoint = Endpoint()
    store: Store = Store()
    privacy: Privacy = Privacy()
    queue: Queue = Queue()
    calendar: tuple[Calendar, ...] = ()
    holidays: Holidays = Holidays()
    service: Annotated[tuple[Service, ...], Field(min_length=1)]
    window: Annotated[tuple[Window, ...], Field(min_length=1)]
    journey: tuple[Journey, ...] = ()
    device: tuple[Device, ...] = ()
    staff: tuple[Staff, ...] = ()
    staff_file: Path | None = None

    @classmethod
    def completed(cls, table: dict[str, Any], path: Path) -> dict[str, Any]:
        """With the people of `staff_file` beside those who stand in hall.toml itself."""
        named, listed = table.get("staff_file"), table.get("staff", [])
        if not isinstance(named, str) or not isinstance(listed, list):
            return table  # what is wrong with it is told with all the rest
        return table | {"staff": [*listed, *read_staff(beside(path, Path(named)))]}

    @cached_property
    def timezone(self) -> ZoneInfo:
        """The hall's time zone."""
        return ZoneInfo(self.hall.timezone)

    @model_validator(mode="after")
    def _fits_together(self) -> "HallSettings":
        faults = [*self._faults_of_ids(), *self._faults_of_offer(), *self._faults_of_devices()]
        if faults:
            raise ValueError("\n".join(faults))
        return self

    def _faults_of_ids(self) -> Iterator[str]:
        for table in ("calendar", "service", "window", "journey", "device", "staff"):
            yield from twice(f"{table}: the id", (row.id for row in getattr(self, table)))
        yield from twice("staff: the badge", (person.badge for person in self.staff if person.badge))
        yield from twice("service: the series", (service.series for service in self.service))

    def _faults_of_offer(self) -> Iterator[str]:
        return faults_of_offer(self.service, self.window, self.journey, self.calendar)

    def _faults_of_devices(self) -> Iterator[str]:
        windows = {window.id for window in self.window}
        for device in self.device:
            if device.id == "hub" or device.app is App.HUB:
                yield f"device {device.id}: the name and the app 'hub' are the hub's own"
            if device.app in {App.WINDOW, App.BUTTON} and device.window not in windows:
                suggestion = did_you_mean(device.window or "", windows)
                yield f"device {device.id}: there is no window {device.window!r}{suggestion}"
            if device.says and (device.app is not App.BUTTON or device.says.startswith("yimen/")):
                yield f"device {device.id}: says is for a button that speaks outside of yimen/"
            for setting in ("name", "zone"):
                if setting in device.model_fields_set and device.app is not App.KIOSK:
                    yield f"device {device.id}: {setting} is for a kiosk; others have what they need in device.toml"
        yield from twice("device: the topic in says", (device.says for device in self.device if device.says))
