"""The slips that a visitor takes along. Pure."""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from broker.contract.states import HallToday
from broker.contract.told import HeldAppointment, HeldTicket
from broker.contract.values import ServiceKind, Text
from hardware.ticketprinter.paper import Words
from hardware.ticketprinter.slip import AppointmentSlip, Slip
from kiosk.citizen import moments
from kiosk.citizen.offers import is_visited, name_of

_MOST_LABELS = 3
"""Windows that are named; more would be everywhere."""


def slip_of(
    ticket: HeldTicket, today: HallToday, service: Text, issued_at: datetime, language: str, about: Text | None = None
) -> Slip:
    """What the visitor takes along with a number.

    Args:
        ticket: as it was given.
        today: what there is in the hall.
        service: the service's name.
        issued_at: when it was given, as the hub's clock says it.
        language: the visitor's.
        about: the category of what was asked for, or None.
    """
    wait = ticket.wait
    return Slip(
        hall=words_of(today.name),
        number=ticket.number,
        service=words_of(service),
        ahead=ticket.ahead,
        issued_at=issued_at,
        ref=ticket.ref,
        likely_min=moments.minutes(wait.likely_s) if wait else None,
        at_most_min=moments.minutes(wait.at_most_s) if wait else None,
        head_start_min=ticket.head_start_s // 60,
        steps=_steps(ticket, today),
        messages=(*_about(about), *_where(ticket, today)),
        language=printed_language(language),
    )


def appointment_slip(
    appointment: HeldAppointment,
    today: HallToday,
    service: Text,
    booked_at: datetime,
    language: str,
    about: Text | None = None,
) -> AppointmentSlip:
    """What the visitor takes along with an appointment; the times are the hall's, as `booked_at` is."""
    slot, until = (moment.astimezone(booked_at.tzinfo) for moment in (appointment.slot, appointment.until))
    return AppointmentSlip(
        hall=words_of(today.name),
        service=words_of(service),
        day=words_of(moments.printed_date(slot.date())),
        time=f"{slot:%H:%M}-{until:%H:%M}",
        booked_at=booked_at,
        ref=appointment.ref,
        visited=is_visited(today, appointment.service),
        messages=tuple(_about(about)),
        language=printed_language(language),
    )


def printed_language(language: str) -> Literal["zh", "en"]:
    """The first language of a slip, which has two."""
    return "zh" if language.startswith("zh") else "en"


def after(ticket: HeldTicket, today: HallToday | None) -> Text | None:
    """The services of the visit that are still to come after the one that the ticket waits for."""
    names = [
        name
        for step in ticket.steps
        if step.service != ticket.service and step.state.value in {"later", "open"}
        if (name := name_of(today, step.service))
    ]
    return _joined(names) if names else None


def _about(about: Text | None) -> Iterator[Words]:
    if about:
        yield Words(f"事由：{about.zh}", f"About: {about.en}")


def _where(ticket: HeldTicket, today: HallToday) -> Iterator[Words]:
    """Say where to wait for what not every window does; calls are seen and heard everywhere."""
    service = next((service for service in today.services if service.id == ticket.service), None)
    labels = [w.label for w in today.windows if any(ticket.service in tier for tier in w.services)]
    if service and service.kind is not ServiceKind.WINDOW and 0 < len(labels) <= _MOST_LABELS:
        yield Words(f"请在 {'、'.join(labels)} 号窗口旁等候", f"Please wait near window {', '.join(labels)}")


def _steps(ticket: HeldTicket, today: HallToday) -> tuple[Words, ...]:
    stages: dict[int, list[Text]] = {}
    for step in ticket.steps:
        if name := name_of(today, step.service):
            stages.setdefault(step.stage, []).append(name)
    return tuple(words_of(_joined(stages[stage])) for stage in sorted(stages))


def _joined(names: list[Text]) -> Text:
    # Several names may be longer than one name may be.
    return Text.model_construct(zh="、".join(name.zh for name in names), en=", ".join(name.en for name in names))


def words_of(text: Text) -> Words:
    """A public text as a slip takes it."""
    return Words(text.zh, text.en)
