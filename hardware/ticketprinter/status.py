"""The real-time status of an ESC/POS printer: reply bytes in, one status out.

`DLE EOT n` (10 04 n) asks for one byte whose fixed bits are 0xx1xx10 (Epson ESC/POS reference, DLE EOT).
"""

from collections.abc import Mapping

from hardware.ticketprinter.printer import PrinterStatus

# The order of asking: a printer that knows only the first two has said what matters.
PRINTER, PAPER, OFFLINE_CAUSE, ERROR_CAUSE = 1, 4, 2, 3
QUESTIONS = (PRINTER, PAPER, OFFLINE_CAUSE, ERROR_CAUSE)

_FIXED_MASK, _FIXED_BITS = 0b1001_0011, 0b0001_0010

# (which reply, any of these bits, what it means), the most telling first
_TROUBLES = (
    (OFFLINE_CAUSE, 0b0000_0100, PrinterStatus.COVER_OPEN),
    (PAPER, 0b0110_0000, PrinterStatus.PAPER_OUT),
    (OFFLINE_CAUSE, 0b0010_0000, PrinterStatus.PAPER_OUT),  # stopped because the paper ended
    (ERROR_CAUSE, 0b0110_1100, PrinterStatus.FAILED),  # head or other, cutter, for good, until it cools down
    (OFFLINE_CAUSE, 0b0100_0000, PrinterStatus.FAILED),
    (PRINTER, 0b0010_1000, PrinterStatus.OFFLINE),  # off line, or waiting to be put on line again
)
_NEAR_END = 0b0000_1100


def question(number: int) -> bytes:
    """Ask for status byte `number`, one of `QUESTIONS`."""
    return bytes((0x10, 0x04, number))


def reply_in(received: bytes) -> int | None:
    """Find the first byte with the fixed bits of a status reply; noise and flow control have others."""
    return next((byte for byte in received if byte & _FIXED_MASK == _FIXED_BITS), None)


def read_status(replies: Mapping[int, int]) -> PrinterStatus:
    """Make one status of what a printer replied.

    Args:
        replies: Question to status byte; a question without a reply is absent.

    Returns:
        A trouble if any reply tells one, `UNKNOWN` if nothing does and the printer or the paper said nothing.
    """
    for asked, bits, status in _TROUBLES:
        if replies.get(asked, 0) & bits:
            return status
    if PRINTER not in replies or PAPER not in replies:
        return PrinterStatus.UNKNOWN
    return PrinterStatus.NEAR_END if replies[PAPER] & _NEAR_END else PrinterStatus.OK
