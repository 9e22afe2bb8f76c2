"""The people at the windows: they open, call, serve, take breaks and go home; every step is a command to the rules."""

from random import Random
from typing import Any

from broker.contract import messages as m
from broker.contract.values import App, Condition, TicketState
from broker.queue.order import may_take, services_of
from broker.queue.ticket import Ticket
from broker.simulate.day import Day, Visitor
from broker.simulate.world import World

REACTS_S = (2.0, 7.0)
"""How soon an idle clerk calls whoever has just come."""
BETWEEN_S = (4.0, 20.0)
"""What a clerk does between two visits."""
PATIENCE_S = 30.0
"""How soon a clerk calls once more, and so soon again gives the visitor up."""
COMES_EARLY_S = 300.0
SHORT = 0.25
"""How much of a visit has gone by when somebody is sent elsewhere."""
REASON = "按规定办理"


class Clerk:
    """Whoever is at one window.

    Args:
        world: the hall.
        window: where.
        day: what was drawn for this day.
        who: the visitor of each ticket.

    Attributes:
        idle: has nothing to do and looks up when somebody comes.
        gone: serves no more today.
    """

    def __init__(self, world: World, window: str, day: Day, who: dict[str, Visitor]) -> None:
        self.world, self.day, self.who = world, day, who
        self.profile = world.hall.profile.windows[window]
        self.hours = world.hours(self.profile)
        self.idle, self.gone = False, not self.hours
        self._random = Random(f"{day.seed} {window}")  # noqa: S311 - a day to play
        self._shifts = list(day.shifts[window])
        self._number = 1
        if self.hours:
            world.at(self.hours[0][0] - self._random.uniform(0, COMES_EARLY_S), self._begin)
        for _start, end in self.hours:
            world.at(end, self._look_up)
        for shift in self._shifts[:-1]:
            world.at(shift.until, self._look_up)  # who has nothing to do takes the break when it is time

    @property
    def is_here(self) -> bool:
        """Whether a clerk is signed in and may be asked."""
        return self.world.hall.window(self.profile.id).staff is not None

    def ask(self, kind: type[m.WindowCommand], **fields: Any) -> m.Reply:
        """Do something at this window, seeing what is there."""
        window = self.world.hall.window(self.profile.id)
        seen = {"holding": window.ticket, "staff": window.staff}
        return self.world.ask(kind, App.WINDOW, self.profile.id, **seen | fields)

    def may_take(self, ticket: Ticket) -> bool:
        """Whether this clerk has nothing to do and could serve a waiting ticket."""
        hall = self.world.hall
        offered = services_of(hall, self.profile)
        return self.idle and any(s in offered and may_take(hall, self.profile, ticket, s) for s in ticket.places)

    def wake(self) -> None:
        """Somebody waits whom this idle clerk may serve."""
        self.idle = False
        self._soon(REACTS_S)

    def _begin(self) -> None:
        self._sign_in()
        self.ask(m.OpenWindow)
        opens = self.hours[0][0] + self._random.uniform(*BETWEEN_S)
        self.world.at(max(self.world.now, opens), self._next)

    def _sign_in(self) -> None:
        self.ask(
            m.SignIn, staff=f"{self.profile.id}-{self._number}", pin="0"
        )  # the hall has our own clerks as its staff

    def _look_up(self) -> None:
        if self.idle:
            self.idle = False
            self._next()

    def _next(self) -> None:
        """Take a break if it is time, else call whoever is next."""
        now = self.world.now
        if self.world.hall.window(self.profile.id).condition is not Condition.OPEN:
            self.gone = True  # closed by itself: the day is over
            return
        back = next((start for start, _end in self.hours if now < start), None)
        if back and not any(start <= now < end for start, end in self.hours):
            self._leave(back)
        elif len(self._shifts) > 1 and now >= self._shifts[0].until:
            away = self._shifts.pop(0).away
            self._leave(now + away)
        elif ticket := self._call():
            self._called(ticket)
        elif self.profile.calendar is None and now >= self.hours[-1][1]:
            self.ask(m.CloseWindow)
            self.gone = True
        else:
            self.idle = True

    def _call(self) -> Ticket | None:
        reply = self.ask(m.CallNext)
        called = reply.ticket if isinstance(reply, m.CalledReply) else None
        return self.world.hall.tickets[called.id] if called else None

    def _leave(self, back: float) -> None:
        """Go for a break or for good; then a new clerk comes. Who may not leave the holders alone stays."""
        changes = self._shifts[0].new_clerk
        if not self.ask(m.SignOut if changes else m.PauseWindow).ok:
            self._soon(BETWEEN_S)
        elif changes:
            self._shifts[0] = self._shifts[0].stays()
            self._number += 1
            self.world.at(back, self._begin)
        else:
            self.world.at(back, self._return)

    def _return(self) -> None:
        if not self.is_here:  # the break was so long that the hub signed the clerk out
            self._sign_in()
        self.ask(m.OpenWindow)
        self._soon(BETWEEN_S)

    def _called(self, ticket: Ticket) -> None:
        visitor = self.who[ticket.id]
        if visitor.shows_up or ticket.comebacks:
            self.world.at(self.world.now + visitor.walk, lambda: self._start(ticket, visitor))
        else:
            self.world.at(self.world.now + PATIENCE_S, lambda: self._call_again(ticket))

    def _call_again(self, ticket: Ticket) -> None:
        self.ask(m.Recall)
        patience = max(PATIENCE_S, self.world.hall.profile.rules.no_show_after.total_seconds() - PATIENCE_S + 1)
        self.world.at(self.world.now + patience, lambda: self._give_up(ticket))

    def _give_up(self, ticket: Ticket) -> None:
        if ticket.state is TicketState.SERVING:  # the hall's own grace time took it as come
            self._finish(m.FinishService)
        else:
            self._finish(m.NoShow)

    def _start(self, ticket: Ticket, visitor: Visitor) -> None:
        if ticket.state is TicketState.CALLED:
            self.ask(m.StartService)
        took = visitor.visit * self._shifts[0].speed * self.day.speed(self.world.now)
        first = ticket.moved is None  # nobody is sent away twice
        if visitor.elsewhere and first:
            to = {"service": visitor.elsewhere, "reason": REASON}
            self.world.at(self.world.now + took * SHORT, lambda: self._finish(m.TransferTicket, **to))
        elif visitor.parked and first:
            self.world.at(self.world.now + took * SHORT, lambda: self._finish(m.ParkTicket, reason=REASON))
        else:
            self.world.at(self.world.now + took, lambda: self._finish(m.FinishService))

    def _finish(self, kind: type[m.WindowCommand], **fields: Any) -> None:
        self.ask(kind, **fields)
        self._soon(BETWEEN_S)

    def _soon(self, span: tuple[float, float]) -> None:
        self.world.at(self.world.now + self._random.uniform(*span), self._next)
