"""From settings to what the hub works with."""

from datetime import timedelta

from broker.contract.values import Clerk, ServiceInfo
from broker.queue.hall import Profile, WindowProfile
from broker.runtime.settings import HallSettings


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
