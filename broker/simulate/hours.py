"""When a hall is open on a day, and how many visitors its windows carry then."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from broker.queue.calendar import Calendar
from broker.queue.profile import Profile

HOUR = 3600.0
HOURS = (8 * HOUR, 18 * HOUR)
"""When windows serve that have no calendar."""
LOOKS_DAYS = 60
"""No hall is closed longer."""

Span = tuple[float, float]
"""From when to when, in seconds of the day."""


def spans(calendar: Calendar | None, midnight: datetime) -> list[Span]:
    """The spans of a calendar on the day that begins at `midnight`."""
    if calendar is None:
        return [HOURS]
    return [
        ((start - midnight).total_seconds(), (end - midnight).total_seconds())
        for start, end in calendar.spans(midnight.date(), midnight)
    ]


def next_open(hall: Profile, zone: ZoneInfo, day: date) -> date | None:
    """The first day from this one on that a window of the hall opens on; None if that is far away."""
    calendars = [window.calendar for window in hall.windows.values()]
    for ahead in range(LOOKS_DAYS):
        midnight = datetime.combine(day + timedelta(days=ahead), time(), zone)
        if any(spans(calendar, midnight) for calendar in calendars):
            return midnight.date()
    return None


def walk_ins(hall: Profile) -> list[str]:
    """The services that people come for of themselves.

    None comes for what is done behind the windows, or for a journey's last stage: whoever is called there has been
    elsewhere first.
    """
    last = {service for journey in hall.journeys if len(journey.stages) > 1 for service in journey.stages[-1]}
    return [service for service in hall.services if service not in hall.behind | last]


def carried(hall: Profile, service: str, midnight: datetime) -> float:
    """How many visitors of a service its windows could carry on a day, each giving its services equal time.

    None on a day on which the service gives no numbers.
    """
    if not open_hours(hall, service, midnight):
        return 0.0
    day_s = sum(
        sum(end - start for start, end in spans(window.calendar, midnight)) / len(window.services)
        for window in hall.windows.values()
        if service in window.services
    )
    return day_s / hall.services[service].usual.total_seconds()


def open_hours(hall: Profile, service: str, midnight: datetime) -> set[int]:
    """The hours of a day in which a service may be had."""
    own = hall.services[service].calendar
    calendars = [own] if own else [window.calendar for window in hall.windows_for(service)]
    return {
        hour
        for calendar in calendars
        for start, end in spans(calendar, midnight)
        for hour in range(int(start // HOUR), int(-(-end // HOUR)))
    }
