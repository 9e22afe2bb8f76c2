"""The blocks of numbers that this kiosk holds for when the hub is away. Without Qt."""

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from math import inf
from typing import Protocol, TypeVar

from broker.client.link import CLOCK_OFF, Link
from broker.contract.commands import LeaseNumbers
from broker.contract.devices import Problem
from broker.contract.message import Reply
from broker.contract.replies import LeasesReply
from broker.contract.states import HallToday
from broker.contract.values import BY_APPOINTMENT, ServiceId
from kiosk.citizen.notebook import Leased, Notebook

log = logging.getLogger(__name__)

T = TypeVar("T")

LONG_AGO = datetime.min.replace(tzinfo=UTC)
PAUSE_S = 60.0
"""How long after asking for leases they are asked for again."""
LOW = 0.5
"""The part of a lease that is left when the next one is asked for."""


class Write(Protocol):
    """Has a job done with the notebook, elsewhere or at once; `then` hears what came of it, or None if it failed."""

    def __call__(self, job: Callable[[Notebook], T], then: Callable[[T | None], None]) -> None:
        """Soon, in the order of the calls."""


class Leases:
    """Knows how many numbers are left, and asks for more.

    Args:
        link: the wire.
        write: the notebook.
        on_problem: told when the hub has no more numbers for some services, or None when it has again.
    """

    def __init__(self, link: Link, write: Write, on_problem: Callable[[Problem | None], None]) -> None:
        self._link, self._write, self._on_problem = link, write, on_problem
        self.today: HallToday | None = None
        self.all: tuple[Leased, ...] = ()
        self._asking = False
        self._asked_at = -inf
        self._none_left: tuple[ServiceId, ...] = ()

    @property
    def services(self) -> frozenset[ServiceId]:
        """The services of which a number can be given."""
        link = self._link
        if link.told is None or link.hub_now < link.told - CLOCK_OFF:
            return frozenset()  # nobody knows which day it is
        return frozenset(self._left(link.hub_now.date()))

    def refill(self) -> None:
        """Ask for what is missing of the day that the hub has: none of a service, or little of its last lease.

        Past midnight the hub may still have yesterday, and lease of that only.
        """
        ticks, today = self._link.ticks(), self.today
        if today is None or self._asking or ticks - self._asked_at < PAUSE_S:
            return
        left = self._left(today.day)
        given = (info.id for info in today.services if not info.behind and info.kind not in BY_APPOINTMENT)
        missing = tuple(id_ for id_ in given if left.get(id_, 0.0) < LOW)
        if missing:
            self._asking, self._asked_at = True, ticks
            self._link.ask(LeaseNumbers, partial(self._on_reply, today, missing), services=missing)
        else:
            self._know_none_left(())

    def _left(self, day: date) -> dict[ServiceId, float]:
        """How many leases' worth of numbers of that day each service has."""
        left: dict[ServiceId, float] = {}
        for one in self.all:
            if one.left and self.today and (one.lease.day, one.epoch) == (day, self.today.epoch):
                part = one.left / (one.lease.last - one.lease.first + 1)
                left[one.lease.service] = left.get(one.lease.service, 0.0) + part
        return left

    def _on_reply(self, today: HallToday, asked: tuple[ServiceId, ...], reply: Reply | None) -> None:
        self._asking = False
        if reply and reply.error:
            log.info("the hub leases no numbers", extra={"code": reply.error.code.value})
        if not (isinstance(reply, LeasesReply) and reply.ok):
            return
        leases = reply.leases
        if leases or any(one.lease.day == today.day for one in self.all):  # else this hall leases none at all
            granted = {lease.service for lease in leases}
            self._know_none_left(tuple(id_ for id_ in asked if id_ not in granted))
        if leases:
            self._write(lambda notebook: notebook.add_leases(leases, today.epoch, leases[0].day), self._on_written)

    def _on_written(self, leases: tuple[Leased, ...] | None) -> None:
        self.all = leases or ()

    def _know_none_left(self, services: tuple[ServiceId, ...]) -> None:
        """Tell the technician of which services the hub has no more numbers to lease."""
        if services != self._none_left:
            self._none_left = services
            told = ", ".join(services)
            if services:
                log.warning("the hub has no more numbers to lease", extra={"service": told})
            self._on_problem(Problem(part="numbers", code="none-left", detail=told) if services else None)
