"""What the kiosk hears of the hall and of its own devices, whoever stands before it."""

import logging
from collections.abc import Callable, Mapping
from functools import partial

from broker.client.health import Health
from broker.client.link import Link, Seen
from broker.contract import codec
from broker.contract.devices import Problem
from broker.contract.states import HallToday, ServiceQueue
from broker.contract.values import ServiceId
from hardware.settings import DEVICES
from kiosk.citizen.leases import Write
from kiosk.citizen.numbers import Numbers
from kiosk.citizen.states import Hall

log = logging.getLogger(__name__)

SLIPS, PAGES = "ticket_printer", "page_printer"
"""The printers, by their names in the settings."""
_REGISTRATION = "kiosk"  # the part that a kiosk which the hall doesn't have reports


class Hearing:
    """Follows the hall's states and keeps the kiosk's own troubles.

    Args:
        link: the wire.
        write: the notebook, which keeps over a restart what the hall was like.
        on_change: told after each change.
    """

    def __init__(self, link: Link, write: Write, on_change: Callable[[], None]) -> None:
        self._link, self._on_change = link, on_change
        self.today: HallToday | None = None
        self.queues: dict[ServiceId, ServiceQueue] = {}
        self._health = Health(link, DEVICES)
        self._seen = Seen.STARTING
        self._recalling: list[Callable[[Mapping[str, str]], None]] = []
        self.numbers = Numbers(link, write, self._on_kept, self.know)
        link.follow(HallToday, self._on_today)

    @property
    def hall(self) -> Hall:
        """What is known of the hall."""
        if self._seen is Seen.STARTING or not self.numbers.ready:
            return Hall.STARTING
        if self.numbers.alone:
            known = self.numbers.services and not self._health.has(_REGISTRATION)
            return Hall.ALONE if known else Hall.AWAY
        if self.today is None:
            return Hall.STARTING
        if self._health.has(_REGISTRATION):
            return Hall.UNREGISTERED
        return Hall.OPEN if self.today.services else Hall.CLOSED

    def see(self, seen: Seen) -> None:
        """Know what the link sees of the hall."""
        self._seen = seen
        self._on_change()

    def know(self, part: str, problem: Problem | None) -> None:
        """Know how a part of the kiosk is, and say so to the hall."""
        self._health.know(part, problem)
        self._on_change()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the kiosk, as the hall is told."""
        return self._health.problems

    def works(self, part: str) -> bool:
        """Whether nothing is wrong with a part now."""
        return not self._health.has(part)

    def recalling(self, act: Callable[[Mapping[str, str]], None]) -> None:
        """Have it told once, by their names, what facts were written down before a restart."""
        self._recalling.append(act)

    def tick(self) -> None:
        """Look at the clock; called a few times a second."""
        self._health.tick()
        self.numbers.tick()

    def know_unregistered(self, code: str) -> None:
        """The hall has no such kiosk, until it speaks anew."""
        self.know(_REGISTRATION, Problem(part=_REGISTRATION, code="unregistered", detail=code))

    def _on_today(self, today: HallToday) -> None:
        self.today = today
        self.numbers.know(today)
        for service in today.services:
            self._link.follow(ServiceQueue, partial(self._on_queue, service.id), service=service.id)
        self.know(_REGISTRATION, None)  # a hall that speaks anew may have been put right

    def _on_queue(self, service: ServiceId, queue: ServiceQueue) -> None:
        before = self.queues.get(service)
        self.queues[service] = queue
        if before is None or _hours(before) != _hours(queue):
            self.numbers.keep(f"service {service}", queue)
        self._on_change()

    def _on_kept(self, kept: Mapping[str, str]) -> None:
        """Know the hall as it was before a restart, but for what it has said since."""
        try:
            for name, text in kept.items():
                match name.split():
                    case ["today"]:
                        today = codec.decode(HallToday, text.encode())
                        self.today = self.today or today
                        self.numbers.recall(today)
                    case ["service", service]:
                        self.queues.setdefault(service, codec.decode(ServiceQueue, text.encode()))
        except codec.MalformedError as error:  # of another version
            log.info("what was kept of the hall is not understood", extra={"error": str(error)})
        for act in self._recalling:
            act(kept)
        self._on_change()


def _hours(queue: ServiceQueue) -> tuple[object, ...]:
    """What counts of a queue when nobody can be asked."""
    return queue.open, queue.opens_at, queue.last_ticket_at
