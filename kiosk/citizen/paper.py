"""A ticket or an appointment on the screen, and its slip."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from broker.contract.message import Reply
from broker.contract.replies import AppointmentReply, TicketReply
from broker.contract.told import HeldAppointment, HeldTicket
from hardware.qr import address_of
from hardware.ticketprinter.slip import QR_PREFIX, AnySlip
from kiosk.citizen import telling
from kiosk.citizen.slip import appointment_slip, slip_of
from kiosk.citizen.states import Event, State
from kiosk.citizen.visit import Visit

_DOTS = 8
"""Of the screen, for one of a QR code."""


class Paper:
    """Shows what the hub gave, and prints it.

    Args:
        visit: the conversation.
        print_slip: hands a slip and the id of its ticket or appointment to the printer, which answers by `on_slip`;
            None for a kiosk without one.
    """

    def __init__(self, visit: Visit, print_slip: Callable[[str, AnySlip], None] | None) -> None:
        self._visit, self._print_slip = visit, print_slip
        visit.answering(Event.ISSUED, self._on_issued)
        visit.answering(Event.WAITS_AGAIN, self._on_waits_again)
        visit.answering(Event.HELD, self._on_held)
        visit.answering(Event.BOOKED, self._on_booked)
        self._ref = ""  # of the ticket that is shown
        visit.entering(State.UNPRINTED, lambda _before: self._do_without())
        visit.forgetting(self._forget)

    def on_slip(self, of: str, trouble: str | None) -> None:
        """Hear what became of the slip of a ticket or appointment; None is well."""
        if of == self._visit.shown and self._visit.on(Event.NO_SLIP if trouble else Event.SLIP_OUT):
            self._visit.change(paper=trouble or "printed")
            self._visit.show()

    def hold(self, ticket: HeldTicket) -> None:
        """Show a ticket."""
        self._visit.shown, self._ref = ticket.id, ticket.ref
        self._visit.face = telling.ticket(self._visit.face, ticket, self._visit.hearing.today)

    def print_again(self, ticket: HeldTicket) -> None:
        """Print a ticket that was given before, as it stands now."""
        self.hold(ticket)
        self._print_ticket(ticket, self._visit.link.hub_now, again=True)

    def _do_without(self) -> None:
        """Have what the slip's code says at hand on the screen; why there is no slip the printer may tell better."""
        self._visit.change(paper="failed", take=address_of(QR_PREFIX + self._ref, _DOTS))

    def _forget(self) -> None:
        self._ref = ""

    def _on_issued(self, reply: Reply | None) -> None:
        if not isinstance(reply, TicketReply) or reply.ticket is None:
            return
        self.hold(reply.ticket)
        self._print_ticket(reply.ticket, reply.at)

    def _on_waits_again(self, reply: Reply | None) -> None:
        if isinstance(reply, TicketReply) and reply.ticket:
            self.hold(reply.ticket)

    def _on_held(self, reply: Reply | None) -> None:
        if reply and reply.error and reply.error.ticket:
            self.hold(reply.error.ticket)

    def _on_booked(self, reply: Reply | None) -> None:
        if not isinstance(reply, AppointmentReply) or reply.appointment is None:
            return
        booked: HeldAppointment = reply.appointment
        today, visit = self._visit.hearing.today, self._visit
        visit.face = face = telling.appointment(visit.face, booked, today, visit.link.hub_now)
        visit.shown = booked.id
        slip = (
            appointment_slip(booked, today, face.service, reply.at, face.language, face.request.about)
            if today and face.service
            else None
        )
        self._print(booked.id, slip)

    def _print_ticket(self, ticket: HeldTicket, at: datetime, *, again: bool = False) -> None:
        today, face = self._visit.hearing.today, self._visit.face
        slip = None
        if today and face.service:
            slip = slip_of(ticket, today, face.service, at, face.language, face.request.about)
        self._print(ticket.id, replace(slip, again=again) if slip else None)

    def _print(self, of: str, slip: AnySlip | None) -> None:
        if self._print_slip is None or slip is None:
            self.on_slip(of, "none")
            return
        self._visit.change(paper="printing")
        self._print_slip(of, slip)
