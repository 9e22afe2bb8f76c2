"""What an ESC/POS printer says about itself: bytes in, one status out. Pure.

`DLE EOT n` (10 04 n) asks for one byte whose fixed bits are 0xx1xx10. `GS a n` (1D 61 n) lets the printer tell every
change by itself, and its present status at once, in four bytes: 0xx1xx00 and three of the form 0xx0xxxx (Epson
ESC/POS reference, DLE EOT and GS a). So a byte with bit 4 begins something, and tells what: the replies of both, and
the flow control of a serial line between them (11 and 13), come apart again however they were cut.
"""

import re
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


_SPACES = b"\t\n\r"  # which stand between letters, and may be three of the four bytes


def _letters(mask: int, fixed: int) -> bytes:
    """A pattern for those letters whose bits under the mask are these."""
    return b"[" + re.escape(bytes(byte for byte in (*_SPACES, *range(0x20, 0x7F)) if byte & mask == fixed)) + b"]"


_TEXT = re.compile(rb"[\t\n\r -~]{8,64}")
_ANSWER_IN_TEXT = re.compile(_letters(_BEGIN_MASK, _ANSWER))
_AUTOMATIC_IN_TEXT = re.compile(_letters(_BEGIN_MASK, _AUTOMATIC) + _letters(_REST_MASK, 0) + b"{3}")
_NEWEST = 128
_LEAST_TEXT = 8  # more than is left of one that began before it and one that has not ended

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
        text: What no printer says, such as the banner of another service; empty if nothing was like that.
    """

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.told: PrinterStatus | None = None
        self.text = ""
        self._begun = self._newest = b""

    def feed(self, received: bytes) -> None:
        """Take what came. What belongs to neither is noise."""
        self._newest = (self._newest + received)[-_NEWEST:]
        self.text = self.text or _text_in(self._newest)
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


def _text_in(received: bytes) -> str:
    """Give letters that stand together and that no status, and no row of them, is made of."""
    for found in _TEXT.findall(received):
        if len(_AUTOMATIC_IN_TEXT.sub(b"", _ANSWER_IN_TEXT.sub(b"", found))) >= _LEAST_TEXT:
            return str(found, "ascii").strip()
    return ""


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
