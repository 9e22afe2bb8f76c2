"""How much each device may say: what is more is dropped, and who goes on is to be shut out for a while.

No device of ours comes near: the busiest kiosk or window has some thousand commands a day. One that was alone hands in
hundreds of tickets as fast as it is answered; what was dropped of that it asks again once a second, eight at a time, so
it is slowed down and never shut out.
"""

import logging
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

log = logging.getLogger(__name__)

SCARCE = frozenset({"issue-ticket", "book-appointment", "lease-numbers"})
"""What takes away from others: the numbers of the day, and times that are free."""
BYTES = 4096
"""So many bytes more count as one message more; a command has some hundred."""
OUT_S, LONGEST_OUT_S = 60.0, 900.0
"""How long one is outside; twice as long each time, up to this."""
CALM_S = 3600.0
"""After so long without another flood a device counts as mended."""


class Limit(NamedTuple):
    """How much there may be at once, and a second for ever."""

    at_once: float
    a_second: float


OF_MESSAGES = Limit(600, 20)
OF_A_DAY = Limit(10_000, 1)
"""Of messages too: each answer is kept on disk for days, each event for ever."""
OF_SCARCE = Limit(300, 0.2)
"""A kiosk prints a ticket in some seconds, at its best, and seldom for an hour on end."""
OF_DROPPED = Limit(600, 20)
"""Whoever has more than this dropped is shut out."""


@dataclass(slots=True)
class Bucket:
    """Fills with time up to its limit, and is emptied by what is said.

    Args:
        limit: how much it holds, and what is filled in.
        at: when it was full, in seconds that only count up.
    """

    limit: Limit
    at: float
    left: float = field(init=False)

    def __post_init__(self) -> None:
        self.left = self.limit.at_once

    def take(self, much: float, at: float) -> bool:
        """Take this out, if it is there."""
        self.left = min(self.limit.at_once, self.left + (at - self.at) * self.limit.a_second)
        self.at = at
        if self.left < much:
            return False
        self.left -= much
        return True


class _Device:
    """What is known of one device."""

    def __init__(self, at: float) -> None:
        self.may_say = tuple(Bucket(limit, at) for limit in (OF_MESSAGES, OF_A_DAY))
        self.scarce, self.dropped = Bucket(OF_SCARCE, at), Bucket(OF_DROPPED, at)
        self.told: float | None = None  # when it was last logged that something is dropped
        self.out_until: float | None = None
        self.flooded: float | None = None
        self.times = 0  # that it was shut out since it was calm

    def may(self, verb: str, cost: float, at: float) -> bool:
        return all(bucket.take(cost, at) for bucket in self.may_say) and (verb not in SCARCE or self.scarce.take(1, at))

    def shut_out(self, at: float) -> float:
        self.times = 1 if self._is_calm(at) else self.times + 1
        lasts = min(OUT_S * (1 << min(self.times - 1, 10)), LONGEST_OUT_S)
        self.flooded, self.out_until = at, at + lasts
        return lasts

    def _is_calm(self, at: float) -> bool:
        return self.flooded is None or at - self.flooded >= CALM_S


class Told(Enum):
    """What is thought of a message."""

    FINE = "fine"
    TOO_MUCH = "too-much"  # it is to be dropped
    FLOODS = "floods"  # and so that its device is to be shut out from now on


class Floods:
    """Judges what comes, and knows who is outside. All times are seconds that only count up."""

    def __init__(self) -> None:
        self._devices: dict[str, _Device] = {}

    def judge(self, device: str, verb: str, size: int, at: float) -> Told:
        """Whether a message may be looked at.

        Args:
            device: who says it, beyond doubt.
            verb: what it asks for; empty where it asks for nothing.
            size: in bytes.
            at: now.
        """
        known = self._devices.get(device)
        if known is None:
            known = self._devices[device] = _Device(at)
        if known.out_until is not None:
            return Told.TOO_MUCH  # on its way before the line was cut
        cost = 1 + size // BYTES
        if known.may(verb, cost, at):
            return Told.FINE
        if known.told is None or at - known.told >= OUT_S:
            known.told = at
            log.warning("dropped: this device asks for more than it may", extra={"device": device, "verb": verb})
        if known.dropped.take(cost, at):
            return Told.TOO_MUCH
        lasts = known.shut_out(at)
        log.error("a device floods the hub; it is shut out", extra={"device": device, "seconds": lasts})
        return Told.FLOODS

    def outside(self, at: float) -> frozenset[str]:
        """Who is to be outside now; whose time is over is let in again."""
        for device, known in self._devices.items():
            if known.out_until is not None and at >= known.out_until:
                known.out_until = None
                log.info("a device that flooded the hub may come in again", extra={"device": device})
        return frozenset(device for device, known in self._devices.items() if known.out_until is not None)

    def not_calm(self, at: float) -> tuple[str, ...]:
        """Who flooded lately."""
        return tuple(
            sorted(d for d, known in self._devices.items() if known.flooded is not None and at - known.flooded < CALM_S)
        )
