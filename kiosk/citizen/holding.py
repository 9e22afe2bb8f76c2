"""What a visitor holds already: tickets and appointments, found by the card."""

from functools import partial
from typing import Any

from broker.contract.commands import CancelAppointment, CheckIn, FindTicket
from broker.contract.message import Reply
from broker.contract.replies import TicketsReply
from broker.contract.told import HeldAppointment, HeldTicket
from broker.contract.values import Holder
from kiosk.citizen import mine, telling
from kiosk.citizen.answers import code, meaning
from kiosk.citizen.booking import SlotBooking
from kiosk.citizen.face import Face, Held
from kiosk.citizen.states import Event, State
from kiosk.citizen.visit import Visit


class Holding:
    """Finds what a card holds, and does with it what the visitor wants.

    Args:
        visit: the conversation.
        booking: picks another time for an appointment.
    """

    def __init__(self, visit: Visit, booking: SlotBooking) -> None:
        self._visit, self._booking = visit, booking
        self._tickets: tuple[HeldTicket, ...] = ()
        self._booked: tuple[HeldAppointment, ...] = ()
        self._appointment: HeldAppointment | None = None  # the one that was opened
        model = visit.model
        model.another.connect(lambda: visit.on(Event.ANOTHER))
        model.here.connect(self._on_here)
        model.opened.connect(self._on_opened)
        model.move.connect(self._on_move)
        model.cancel.connect(self._on_cancel)
        visit.entering(State.LOOKING, self._look)
        visit.entering(State.MINE, lambda _before: visit.forget_ticket())
        visit.entering(State.APPOINTMENT, self._show_appointment)
        visit.painting(self._paint)
        visit.forgetting(self._forget)

    def _look(self, _before: State) -> None:
        visit = self._visit
        if visit.alone:
            visit.on(Event.CUT_OFF)
        elif visit.holder:
            visit.forget_ticket()
            visit.link.ask(FindTicket, partial(self._on_found, visit.holder), holder=visit.holder)

    def _on_found(self, holder: Holder, reply: Reply | None) -> None:
        visit = self._visit
        if holder is not visit.holder or visit.state is not State.LOOKING:
            return
        event = meaning(reply, Event.FOUND)
        visit.note(event, code(reply))
        if isinstance(reply, TicketsReply):
            self._tickets, self._booked = mine.live(reply)
        if event in {Event.FOUND, Event.REFUSED}:
            event = Event.FOUND if self._tickets or self._booked else Event.NOTHING_FOUND
        visit.on(event)

    def _on_here(self, key: str) -> None:
        ask = partial(self._visit.ask, Event.HERE, holder=self._visit.holder)
        if any(ticket.id == key for ticket in self._tickets):
            ask(Event.WAITS_AGAIN, CheckIn, ticket=key)
        else:
            ask(Event.ISSUED, CheckIn, appointment=key)

    def _on_opened(self, key: str) -> None:
        self._appointment = next((booked for booked in self._booked if booked.id == key), None)
        if self._appointment:
            self._visit.on(Event.OPENED)

    def _show_appointment(self, _before: State) -> None:
        visit = self._visit
        if self._appointment:
            visit.face = telling.appointment(visit.face, self._appointment, visit.hearing.today, visit.link.hub_now)

    def _on_move(self) -> None:
        if self._appointment and self._visit.on(Event.MOVE):
            self._booking.begin_moving(self._appointment)

    def _on_cancel(self) -> None:
        if self._appointment:
            fields: dict[str, Any] = {"appointment": self._appointment.id, "holder": self._visit.holder}
            self._visit.ask(Event.CANCEL, Event.CANCELLED, CancelAppointment, **fields)

    def _paint(self, face: Face) -> Face:
        visit = self._visit
        lines = mine.lines(self._tickets, self._booked, visit.hearing.today, visit.link.hub_now)
        visit.model.show_rows(Held, lines)
        return face

    def _forget(self) -> None:
        self._appointment = None
        self._tickets, self._booked = (), ()
