"""One slip that shows whether a printer prints."""

from datetime import datetime

from hardware.ticketprinter.paper import Words
from hardware.ticketprinter.slip import Slip

NUMBER = "A000"
"""No ticket has it."""


def test_slip(head: Words, issued_at: datetime) -> Slip:
    """Make it; whoever picks it up reads that it is no ticket.

    Args:
        head: whose it is, where a ticket has the hall's name.
        issued_at: when it was asked for.
    """
    return Slip(
        hall=head,
        number=NUMBER,
        service=Words("测试小票，不能办事", "Test slip, not a ticket"),
        ahead=0,
        issued_at=issued_at,
        ref="TEST",
    )
