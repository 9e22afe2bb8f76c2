"""Halls in which it is morning, so that times of the day are still to be had; and picking one."""

from datetime import UTC, datetime

from tests.kiosk.hall import SECONDS


def zone_of_the_morning() -> str:
    """A time zone in which it is ten now, so that a day's slots are still to come."""
    ahead = 10 - datetime.now(UTC).hour
    ahead += 24 if ahead < -12 else 0
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


def slots_of(visitor):
    """The names of the free times on the screen."""
    items, found = [visitor.window.contentItem()], []
    for item in items:
        items += item.childItems()
        if item.isVisible() and item.objectName().startswith("slot-"):
            found.append(item.objectName())
    return found


def picks_a_time(visitor):
    visitor.sees("slots")
    visitor.qtbot.waitUntil(lambda: bool(slots_of(visitor)), timeout=SECONDS * 1000)
    name = slots_of(visitor)[0]
    visitor.taps(name)
    visitor.taps("confirm")
    visitor.sees("booked")
    return name.removeprefix("slot-")
