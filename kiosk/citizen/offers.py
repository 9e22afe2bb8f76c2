"""What the kiosk offers, worked out from what the hub said last. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from broker.contract.states import HallToday, ServiceQueue
from broker.contract.told import Journey, ServiceInfo
from broker.contract.values import BY_APPOINTMENT, ServiceId, ServiceKind, Text
from kiosk.citizen import moments
from kiosk.citizen.face import Offer

NEAR = timedelta(minutes=30)
"""How long before the last number it is told."""
JOURNEY_MARK, BOOKING_MARK = "事", "约"
REQUESTS = Offer("", "requests", None, "助")
"""The way to what is not a window's."""
BATCH = Offer("", "batch", None, "批")
"""Many items of one service at once."""
_BY_NUMBER = frozenset({ServiceKind.HELPER, ServiceKind.APPEAL})
FINDING = Offer("", "finding", None, "查")
"""The way to the catalogue."""
WISHES = Offer("", "wishes", None, "需")
"""The way to what is to be taken into account."""

Queues = Mapping[ServiceId, ServiceQueue]


def offers(
    today: HallToday, queues: Queues, now: datetime, *, may_book: bool, only: frozenset[ServiceId] | None = None
) -> tuple[Offer, ...]:
    """What may be chosen: services that call visitors, journeys, and the way to a booking.

    Args:
        today: what there is.
        queues: how busy the services are, as far as it was told.
        now: the hub's time.
        may_book: whether the visitor may book a time.
        only: while the hub is away: what does not begin with one of these is left out, and who waits nobody knows.
    """
    found = tuple(_offers(today, queues, now, may_book=may_book))
    if only is not None:
        first = {("journey", journey.id): journey.stages[0][0] for journey in today.journeys}
        known = (offer for offer in found if first.get((offer.kind, offer.key), offer.key) in only)
        found = tuple(replace(offer, waiting=-1) for offer in known)
    return (*found, REQUESTS) if requests(today, queues, now, may_book=may_book, only=only) else found


def requests(
    today: HallToday, queues: Queues, now: datetime, *, may_book: bool, only: frozenset[ServiceId] | None = None
) -> tuple[Offer, ...]:
    """What may be asked for besides a window's services; as `offers`."""
    found = [
        _when(_service(service), queues.get(service.id), now) if service.kind in _BY_NUMBER else _service(service)
        for service in today.services
        if not service.behind
        and (service.kind in _BY_NUMBER or (service.kind in BY_APPOINTMENT and service.bookable))
        and (only is None or service.id in only)
    ]
    return (*found, BATCH) if may_book and only is None and bookable(today) else tuple(found)


def categories(service: ServiceInfo) -> tuple[Offer, ...]:
    """What a form to a service may be about."""
    return tuple(Offer(category.id, "category", category, "") for category in service.categories)


def by_now(queues: Queues, now: datetime) -> dict[ServiceId, ServiceQueue]:
    """The queues that were told a while ago, with the hours that they must have by now."""
    return {id_: _since(queue, now) for id_, queue in queues.items()}


def bookable(today: HallToday) -> tuple[Offer, ...]:
    """The windows' services that may be booked."""
    return tuple(_service(service) for service in _called(today) if service.bookable)


def opens_first(today: HallToday, queues: Queues) -> tuple[bool, datetime | None]:
    """Whether no service gives numbers now, and when the first one does again, where a calendar says so."""
    by_number = {*_BY_NUMBER, ServiceKind.WINDOW}
    told = [queues[s.id] for s in today.services if s.id in queues and s.kind in by_number and not s.behind]
    if not told or any(queue.open for queue in told):
        return False, None
    return True, min((queue.opens_at for queue in told if queue.opens_at), default=None)


def name_of(today: HallToday | None, service: ServiceId) -> Text | None:
    """What a service is called; None for one that the hall does not have today."""
    return next((info.name for info in today.services if info.id == service), None) if today else None


def is_visited(today: HallToday | None, service: ServiceId) -> bool:
    """Whether clerks come to the visitor for it."""
    return any(s.id == service and s.kind is ServiceKind.HOME for s in today.services) if today else False


def _since(queue: ServiceQueue, now: datetime) -> ServiceQueue:
    if queue.open and queue.last_ticket_at and queue.last_ticket_at < now:
        return queue.model_copy(update={"open": False, "opens_at": None})
    if not queue.open and queue.opens_at and queue.opens_at <= now:
        return queue.model_copy(update={"open": True, "last_ticket_at": None})
    return queue


def _offers(today: HallToday, queues: Queues, now: datetime, *, may_book: bool) -> Iterator[Offer]:
    for service in _called(today):
        queue = queues.get(service.id)
        yield replace(_when(_service(service), queue, now), waiting=queue.waiting if queue else -1)
    for journey in today.journeys:
        first = sorted((queues[id_] for id_ in journey.stages[0] if id_ in queues), key=lambda queue: queue.open)
        yield _when(_journey(journey), first[0] if first else None, now)  # open when all that it begins with are
    if may_book and bookable(today):
        yield Offer("", "booking", None, BOOKING_MARK)


def _called(today: HallToday) -> Iterator[ServiceInfo]:
    return (s for s in today.services if s.kind is ServiceKind.WINDOW and not s.behind)


def _service(service: ServiceInfo) -> Offer:
    kind = "service" if service.kind is ServiceKind.WINDOW else service.kind.value
    return Offer(service.id, kind, service.name, service.series)


def _journey(journey: Journey) -> Offer:
    return Offer(journey.id, "journey", journey.name, JOURNEY_MARK, parts=sum(map(len, journey.stages)))


def _when(offer: Offer, queue: ServiceQueue | None, now: datetime) -> Offer:
    """The same offer, with what the queue that it begins in says of its hours."""
    if queue is None:
        return offer
    if not queue.open:
        return replace(offer, closed=True, opens=moments.moment(queue.opens_at, now) if queue.opens_at else None)
    last = queue.last_ticket_at
    return replace(offer, until=f"{last:%H:%M}") if last and last - now <= NEAR else offer
