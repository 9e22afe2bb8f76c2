"""The slip of a ticket. Pure."""

import math
from datetime import datetime
from typing import Literal

from broker.contract.values import HeldTicket, Text
from hardware.ticketprinter.slip import Slip, Words


def slip_of(ticket: HeldTicket, hall: Text, service: Text, issued_at: datetime, language: Literal["zh", "en"]) -> Slip:
    """What the visitor takes along.

    Args:
        ticket: as the hub gave it.
        hall: its name.
        service: the service's name.
        issued_at: when the hub gave the number, as the hub's clock says it.
        language: the visitor's.
    """
    wait = ticket.wait
    return Slip(
        hall=Words(hall.zh, hall.en),
        number=ticket.number,
        service=Words(service.zh, service.en),
        ahead=ticket.ahead or 0,
        issued_at=issued_at,
        ref=ticket.ref,
        likely_min=minutes(wait.likely_s) if wait else None,
        at_most_min=minutes(wait.at_most_s) if wait else None,
        language=language,
    )


def minutes(seconds: int) -> int:
    """Whole minutes that people are told, at least one."""
    return max(1, math.ceil(seconds / 60))
