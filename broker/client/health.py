"""What is wrong with a box, as the hall is told."""

import time
from collections.abc import Callable, Collection

from broker.client.link import Link
from broker.contract.devices import Problem

STEADY_S = 3.0
"""A device that works for less has a fault that comes and goes, which is told as one."""


class Health:
    """Keeps what is wrong and tells it: a fault at once, its end at once too, or when a device has worked for a while.

    Args:
        link: the wire.
        devices: keys whose faults come and go, by a loose cable or a card that is switched off and on.
        ticks: seconds that only ever count up.
    """

    def __init__(self, link: Link, devices: Collection[str] = (), ticks: Callable[[], float] = time.monotonic) -> None:
        self._link, self._devices, self._ticks = link, devices, ticks
        self._told: dict[str, Problem] = {}
        self._over: dict[str, float] = {}

    def has(self, key: str) -> bool:
        """Whether something is wrong there now."""
        return key in self._told and key not in self._over

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, as the hall is told."""
        return tuple(self._told.values())

    def know(self, key: str, problem: Problem | None) -> None:
        """Know how something is.

        Args:
            key: what it is about; of a device, its name in the settings.
            problem: what is wrong with it; None is nothing.
        """
        if problem:
            self._told[key] = problem
            self._over.pop(key, None)
        elif key in self._devices and key in self._told:
            self._over.setdefault(key, self._ticks())
        else:
            self._told.pop(key, None)
        self._tell()

    def tick(self) -> None:
        """Look at the clock; called a few times a second."""
        steady = [key for key, since in self._over.items() if self._ticks() - since >= STEADY_S]
        for key in steady:
            del self._over[key], self._told[key]
        if steady:
            self._tell()

    def _tell(self) -> None:
        self._link.report(self.problems)
