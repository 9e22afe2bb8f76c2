"""The hub's time as a display knows it: by hall/clock, and by its own clock until it has heard one."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from broker.client.link import Seen
from broker.contract.states import HallClock


@dataclass
class HubTime:
    """How far the hub's clock is ahead of ours, and in which time zone the hall lives.

    Attributes:
        told: the newest time that the hub told; what is shown was true then.
    """

    told: datetime | None = None
    _ahead: timedelta = timedelta()

    def hear(self, clock: HallClock, seen: Seen) -> None:
        """Take the hub's word for the time; one that the server kept from an absent hub only tells `told`."""
        newer = self.told is None or clock.at > self.told
        if newer:
            self.told = clock.at
            if seen is Seen.HUB:
                self._ahead = clock.at - datetime.now(UTC)

    def now(self) -> datetime:
        """The hub's time now, in the hall's time zone."""
        return (datetime.now(UTC) + self._ahead).astimezone(self.told.tzinfo if self.told else None)
