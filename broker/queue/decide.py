"""What a command does in a hall: events and the reply, or a refusal and nothing. Reads the hall, never changes it."""

from collections.abc import Callable, Iterator
from typing import Any

from broker.contract import messages as m
from broker.contract.values import Refused
from broker.queue import at_window, booking, handing_in, visitors
from broker.queue.hall import Hall
from broker.queue.here import Here
from broker.queue.outcome import Asking, Making, Outcome, RefusedError

_FOR_VISITORS: dict[type[m.Command], Callable[[Any, Making], Outcome]] = {
    m.IssueTicket: visitors.issue,
    m.LeaseNumbers: handing_in.lease,
    m.HandInTicket: handing_in.hand_in,
    m.AbandonTicket: handing_in.abandon,
    m.CancelTicket: visitors.cancel,
    m.FindTicket: visitors.find,
    m.CheckIn: visitors.check_in,
    m.FindSlots: booking.find_slots,
    m.BookAppointment: booking.book,
    m.MoveAppointment: booking.move,
    m.CancelAppointment: booking.cancel,
}


def decide(hall: Hall, command: m.Command, asking: Asking) -> Outcome:
    """What a command does. A refusal is an outcome too: without events, with the reply that says why."""
    making = Making(hall, asking, command.id)
    try:
        if isinstance(command, m.WindowCommand):
            return at_window.decide(_here(making), command)
        return _FOR_VISITORS[type(command)](command, making)
    except RefusedError as refused:
        reply = command.answer(re=command.id, ok=False, at=asking.now, error=refused.refusal)
        return Outcome(lambda _hall: reply)


def press(hall: Hall, asking: Asking) -> Iterator[tuple[m.Event, ...]]:
    """What a press of a bare call-button does; it has no id, so its events have no cause.

    What is yielded must be applied to the hall before more is asked for: who is next depends on it.
    """
    making = Making(hall, asking, None)
    here = _here(making)
    for _ in at_window.press(here):
        yield making.drain()
    yield making.drain()


def _here(making: Making) -> Here:
    hall, id_ = making.hall, making.asking.window
    if id_ is None or id_ not in hall.profile.windows:
        raise RefusedError(Refused.NOT_ALLOWED, "this device has no window")
    return Here(making, hall.profile.windows[id_], hall.window(id_))
