"""A device's conversation with the hub: commands and their replies, states followed, the hub watched.

Nothing here has a thread of its own: every method runs on the one thread that `post` brings work to (an app's GUI
thread), and `tick` is called there a few times a second.
"""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any, TypeVar

import uuid6

from broker.client.bus import Bus, Received
from broker.contract import codec, topics
from broker.contract.commands import CallNext
from broker.contract.devices import Health, Presence, Problem
from broker.contract.message import Command, Reply, State
from broker.contract.states import HallClock
from broker.contract.values import App, CommandId, DeviceId

log = logging.getLogger(__name__)

UNTIL = timedelta(seconds=10)
"""How long a command may still take effect; the hub allows 30 s."""
LATE_S = 2.0
"""How long after `until` a reply may still be on its way."""
RESEND_S = 1.0
SILENT_S = 4.0
"""A command unanswered for so long means that the hub is away."""
CLOCK_OLD = timedelta(seconds=12)
CLOCK_OFF = timedelta(seconds=60)
"""How far the device's clock may be from the hub's before a technician should know."""
CLOCK_YEARS = range(2000, 2900)
"""What a hall's clock may say: with another one, at the ends of the calendar, no id and no time could be made."""

S = TypeVar("S", bound=State)


class Seen(Enum):
    """What a device sees of the hall: all well, hub away, or not even the MQTT server."""

    STARTING = "starting"
    HUB = "hub"
    HUB_AWAY = "hub-away"
    SERVER_AWAY = "server-away"


@dataclass
class _Asked:
    """A command under way."""

    topic: str
    payload: bytes = field(repr=False)
    answer: type[Reply]
    on_reply: Callable[[Reply | None], None]
    first: float
    last: float


@dataclass
class _Followed:
    """A state we follow, and the newest (epoch, seq) of it."""

    kind: type[State]
    on_state: Callable[[Any], None]
    newest: tuple[int, int] = (0, 0)


@dataclass
class Link:
    """A device's end of the wire.

    Args:
        bus: what carries the messages; its will should be `Link.will(...)`.
        hall: the hall's id.
        device: this device's id.
        app: what this device is.
        post: brings a call to the one thread that owns this link; may be called from any thread.
        on_seen: told each time that what we see of the hall changes.
        now: the device's clock.
        ticks: seconds that have really gone by, whatever becomes of the clock.
    """

    bus: Bus
    hall: str
    device: str
    app: App
    post: Callable[[Callable[[], None]], None]
    on_seen: Callable[[Seen], None]
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ticks: Callable[[], float] = time.monotonic
    seen: Seen = Seen.STARTING
    told: datetime | None = None  # the last time that the hub told: what is shown was true then
    offset: timedelta = timedelta()  # of the hub's clock from our own
    _asked: dict[str, _Asked] = field(default_factory=dict)
    _followed: dict[str, _Followed] = field(default_factory=dict)
    _linked: bool = False
    _heard: float | None = None
    _started: float | None = None
    _problems: tuple[Problem, ...] = ()
    _of_itself: dict[str, Any] = field(default_factory=dict)
    _on_presence: Callable[[DeviceId, Presence], None] | None = None

    @staticmethod
    def will(hall: str, device: str, app: App) -> tuple[str, bytes]:
        """Topic and payload of this device's last will: it is offline."""
        return topics.topic(hall, Presence, device=device), codec.encode(Presence(online=False, app=app))

    def start(self) -> None:
        """Connect and listen."""
        self._started = self.ticks()
        self.bus.subscribe(self._reply_topic)
        self.follow(HallClock, lambda _clock: None)
        self.bus.start(
            lambda message: self.post(lambda: self._on_message(message)),
            lambda linked: self.post(lambda: self._on_link(linked=linked)),
        )

    def stop(self) -> None:
        """Say goodbye and leave."""
        self._say(Presence(online=False, app=self.app))
        self.bus.stop()

    def follow(self, kind: type[S], on_state: Callable[[S], None], **names: str) -> None:
        """Tell `on_state` every new state of this kind, such as `follow(Board, show, zone="main")`."""
        topic = topics.topic(self.hall, kind, **names)
        if topic not in self._followed:
            self._followed[topic] = _Followed(kind, on_state)
            self.bus.subscribe(topic)

    def follow_devices(self, on_presence: Callable[[DeviceId, Presence], None]) -> None:
        """Tell the presence of every device of the hall, this one too, now and whenever it changes."""
        self._on_presence = on_presence
        self.bus.subscribe(topics.topic(self.hall, Presence, device="+"))

    def new_id(self) -> CommandId:
        """An id for a command that is to be asked at once, for whoever writes it down before."""
        return _new_id(self.hub_now)

    def ask(
        self,
        command: type[Command],
        on_reply: Callable[[Reply | None], None],
        /,
        *,
        id_: CommandId | None = None,
        **fields: Any,
    ) -> CommandId:
        """Ask the hub for something, again and again with one id until it answers.

        Args:
            command: which command.
            on_reply: told once: the reply, or None when there was none in time (then nothing more will happen,
                unless the reply alone was lost).
            id_: of the command, by `new_id`; without it a new one.
            fields: what the command asks for besides id and times.

        Returns:
            The command's id.
        """
        at, ticks = self.hub_now, self.ticks()
        message = command(id=id_ or _new_id(at), at=at, until=at + UNTIL, **fields)
        topic = topics.command_topic(self.hall, self.device, command)
        asked = _Asked(topic, codec.encode(message), command.answer, on_reply, ticks, ticks)
        self._asked[message.id] = asked
        self.bus.publish(topic, asked.payload)
        return message.id

    def press(self, on_taken: Callable[[], None]) -> bool:
        """Say the bare press of a call-button. False: there is no link, and it counts neither now nor later.

        Args:
            on_taken: told once the server has it.
        """
        topic = topics.command_topic(self.hall, self.device, CallNext)
        return self.bus.publish(topic, b"", on_taken=lambda: self.post(on_taken))

    def drop(self, id_: CommandId) -> None:
        """Ask no more and hear no answer: the hub, which was silent, is away until it is heard again."""
        if self._asked.pop(id_, None):
            self._heard = None

    def keep_clock(self, told: datetime, offset: timedelta) -> None:
        """Know the hub's time from before a restart, until the hub tells it anew."""
        if self.told is None:
            self.told, self.offset = told, offset

    def report(self, problems: tuple[Problem, ...]) -> None:
        """Say how this device is, for the technician; said again after each reconnect.

        A clock that is off is added here: detail is how many seconds it is ahead of the hub's.
        """
        if problems != self._problems:
            self._problems = problems
            self._say_health()

    def tell(self, **of_itself: Any) -> None:
        """Say more of this device with its presence, such as `prints=True`; said again after each reconnect."""
        if of_itself != self._of_itself:
            self._of_itself = of_itself
            if self._linked:
                self._say_presence()

    def tick(self) -> None:
        """Send again what has no answer, give up what is too late, and notice a hub that went silent."""
        ticks = self.ticks()
        for id_, asked in list(self._asked.items()):
            age = ticks - asked.first
            if age > UNTIL.total_seconds() + LATE_S:
                del self._asked[id_]
                log.warning("no answer from the hub", extra={"topic": asked.topic})
                asked.on_reply(None)
            elif ticks - asked.last >= RESEND_S and age < UNTIL.total_seconds():
                asked.last = ticks
                self.bus.publish(asked.topic, asked.payload)
        self._look()

    @property
    def hub_now(self) -> datetime:
        """The hub's time, at the hall's offset once the hub has told it; until then our own."""
        return (self.now() + self.offset).astimezone(self.told.tzinfo if self.told else None)

    @property
    def _clock_off(self) -> bool:
        return abs(self.offset) > CLOCK_OFF

    @property
    def _seconds_ahead(self) -> int:
        """How far the device's clock is ahead of the hub's; negative when it is behind."""
        return -round(self.offset.total_seconds())

    @property
    def _reply_topic(self) -> str:
        return topics.topic(self.hall, Reply, device=self.device)

    def _look(self) -> None:
        ticks = self.ticks()
        silent = any(ticks - asked.first > SILENT_S for asked in self._asked.values())
        if not self._linked:
            seen = Seen.SERVER_AWAY
        elif self._heard is not None and ticks - self._heard <= CLOCK_OLD.total_seconds() and not silent:
            seen = Seen.HUB
        else:
            seen = Seen.HUB_AWAY
        young = self._started is not None and ticks - self._started < SILENT_S
        if seen is not self.seen and not (self.seen is Seen.STARTING and young and seen is not Seen.HUB):
            self.seen = seen
            self.on_seen(seen)

    def _on_link(self, *, linked: bool) -> None:
        self._linked = linked
        if linked:
            self._say_presence()
            self._say_health()
            for asked in self._asked.values():
                self.bus.publish(asked.topic, asked.payload)
        self._look()

    def _on_message(self, message: Received) -> None:
        try:
            if message.topic == self._reply_topic:
                self._on_reply(message)
            elif followed := self._followed.get(message.topic):
                self._on_state(followed, message)
            elif self._on_presence and (device := topics.read_presence_topic(self.hall, message.topic)):
                self._on_presence(device, codec.decode(Presence, message.payload))
        except codec.MalformedError as error:
            log.warning("a message was not understood", extra={"topic": message.topic, "error": str(error)})

    def _on_reply(self, message: Received) -> None:
        if message.retained:
            return
        re = codec.decode(Reply, message.payload).re
        if asked := self._asked.get(re):
            reply = codec.decode(asked.answer, message.payload)
            del self._asked[re]
            self._hear()
            asked.on_reply(reply)

    def _on_state(self, followed: _Followed, message: Received) -> None:
        if not message.payload:
            followed.newest = (0, 0)  # cleared: this state has no owner any more
            return
        state = codec.decode(followed.kind, message.payload)
        if followed.kind is HallClock and state.at.year not in CLOCK_YEARS:
            raise codec.MalformedError("at: a time of no hall")
        if (state.epoch, state.seq) < followed.newest:
            return
        followed.newest = (state.epoch, state.seq)
        followed.on_state(state)
        if followed.kind is HallClock:
            self._on_clock(state.at, kept=message.retained)

    def _on_clock(self, at: datetime, *, kept: bool) -> None:
        """Take the hub's word for the time, and for being there; one that the server kept may be old."""
        self.told = max(at, self.told or at) if kept else at  # the hub's clock may have been put back
        if not kept:
            was_off, self.offset = self._clock_off, at - self.now()
            if self._clock_off != was_off:
                log.info("the device's clock is off, or right again", extra={"seconds": self._seconds_ahead})
                self._say_health()
        if not kept or abs(at - self.now()) <= CLOCK_OLD:
            self._hear()

    def _hear(self) -> None:
        self._heard = self.ticks()
        self._look()

    def _say(self, message: Presence | Health) -> None:
        topic = topics.topic(self.hall, type(message), device=self.device)
        self.bus.publish(topic, codec.encode(message), retain=True)

    def _say_presence(self) -> None:
        self._say(Presence(online=True, app=self.app, **self._of_itself))

    def _say_health(self) -> None:
        clock = (Problem(part="clock", code="off", detail=f"{self._seconds_ahead:+d}"),) if self._clock_off else ()
        self._say(Health(at=self.hub_now, app=self.app, problems=(*self._problems, *clock)))


def _new_id(made: datetime) -> str:
    """A UUIDv7 of that moment: by the hall's clock, since the hub refuses ids that look old or far ahead."""
    return str(uuid6.UUID(int=int(made.timestamp() * 1000) << 80 | secrets.randbits(80), version=7))
