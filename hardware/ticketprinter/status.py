"""What an ESC/POS printer says about itself: bytes in, one status out. Pure.

`DLE EOT n` (10 04 n) asks for one byte whose fixed bits are 0xx1xx10. `GS a n` (1D 61 n) lets the printer tell every
change by itself, and its present status at once, in four bytes: 0xx1xx00 and three of the form 0xx0xxxx (Epson
ESC/POS reference, DLE EOT and GS a). So a byte with bit 4 begins something, and tells what: the replies of both, and
the flow control of a serial line between them (11 and 13), come apart again however they were cut.
"""

from collections.abc import Mapping

from hardware.ticketprinter.printer import PrinterStatus

# The order of asking: a printer that knows only the first two has said what matters.
PRINTER, PAPER, OFFLINE_CAUSE, ERROR_CAUSE = 1, 4, 2, 3
QUESTIONS = (PRINTER, PAPER, OFFLINE_CAUSE, ERROR_CAUSE)
TELL_CHANGES = b"\x1da\x0e"  # off line, errors, paper; not the cash drawer

_BEGIN_MASK, _ANSWER, _AUTOMATIC = 0b1001_0011, 0b0001_0010, 0b0001_0000
_FLOW = (0x11, 0x13)
_REST_MASK = 0b1001_0000
_AUTOMATIC_BYTES = 4

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

# The same of the four bytes, counted from 0.
_AUTOMATIC_SIGNS = (
    (0, 0b0010_0000, PrinterStatus.COVER_OPEN),
    (2, 0b0000_1100, PrinterStatus.PAPER_OUT),
    (1, 0b0110_1100, PrinterStatus.FAILED),
    (0, 0b0000_1000, PrinterStatus.OFFLINE),
    (1, 0b0000_0001, PrinterStatus.OFFLINE),  # waiting to be put on line again
    (2, 0b0000_0011, PrinterStatus.NEAR_END),
)


class Heard:
    """What came from a printer on one line, in pieces of any size.

    Attributes:
        answers: Status bytes that answer `DLE EOT`, oldest first.
        told: The newest status that it told by itself, or None.
    """

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.told: PrinterStatus | None = None
        self._begun = b""

    def feed(self, received: bytes) -> None:
        """Take what came. What belongs to neither is noise."""
        for byte in received:
            if byte in _FLOW:
                continue
            if byte & _BEGIN_MASK == _ANSWER:  # may stand in the middle of the other
                self.answers.append(byte)
            elif byte & _BEGIN_MASK == _AUTOMATIC:
                self._begun = bytes((byte,))
            elif byte & _REST_MASK or not self._begun:
                self._begun = b""
            else:
                self._begun += bytes((byte,))
                if len(self._begun) == _AUTOMATIC_BYTES:
                    self.told, self._begun = read_automatic(self._begun), b""


def question(number: int) -> bytes:
    """Ask for status byte `number`, one of `QUESTIONS`."""
    return bytes((0x10, 0x04, number))


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


def read_automatic(told: bytes) -> PrinterStatus:
    """Make one status of the four bytes that a printer tells by itself."""
    return next((status for at, bits, status in _AUTOMATIC_SIGNS if told[at] & bits), PrinterStatus.OK)
