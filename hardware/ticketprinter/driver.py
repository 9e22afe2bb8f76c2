"""A real ticket printer: ask, send, watch, and leave nothing behind when it fails."""

import contextlib
import time

from hardware.errors import DeviceError
from hardware.ticketprinter.escpos import encode
from hardware.ticketprinter.printer import PrinterStatus, trouble
from hardware.ticketprinter.slip import AnySlip, Paper, lay_out
from hardware.ticketprinter.status import QUESTIONS, question, read_status, reply_in
from hardware.ticketprinter.transport import Opener, Transport

REPLY_S = 1.0  # a printer that has not answered by then is taken as silent
PRINTING_S = 2.0  # 120 mm of slip at 60 mm a second, as slow as these printers are
_LOOK_S = 0.1  # between two looks at a printer at work

# DLE DC4 8: a printer that stopped half way throws the rest away instead of printing it on the next roll
# (Epson ESC/POS reference, DLE DC4 fn 8; not tried on hardware).
_CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


class EscposPrinter:
    """A `TicketPrinter` that speaks ESC/POS. Each job has a connection of its own.

    A connection kept open would hide that the printer was switched off and on, and would lock out others:
    most printers take one at a time.

    Args:
        where: The printer as the settings name it.
        connect: Opens a connection.
        paper: What lies in it.
        printing_s: How long to look for troubles after a slip was sent.
    """

    def __init__(
        self, where: str, connect: Opener, paper: Paper = Paper.MM80, *, printing_s: float = PRINTING_S
    ) -> None:
        self._where = where
        self._connect = connect
        self._paper = paper
        self._printing_s = printing_s
        self._has_answered = False

    def print(self, slip: AnySlip) -> None:
        """Print one slip; see `TicketPrinter.print`."""
        job = encode(lay_out(slip, self._paper), self._paper)
        line = self._connect()
        try:
            self._refuse_trouble(self._ask(line))
            line.send(job)
            self._watch(line)
        except BaseException:
            line.abandon()
            raise
        line.close()

    def status(self) -> PrinterStatus:
        """Ask the printer now; see `TicketPrinter.status`."""
        try:
            line = self._connect()
        except DeviceError:
            return PrinterStatus.OFFLINE
        try:
            return self._ask(line)
        except DeviceError:
            return PrinterStatus.OFFLINE
        finally:
            line.abandon()

    def close(self) -> None:
        """Nothing stays open between two jobs."""

    def _ask(self, line: Transport) -> PrinterStatus:
        replies: dict[int, int] = {}
        for number in QUESTIONS:
            reply = reply_in(line.ask(question(number), REPLY_S))
            if reply is None:  # a late reply must not be taken for the next one's
                break
            replies[number] = reply
        status = read_status(replies)
        self._has_answered |= status is not PrinterStatus.UNKNOWN
        return status

    def _refuse_trouble(self, status: PrinterStatus) -> None:
        """Raise unless a slip comes out, or may come out of a printer that never tells anything."""
        if not status.prints and (status is not PrinterStatus.UNKNOWN or self._has_answered):
            raise trouble(self._where, status)

    def _watch(self, line: Transport) -> None:
        """Look at the printer while it prints, so that paper running out half way is told."""
        if not line.reads:
            return
        end = time.monotonic() + self._printing_s
        while True:
            status = self._ask(line)
            done = time.monotonic() >= end
            # A printer at work may be slow to answer; it has until the end.
            if done or status is not PrinterStatus.UNKNOWN:
                try:
                    self._refuse_trouble(status)
                except DeviceError:
                    with contextlib.suppress(DeviceError):
                        line.send(_CLEAR)
                    raise
            if done:
                return
            time.sleep(_LOOK_S)
