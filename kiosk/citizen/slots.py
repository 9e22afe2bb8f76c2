"""The time that a visitor picks for an appointment. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Self

from broker.contract.told import Slot
from broker.contract.values import ServiceId
from kiosk.citizen import moments
from kiosk.citizen.face import DayChoice, SlotChoice

DAYS = 8
"""Days shown: a week from today, and the same day of the next one."""


@dataclass(frozen=True)
class Picking:
    """A service, what the hub told of its slots, and what was touched.

    Attributes:
        service: which service.
        today: the first day.
        told: the free slots of each day that the hub told of.
        touched: the day that was touched; else the first one with a free slot is shown.
        picked: the slot that was touched.
    """

    service: ServiceId
    today: date
    told: Mapping[date, tuple[Slot, ...]] = field(default_factory=dict)
    touched: date | None = None
    picked: Slot | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """The days that may be chosen."""
        return tuple(self.today + timedelta(days=n) for n in range(DAYS))

    @property
    def day(self) -> date:
        """The day whose slots are shown."""
        return self.touched or next((day for day in self.days if self.told.get(day)), self.today)

    @property
    def known(self) -> str:
        """What is known of its slots: `asked none some`; all days are looked at before one is said to have none."""
        if self.told.get(self.day):
            return "some"
        return "none" if self.day in self.told and (self.touched or len(self.told) == DAYS) else "asked"

    def hear(self, day: date, slots: tuple[Slot, ...], now: datetime) -> Self:
        """Know a day's slots; a time that has begun can't be booked."""
        free = tuple(slot for slot in slots if slot.free > 0 and slot.at > now)
        return replace(self, told={**self.told, day: free})

    def touch_day(self, key: str) -> Self:
        """Show another day."""
        return replace(self, touched=date.fromisoformat(key), picked=None)

    def pick(self, key: str) -> Self:
        """Pick a slot of the shown day."""
        slots = self.told.get(self.day, ())
        return replace(self, picked=next((slot for slot in slots if _key(slot) == key), None))

    def afresh(self) -> Self:
        """The same day, asked again."""
        return replace(self, touched=self.day, told={}, picked=None)

    def day_choices(self) -> Iterator[DayChoice]:
        """The days as they are shown."""
        for day in self.days:
            names = moments.weekday(day, self.today), moments.short_date(day)
            yield DayChoice(day.isoformat(), *names, free=bool(self.told.get(day)), picked=day == self.day)

    def slot_choices(self, now: datetime) -> Iterator[SlotChoice]:
        """The free times of the shown day."""
        for slot in self.told.get(self.day, ()):
            at = slot.at.astimezone(now.tzinfo)
            yield SlotChoice(_key(slot), f"{at:%H:%M}", slot.free, picked=slot == self.picked)


def _key(slot: Slot) -> str:
    return slot.at.isoformat()
