"""From a hall's settings to the hall that its rules know; the hub and the simulation start from it."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from broker.contract.told import Category, Clerk, Journey, KioskInfo, PriorityRule, ServiceInfo
from broker.contract.values import App, Claim, ServiceKind, Shown
from broker.queue.calendar import Calendar, DayKind
from broker.queue.profile import Booking, Profile, Rules, ServiceProfile, WindowProfile
from broker.runtime.settings import calendar, offer, queue
from broker.runtime.settings.hall import HallSettings
from broker.runtime.workdays import Workdays


def profile_of(settings: HallSettings) -> Profile:
    """The hall as its rules know it."""
    days = _workdays_of(settings)
    calendars = {given.id: _calendar(given, days) for given in settings.calendar}
    bookings = _bookings(settings)
    return Profile(
        name=settings.hall.name,
        services={service.id: _service(service, calendars, bookings.get(service.id)) for service in settings.service},
        windows={window.id: _window(window, calendars) for window in settings.window},
        staff={person.id: Clerk(id=person.id, name=person.name) for person in settings.staff},
        rules=_rules(settings.queue),
        journeys=tuple(Journey(id=j.id, name=j.name, stages=j.stages) for j in settings.journey),
        roles={person.id: person.role for person in settings.staff},
        kiosks=tuple(
            KioskInfo(id=device.id, zone=device.zone, name=device.name)
            for device in settings.device
            if device.app is App.KIOSK
        ),
    )


def warn_of_unknown_year(settings: HallSettings, today: date) -> str | None:
    """What to tell whoever keeps the hall if a year has begun or begins soon whose holidays nobody knows.

    None while all is known, and in a hall without calendars, where nothing depends on it.
    """
    year = _workdays_of(settings).unknown_year(today) if settings.calendar else None
    if year is None:
        return None
    return (
        f"the public holidays of {year} are not known, so it has plain weeks: "
        "update chinesecalendar, or list them in hall.toml under [holidays]"
    )


def _workdays_of(settings: HallSettings) -> Workdays:
    return Workdays(frozenset(settings.holidays.off), frozenset(settings.holidays.work))


def _calendar(given: calendar.Calendar, days: Workdays) -> Calendar:
    return Calendar(
        hours={
            DayKind.WORKDAY: given.workday,
            DayKind.WEEKEND: given.weekend,
            DayKind.HOLIDAY: given.holiday,
        },
        kind_of=lambda day: DayKind(days.kind_of(day)),
        weekdays=given.weekdays,
        exceptions=given.exceptions,
        last_ticket=timedelta(minutes=given.last_ticket_min),
    )


def _service(given: offer.Service, calendars: Mapping[str, Calendar], booking: Booking | None) -> ServiceProfile:
    return ServiceProfile(
        info=ServiceInfo(
            id=given.id,
            name=given.name,
            series=given.series,
            behind=given.behind,
            bookable=given.booking is not None,
            kind=ServiceKind(given.kind),
            categories=tuple(Category(id=c.id, zh=c.zh, en=c.en) for c in given.categories),
            must_show=Shown(given.must_show),
        ),
        calendar=calendars[given.calendar] if given.calendar else None,
        booking=booking,
        usual=timedelta(minutes=given.usual_min),
    )


def _bookings(settings: HallSettings) -> dict[str, Booking]:
    """How each service is booked; a batch room that does not say it is booked like the service that sends there."""
    windows = Counter(id_ for window in settings.window for tier in window.services for id_ in tier)
    own = {service.id: service.booking for service in settings.service if service.booking}
    rooms = {b.batch_service: b.model_copy(update={"quota": None, "batch_service": None}) for b in own.values()}
    return {
        id_: _booking(given, windows[id_] if id_ in rooms else Booking().quota)
        for id_, given in (rooms | own).items()
        if id_ is not None
    }


def _booking(given: offer.Booking, usual_quota: int) -> Booking:
    return Booking(
        slot=timedelta(minutes=given.slot_min),
        quota=usual_quota if given.quota is None else given.quota,
        days_ahead=given.days_ahead,
        lateness=timedelta(minutes=given.lateness_min),
        batch_over=given.batch_over,
        batch_service=given.batch_service,
    )


def _window(given: offer.Window, calendars: Mapping[str, Calendar]) -> WindowProfile:
    return WindowProfile(
        id=given.id,
        label=given.label,
        zone=given.zone,
        tiers=given.services,
        attributes=frozenset(given.attributes),
        tidal=given.tidal,
        calendar=calendars[given.calendar] if given.calendar else None,
    )


def _priority(given: queue.Priority) -> PriorityRule:
    return PriorityRule(
        age=given.age, reasons=tuple(map(Claim, given.reasons)), confirm=tuple(map(Claim, given.confirm))
    )


def _rules(given: queue.Queue) -> Rules:
    return Rules(
        head_start={standing: timedelta(minutes=minutes) for standing, minutes in given.head_start_min.items()},
        help_after=timedelta(minutes=given.help_after_min),
        recalls=given.recalls,
        no_show_after=timedelta(seconds=given.no_show_after_s),
        start_after=None if given.start_after_s is None else timedelta(seconds=given.start_after_s),
        undo_within=timedelta(seconds=given.undo_within_s),
        places_back=given.places_back,
        comebacks=given.comebacks,
        tickets_a_day=given.tickets_a_day,
        agent_limit=given.agent_limit,
        tide_after=timedelta(minutes=given.tide_after_min),
        tide_until=timedelta(minutes=given.tide_until_min),
        strained_over=given.strained_over,
        lease_numbers=given.lease_numbers,
        sign_out_after=timedelta(minutes=given.sign_out_after_min),
        priority=_priority(given.priority) if given.priority else None,
        green_by=frozenset(given.green_by),
    )
