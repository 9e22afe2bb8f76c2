"""What a run leaves behind: what every client sent and saw, in the order in which it happened, and what is on disk."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from broker.contract import topics
from broker.contract.message import State
from broker.queue import views
from broker.queue.hall import Hall
from broker.queue.profile import Profile
from broker.store.log import Log, Whole
from tests.hall import HALL

L = TypeVar("L", bound="Line")
NOT_NOW = b'"not-now"'


@dataclass(frozen=True, slots=True)
class Line:
    """Something that happened, at a moment of virtual time in seconds."""

    at: float


@dataclass(frozen=True, slots=True)
class Sent(Line):
    """A device gave its link a message; each copy of a command is one."""

    client: str
    topic: str
    payload: bytes


@dataclass(frozen=True, slots=True)
class Taken(Line):
    """The MQTT server took a message. `link` numbers the connections of a run."""

    client: str
    link: int
    topic: str
    payload: bytes


@dataclass(frozen=True, slots=True)
class Came(Line):
    """A message came to a client."""

    client: str
    topic: str
    payload: bytes
    retained: bool
    duplicate: bool


@dataclass(frozen=True, slots=True)
class Began(Line):
    """A device asked for something."""

    client: str
    id: str


@dataclass(frozen=True, slots=True)
class Ended(Line):
    """A device was told what came of it: whether it was done, or None: no answer in time."""

    client: str
    id: str
    ok: bool | None


@dataclass(frozen=True, slots=True)
class Showed(Line):
    """A device took a state for true."""

    client: str
    topic: str
    state: State


@dataclass(frozen=True, slots=True)
class Died(Line):
    """A device was killed: what it had asked is nobody's, what it knew is forgotten."""

    client: str


@dataclass(frozen=True, slots=True)
class Arrived(Line):
    """A visitor wants a number of a kiosk; `visitor` is one of that kiosk's."""

    client: str
    visitor: int


@dataclass(frozen=True, slots=True)
class Got(Line):
    """The visitor has a slip."""

    client: str
    visitor: int
    ref: str
    number: str
    day: str


@dataclass(frozen=True, slots=True)
class WalkedAway(Line):
    """The visitor has none, and is gone."""

    client: str
    visitor: int


@dataclass(frozen=True, slots=True)
class Unheard(Line):
    """The kiosk was killed after it wrote something of the visitor's down, and before it knew that it had."""

    client: str
    visitor: int


@dataclass(frozen=True, slots=True)
class HubBegan(Line):
    """A hub began on what is on disk; what the one before it knew besides is forgotten."""


@dataclass(frozen=True, slots=True)
class Wrote(Line):
    """The hub wrote something of the hall to disk."""


@dataclass(frozen=True, slots=True)
class Fault(Line):
    """Chance struck; for whoever reads the history."""

    what: str


@dataclass(slots=True)
class Disk:
    """What is on disk, as another program reads it.

    Attributes:
        events: every event in order.
        replies: the first reply to each command.
        refs: the ref of each ticket.
        whole: what a look at the hash chain found.
    """

    events: list[dict[str, Any]]
    replies: dict[str, bytes]
    refs: dict[str, str]
    whole: Whole

    @classmethod
    def read(cls, database: Path) -> "Disk":
        """Read a hall's database."""
        with closing(sqlite3.connect(database)) as db:
            events = [json.loads(body) for (body,) in db.execute("SELECT body FROM event ORDER BY seq")]
            replies = {id_: body.encode() for id_, body in db.execute("SELECT id, body FROM reply")}
            refs = dict(db.execute("SELECT subject, ref FROM visitor"))
        with closing(Log(database)) as log:
            return cls(events, replies, refs, log.whole())


@dataclass
class History:
    """A whole run.

    Attributes:
        lines: what happened, oldest first.
        disk: what is on disk at the end.
        kept: what the MQTT server has retained at the end, by topic.
        profile: the hall.
    """

    profile: Profile
    disk: Disk = field(default_factory=lambda: Disk([], {}, {}, Whole(0, None)))
    kept: dict[str, bytes] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    def of(self, kind: type[L]) -> list[L]:
        """The lines of a kind."""
        return [line for line in self.lines if isinstance(line, kind)]

    @cached_property
    def commands(self) -> dict[str, dict[str, Any]]:
        """The body of every command that a device ever gave its link, with its verb, by its id."""
        found = {}
        for sent in self.of(Sent):
            if sent.payload and "/cmd/" in sent.topic:
                body = json.loads(sent.payload)
                found.setdefault(body["id"], body | {"verb": sent.topic.rpartition("/")[2], "device": sent.client})
        return found

    @cached_property
    def topics(self) -> dict[str, views.Topic]:
        """Every state of the hall, by its topic's full name."""
        states = views.topics(Hall(profile=self.profile))
        return {topics.topic(HALL, state.kind, **state.names): state for state in states}

    @cached_property
    def said(self) -> list[Taken]:
        """What the hub said and the MQTT server took, in that order."""
        return [taken for taken in self.of(Taken) if taken.client == "hub"]

    @cached_property
    def unkept(self) -> set[str]:
        """The commands that were refused because the disk refused, by a hub that died before it could write that.

        Nothing in the world remembers them, so the next hub may answer them anew.
        """
        refused: set[str] = set()
        unkept: set[str] = set()
        for line in self.lines:
            match line:
                case Sent(client="hub") if "/reply/" in line.topic and NOT_NOW in line.payload:
                    refused.add(json.loads(line.payload)["re"])
                case Wrote():
                    refused.clear()
                case HubBegan():
                    unkept |= refused
                    refused.clear()
        return unkept

    @cached_property
    def replies(self) -> list[tuple[dict[str, Any], Taken]]:
        """Every reply that the hub gave, copies too."""
        return [(json.loads(taken.payload), taken) for taken in self.said if "/reply/" in taken.topic]
