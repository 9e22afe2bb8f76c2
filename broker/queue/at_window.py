"""What happens at a window: a clerk's verbs, and the one key of a bare call-button."""

from dataclasses import dataclass
from typing import Any

from broker.contract import messages as m
from broker.contract.values import App, CalledTicket, Condition, Refused, TicketState
from broker.queue import order, views
from broker.queue.hall import Ticket, Window, WindowProfile
from broker.queue.outcome import Making, Outcome, RefusedError, require_life

PRESS_RECALLS_S = 20
"""A bare press so soon after a call means "once more"; later it means that the visitor did not come."""


@dataclass(frozen=True, slots=True)
class AtWindow:
    """One window while one command is decided for it."""

    making: Making
    profile: WindowProfile
    window: Window

    def decide(self, command: m.WindowCommand) -> Outcome:
        """What a clerk's command does here."""
        asking = self.making.asking
        if command.holding != self.window.ticket:
            raise self._refused(Refused.CHANGED)
        stranger = not self.window.staff or command.staff != self.window.staff
        if asking.app is App.WINDOW and stranger and not isinstance(command, m.SignIn):
            raise self._refused(Refused.NOT_SIGNED_IN)
        if isinstance(command, m.CallNext | m.CallTicket):
            called = self._next(command)
            reply: m.Reply = m.CalledReply(re=command.id, ok=True, at=asking.now, ticket=called)
            return Outcome(
                reply, tuple(self.making.events), note=command.reason if isinstance(command, m.CallTicket) else ""
            )
        if isinstance(command, m.SignIn):
            self._sign_in(command)
        elif isinstance(command, m.Recall | m.StartService | m.FinishService | m.NoShow):
            self._serve(command)
        else:
            self._arrange(command)
        made = tuple(self.making.events)
        then = views.window_after(self.making.hall, self.profile.id, made)
        reply = m.WindowReply(re=command.id, ok=True, at=asking.now, window=then)
        return Outcome(reply, made, note=command.reason if isinstance(command, m.PauseWindow) else "")

    def press(self) -> None:
        """A bare button: opens a closed window, finishes, recalls or misses whom it holds, then calls the next."""
        hall, asking = self.making.hall, self.making.asking
        if self.window.condition is not Condition.OPEN:
            self._event(m.WindowOpened)
        if self.window.ticket:
            ticket = hall.tickets[self.window.ticket]
            if ticket.state is TicketState.SERVING:
                self._of_ticket(m.ServiceFinished, ticket)
            elif (asking.now - ticket.since).total_seconds() < PRESS_RECALLS_S:
                self._of_ticket(m.TicketRecalled, ticket, call=asking.new_id())
                return
            else:
                self._of_ticket(m.TicketMissed, ticket)
        if ticket_next := order.next_for(hall, self.profile, asking.now):
            self._call(ticket_next)

    def _next(self, command: m.CallNext | m.CallTicket) -> CalledTicket:
        hall = self.making.hall
        if self.window.ticket or self.window.condition is not Condition.OPEN:
            raise self._refused(Refused.WRONG_STATE)
        if isinstance(command, m.CallNext):
            ticket = order.next_for(hall, self.profile, self.making.asking.now)
            if ticket is None:
                raise RefusedError(Refused.NO_ONE_WAITING)
            return self._call(ticket)
        chosen = hall.tickets.get(command.ticket)
        if chosen is None or chosen.service not in self.profile.services:
            raise RefusedError(Refused.UNKNOWN_TICKET)
        require_life(chosen, command)
        overtaken = hall.ahead_of(chosen.service, chosen.place)
        return self._call(chosen, out_of_turn=True, overtaken=overtaken)

    def _call(self, ticket: Ticket, **more: Any) -> CalledTicket:
        self._of_ticket(m.TicketCalled, ticket, call=self.making.asking.new_id(), staff=self.window.staff, **more)
        return CalledTicket(
            id=ticket.id,
            day=ticket.day,
            number=ticket.number,
            service=ticket.service,
            state=TicketState.CALLED,
            window=self.profile.id,
            name=ticket.visitor.name,
        )

    def _serve(self, command: m.WindowCommand) -> None:
        if self.window.ticket is None:
            raise self._refused(Refused.WRONG_STATE)
        ticket = self.making.hall.tickets[self.window.ticket]
        require_life(ticket, command)
        match command:
            case m.Recall():
                self._of_ticket(m.TicketRecalled, ticket, call=self.making.asking.new_id())
            case m.StartService():
                self._of_ticket(m.ServiceStarted, ticket)
            case m.FinishService():
                self._of_ticket(m.ServiceFinished, ticket)
            case m.NoShow():
                self._of_ticket(m.TicketMissed, ticket)

    def _arrange(self, command: m.WindowCommand) -> None:
        """Sign out, open, pause, close."""
        condition, free = self.window.condition, self.window.ticket is None
        match command:
            case m.SignOut() if free:
                if condition is not Condition.CLOSED:
                    self._event(m.WindowClosed)
                self._event(m.ClerkSignedOut, staff=self.window.staff)
            case m.OpenWindow() if condition is not Condition.OPEN:
                self._event(m.WindowOpened)
            case m.PauseWindow() if condition is Condition.OPEN:
                self._event(m.WindowPaused)
            case m.CloseWindow() if condition is not Condition.CLOSED and free:
                self._event(m.WindowClosed)
            case _:
                raise self._refused(Refused.WRONG_STATE)

    def _sign_in(self, command: m.SignIn) -> None:
        hall = self.making.hall
        if not self.making.asking.pin_ok or command.staff not in hall.profile.staff:
            raise RefusedError(Refused.WRONG_PIN)
        if self.window.staff == command.staff:
            return  # here already: the terminal was started anew
        for id_, other in hall.windows.items():
            if other.staff == command.staff:
                raise RefusedError(Refused.SIGNED_IN_ELSEWHERE, hall.profile.windows[id_].label)
        if self.window.staff:
            raise self._refused(Refused.WRONG_STATE)
        self._event(m.ClerkSignedIn, staff=command.staff)

    def _event(self, kind: type[m.WindowEvent], **fields: Any) -> None:
        self.making.make(kind, window=self.profile.id, **fields)

    def _of_ticket(self, kind: type[m.AtWindow], ticket: Ticket, **fields: Any) -> None:
        self.making.of_ticket(kind, ticket, window=self.profile.id, **fields)

    def _refused(self, code: Refused) -> RefusedError:
        """A refusal that tells what is true here now."""
        return RefusedError(code, window=views.window_now(self.making.hall, self.profile.id))
