"""How long the waiting will wait, from how long the last visits took and how many windows serve."""

from math import ceil, sqrt
from statistics import fmean, pstdev

from broker.contract.values import Condition, Wait
from broker.queue.hall import Hall

USUAL_S = 300.0
"""Taken for a visit while the day has shown none; it counts as PRIOR visits."""
PRIOR = 3
SPREAD = 1.65
"""At most = likely and this many standard deviations: about 19 of 20 visits of a normal spread."""


def wait(hall: Hall, service: str, ahead: int) -> Wait | None:
    """The wait of someone who stands behind `ahead` others; None while no window serves this service."""
    share = 0.0
    idle = 0
    for profile in hall.profile.windows_for(service):
        window = hall.window(profile.id)
        if window.condition is not Condition.OPEN:
            continue
        busy_with = sum(1 for other in profile.services if other == service or hall.waiting.get(other))
        share += 1 / busy_with
        idle += window.ticket is None
    if not share:
        return None
    times = [USUAL_S] * PRIOR + [time.total_seconds() for time in hall.service_times.get(service, ())]
    to_finish = max(0, ahead + 1 - idle)
    likely = to_finish * fmean(times) / share
    deviation = max(pstdev(times), 0.3 * fmean(times)) * sqrt(to_finish) / share
    return Wait(likely_s=ceil(likely), at_most_s=ceil(likely + SPREAD * deviation))
