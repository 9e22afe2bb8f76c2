"""What happens at a window: a clerk's verbs, and the one key of a bare call-button."""

from collections.abc import Callable, Iterator
from math import ceil
from typing import Any

from broker.contract import messages as m
from broker.contract.values import App, Condition, Refused, StepOutcome, TicketState
from broker.queue import closing, moves, order, views
from broker.queue.hall import Hall
from broker.queue.here import Here
from broker.queue.life import ONLY_FREE, WINDOW_LIFE
from broker.queue.outcome import Making, Outcome, RefusedError, require_life
from broker.queue.roles import require_role
from broker.queue.ticket import Ticket

NAMED = 5
"""Numbers that a refusal to close names; of more it says how many."""
_WINDOW_VERBS = frozenset(verb for _condition, verb in WINDOW_LIFE)


def decide(here: Here, command: m.WindowCommand) -> Outcome:
    """What a clerk's command does here."""
    window = here.window
    if command.holding != window.ticket:
        raise here.refused(Refused.CHANGED)
    stranger = not window.staff or command.staff != window.staff
    if here.making.asking.app is App.WINDOW and stranger and not isinstance(command, m.SignIn):
        raise here.refused(Refused.NOT_SIGNED_IN)
    if window.staff and not isinstance(command, m.SignIn):
        require_role(here.hall, window.staff, command.verb)
    if command.verb in _WINDOW_VERBS and (window.condition, command.verb) not in WINDOW_LIFE:
        raise here.refused(Refused.WRONG_STATE)
    if window.ticket and command.verb in ONLY_FREE:
        raise here.refused(Refused.WRONG_STATE)
    if serve := _OF_TICKET_HERE.get(type(command)):
        if here.ticket is None:
            raise here.refused(Refused.WRONG_STATE)
        require_life(here.ticket, command)
        serve(here, here.ticket, command)
    else:
        _VERBS[type(command)](here, command)
    note = getattr(command, "reason", "") or getattr(command, "text", "")
    return Outcome(_answer(here, command), tuple(here.making.events), note=note)


def press(here: Here) -> Iterator[None]:
    """A bare button: opens a closed window, finishes, recalls or misses whom it holds, then calls the next.

    Yields once, when the hall must take in what was made so far before the next is looked for.
    """
    ticket, rules, now = here.ticket, here.hall.profile.rules, here.making.asking.now
    if here.window.condition is not Condition.OPEN:
        here.of_window(m.WindowOpened)
    if ticket and ticket.state is TicketState.SERVING:
        here.finish(ticket)
    elif ticket and now - ticket.since < rules.no_show_after:
        if ticket.recalls < rules.recalls:
            here.of_ticket(m.TicketRecalled, ticket, call=here.making.asking.new_id())
        return
    elif ticket:
        here.of_ticket(m.TicketMissed, ticket)
    yield
    if found := order.next_for(here.hall, here.profile, now):
        here.call(found.ticket, found.service)


def _call_next(here: Here, _command: m.CallNext) -> None:
    found = order.next_for(here.hall, here.profile, here.making.asking.now)
    if found is None:
        raise RefusedError(Refused.NO_ONE_WAITING)
    here.call(found.ticket, found.service)


def _recall(here: Here, ticket: Ticket, _command: m.Recall) -> None:
    most = here.hall.profile.rules.recalls
    if ticket.recalls >= most:
        raise RefusedError(Refused.LIMIT_REACHED, str(most))
    here.of_ticket(m.TicketRecalled, ticket, call=here.making.asking.new_id())


def _start(here: Here, ticket: Ticket, _command: m.StartService) -> None:
    here.of_ticket(m.ServiceStarted, ticket)


def _finish(here: Here, ticket: Ticket, command: m.FinishService) -> None:
    if command.outcome is StepOutcome.UNKNOWN:
        raise RefusedError(Refused.MALFORMED, "outcome")
    here.finish(ticket, command.outcome)


def _no_show(here: Here, ticket: Ticket, _command: m.NoShow) -> None:
    left = (here.hall.profile.rules.no_show_after - (here.making.asking.now - ticket.since)).total_seconds()
    if left > 0:
        raise RefusedError(Refused.TOO_SOON, f"{ceil(left)}")
    here.of_ticket(m.TicketMissed, ticket)


def _park(here: Here, ticket: Ticket, _command: m.ParkTicket) -> None:
    here.of_ticket(m.TicketParked, ticket)


def _note(here: Here, ticket: Ticket, _command: m.Note) -> None:
    here.of_ticket(m.NoteAdded, ticket)


def _sign_in(here: Here, command: m.SignIn) -> None:
    hall = here.hall
    if not here.making.asking.pin_ok or command.staff not in hall.profile.staff:
        raise RefusedError(Refused.WRONG_PIN)
    require_role(hall, command.staff or "", command.verb)
    if here.window.staff == command.staff:
        return  # here already: the terminal was started anew
    if other := hall.staff_at.get(command.staff or ""):
        _leave(here.making, other)
    if here.window.staff:
        here.of_window(m.ClerkSignedOut, relieved_by=command.staff)
    here.of_window(m.ClerkSignedIn, staff=command.staff)


def _leave(making: Making, window: str) -> None:
    """A clerk who signs in elsewhere has left this window, unless a visitor is there."""
    hall, profile = making.hall, making.hall.profile.windows.get(window)
    if profile is None:  # a window that has left the settings keeps nobody
        making.make(m.ClerkSignedOut, window=window, staff=hall.window(window).staff)
        return
    there = Here(making, profile, hall.window(window))
    if there.window.ticket:
        raise RefusedError(Refused.SIGNED_IN_ELSEWHERE, profile.label)
    _shut(there)
    there.of_window(m.ClerkSignedOut)


def _close(here: Here, command: m.CloseWindow | m.SignOut) -> None:
    _shut(here)
    if isinstance(command, m.SignOut):
        here.of_window(m.ClerkSignedOut)


def _shut(here: Here) -> None:
    """Close the window if it is not closed yet."""
    if here.window.condition is not Condition.CLOSED:
        if left := closing.left_behind(here.hall, here.profile, here.making.asking.now):
            numbers = [ticket.number for ticket in left[:NAMED]] + [f"+{len(left) - NAMED}"] * (len(left) > NAMED)
            raise RefusedError(Refused.HOLDERS_WAIT, " ".join(numbers))
        here.of_window(m.WindowClosed)


def _undo(here: Here, _command: m.Undo) -> None:
    last = here.window.last
    if last is None or not views.may_undo(here.hall, here.window, here.making.asking.now):
        raise here.refused(Refused.NOTHING_TO_UNDO)
    ticket = here.hall.tickets[last.before.id]
    steps = dict.fromkeys(step.service for step in (*last.before.steps, *ticket.steps))
    here.of_ticket(m.StepUndone, ticket, undone=last.seq, services=tuple(steps))


def _call_support(here: Here, command: m.CallSupport) -> None:
    if here.window.support is command.on:
        raise here.refused(Refused.WRONG_STATE)
    here.of_window(m.SupportCalled if command.on else m.SupportEnded)


def _open(here: Here, _command: m.OpenWindow) -> None:
    here.of_window(m.WindowOpened)


def _pause(here: Here, _command: m.PauseWindow) -> None:
    here.of_window(m.WindowPaused)


def _answer(here: Here, command: m.WindowCommand) -> Callable[[Hall], m.Reply]:
    id_, at, window = command.id, here.making.asking.now, here.profile.id

    def answer(hall: Hall) -> m.Reply:
        if command.answer is m.CalledReply:
            return m.CalledReply(re=id_, ok=True, at=at, ticket=views.called(hall, window))
        return m.WindowReply(re=id_, ok=True, at=at, window=views.window_now(hall, window, at))

    return answer


_VERBS: dict[type[m.Command], Callable[[Here, Any], None]] = {
    m.SignIn: _sign_in,
    m.SignOut: _close,
    m.OpenWindow: _open,
    m.PauseWindow: _pause,
    m.CloseWindow: _close,
    m.CallNext: _call_next,
    m.CallTicket: moves.move,
    m.ReinstateTicket: moves.move,
    m.Authorise: moves.move,
    m.VoidTicket: moves.move,
    m.FinishPart: moves.move,
    m.CallSupport: _call_support,
    m.Undo: _undo,
}
_OF_TICKET_HERE: dict[type[m.Command], Callable[[Here, Ticket, Any], None]] = {
    m.Recall: _recall,
    m.StartService: _start,
    m.FinishService: _finish,
    m.NoShow: _no_show,
    m.ParkTicket: _park,
    m.TransferTicket: moves.transfer,
    m.Note: _note,
}
