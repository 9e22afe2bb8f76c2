"""What the kiosk hears of the hall and of its own devices, whoever stands before it."""

from collections.abc import Callable
from functools import partial

from broker.client.link import Link, Seen
from broker.contract.devices import Problem
from broker.contract.states import HallToday, ServiceQueue
from broker.contract.values import ServiceId
from kiosk.citizen.flow import Hall

_REGISTRATION = "kiosk"  # the part that a kiosk which the hall doesn't have reports


class Hearing:
    """Follows the hall's states and keeps the kiosk's own troubles.

    Args:
        link: the wire.
        on_change: told after each change.
    """

    def __init__(self, link: Link, on_change: Callable[[], None]) -> None:
        self._link, self._on_change = link, on_change
        self.today: HallToday | None = None
        self.queues: dict[ServiceId, ServiceQueue] = {}
        self.problems: dict[str, Problem] = {}
        self._seen = Seen.STARTING
        link.follow(HallToday, self._on_today)

    @property
    def hall(self) -> Hall:
        """What is known of the hall."""
        if self._seen in {Seen.HUB_AWAY, Seen.SERVER_AWAY}:
            return Hall.AWAY
        if self._seen is Seen.STARTING or self.today is None:
            return Hall.STARTING
        if _REGISTRATION in self.problems:
            return Hall.UNREGISTERED
        return Hall.OPEN if self.today.services else Hall.CLOSED

    def see(self, seen: Seen) -> None:
        """Know what the link sees of the hall."""
        self._seen = seen
        self._on_change()

    def know(self, part: str, problem: Problem | None) -> None:
        """Know how a part of the kiosk is, and say so to the hall."""
        if problem:
            self.problems[part] = problem
        else:
            self.problems.pop(part, None)
        self._link.report(tuple(self.problems.values()))
        self._on_change()

    def know_unregistered(self, code: str) -> None:
        """The hall has no such kiosk, until it speaks anew."""
        self.know(_REGISTRATION, Problem(part=_REGISTRATION, code="unregistered", detail=code))

    def _on_today(self, today: HallToday) -> None:
        self.today = today
        for service in today.services:
            self._link.follow(ServiceQueue, partial(self._on_queue, service.id), service=service.id)
        self.know(_REGISTRATION, None)  # a hall that speaks anew may have been put right

    def _on_queue(self, service: ServiceId, queue: ServiceQueue) -> None:
        self.queues[service] = queue
        self._on_change()
