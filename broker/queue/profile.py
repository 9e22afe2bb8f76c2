"""A hall as its settings describe it: services, windows, people, and the rules it has chosen."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from broker.contract.told import Clerk, Journey, KioskInfo, PriorityRule, ServiceInfo
from broker.contract.values import ServiceKind, Standing, Text
from broker.queue.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Booking:
    """How a service takes appointments.

    Attributes:
        slot: how long one slot is.
        quota: appointments of one slot.
        days_ahead: how far ahead one may book; 0 is today only.
        lateness: who comes so late still counts as on time.
        batch_over: more items than this go to the batch room.
        batch_service: the batch room's service, or None where there is none.
    """

    slot: timedelta = timedelta(minutes=30)
    quota: int = 4
    days_ahead: int = 14
    lateness: timedelta = timedelta(minutes=15)
    batch_over: int = 10
    batch_service: str | None = None


@dataclass(frozen=True, slots=True)
class ServiceProfile:
    """A service as the settings describe it.

    Attributes:
        info: what everybody may know of it.
        calendar: when it gives numbers; None is always.
        booking: how it takes appointments; None is not at all.
        usual: how long it takes while the hall has not seen it.
    """

    info: ServiceInfo
    calendar: Calendar | None = None
    booking: Booking | None = None
    usual: timedelta = timedelta(minutes=5)

    @property
    def id(self) -> str:
        """Its id."""
        return self.info.id


@dataclass(frozen=True, slots=True)
class WindowProfile:
    """A window as the settings describe it.

    Attributes:
        tiers: services in tiers, first tier first.
        attributes: the needs it meets, such as `low-counter`, `sign-language`, `lang-en`.
        tidal: services it offers besides, while their first one waits too long.
        calendar: when it serves; None is whenever its clerk likes.
    """

    id: str
    label: str
    zone: str
    tiers: tuple[tuple[str, ...], ...]
    attributes: frozenset[str] = frozenset()
    tidal: tuple[str, ...] = ()
    calendar: Calendar | None = None

    @property
    def services(self) -> tuple[str, ...]:
        """Every service of its own, first tier first."""
        return tuple(service for tier in self.tiers for service in tier)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a hall has chosen of its rules.

    Attributes:
        head_start: a ticket of this standing is treated as if it came so much earlier.
        help_after: a later tier's first one that waits longer than this competes with the first tier.
        recalls: how often one call may be repeated.
        no_show_after: how long a called visitor has at least; a button pressed sooner means "once more".
        start_after: a called visitor is taken as come after this; None is never.
        undo_within: how long the last step may be taken back.
        places_back: a missed visitor who is back waits behind so many others.
        comebacks: how often a missed visitor may come back by one number.
        tickets_a_day: numbers that one card may take in a day; None is as many as wanted.
        agent_limit: tickets and appointments that one person may hold for others at once.
        tide_after: a queue whose first one waits longer than this opens the tidal windows.
        tide_until: a queue whose first one waits shorter than this closes them.
        strained_over: a queue longer than this asks colleagues for help; it is eased at half of it.
        lease_numbers: how many numbers of each service a kiosk holds to go on with while the hub is away; 0 is none.
        sign_out_after: a clerk who did nothing for so long at a window that is not open has gone.
        priority: who goes first; None is whoever asks for it.
        green_by: the roles of staff who may answer for the green channel.
    """

    head_start: Mapping[Standing, timedelta] = field(default_factory=dict)
    help_after: timedelta = timedelta(minutes=15)
    recalls: int = 3
    no_show_after: timedelta = timedelta(seconds=20)
    start_after: timedelta | None = None
    undo_within: timedelta = timedelta(seconds=60)
    places_back: int = 3
    comebacks: int = 2
    tickets_a_day: int | None = None
    agent_limit: int = 5
    tide_after: timedelta = timedelta(minutes=20)
    tide_until: timedelta = timedelta(minutes=8)
    strained_over: int = 10
    lease_numbers: int = 20
    sign_out_after: timedelta = timedelta(minutes=30)
    priority: PriorityRule | None = None
    green_by: frozenset[str] = frozenset({"clerk", "desk", "manager"})


@dataclass(frozen=True, slots=True)
class Profile:
    """A hall as the settings describe it.

    Attributes:
        roles: by the id of staff.
        kiosks: those that are told of, so that visitors can be sent from one to another.
        behind: the services that are done behind the windows: nobody is called for them.
    """

    name: Text
    services: Mapping[str, ServiceProfile]
    windows: Mapping[str, WindowProfile]
    staff: Mapping[str, Clerk]
    rules: Rules = field(default_factory=Rules)
    journeys: tuple[Journey, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    kiosks: tuple[KioskInfo, ...] = ()
    behind: frozenset[str] = field(init=False, repr=False, compare=False)
    _windows_for: dict[str, list[WindowProfile]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        offering: defaultdict[str, list[WindowProfile]] = defaultdict(list)
        for window in self.windows.values():
            for service in dict.fromkeys((*window.services, *window.tidal)):
                offering[service].append(window)
        behind = frozenset(id_ for id_, service in self.services.items() if service.info.behind)
        object.__setattr__(self, "_windows_for", dict(offering))  # both are asked for with every ticket, so made once
        object.__setattr__(self, "behind", behind)

    def windows_for(self, service: str) -> Sequence[WindowProfile]:
        """The windows that offer a service, be it at high tide only."""
        return self._windows_for.get(service, ())

    def kind_of(self, service: str) -> ServiceKind:
        """How a service is given."""
        profile = self.services.get(service)
        return profile.info.kind if profile else ServiceKind.UNKNOWN

    def called_at(self, window: str, service: str) -> WindowProfile | None:
        """The window at which a call for a service is shown and said; who is visited at home is called by nobody."""
        return None if self.kind_of(service) is ServiceKind.HOME else self.windows.get(window)

    def able(self, service: str, needs: frozenset[str]) -> list[WindowProfile]:
        """Those of them that meet these needs."""
        return [window for window in self.windows_for(service) if needs <= window.attributes]
