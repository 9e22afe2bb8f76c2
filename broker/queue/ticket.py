"""A ticket of today, the steps of its visit, and what is told of its visitor to nobody."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from operator import attrgetter
from typing import NamedTuple

from broker.contract.told import Wait
from broker.contract.values import Claim, Form, Standing, StepOutcome, StepState, TicketState

Place = tuple[datetime, int]
"""Rank, then the seq of the event that gave it: where a ticket stands among the waiting of a service."""

ENDED = {StepOutcome.DONE: StepState.DONE, StepOutcome.INCOMPLETE: StepState.INCOMPLETE}


@dataclass(frozen=True, slots=True)
class Visitor:
    """What of a visitor is told to nobody else: it lives beside the events and is forgotten first.

    `holder` are the stored forms of the card's keys, one for each secret of the kiosks that was in use; empty without a
    card. `agent` are those of who acts for the holder.
    """

    ref: str = field(repr=False)
    holder: tuple[str, ...] = field(default=(), repr=False)
    name: str | None = field(default=None, repr=False)
    agent: tuple[str, ...] = field(default=(), repr=False)
    agent_name: str | None = field(default=None, repr=False)
    form: Form | None = field(default=None, repr=False)


class Step(NamedTuple):
    """One service of a visit. `window` is where it was or is served."""

    service: str
    stage: int = 0
    state: StepState = StepState.LATER
    window: str | None = None


@dataclass(slots=True)
class Ticket:
    """A ticket of today.

    Attributes:
        service: what it waits for, is at a window for, or was there for last.
        steps: everything the visit is for; most have one.
        places: the queues it stands in while it waits, or stood in last; several when services may come in any order.
        since: when its state began; of a called one, the first call.
        changed: seq of the last event that moved it.
        window: where it is or was last.
        only_window: the one window that may call it, while that is not closed.
        only_staff: the one clerk who may call it, while signed in.
        moved: the verb by which a person put it where it stands.
        note: what a clerk wrote to it last; told to nobody but the window that calls it, as is the next.
        reason: why a person parked or moved it last.
        told: the wait it was told when it was issued.
        because: why it has its standing, by the hall's rule.
        claim: why it would have priority, if a clerk confirms it.
    """

    id: str
    number: str
    day: date
    service: str
    standing: Standing
    issued_at: datetime
    since: datetime
    visitor: Visitor
    steps: tuple[Step, ...]
    needs: frozenset[str] = frozenset()
    state: TicketState = TicketState.WAITING
    places: dict[str, Place] = field(default_factory=dict)
    changed: int = 0
    window: str | None = None
    called_at: datetime | None = None
    recalls: int = 0
    comebacks: int = 0
    only_window: str | None = None
    only_staff: str | None = None
    moved: str | None = None
    note: str = ""
    reason: str = ""
    told: Wait | None = None
    because: Claim | None = None
    claim: Claim | None = None

    def copy(self) -> "Ticket":
        """The same now, untouched by what happens next."""
        twin = Ticket(*_everything(self))
        twin.places = dict(self.places)
        return twin

    @property
    def open_services(self) -> tuple[str, ...]:
        """What is to be done now; what comes in a later stage is not among it."""
        return tuple(step.service for step in self.steps if step.state is StepState.OPEN)

    @property
    def services(self) -> tuple[str, ...]:
        """Everything that is not done yet."""
        return tuple(step.service for step in self.steps if step.state in {StepState.OPEN, StepState.LATER})

    def stand_as(self, standing: Standing) -> None:
        """A clerk has answered for this standing, and so for what was claimed or against it."""
        self.because = self.claim if standing is Standing.PRIORITY else None
        self.standing, self.claim = standing, None

    def be_at(self, window: str) -> None:
        """Note where the present service is served."""
        self._change(self.service, window=window)

    def end_step(self, service: str, outcome: StepOutcome, window: str, *, goes_on: bool) -> None:
        """End an open step; where the visit goes on and this was the last one of its stage, begin the next stage."""
        self._change(service, state=ENDED[outcome], window=window)
        later = [step.stage for step in self.steps if step.state is StepState.LATER]
        if goes_on and later and not self.open_services:
            first = min(later)
            self.steps = tuple(s._replace(state=StepState.OPEN) if s.stage == first else s for s in self.steps)

    def send_to(self, service: str) -> None:
        """Another service instead of the present one."""
        self._change(self.service, service=service, window=None)
        self.service = service

    def _change(self, of: str, **to: object) -> None:
        steps = list(self.steps)
        for n, step in enumerate(steps):
            if step.service == of and step.state is StepState.OPEN:
                steps[n] = step._replace(**to)  # type: ignore[arg-type]
                break
        self.steps = tuple(steps)


_everything = attrgetter(*(one.name for one in fields(Ticket)))  # in the order of Ticket's arguments
