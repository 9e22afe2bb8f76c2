"""Whether the settings still have what people of today wait for."""

from collections import Counter
from datetime import date
from pathlib import Path

from broker.queue import steps
from broker.queue.hall import Hall
from broker.queue.life import LIVE
from broker.runtime.settings.file import SettingsError


def refuse_lost(path: Path, hall: Hall, today: date) -> None:
    """See to it that nobody is left with a ticket or an appointment for what the settings do not have any more.

    Raises:
        SettingsError: a service or window was taken out while live tickets are for it, wherever they are, or
            appointments are booked.
    """
    faults = _lost_appointments(hall, today)
    if hall.day == today:  # the tickets of yesterday expire in a moment
        faults += _lost_tickets(hall)
    if faults:
        raise SettingsError(path, faults)


def _lost_tickets(hall: Hall) -> list[str]:
    live = (ticket for ticket in hall.tickets.values() if ticket.state in LIVE)
    lost = Counter(id_ for ticket in live for id_ in set(ticket.services) - set(hall.profile.services))
    faults = [
        f"service {id_!r} was taken out, but {count} of today's tickets wait for it; put it back until tomorrow"
        for id_, count in sorted(lost.items())
    ]
    faults += _unmet(hall)
    return faults + [
        f"window {id_!r} was taken out, but a ticket is there; put it back until tomorrow"
        for id_, window in sorted(hall.windows.items())
        if window.ticket and id_ not in hall.profile.windows
    ]


def _unmet(hall: Hall) -> list[str]:
    """What is needed of a window and no window has any more."""
    unmet = Counter(
        (service, need)
        for ticket in hall.tickets.values()
        if ticket.state in LIVE
        for service in steps.to_come(ticket, hall.profile.behind)
        if service in hall.profile.services and not hall.profile.able(service, ticket.needs)
        for need in sorted(ticket.needs)
    )
    return [
        f"{count} of today's tickets need {need!r} for {service!r}, and no window of it has that any more; "
        "put it back until tomorrow"
        for (service, need), count in sorted(unmet.items())
    ]


def _lost_appointments(hall: Hall, today: date) -> list[str]:
    lost: dict[str, list[date]] = {}
    for appointment in hall.agenda.booked():
        if appointment.service not in hall.profile.services and appointment.slot.date() >= today:
            lost.setdefault(appointment.service, []).append(appointment.slot.date())
    return [
        f"service {id_!r} was taken out, but appointments for it are booked: {len(days)}, the last on {max(days)}; "
        "put it back until then, or until they are cancelled"
        for id_, days in sorted(lost.items())
    ]
