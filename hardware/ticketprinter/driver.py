"""A real ticket printer: ask, send, watch, and leave nothing behind when it fails."""

import threading
import time

from hardware.errors import CancelledError, DeviceError
from hardware.ticketprinter.escpos import encode
from hardware.ticketprinter.line import Asker, Line, Opener
from hardware.ticketprinter.printer import PrinterStatus, trouble
from hardware.ticketprinter.profiles import USUAL, PrinterProfile
from hardware.ticketprinter.slip import AnySlip, lay_out

PRINTING_S = 2.0  # 120 mm of slip at 60 mm a second, as slow as these printers are
_LOOK_S = 0.1  # between two looks at a printer at work

# DLE DC4 8: a printer that stopped half way throws the rest away instead of printing it on the next roll
# (Epson ESC/POS reference, DLE DC4 fn 8; not tried on hardware).
CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


class EscposPrinter:
    """A `TicketPrinter` that speaks ESC/POS. Each job has a connection of its own.

    A connection kept open would hide that the printer was switched off and on, and would lock out others:
    most printers take one at a time.

    Args:
        where: The printer as the settings name it.
        connect: Opens a connection.
        profile: What kind it is.
        printing_s: How long to look for troubles after a slip was sent.
    """

    def __init__(
        self, where: str, connect: Opener, profile: PrinterProfile = USUAL, *, printing_s: float = PRINTING_S
    ) -> None:
        self._where = where
        self._connect = connect
        self._profile = profile
        self._printing_s = printing_s
        self._has_answered = False
        self._may_hold_more = False  # of a job that failed while the printer took nothing
        self._closed = threading.Event()

    def print(self, slip: AnySlip) -> None:
        """Print one slip; see `TicketPrinter.print`."""
        job = encode(lay_out(slip, self._profile.paper), self._profile)
        if self._closed.is_set():
            raise CancelledError(self._where)
        line = self._connect(self._where)
        asker = Asker(self._where, line, self._profile)
        try:
            if self._may_hold_more:
                line.send(CLEAR)
                self._may_hold_more = False
            self._refuse_trouble(self._ask(asker))
        except BaseException:
            line.abandon(b"")
            raise
        try:
            line.send(job, self._closed)
            self._watch(line, asker)
        except BaseException:
            self._may_hold_more = not line.abandon(CLEAR)
            raise
        line.close()

    def status(self) -> PrinterStatus:
        """Ask the printer now; see `TicketPrinter.status`."""
        try:
            return self._look()
        except DeviceError:
            return PrinterStatus.OFFLINE

    def check(self) -> None:
        """Reach the printer; see `TicketPrinter.check`."""
        self._look()

    def close(self) -> None:
        """Cancel the slip that is on its way; nothing stays open between two."""
        self._closed.set()

    def _look(self) -> PrinterStatus:
        line = self._connect(self._where)
        try:
            return self._ask(Asker(self._where, line, self._profile))
        finally:
            line.abandon(b"")

    def _ask(self, asker: Asker) -> PrinterStatus:
        status = asker.status()
        self._has_answered |= status is not PrinterStatus.UNKNOWN
        return status

    def _refuse_trouble(self, status: PrinterStatus) -> None:
        """Raise unless a slip comes out, or may come out of a printer that never tells anything."""
        if not status.prints and (status is not PrinterStatus.UNKNOWN or self._has_answered):
            raise trouble(self._where, status)

    def _watch(self, line: Line, asker: Asker) -> None:
        """Look at the printer while it prints, so that paper running out half way is told."""
        if not line.reads:
            return
        end = time.monotonic() + self._printing_s
        while True:
            status = self._ask(asker)
            done = time.monotonic() >= end
            # A printer at work may be slow to answer; it has until the end.
            if done or status is not PrinterStatus.UNKNOWN:
                self._refuse_trouble(status)
            if done:
                return
            if self._closed.wait(_LOOK_S):
                raise CancelledError(self._where)
