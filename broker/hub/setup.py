"""From settings to what the hub works with."""

from datetime import date, timedelta
from pathlib import Path

from broker.contract.values import Clerk, ServiceInfo
from broker.queue.hall import Hall, Profile, WindowProfile
from broker.runtime.settings.file import SettingsError
from broker.runtime.settings.hall import HallSettings


def profile_of(settings: HallSettings) -> Profile:
    """The hall as its rules know it."""
    return Profile(
        name=settings.hall.name,
        services={s.id: ServiceInfo(id=s.id, name=s.name, series=s.series) for s in settings.service},
        windows={
            w.id: WindowProfile(w.id, w.label, w.zone, w.services, frozenset(w.attributes)) for w in settings.window
        },
        staff={person.id: Clerk(id=person.id, name=person.name) for person in settings.staff},
        head_start={standing: timedelta(minutes=m) for standing, m in settings.queue.head_start_min.items()},
        help_after=timedelta(minutes=settings.queue.help_after_min),
    )


def refuse_lost(path: Path, hall: Hall, today: date) -> None:
    """See to it that nobody of today is left waiting for what the settings do not have any more.

    Raises:
        SettingsError: a service or window was taken out while tickets wait for it or are at it.
    """
    if hall.day != today:  # those of yesterday expire in a moment
        return
    faults = [
        f"service {id_!r} was taken out, but {len(queue)} of today's tickets wait for it; put it back until tomorrow"
        for id_, queue in sorted(hall.waiting.items())
        if queue and id_ not in hall.profile.services
    ]
    faults += [
        f"window {id_!r} was taken out, but a ticket is there; put it back until tomorrow"
        for id_, window in sorted(hall.windows.items())
        if window.ticket and id_ not in hall.profile.windows
    ]
    if faults:
        raise SettingsError(path, faults)
