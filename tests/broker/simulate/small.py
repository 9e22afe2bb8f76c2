"""A small hall, and days of it."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from broker.queue.profile import Profile
from broker.simulate import arrivals, centre
from broker.simulate.day import Day, Habits, Scenario, day
from broker.simulate.play import Play
from broker.simulate.record import Record

DEPARTMENTS = ("housing-fund", "education", "gas")
MONDAY, CHINA = date(2026, 11, 23), ZoneInfo("Asia/Shanghai")


def hall() -> tuple[Profile, arrivals.Arrivals]:
    """Three departments of the built-in hall, and who comes there on its busiest day."""
    whole = centre.profile()
    come = centre.visitors_of(whole, centre.VISITORS)
    services = {s: p for s, p in whole.services.items() if s.removesuffix("-long") in DEPARTMENTS}
    windows = {id_: w for id_, w in whole.windows.items() if w.services[0] in services}
    part = replace(whole, services=services, windows=windows)
    return part, arrivals.spread({s: come[s] for s in services}, dict.fromkeys(services, range(8, 18)))


def drawn(scenario: Scenario = Scenario.PLAIN, seed: int = 1, habits: Habits | None = None) -> Day:
    """A day of it."""
    return day(*hall(), habits or Habits(), scenario, seed)


def played(scenario: Scenario = Scenario.PLAIN, seed: int = 1, fresh_s: float | None = None) -> Record:
    """The same, played; without estimates unless it is said how old they may be."""
    return Play(hall()[0], drawn(scenario, seed), MONDAY, CHINA, fresh_s).run()
