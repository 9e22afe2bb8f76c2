"""What the hub answers to a command."""

from broker.contract.message import Reply
from broker.contract.told import CalledTicket, HeldAppointment, HeldTicket, Slot, WindowNow
from broker.contract.values import Lease


class TicketReply(Reply):
    """A ticket for its holder."""

    ticket: HeldTicket | None = None


class TicketsReply(Reply):
    """The tickets and appointments that a card or a ref finds, newest last."""

    tickets: tuple[HeldTicket, ...] = ()
    appointments: tuple[HeldAppointment, ...] = ()


class AppointmentReply(Reply):
    """An appointment for its holder."""

    appointment: HeldAppointment | None = None


class SlotsReply(Reply):
    """The times of a day, the full ones too."""

    slots: tuple[Slot, ...] = ()


class LeasesReply(Reply):
    """Blocks of numbers for the kiosk that asked; a service whose numbers for it are used up has none."""

    leases: tuple[Lease, ...] = ()


class CalledReply(Reply):
    """A ticket for the window that now holds it, or None where a press only ended or opened something."""

    ticket: CalledTicket | None = None


class WindowReply(Reply):
    """What is true at the window now."""

    window: WindowNow | None = None
