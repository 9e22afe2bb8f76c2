"""What a command does in a hall: events and the reply, or a refusal and nothing. Reads the hall, never changes it."""

from broker.contract import messages as m
from broker.contract.values import Condition, Refused
from broker.queue import visitors
from broker.queue.at_window import AtWindow
from broker.queue.hall import Hall
from broker.queue.life import LIVE
from broker.queue.outcome import Asking, Making, Outcome, RefusedError


def decide(hall: Hall, command: m.Command, asking: Asking) -> Outcome:
    """What a command does. A refusal is an outcome too: without events, with the reply that says why."""
    making = Making(hall, asking, command.id)
    try:
        match command:
            case m.IssueTicket():
                return visitors.issue(command, making)
            case m.CancelTicket():
                return visitors.cancel(command, making)
            case m.FindTicket():
                return visitors.find(command, making)
            case m.WindowCommand():
                return _at_window(making).decide(command)
            case _:
                raise AssertionError(f"no rule for {command.verb}")
    except RefusedError as refused:
        return Outcome(command.answer(re=command.id, ok=False, at=asking.now, error=refused.refusal))


def press(hall: Hall, asking: Asking) -> tuple[m.Event, ...]:
    """What a press of a bare call-button does; it has no id, so its events have no cause."""
    making = Making(hall, asking, None)
    _at_window(making).press()
    return tuple(making.events)


def end_day(hall: Hall, asking: Asking) -> tuple[m.Event, ...]:
    """The events that end the hall's day and open the one of `asking.now`; no ticket goes in silence."""
    making = Making(hall, asking, None)
    for ticket in hall.tickets.values():
        if ticket.state in LIVE:
            making.of_ticket(m.TicketExpired, ticket)
    for id_, window in hall.windows.items():
        if window.staff:
            making.make(m.ClerkSignedOut, window=id_, staff=window.staff)
        if window.condition is not Condition.CLOSED:
            making.make(m.WindowClosed, window=id_)
    making.make(m.DayOpened, day=asking.now.date())
    return tuple(making.events)


def _at_window(making: Making) -> AtWindow:
    hall, id_ = making.hall, making.asking.window
    if id_ is None or id_ not in hall.profile.windows:
        raise RefusedError(Refused.NOT_ALLOWED, "this device has no window")
    return AtWindow(making, hall.profile.windows[id_], hall.window(id_))
