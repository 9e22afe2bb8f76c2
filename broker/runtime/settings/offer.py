"""hall.toml's services, windows and journeys, and whether they fit together."""

from collections.abc import Collection, Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from broker.contract.values import LINE, CategoryId, Need, ServiceId, Stages, Text, WindowId, ZoneId
from broker.runtime.settings.calendar import Calendar, CalendarId, minutes
from broker.runtime.settings.faults import did_you_mean, twice
from broker.runtime.settings.file import Settings


class Booking(Settings):
    """How a service takes appointments; without this table it takes none of its own.

    A `quota` that is not given is 4, of a batch room the number of its windows.
    """

    slot_min: Annotated[int, Field(ge=5, le=480)] = 30
    quota: Annotated[int, Field(ge=1, le=500)] | None = None
    days_ahead: Annotated[int, Field(ge=0, le=90)] = 14
    lateness_min: Annotated[int, Field(ge=0, le=240)] = 15
    batch_over: Annotated[int, Field(ge=1, le=500)] = 10
    batch_service: ServiceId | None = None


class Category(Settings):
    """What a form may be about."""

    id: CategoryId
    zh: Annotated[str, StringConstraints(min_length=1, max_length=40), LINE]
    en: Annotated[str, StringConstraints(min_length=1, max_length=60), LINE]


class Service(Settings):
    """A service that tickets are for."""

    id: ServiceId
    name: Text
    series: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}$")]
    calendar: CalendarId | None = None  # without it: always
    usual_min: Annotated[int, Field(ge=1, le=480)] = 5
    behind: bool = False  # done behind the windows: nobody is called for it
    kind: Literal["window", "helper", "home", "company", "appeal"] = "window"
    categories: tuple[Category, ...] = ()  # what a form to it may be about
    must_show: Literal["none", "typed", "card"] = "none"  # of a visitor: nothing, any number, the card
    booking: Booking | None = None


class Window(Settings):
    """A window and its profile: services in tiers, first tier first."""

    id: WindowId
    label: Annotated[str, StringConstraints(min_length=1, max_length=6), LINE]
    services: tuple[tuple[ServiceId, ...], ...]
    zone: ZoneId = "main"
    attributes: tuple[Need, ...] = ()
    calendar: CalendarId | None = None  # without it: whenever its clerk likes
    tidal: tuple[ServiceId, ...] = ()


class Journey(Settings):
    """One matter of life that takes several services, as one ticket."""

    id: ServiceId
    name: Text
    stages: Annotated[Stages, Field(min_length=1)]


def faults_of_offer(
    services: Sequence[Service], windows: Sequence[Window], journeys: Sequence[Journey], calendars: Sequence[Calendar]
) -> Iterator[str]:
    """One line for each thing that does not fit to the others."""
    by_id = {service.id: service for service in services}
    hours = {calendar.id: calendar for calendar in calendars}
    offered = {id_ for window in windows for tier in window.services for id_ in tier}
    for service in services:
        yield from _faults_of_service(service, by_id, hours)
        yield from _faults_of_room(service, services)
        if service.id not in offered and not service.behind:
            yield f"service {service.id}: no window has it in its services, so nobody could ever be called for it"
    for window in windows:
        yield from _faults_of_window(window, by_id, hours)
    for journey in journeys:
        yield from _faults_of_journey(journey, by_id)
        for id_ in sorted({id_ for stage in journey.stages for id_ in stage} - offered):
            if id_ in by_id and by_id[id_].behind:
                yield _unreported(journey, id_, windows)


def _faults_of_service(service: Service, services: dict[str, Service], calendars: dict[str, Calendar]) -> Iterator[str]:
    at = f"service {service.id}"
    yield from _unknown(f"{at}.calendar", "calendar", [service.calendar], calendars)
    yield from _faults_of_kind(service, services)
    booking = service.booking
    if booking is None:
        return
    if service.behind:
        yield f"{at}.booking: it is done behind the windows, so there is nothing to come for; leave booking out"
    if service.calendar is None:
        yield f"{at}.booking: appointments lie in the hours of the service; give it a calendar"
    else:
        yield from _faults_of_slot(at, booking, calendars.get(service.calendar))
    yield from _unknown(f"{at}.booking.batch_service", "service", [booking.batch_service], services)
    batch = services.get(booking.batch_service or "")
    if batch is service:
        yield f"{at}.booking.batch_service: is the service itself; name the batch room's, or leave it out"
    elif batch and batch.behind:
        yield f"{at}.booking.batch_service: {batch.id!r} is done behind the windows; name one that people come for"
    elif batch and batch.calendar is None:
        yield f"{at}.booking.batch_service: {batch.id!r} has no hours to make appointments in; give it a calendar"
    elif batch and batch.booking is None and batch.calendar != service.calendar:
        yield from _faults_of_slot(at, booking, calendars.get(batch.calendar or ""))


def _faults_of_kind(service: Service, services: dict[str, Service]) -> Iterator[str]:
    at = f"service {service.id}"
    yield from twice(f"{at}.categories: the id", (category.id for category in service.categories))
    if service.kind == "window":
        if service.categories:
            yield f"{at}.categories: nobody writes a form to a window; give the service another kind, or leave them out"
        return
    if service.behind:
        yield f"{at}.kind: it is done behind the windows, so nobody comes for it; leave kind out"
    rooms = {s.booking.batch_service for s in services.values() if s.booking}
    if service.kind in {"home", "company"} and service.booking is None and service.id not in rooms:
        yield f"{at}.kind: {service.kind!r} is booked; give the service a [service.booking]"


def _faults_of_slot(at: str, booking: Booking, calendar: Calendar | None) -> Iterator[str]:
    if calendar is None:
        return
    longest = max(minutes(span) for _name, span in calendar.spans)
    if booking.slot_min > longest:
        yield (
            f"{at}.booking.slot_min: {booking.slot_min} minutes fit into no span of calendar {calendar.id!r}, "
            f"whose longest has {longest}"
        )


def _faults_of_room(room: Service, services: Sequence[Service]) -> Iterator[str]:
    """A batch room that does not say how it is booked is booked like the one service that sends there."""
    sending = {s.id: s.booking for s in services if s.booking and s.booking.batch_service == room.id}
    ways = {(booking.slot_min, booking.days_ahead, booking.lateness_min) for booking in sending.values()}
    if room.booking is None and len(ways) > 1:
        ids = ", ".join(sending)
        yield f"service {room.id}: is the batch room of {ids}, which are booked unlike; give it a booking of its own"


def _faults_of_window(window: Window, services: dict[str, Service], calendars: dict[str, Calendar]) -> Iterator[str]:
    at = f"window {window.id}"
    own = [id_ for tier in window.services for id_ in tier]
    yield from _unknown(at, "service", own, services)
    yield from twice(f"{at}.services:", own)
    yield from _unknown(f"{at}.tidal", "service", window.tidal, services)
    for id_ in sorted(set(window.tidal)):
        if id_ in own:
            yield f"{at}.tidal: {id_!r} is one of its services at any time; keep one"
        elif id_ in services and services[id_].behind:
            yield f"{at}.tidal: nobody waits for {id_!r}, which is done behind the windows; leave it out"
    yield from _unknown(f"{at}.calendar", "calendar", [window.calendar], calendars)


def _faults_of_journey(journey: Journey, services: dict[str, Service]) -> Iterator[str]:
    at = f"journey {journey.id}.stages"
    yield from _unknown(at, "service", [id_ for stage in journey.stages for id_ in stage], services)
    for n, stage in enumerate(journey.stages, 1):
        yield from twice(f"{at}, stage {n}:", stage)
    for id_ in sorted({id_ for stage in journey.stages for id_ in stage}):
        if id_ in services and services[id_].kind != "window":
            yield f"{at}: {id_!r} is of kind {services[id_].kind!r} and stands alone; leave it out"
    first = services.get(journey.stages[0][0])
    if first and first.behind:
        yield f"{at}: the first is {first.id!r}, which is done behind the windows; begin with one that people come for"


def _unreported(journey: Journey, service: str, windows: Sequence[Window]) -> str:
    """Only a window that lists what is done behind the windows may report it done."""
    others = {id_ for stage in journey.stages for id_ in stage}
    near = next((w for w in windows if not others.isdisjoint(id_ for tier in w.services for id_ in tier)), windows[0])
    return (
        f"journey {journey.id}.stages: no window has {service!r} in its services, so nobody could say that it is done; "
        f"put it into those of window {near.id}, or of another whose staff can say so"
    )


def _unknown(at: str, kind: str, ids: Collection[str | None], there: Collection[str]) -> Iterator[str]:
    for id_ in sorted({id_ for id_ in ids if id_ is not None} - set(there)):
        yield f"{at}: there is no {kind} {id_!r}{did_you_mean(id_, set(there))}"
