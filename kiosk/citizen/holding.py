"""What a visitor holds already: tickets and appointments, found by the card or by the code on a slip."""

from functools import partial

from broker.contract.commands import CancelAppointment, CancelTicket, CheckIn, FindTicket
from broker.contract.message import Reply
from broker.contract.replies import TicketsReply
from broker.contract.told import HeldAppointment, HeldTicket
from broker.contract.values import Holder
from kiosk.citizen import mine, telling
from kiosk.citizen.answers import code, meaning
from kiosk.citizen.booking import SlotBooking
from kiosk.citizen.face import Face, Held
from kiosk.citizen.paper import Paper
from kiosk.citizen.states import Event, State
from kiosk.citizen.visit import Visit


class Holding:
    """Finds what a card holds or a code stands for, and does with it what the visitor wants.

    Args:
        visit: the conversation.
        booking: picks another time for an appointment.
        paper: prints a ticket again.
    """

    def __init__(self, visit: Visit, booking: SlotBooking, paper: Paper) -> None:
        self._visit, self._booking, self._paper = visit, booking, paper
        self._tickets: tuple[HeldTicket, ...] = ()
        self._booked: tuple[HeldAppointment, ...] = ()
        self._appointment: HeldAppointment | None = None  # the one that was opened
        self._ticket: HeldTicket | None = None  # the one that was opened
        model = visit.model
        model.another.connect(lambda: visit.on(Event.ANOTHER))
        model.here.connect(self._on_here)
        model.opened.connect(self._on_opened)
        model.move.connect(self._on_move)
        model.cancel.connect(self._on_cancel)
        model.reprint.connect(self._on_reprint)
        model.giveBack.connect(lambda: visit.on(Event.GIVE_BACK))
        model.confirmed.connect(self._on_confirmed)
        visit.entering(State.LOOKING, self._look)
        visit.entering(State.MINE, lambda _before: visit.forget_ticket())
        visit.entering(State.CHOOSE, self._say_later)
        visit.entering(State.APPOINTMENT, self._show_appointment)
        for state in (State.OPENED, State.GIVE_BACK):
            visit.entering(state, self._show_ticket)
        visit.painting(self._paint)
        visit.forgetting(self._forget)

    def _look(self, _before: State) -> None:
        visit = self._visit
        if visit.alone:
            visit.on(Event.CUT_OFF)
        elif visit.holder or visit.ref:
            visit.forget_ticket()
            who = visit.holder or visit.ref
            visit.link.ask(FindTicket, partial(self._on_found, who), holder=visit.holder, ref=visit.ref)

    def _say_later(self, before: State) -> None:
        """Whose code could not be looked up need not fear for the number."""
        visit = self._visit
        if visit.ref and (visit.alone or before is State.LOOKING):
            visit.change(code="later")

    def _on_found(self, who: Holder | str | None, reply: Reply | None) -> None:
        visit = self._visit
        if who is not (visit.holder or visit.ref) or visit.state is not State.LOOKING:
            return
        event = meaning(reply, Event.FOUND)
        visit.note(event, code(reply))
        if isinstance(reply, TicketsReply):
            self._tickets, self._booked = mine.live(reply)
        if event in {Event.FOUND, Event.REFUSED}:
            nothing = Event.NOTHING_FOUND if visit.holder else Event.CODE_UNKNOWN
            event = Event.FOUND if self._tickets or self._booked else nothing
        visit.on(event)

    def _on_here(self, key: str) -> None:
        for held, well in ((self._ticket_of(key), Event.WAITS_AGAIN), (self._appointment_of(key), Event.ISSUED)):
            if held:
                self._visit.ask(Event.HERE, well, CheckIn, ref=held.ref)

    def _on_opened(self, key: str) -> None:
        self._ticket, self._appointment = self._ticket_of(key), self._appointment_of(key)
        if self._ticket:
            self._visit.on(Event.TICKET_OPENED)
        elif self._appointment:
            self._visit.on(Event.OPENED)

    def _ticket_of(self, key: str) -> HeldTicket | None:
        return next((ticket for ticket in self._tickets if ticket.id == key), None)

    def _appointment_of(self, key: str) -> HeldAppointment | None:
        return next((booked for booked in self._booked if booked.id == key), None)

    def _show_appointment(self, _before: State) -> None:
        visit = self._visit
        if self._appointment:
            visit.face = telling.appointment(visit.face, self._appointment, visit.hearing.today, visit.link.hub_now)

    def _show_ticket(self, _before: State) -> None:
        if self._ticket:
            self._paper.hold(self._ticket)

    def _on_reprint(self) -> None:
        if self._ticket and self._visit.on(Event.REPRINT):
            self._paper.print_again(self._ticket)

    def _on_confirmed(self) -> None:
        if self._visit.state is State.GIVE_BACK and self._ticket:
            self._visit.ask(Event.CONFIRMED, Event.GIVEN_BACK, CancelTicket, ref=self._ticket.ref)

    def _on_move(self) -> None:
        if self._appointment and self._visit.on(Event.MOVE):
            self._booking.begin_moving(self._appointment)

    def _on_cancel(self) -> None:
        if self._appointment:
            self._visit.ask(Event.CANCEL, Event.CANCELLED, CancelAppointment, ref=self._appointment.ref)

    def _paint(self, face: Face) -> Face:
        visit = self._visit
        lines = mine.lines(self._tickets, self._booked, visit.hearing.today, visit.link.hub_now)
        visit.model.show_rows(Held, lines)
        return face

    def _forget(self) -> None:
        self._appointment = self._ticket = None
        self._tickets, self._booked = (), ()
