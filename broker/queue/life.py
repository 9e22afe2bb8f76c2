"""The life of tickets and windows as two tables: what a verb makes of a state. Whatever is not here is refused.

The diagrams in docs/rules.md are made from these tables.
"""

from broker.contract import messages as m
from broker.contract.values import Condition, TicketState

_Waiting, _Called, _Serving = TicketState.WAITING, TicketState.CALLED, TicketState.SERVING
_Missed, _Parked, _Pending = TicketState.MISSED, TicketState.PARKED, TicketState.PENDING
_Finished, _Cancelled = TicketState.FINISHED, TicketState.CANCELLED

LIFE: dict[tuple[TicketState, str], tuple[TicketState, ...]] = {
    (_Waiting, m.CallNext.verb): (_Called,),
    (_Waiting, m.CallTicket.verb): (_Called,),
    (_Waiting, m.Authorise.verb): (_Waiting,),
    (_Waiting, m.CancelTicket.verb): (_Cancelled,),
    (_Waiting, m.VoidTicket.verb): (_Cancelled,),
    (_Called, m.Recall.verb): (_Called,),
    (_Called, m.StartService.verb): (_Serving,),
    (_Called, m.NoShow.verb): (_Missed,),
    (_Called, m.TransferTicket.verb): (_Waiting,),
    # Only while nobody was seen with it: then somebody holds it.
    (_Waiting, m.AbandonTicket.verb): (_Cancelled,),
    (_Called, m.AbandonTicket.verb): (_Cancelled,),
    (_Missed, m.AbandonTicket.verb): (_Cancelled,),
    (_Called, m.Note.verb): (_Called,),
    (_Serving, m.Note.verb): (_Serving,),
    (_Serving, m.FinishService.verb): (_Finished, _Waiting, _Pending),
    (_Serving, m.ParkTicket.verb): (_Parked,),
    (_Serving, m.TransferTicket.verb): (_Waiting,),
    (_Missed, m.ReinstateTicket.verb): (_Waiting,),
    (_Missed, m.CheckIn.verb): (_Waiting,),
    (_Missed, m.CancelTicket.verb): (_Cancelled,),
    (_Missed, m.VoidTicket.verb): (_Cancelled,),
    (_Parked, m.ReinstateTicket.verb): (_Waiting,),
    (_Parked, m.CancelTicket.verb): (_Cancelled,),
    (_Parked, m.VoidTicket.verb): (_Cancelled,),
    (_Pending, m.VoidTicket.verb): (_Cancelled,),
    # What is done behind the windows ends while its visitor is anywhere; the last of it moves one who was sent home.
    (_Waiting, m.FinishPart.verb): (_Waiting,),
    (_Called, m.FinishPart.verb): (_Called,),
    (_Serving, m.FinishPart.verb): (_Serving,),
    (_Missed, m.FinishPart.verb): (_Missed,),
    (_Parked, m.FinishPart.verb): (_Parked,),
    (_Pending, m.FinishPart.verb): (_Pending, _Waiting, _Finished),
}
"""What a verb may make of a ticket, the usual first. Several where the other services of the visit decide."""

LIVE = frozenset({_Waiting, _Called, _Serving, _Missed, _Parked, _Pending})
"""States in which a ticket still counts for its holder."""
AT_WINDOW = frozenset({_Called, _Serving})
"""States in which a window holds the ticket."""
ASIDE = frozenset({_Missed, _Parked, _Pending})
"""States in which a live ticket is in no queue and at no window."""

_Open, _Paused, _Closed = Condition.OPEN, Condition.PAUSED, Condition.CLOSED

WINDOW_LIFE: dict[tuple[Condition, str], Condition] = {
    (_Closed, m.OpenWindow.verb): _Open,
    (_Paused, m.OpenWindow.verb): _Open,
    (_Open, m.PauseWindow.verb): _Paused,
    (_Open, m.CloseWindow.verb): _Closed,
    (_Paused, m.CloseWindow.verb): _Closed,
    (_Open, m.SignOut.verb): _Closed,
    (_Paused, m.SignOut.verb): _Closed,
    (_Closed, m.SignOut.verb): _Closed,
    (_Open, m.CallNext.verb): _Open,
    (_Open, m.CallTicket.verb): _Open,
}
"""What a verb makes of a window's condition."""

ONLY_FREE = frozenset({m.CloseWindow.verb, m.SignOut.verb, m.CallNext.verb, m.CallTicket.verb})
"""Verbs of a window that holds no ticket."""
