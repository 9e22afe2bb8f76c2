"""A hall of pure rules, with a clock of its own: asks, applies what comes of it, and keeps every event."""

import itertools
import random
from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple

import uuid6

from broker.contract import codec
from broker.contract import messages as m
from broker.contract.told import Clerk, ServiceInfo
from broker.contract.values import App, Holder, Shown, Standing, Text
from broker.queue import views
from broker.queue.by_itself import due, end_day
from broker.queue.calendar import Calendar, DayKind
from broker.queue.decide import decide, press
from broker.queue.hall import Hall
from broker.queue.outcome import Asking, Outcome
from broker.queue.profile import Profile, Rules, ServiceProfile, WindowProfile
from broker.queue.ticket import Ticket

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WORD = Text(zh="测", en="Test")
HEAD_START = {
    Standing.NORMAL: timedelta(),
    Standing.APPOINTMENT: timedelta(minutes=20),
    Standing.PRIORITY: timedelta(minutes=15),
    Standing.GREEN: timedelta(minutes=30),
}
HELP_AFTER = timedelta(minutes=15)


class Said(NamedTuple):
    """What came of asking: the reply, what happened, and what was written to it."""

    reply: Any
    events: tuple[m.Event, ...]
    note: str = ""


def window(id_: str, *tiers: tuple[str, ...], attributes: tuple[str, ...] = (), **more: Any) -> WindowProfile:
    """A window's profile; its label is the id's number."""
    zone = more.pop("zone", "main")
    return WindowProfile(id_, id_.lstrip("w0"), zone, tiers or (("a",),), frozenset(attributes), **more)


def service(id_: str, series: str | None = None, **more: Any) -> ServiceProfile:
    """A service's profile; its series is its letter. What everybody may know of it goes into its info."""
    told = {name: more.pop(name) for name in ServiceInfo.model_fields.keys() & more.keys()}
    info = ServiceInfo(id=id_, name=WORD, series=series or id_[0].upper(), bookable="booking" in more, **told)
    return ServiceProfile(info, **more)


def profile(*windows: WindowProfile, services: tuple[ServiceProfile, ...] = (), **rules: Any) -> Profile:
    """A hall's profile; without windows it has one for each service and one for all, and nobody forgets to sign out."""
    services = services or (service("a"), service("b"), service("c"))
    windows = windows or (window("w01", ("a",), ("b",)), window("w02", ("a", "b", "c")), window("w03", ("c",)))
    usual = {"head_start": HEAD_START, "help_after": HELP_AFTER, "no_show_after": timedelta()}
    usual["sign_out_after"] = timedelta(days=9)
    return Profile(
        name=WORD,
        services={s.id: s for s in services},
        windows={w.id: w for w in windows},
        staff={id_: Clerk(id=id_, name=id_) for id_ in ("c001", "c002", "c003", "c004")},
        rules=Rules(**usual | rules),
    )


def daily(*spans: tuple[time, time], last_ticket: timedelta = timedelta(0)) -> Calendar:
    """A calendar with the same hours every day."""
    return Calendar({DayKind.WORKDAY: spans}, kind_of=lambda _day: DayKind.WORKDAY, last_ticket=last_ticket)


class Desk:
    """A hall and whoever asks things of it."""

    def __init__(self, of: Profile | None = None) -> None:
        self.now = MORNING
        self.hall = Hall(profile=of or profile())
        self.events: list[tuple[m.Event, Any, str]] = []
        self._ids, self._random = itertools.count(1), random.Random(0)
        self._apply(end_day(self.hall, self.asking()))

    def new_id(self) -> str:
        """UUIDv7 in order."""
        return str(uuid6.UUID(int=next(self._ids) << 80, version=7))

    def asking(self, window: str | None = None, app: App = App.KIOSK, device: str = "d1", **more: Any) -> Asking:
        """Who asks."""
        return Asking(
            device, app, window, self.now, self.new_id, lambda: f"{self._random.getrandbits(128):032x}", **more
        )

    def pass_time(self, **span: float) -> None:
        """Let time go by."""
        self.now += timedelta(**span)

    def issue(self, service: str = "a", standing: Standing = Standing.NORMAL, **more: Any) -> Ticket:
        """A new ticket, a minute after what was before it; a clerk answers for the green channel at once."""
        self.pass_time(minutes=1)
        asked = Standing.NORMAL if standing is Standing.GREEN else standing
        outcome = self.ask(m.IssueTicket, service=service, standing=asked, **more)
        assert outcome.reply.ok, outcome.reply
        ticket = self.hall.tickets[outcome.reply.ticket.id]
        if asked is not standing:
            self.authorise(ticket, standing)
        return ticket

    def authorise(self, ticket: Ticket, standing: Standing) -> Said:
        """A bare device of the first window that may serves as the clerk who answers for it."""
        at = self.hall.profile.windows_for(ticket.service)[0].id
        fields = {"ticket": ticket.id, "standing": standing, "reason": "why", "holding": self.hall.window(at).ticket}
        return self._decide(m.Authorise, self.asking(at, App.BUTTON), **fields)

    def ask(
        self,
        kind: type[m.Command],
        *,
        holder: str | None = None,
        typed: bool = False,
        by: str | None = None,
        kiosk: str = "d1",
        **fields: Any,
    ) -> Said:
        """Ask as a kiosk; `holder` is the stored form of the card's key, or of several, a space between.

        Where no card lies its number may be `typed`. `by` are the keys of the card of who acts for the holder.
        """
        if holder:
            fields["holder"] = Holder(key="ab" * 32, secret=1, name="张*", shown=Shown.TYPED if typed else Shown.CARD)
        if by:
            fields["by"] = Holder(key="cd" * 32, secret=1, name="李*")
        keys = {"holder": tuple((holder or "").split()), "agent": tuple((by or "").split())}
        return self._decide(kind, self.asking(device=kiosk, **keys), **fields)

    def at(self, window: str, kind: type[m.WindowCommand], *, pin_ok: bool = False, **fields: Any) -> Said:
        """Ask at a window, seeing what is there."""
        here = self.hall.window(window)
        pin = {"pin": "0"} if kind is m.SignIn else {}  # the hub looks at it, the rules are told what it found
        fields = {"holding": here.ticket, "staff": here.staff} | pin | fields
        return self._decide(kind, self.asking(window, App.WINDOW, pin_ok=pin_ok), **fields)

    def press(self, window: str) -> list[str]:
        """Press the bare button; the names of what happened."""
        before = len(self.events)
        for events in press(self.hall, self.asking(window, App.BUTTON)):
            self._apply(events)
        return [event.name for event, *_ in self.events[before:]]

    def look(self) -> list[m.Event]:
        """Let the hub do what time has brought."""
        events = due(self.hall, self.asking())
        self._apply(events)
        return list(events)

    def staffed(self, *windows: str) -> "Desk":
        """Sign a clerk in at each window and open it."""
        for number, id_ in enumerate(windows, 1):
            assert self.at(id_, m.SignIn, staff=f"c{number:03d}", pin_ok=True).reply.ok
            assert self.at(id_, m.OpenWindow).reply.ok
        return self

    def call(self, window: str) -> str | None:
        """Call the next; the number called."""
        reply = self.at(window, m.CallNext).reply
        return reply.ticket.number if reply.ok else None

    def end_day(self) -> list[m.Event]:
        """End the day."""
        events = end_day(self.hall, self.asking())
        self._apply(events)
        return list(events)

    def state(self, kind: type[m.State], about: str = "") -> Any:
        """What is told now."""
        return views.state(self.hall, views.Topic(kind, about), self.now)

    def record(self) -> m.HallRecord:
        """How fair the day was so far."""
        told: m.HallRecord = self.state(m.HallRecord)
        return told

    def expire(self, ticket: Ticket) -> None:
        """What the end of the day does to one ticket."""
        head = {"epoch": self.hall.epoch, "seq": self.hall.seq + 1, "id": self.new_id(), "at": self.now, "cause": None}
        self._apply((m.TicketExpired(**head, ticket=ticket.id, day=ticket.day, number=ticket.number),))

    def cause_of(self, ticket: Ticket) -> str:
        """The command that made a ticket."""
        issued = (event for event, *_ in self.events if isinstance(event, m.TicketIssued))
        return next(event.cause or "" for event in issued if event.ticket == ticket.id)

    def folded(self, since: int = 0) -> Hall:
        """The hall that somebody else makes of the same events."""
        other = Hall(profile=self.hall.profile, epoch=self.hall.epoch)
        for event, visitor, note in self.events[since:]:
            other.apply(codec.decode(type(event), codec.encode(event)), visitor, note)
        return other

    def decided(self, kind: type[m.Command], **fields: Any) -> Outcome:
        """What a kiosk's command would do; nothing of it is made true."""
        return decide(self.hall, self._command(kind, **fields), self.asking())

    def _command(self, kind: type[m.Command], **fields: Any) -> m.Command:
        return kind(id=self.new_id(), at=self.now, until=self.now + timedelta(seconds=10), **fields)

    def _decide(self, kind: type[m.Command], asking: Asking, **fields: Any) -> Said:
        command = self._command(kind, **fields)
        outcome = decide(self.hall, command, asking)
        self._apply(outcome.events, outcome.visitor, outcome.note)
        reply = outcome.answer(self.hall)
        assert reply.re == command.id
        assert bool(reply.error) != reply.ok
        return Said(reply, outcome.events, outcome.note)

    def _apply(self, events: tuple[m.Event, ...], visitor: Any = None, note: str = "") -> None:
        for event in events:
            self.hall.apply(event, visitor, note)
            whose = visitor
            if isinstance(event, m.AppointmentCarried):  # the store finds it by the appointment
                whose = self.hall.agenda.appointments[event.appointment].visitor
            self.events.append((event, whose, note))
