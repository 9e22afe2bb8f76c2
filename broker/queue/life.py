"""A ticket's life as a table: what a verb makes of a state. Whatever is not here is refused with `wrong-state`."""

from broker.contract.commands import CallNext, CallTicket, CancelTicket, FinishService, NoShow, Recall, StartService
from broker.contract.values import TicketState

LIFE: dict[tuple[TicketState, str], TicketState] = {
    (TicketState.WAITING, CallNext.verb): TicketState.CALLED,
    (TicketState.WAITING, CallTicket.verb): TicketState.CALLED,
    (TicketState.WAITING, CancelTicket.verb): TicketState.CANCELLED,
    (TicketState.CALLED, Recall.verb): TicketState.CALLED,
    (TicketState.CALLED, StartService.verb): TicketState.SERVING,
    (TicketState.CALLED, NoShow.verb): TicketState.MISSED,
    (TicketState.MISSED, CancelTicket.verb): TicketState.CANCELLED,
    (TicketState.SERVING, FinishService.verb): TicketState.FINISHED,
}

LIVE = frozenset({TicketState.WAITING, TicketState.CALLED, TicketState.SERVING, TicketState.MISSED})
"""States in which a ticket still counts for its holder."""
AT_WINDOW = frozenset({TicketState.CALLED, TicketState.SERVING})
"""States in which a window holds the ticket."""
