"""The built-in hall of `yimen simulate` as a real one, with 238 terminals, 20 kiosks and 300 screens; and its days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from broker.contract import messages as m
from broker.queue.hall import Hall
from broker.queue.profile import Profile
from broker.queue.ticket import Visitor
from broker.simulate import arrivals, centre
from broker.simulate.day import Habits, Scenario, day
from broker.simulate.play import Play
from tests.bench.rig import PIN_HASH

HALL = "centre"
KIOSKS = 20
WALLS_EACH_ZONE = 10
TODAY = date(2026, 11, 23)
CHINA = ZoneInfo("Asia/Shanghai")
EVENING = (20, 21, 22, 23)
EAST, WEST = 8, -12
FIRST_ID = "00000000-0000-7000-8000-000000000001"

PROFILE = centre.profile()
ZONES = tuple(dict.fromkeys(window.zone for window in PROFILE.windows.values()))


class Played(Play):
    """A day that is played once: its events in order, each with the second of the day at which it happened."""

    def __init__(self, *args: Any) -> None:
        self.events: list[tuple[float, m.Event]] = []
        super().__init__(*args)

    def _react(self, event: m.Event) -> None:
        self.events.append((self.world.now, event))
        super()._react(event)


def played(*, booked: bool = True, calendars: bool = True) -> tuple[list[tuple[float, m.Event]], Hall]:
    """The busiest day: its events from the opening of the day on, and the hall after it.

    Args:
        booked: whether some have an appointment.
        calendars: whether windows and services keep hours.
    """
    come = arrivals.spread(centre.visitors_of(PROFILE, centre.VISITORS), {id_: range(24) for id_ in PROFILE.services})
    habits = replace(Habits(), appointment=Habits().appointment if booked else 0.0)
    profile = PROFILE if calendars else without_hours()
    play = Played(profile, day(profile, come, habits, Scenario.PLAIN, 1), TODAY, CHINA, None)
    play.run()
    opened = m.DayOpened(epoch=1, seq=1, id=FIRST_ID, at=play.events[0][1].at, cause=None, day=TODAY)
    return [(0.0, opened), *play.events], play.world.hall


def people(hall: Hall) -> dict[str, Visitor]:
    """Who came or booked, by ticket and appointment."""
    return {one.id: one.visitor for one in (*hall.tickets.values(), *hall.agenda.appointments.values())}


def evening(now: datetime | None = None) -> tuple[str, int]:
    """A time zone in which it is evening now, and the hours by which it is ahead of UTC; east of it the next day is."""
    hour = (now or datetime.now(UTC)).hour
    ahead = next(a for wanted in EVENING for a in (wanted - hour, wanted - hour - 24) if WEST <= a <= EAST)
    return zone(ahead), ahead


def zone(ahead: int) -> str:
    """The time zone that is so many hours ahead of UTC."""
    return f"Etc/GMT{-ahead:+d}"


def places(time_zone: str = "Asia/Shanghai") -> str:
    """hall.toml, but for the MQTT server."""
    return f'[hall]\nid = "{HALL}"\nname = {{ zh = "测速大厅", en = "Bench" }}\ntimezone = "{time_zone}"\n' + "".join(
        _tables()
    )


def screens() -> list[list[str]]:
    """What each of 300 screens follows: walls the calls and queues of their zone, signs their window."""
    walls = []
    for zone_ in ZONES:
        services = dict.fromkeys(s for w in PROFILE.windows.values() if w.zone == zone_ for s in w.services)
        walls.append([f"board/{zone_}", "hall/today", "hall/clock", *(f"service/{service}" for service in services)])
    signs = [[f"window/{window}", "hall/today", "hall/clock"] for window in PROFILE.windows]
    return walls * WALLS_EACH_ZONE + signs


def without_hours() -> Profile:
    """The same hall, always open: what is played in it may be done again at any hour."""
    return replace(
        PROFILE,
        services={id_: replace(service, calendar=None, booking=None) for id_, service in PROFILE.services.items()},
        windows={id_: replace(window, calendar=None) for id_, window in PROFILE.windows.items()},
    )


def workdays(last: date, count: int) -> list[date]:
    """So many days without weekends, the last of them as given."""
    days = [last]
    while len(days) < count:
        before = days[-1] - timedelta(days=1)
        while before.weekday() > 4:
            before -= timedelta(days=1)
        days.append(before)
    return days[::-1]


def _tables() -> Iterator[str]:
    yield "[queue]\nno_show_after_s = 0\n"
    for service in PROFILE.services.values():
        info = service.info
        yield (
            f'[[service]]\nid = "{info.id}"\nname = {{ zh = "{info.name.zh}", en = "{info.name.en}" }}\n'
            f'series = "{info.series}"\nusual_min = {max(1, round(service.usual.total_seconds() / 60))}\n'
        )
    for window in PROFILE.windows.values():
        tiers = ", ".join("[" + ", ".join(f'"{s}"' for s in tier) + "]" for tier in window.tiers)
        needs = f"attributes = {sorted(window.attributes)}\n".replace("'", '"') if window.attributes else ""
        yield f'[[window]]\nid = "{window.id}"\nlabel = "{window.label}"\nzone = "{window.zone}"\n'
        yield f"services = [{tiers}]\n{needs}"
        yield f'[[device]]\nid = "t-{window.id}"\napp = "window"\nwindow = "{window.id}"\n'
        yield f'[[staff]]\nid = "s-{window.id}"\nname = "李静"\npin_hash = "{PIN_HASH}"\n'
    for n in range(KIOSKS):
        yield f'[[device]]\nid = "k{n:03d}"\napp = "kiosk"\n'
    for n in range(len(screens())):
        yield f'[[device]]\nid = "screen-{n:03d}"\napp = "wall"\n'


def write(folder: Path, port: int, time_zone: str = "Asia/Shanghai") -> Path:
    """The hall's settings in a folder."""
    file = folder / "hall.toml"
    file.write_text(f"{places(time_zone)}[mqtt]\nport = {port}\n", "utf-8")
    return file
