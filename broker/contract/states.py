"""What is true in a hall now: said by the hub, kept by the MQTT server for whoever comes later."""

from datetime import date
from typing import ClassVar

from broker.contract.message import State
from broker.contract.values import Call, ServiceInfo, Text, Wait, WaitingTicket, WindowInfo, WindowNow, ZoneId


class HallToday(State):
    """What there is: services, windows, zones."""

    topic: ClassVar[str] = "state/hall/today"
    name: Text
    day: date
    services: tuple[ServiceInfo, ...]
    windows: tuple[WindowInfo, ...]
    zones: tuple[ZoneId, ...]


class HallClock(State):
    """The hub's time, every five seconds; the hub is away when it is older than twelve."""

    topic: ClassVar[str] = "state/hall/clock"


class Board(State):
    """The last calls of a zone, newest first."""

    topic: ClassVar[str] = "state/board/{zone}"
    calls: tuple[Call, ...]


class ServiceQueue(State):
    """How busy a service is."""

    topic: ClassVar[str] = "state/service/{service}"
    waiting: int
    open_windows: int
    wait: Wait | None = None


class WindowState(State, WindowNow):
    """What is true at one window."""

    topic: ClassVar[str] = "state/window/{window}"


class StaffQueue(State):
    """Who is next for a service, in the order of being called, up to a hundred of all that wait; for staff."""

    topic: ClassVar[str] = "state/queue/{service}"
    waiting: int
    tickets: tuple[WaitingTicket, ...]
