"""Whether the zone that a screen or a loudspeaker follows is one of the hall's. Pure."""

from broker.contract.devices import Problem
from broker.contract.states import HallToday
from broker.contract.values import ZoneId


def zone_problem(today: HallToday | None, zone: ZoneId) -> Problem | None:
    """What to tell the technician of a zone that the hall doesn't have; None while nothing is known of the hall."""
    if today is None or zone in today.zones:
        return None
    return Problem(part="zone", code="unknown", detail=zone)
