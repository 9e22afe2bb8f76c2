"""What an answer of the hub puts on the face. Pure."""

from dataclasses import replace
from datetime import datetime

from broker.contract.message import Reply
from broker.contract.states import HallToday
from broker.contract.told import HeldAppointment, HeldTicket
from broker.contract.values import Refused, Text, TicketState
from kiosk.citizen import moments
from kiosk.citizen.face import Face
from kiosk.citizen.mine import window_label
from kiosk.citizen.offers import is_visited, name_of
from kiosk.citizen.slip import after
from kiosk.citizen.slots import Picking


def ticket(face: Face, held: HeldTicket, today: HallToday | None) -> Face:
    """The face with a ticket on it."""
    wait = held.wait
    more = wait is not None and moments.minutes(wait.at_most_s) > moments.minutes(wait.likely_s)
    return replace(
        face,
        number=held.number,
        service=name_of(today, held.service),
        ahead=-1 if held.ahead is None else held.ahead,
        counts=held.ahead is None and held.state is TicketState.WAITING,
        likely=moments.wait(wait.likely_s) if wait else None,
        at_most=moments.wait(wait.at_most_s) if wait and more else None,
        earlier=moments.wait(held.head_start_s) if held.head_start_s else None,
        because=held.because.value if held.because else "",
        claim=held.claim.value if held.claim else "",
        after=after(held, today),
        window=window_label(today, held.window),
    )


def appointment(face: Face, booked: HeldAppointment, today: HallToday | None, now: datetime) -> Face:
    """The face with an appointment on it, in the hall's time as `now` is."""
    slot = booked.slot.astimezone(now.tzinfo)
    return replace(
        face,
        service=name_of(today, booked.service),
        visited=is_visited(today, booked.service),
        day=moments.long_date(slot.date()),
        time=moments.times(slot, booked.until.astimezone(now.tzinfo)),
    )


def picking(face: Face, picked: Picking, today: HallToday | None, now: datetime) -> Face:
    """The face with a slot that is being picked."""
    slot = picked.picked
    return replace(
        face,
        service=name_of(today, picked.service),
        slots=picked.known,
        day=moments.long_date(slot.at.astimezone(now.tzinfo).date()) if slot else None,
        time=moments.times(slot.at.astimezone(now.tzinfo), slot.until.astimezone(now.tzinfo)) if slot else "",
    )


def opens(reply: Reply | None, now: datetime) -> Text | None:
    """When what is closed now opens again; None where the hub did not say."""
    if reply is None or reply.error is None or reply.error.code is not Refused.CLOSED_NOW:
        return None
    try:
        at = datetime.fromisoformat(reply.error.detail)
    except ValueError:
        return None
    return moments.moment(at.astimezone(now.tzinfo), now) if at.tzinfo else None
