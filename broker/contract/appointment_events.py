"""What happened to appointments; the other events are in `events`."""

from typing import Literal

from broker.contract.message import Event
from broker.contract.values import AppointmentId, Moment, ServiceId


class AppointmentEvent(Event):
    """Something that happened to an appointment."""

    appointment: AppointmentId


class AppointmentTold(AppointmentEvent):
    """An appointment as it was booked."""

    service: ServiceId
    slot: Moment
    until: Moment
    items: int
    language: str
    needs: tuple[str, ...]


class AppointmentBooked(AppointmentTold):
    """A slot is taken, or several one after the other."""

    name: Literal["appointment-booked"] = "appointment-booked"


class AppointmentCarried(AppointmentTold):
    """An appointment still to come, told again on a new day, so that each day's events stand for themselves."""

    name: Literal["appointment-carried"] = "appointment-carried"


class AppointmentMoved(AppointmentEvent):
    """Another slot instead."""

    name: Literal["appointment-moved"] = "appointment-moved"
    slot: Moment
    until: Moment


class AppointmentCancelled(AppointmentEvent):
    """The slot is free again."""

    name: Literal["appointment-cancelled"] = "appointment-cancelled"


class AppointmentLapsed(AppointmentEvent):
    """The day is over and nobody came."""

    name: Literal["appointment-lapsed"] = "appointment-lapsed"
