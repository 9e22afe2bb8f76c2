"""What is true in a hall now: said by the hub, kept by the MQTT server for whoever comes later."""

from datetime import date
from typing import ClassVar

from broker.contract.message import State
from broker.contract.told import (
    Call,
    Count,
    Journey,
    KioskInfo,
    MovesBy,
    PriorityRule,
    ServiceInfo,
    Wait,
    WaitingTicket,
    WindowInfo,
    WindowLabel,
    WindowNow,
)
from broker.contract.values import Moment, Need, Text, ZoneId


class HallToday(State):
    """What there is: services, windows, zones."""

    topic: ClassVar[str] = "state/hall/today"
    name: Text
    day: date
    services: tuple[ServiceInfo, ...]
    windows: tuple[WindowInfo, ...]
    zones: tuple[ZoneId, ...]
    journeys: tuple[Journey, ...] = ()
    priority: PriorityRule | None = None  # without it whoever asks goes first
    needs: tuple[Need, ...] = ()  # that some window meets
    kiosks: tuple[KioskInfo, ...] = ()


class HallRecord(State):
    """How fair and how true the day was so far: what people moved by hand, and how good the told waits were.

    `told` counts the called visitors who had been told a wait, `kept` those of them called within the at-most value.
    """

    topic: ClassVar[str] = "state/hall/record"
    moves: tuple[MovesBy, ...] = ()
    told: Count = 0
    kept: Count = 0


class HallClock(State):
    """The hub's time, every five seconds; the hub is away when it is older than twelve."""

    topic: ClassVar[str] = "state/hall/clock"


class Board(State):
    """The last calls of a zone, newest first."""

    topic: ClassVar[str] = "state/board/{zone}"
    calls: tuple[Call, ...]


class ServiceQueue(State):
    """How busy a service is, and whether it gives numbers now.

    `opens_at` is when it does again, `last_ticket_at` until when it does; None where no calendar says so.
    """

    topic: ClassVar[str] = "state/service/{service}"
    waiting: Count
    open_windows: Count
    wait: Wait | None = None
    open: bool = True
    opens_at: Moment | None = None
    last_ticket_at: Moment | None = None
    strained: bool = False  # colleagues are asked to help
    support: tuple[WindowLabel, ...] = ()  # the windows whose clerks ask for a colleague


class WindowState(State, WindowNow):
    """What is true at one window."""

    topic: ClassVar[str] = "state/window/{window}"


class StaffQueue(State):
    """Who is next for a service, in the order of being called, up to a hundred of all that wait; for staff.

    `aside` are its missed, parked and pending tickets, newest first, up to a hundred; of a service behind the windows
    all the visits that it is to be done for now, wherever the visitor is.
    """

    topic: ClassVar[str] = "state/queue/{service}"
    waiting: Count
    tickets: tuple[WaitingTicket, ...]
    aside: tuple[WaitingTicket, ...] = ()
