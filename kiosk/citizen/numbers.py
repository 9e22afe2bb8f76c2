"""Numbers for visitors: by the hub, or from a lease while the hub is away. Without Qt; everything runs on one thread.

A visitor never holds two tickets, wherever it breaks off: an id is on the disk before it is asked, an answer before it
is shown, a leased number before it is given. What has no known end is abandoned, or replaced by the number that was
given instead, before the hub is asked for anything else.

One ticket may wait for nobody where a kiosk is killed between the disk and the paper, or while it works without its
notebook: then nothing tells after the restart what was asked.
"""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from broker.client.link import Link, Seen
from broker.contract.commands import IssueTicket
from broker.contract.devices import Problem
from broker.contract.message import Reply, State
from broker.contract.replies import TicketReply
from broker.contract.states import HallToday
from broker.contract.told import HeldTicket, Step
from broker.contract.values import CommandId, Refused, ServiceId, StepState, TicketState, Wanted
from kiosk.citizen import owed, writer
from kiosk.citizen.leases import LONG_AGO, Leases, T, Write
from kiosk.citizen.notebook import ClockKept, Given, Kept, Leased, Notebook
from kiosk.citizen.owed import Owed

log = logging.getLogger(__name__)

SLOW_DISK_S = 5.0
"""A visitor does not wait longer for the disk; then the kiosk goes on without its notebook."""
CLOCK_KEPT = timedelta(minutes=10)
"""How often the hub's time is written down."""


@dataclass(eq=False)
class _Visit:
    """One visitor's wish for a number."""

    wanted: Wanted
    on_reply: Callable[[Reply | None], None]
    id: CommandId
    noted: bool = False  # on the disk
    sent: bool = False  # so the hub may have it
    under_way: bool = False  # asked, and an answer would be heard


@dataclass(eq=False)
class _Pending:
    """Something that is written while a visitor waits for it."""

    since: float
    then: Callable[[Any], None]
    given_up: bool = False  # also read by the notebook's thread


class Numbers:
    """Gets one number at a time.

    Args:
        link: the wire; its `post` thread is ours.
        write: the notebook.
        on_kept: told once what states of the hall were written down before a restart, by name.
        on_problem: told of a part of the kiosk what is wrong with it, if anything is.
        ticks: seconds that have really gone by, whatever becomes of the clock.
    """

    def __init__(
        self,
        link: Link,
        write: Write,
        on_kept: Callable[[dict[str, str]], None],
        on_problem: Callable[[str, Problem | None], None],
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ticks = ticks
        self._link, self._do, self._on_kept = link, write, on_kept
        self._tell_notebook, self._tell_numbers = partial(on_problem, writer.PART), partial(on_problem, owed.PART)
        self._owed = Owed(link, self._write, self._tell_numbers)
        self._leases = Leases(link, self._have, partial(on_problem, "leases"))
        self._visit: _Visit | None = None
        self._pending: _Pending | None = None  # what the visitor waits for
        self._clock_kept_at = LONG_AGO
        self.ready = False  # what was written down before is known
        self._works = True  # the notebook
        self._born = ticks()
        write(Notebook.read, self._on_read)

    @property
    def alone(self) -> bool:
        """Whether the hub can't be asked now."""
        return self._link.seen in {Seen.HUB_AWAY, Seen.SERVER_AWAY} or self._owed.first

    @property
    def services(self) -> frozenset[ServiceId]:
        """The services of which numbers can be given without the hub."""
        return self._leases.services if self._works else frozenset()

    def ask(self, wanted: Wanted, on_reply: Callable[[Reply | None], None]) -> None:
        """Get a number; `on_reply` is told as by `Link.ask`, and once the answer is safe on the disk.

        A number that the kiosk gave is answered as the hub would, but nobody knows who is ahead.
        """
        id_ = self._link.new_id()
        visit = self._visit = _Visit(wanted, on_reply, id_)
        if self.alone:
            self._give(visit)
        elif self._works:
            then = partial(self._on_noted, visit)
            self._wait_for(lambda notebook: notebook.ask(id_), then, lambda notebook, _: notebook.settle(id_))
        else:
            self._send(visit)

    def know(self, today: HallToday) -> None:
        """Know what the hub says of the hall, also over a restart."""
        self._leases.today = today
        self.keep("today", today)

    def recall(self, today: HallToday) -> None:
        """Know the hall as it was before a restart, until the hub speaks."""
        self._leases.today = self._leases.today or today

    def keep(self, name: str, state: State) -> None:
        """Know a public state over a restart."""
        self._write(lambda notebook: notebook.keep(name, state.model_dump_json()))

    def tick(self) -> None:
        """Look at the clock; called a few times a second."""
        waits = self._pending.since if self._pending else None if self.ready else self._born
        if waits is not None and self._ticks() - waits > SLOW_DISK_S:
            self.ready = True
            self._tell_notebook(Problem(part=writer.PART, code="slow"))
            self._lose_notebook()
        visit = self._visit
        if visit and visit.under_way and self.alone and visit.wanted.service in self.services:
            self._link.drop(visit.id)
            self._give(visit)
        if self.ready:
            self._owed.tick()
        if self.ready and self._works and self._link.seen is Seen.HUB and not self._owed.first:
            self._leases.refill()
            self._keep_clock(self._link.now())

    # A visitor's number

    def _on_noted(self, visit: _Visit, done: bool | None) -> None:  # noqa: FBT001 - what the write came to
        visit.noted = done is not None
        if not visit.noted:
            visit.id = self._link.new_id()  # the noted one would be abandoned after a restart
        if self.alone:
            self._give(visit)
        else:
            self._send(visit)

    def _send(self, visit: _Visit) -> None:
        visit.sent = visit.under_way = True
        self._link.ask(IssueTicket, partial(self._on_reply, visit), id_=visit.id, **dict(visit.wanted))

    def _on_reply(self, visit: _Visit, reply: Reply | None) -> None:
        visit.under_way = False
        full = reply and reply.error and reply.error.code is Refused.NOT_NOW  # such as its disk: nothing happened
        if reply is None or (full and visit.wanted.service in self.services):
            self._give(visit)
        elif full:  # and a hub that died before it wrote so would do a copy that comes late
            self._owed.abandon(visit.id)
            self._end(visit, reply)
        elif reply.error:
            self._write(lambda notebook: notebook.settle(visit.id))
            self._end(visit, reply)
        elif visit.noted and self._works:
            id_, then = visit.id, partial(self._on_settled, visit, reply)
            self._wait_for(lambda notebook: notebook.settle(id_), then, lambda notebook, _: notebook.ask(id_))
        elif visit.noted:
            self._on_settled(visit, reply, None)
        else:
            self._end(visit, reply)

    def _on_settled(self, visit: _Visit, reply: Reply, done: bool | None) -> None:  # noqa: FBT001 - as above
        if done:
            self._end(visit, reply)
        else:  # after a restart it would be abandoned, so nobody may hold it
            self._fail(visit)

    def _give(self, visit: _Visit) -> None:
        visit.under_way = False
        today = self._leases.today
        if not (self._works and today and visit.wanted.service in self.services):
            self._fail(visit)
            return
        at, ref, replaces = self._link.hub_now, secrets.token_hex(16), visit.id if visit.noted or visit.sent else None
        self._wait_for(
            lambda notebook: notebook.give(visit.wanted, today.epoch, at, ref, replaces),
            partial(self._on_given, visit),
            lambda notebook, done: done[0] is None or notebook.take_back(done[0]),
        )

    def _on_given(self, visit: _Visit, done: tuple[Given | None, tuple[Leased, ...]] | None) -> None:
        given = None
        if done:
            given, self._leases.all = done
        if given is None:
            self._fail(visit)
            return
        log.info("gave a leased number", extra={"number": given.number, "service": given.service})
        self._owed.hand_in(given)
        ticket = HeldTicket(
            id=visit.id,
            ref=given.ref,
            day=given.day,
            number=given.number,
            service=given.service,
            state=TicketState.WAITING,
            standing=given.standing,
            steps=_steps(given),
        )
        self._end(visit, TicketReply(re=visit.id, ok=True, at=given.given_at, ticket=ticket))

    def _fail(self, visit: _Visit) -> None:
        """No number; if the hub made one, nobody holds it."""
        if visit.noted or visit.sent:
            self._owed.abandon(visit.id)
        self._end(visit, None)

    def _end(self, visit: _Visit, reply: Reply | None) -> None:
        self._visit = None
        visit.on_reply(reply)

    # The notebook

    def _on_read(self, kept: Kept | None) -> None:
        self.ready = True
        if kept is None:
            self._lose_notebook()
            return
        self._leases.all = kept.leases
        self._owed.begin(kept)  # however late it comes
        if "clock" in kept.facts:
            clock = ClockKept.model_validate_json(kept.facts["clock"])
            self._link.keep_clock(clock.told, clock.offset)
        self._on_kept(kept.facts)

    def _keep_clock(self, now: datetime) -> None:
        link = self._link
        if link.told and abs(now - self._clock_kept_at) >= CLOCK_KEPT:
            self._clock_kept_at = now
            clock = ClockKept(told=link.told, offset=link.offset)
            self._write(lambda notebook: notebook.keep("clock", clock.model_dump_json()))

    def _write(self, job: Callable[[Notebook], Any]) -> None:
        """Have it written; nobody waits for it."""
        self._have(job, lambda _done: None)

    def _have(self, job: Callable[[Notebook], T], then: Callable[[T | None], None]) -> None:
        """Have it written; `then` hears nothing of a notebook that was given up."""

        def on_done(done: T | None) -> None:
            if done is None:
                self._lose_notebook()
            if self._works:
                then(done)

        if self._works:
            self._do(job, on_done)

    def _wait_for(
        self, job: Callable[[Notebook], T], then: Callable[[T | None], None], undo: Callable[[Notebook, T], bool]
    ) -> None:
        """Have it written and go on then, or without it if that takes too long; it is undone if it was written late."""
        pending = self._pending = _Pending(self._ticks(), then)

        def on_done(done: T | None) -> None:
            if done is None:
                self._lose_notebook()
            elif pending.given_up:
                self._do(lambda notebook: undo(notebook, done), lambda _undone: None)
            else:
                self._pending = None
                then(done)

        self._do(lambda notebook: None if pending.given_up else job(notebook), on_done)

    def _lose_notebook(self) -> None:
        """Go on without it until a restart; who waits for it waits no longer."""
        self._works = False
        if pending := self._pending:
            self._pending, pending.given_up = None, True
            pending.then(None)


def _steps(given: Given) -> tuple[Step, ...]:
    """The steps of a visit of several services, as the hub will make them."""
    return tuple(
        Step(service=service, stage=stage, state=StepState.LATER if stage else StepState.OPEN)
        for stage, services in enumerate(given.stages)
        for service in services
    )
