"""Whether the zone that a screen or a loudspeaker follows is one of the hall's."""

import logging

from broker.client.health import Health
from broker.contract.devices import Problem
from broker.contract.states import HallToday
from broker.contract.values import ZoneId

log = logging.getLogger(__name__)

PART = "zone"


def look_for_zone(today: HallToday, zone: ZoneId, health: Health) -> None:
    """Tell the technician of a zone that the hall doesn't have, until it has."""
    if zone in today.zones:
        health.know(PART, None)
        return
    if not health.has(PART):
        log.warning("the hall has no such zone", extra={"code": "unknown", "error": zone})
    health.know(PART, Problem(part=PART, code="unknown", detail=zone))
