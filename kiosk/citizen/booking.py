"""A time to come: picked, booked, or another one picked for what is booked."""

from dataclasses import replace
from typing import Any

from broker.contract.commands import BookAppointment, MoveAppointment
from broker.contract.message import Reply
from broker.contract.told import HeldAppointment
from broker.contract.values import ServiceId
from kiosk.citizen import telling
from kiosk.citizen.face import DayChoice, Face, SlotChoice
from kiosk.citizen.flow import ASKED_FROM
from kiosk.citizen.search import SlotSearch
from kiosk.citizen.states import Event, State
from kiosk.citizen.visit import Visit

_PICKING = frozenset({State.SLOTS, State.OTHER_SLOTS})


class SlotBooking:
    """Lets the visitor pick a slot, and asks the hub for it.

    Args:
        visit: the conversation.
    """

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._search = SlotSearch(visit.link, visit.show, self._on_no_slots)
        self._moving: HeldAppointment | None = None
        self._more: dict[str, Any] = {}  # that goes with the booking
        model = visit.model
        model.book.connect(lambda: visit.on(Event.BOOK))
        model.chosen.connect(self._on_chosen)
        for touched in (model.dayTouched, model.slotTouched):
            touched.connect(lambda _key: visit.change(taken=False))
        model.dayTouched.connect(self._search.touch_day)
        model.slotTouched.connect(self._search.touch_slot)
        model.confirmed.connect(self._on_confirmed)
        visit.entering(State.CHOOSE_TO_BOOK, lambda _before: visit.forget_ticket())
        for state in _PICKING:
            visit.entering(state, self._pick)
        visit.answering(Event.SLOT_TAKEN, lambda _reply: visit.change(taken=True))
        visit.painting(self._paint)
        visit.forgetting(self._forget)

    def begin_moving(self, appointment: HeldAppointment) -> None:
        """Look for another time for an appointment."""
        self._moving = appointment
        self._search.begin(appointment.service, appointment.items)

    def begin_request(self, service: ServiceId, *, items: int, **more: Any) -> None:
        """Look for a time for so many items; `more` goes with the booking."""
        if self._visit.on(Event.BOOK):
            self._more = {"items": items, **more}
            self._search.begin(service, items)

    def _on_chosen(self, service: str) -> None:
        if self._visit.state is State.CHOOSE_TO_BOOK and self._visit.on(Event.SERVICE_CHOSEN):
            self._more = {}
            self._search.begin(service)

    def _pick(self, before: State) -> None:
        if before in ASKED_FROM:
            self._search.again()

    def _on_confirmed(self) -> None:
        visit, picking, picked = self._visit, self._search.picking, self._search.picked
        if picking is None or picked is None or visit.state not in _PICKING:
            return
        if visit.state is State.OTHER_SLOTS and self._moving:
            ours = {"ref": self._moving.ref, "slot": picked.at}
            visit.ask(Event.CONFIRMED, Event.BOOKED, MoveAppointment, **ours)
        else:
            fields = {"service": picking.service, "slot": picked.at, **self._more, **visit.who}
            visit.ask(Event.CONFIRMED, Event.BOOKED, BookAppointment, **fields)

    def _on_no_slots(self, reply: Reply | None) -> None:
        if self._visit.state in _PICKING:
            self._visit.hear(Event.FOUND, reply)

    def _paint(self, face: Face) -> Face:
        visit, picking, now = self._visit, self._search.picking, self._visit.link.hub_now
        visit.model.show_rows(DayChoice, picking.day_choices() if picking else ())
        visit.model.show_rows(SlotChoice, picking.slot_choices(now) if picking else ())
        if picking is None or visit.state not in _PICKING:
            return face
        moving = visit.state is State.OTHER_SLOTS
        return replace(telling.picking(face, picking, visit.hearing.today, now), moving=moving)

    def _forget(self) -> None:
        self._search.forget()
        self._moving, self._more = None, {}
