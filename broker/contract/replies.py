"""What the hub answers to a command."""

from broker.contract.message import Reply
from broker.contract.values import CalledTicket, HeldTicket, WindowNow


class TicketReply(Reply):
    """A ticket for its holder."""

    ticket: HeldTicket | None = None


class TicketsReply(Reply):
    """The tickets that a card or a ref finds, newest last."""

    tickets: tuple[HeldTicket, ...] = ()


class CalledReply(Reply):
    """A ticket for the window that now holds it, or None where a press only ended or opened something."""

    ticket: CalledTicket | None = None


class WindowReply(Reply):
    """What is true at the window now."""

    window: WindowNow | None = None
