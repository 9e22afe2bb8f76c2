"""What a reply tells of a window and of the ticket at it. Pure."""

from datetime import datetime

from broker.contract.message import Reply
from broker.contract.replies import CalledReply, WindowReply
from broker.contract.told import CalledTicket, WindowTicket
from broker.contract.values import TicketState, WindowId


def window_of(reply: Reply) -> WindowId | None:
    """Which window the hub did something at, as far as a reply tells."""
    if reply.error:
        return reply.error.window.id if reply.error.window else None
    if isinstance(reply, WindowReply):
        return reply.window.id if reply.window else None
    return reply.ticket.window if isinstance(reply, CalledReply) and reply.ticket else None


def at_window(ticket: CalledTicket, since: datetime) -> WindowTicket:
    """The ticket that was called just now, as the window's state will tell it."""
    told = {name: getattr(ticket, name) for name in ("id", "day", "number", "service")}
    return WindowTicket(**told, state=TicketState.CALLED, since=since)


def called(ticket: WindowTicket, window: WindowId) -> CalledTicket:
    """The ticket of a terminal that was started anew and does not know its visitor."""
    told = {name: getattr(ticket, name) for name in ("id", "day", "number", "service", "state")}
    return CalledTicket(**told, window=window)
