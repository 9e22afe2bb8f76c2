"""A ticket printer that is a folder."""

import contextlib
import io
from pathlib import Path

from hardware.errors import CancelledError, DeviceError, DeviceMissingError
from hardware.simulated import keep, make, word_in
from hardware.ticketprinter.escpos import encode
from hardware.ticketprinter.preview import render
from hardware.ticketprinter.printer import PrinterStatus, trouble
from hardware.ticketprinter.profiles import USUAL, PrinterProfile
from hardware.ticketprinter.slip import AnySlip, lay_out


class SimulatedPrinter:
    """A `TicketPrinter` that keeps slips as files.

    Each slip becomes `0001.bin`, the very bytes for a real printer, and `0001.png`, drawn from these.
    A file `fault` in the folder holds the status to be in: `near-end`, `paper-out`, `cover-open`, `offline`,
    `failed` or `unknown`; without it all is well.

    Args:
        where: The printer as the settings name it.
        folder: Made when it is absent.
        profile: What kind it is.
    """

    def __init__(self, where: str, folder: Path, profile: PrinterProfile = USUAL) -> None:
        self._where = where
        self._folder = folder
        self._profile = profile
        self._closed = False
        with contextlib.suppress(DeviceError):  # told by whatever is asked of it
            make(where, folder)

    def print(self, slip: AnySlip) -> None:
        """Keep one slip; see `TicketPrinter.print`."""
        if self._closed:
            raise CancelledError(self._where)
        status = self._said()
        if not status.prints and status is not PrinterStatus.UNKNOWN:
            raise trouble(self._where, status)
        job = encode(lay_out(slip, self._profile.paper), self._profile)
        picture = io.BytesIO()
        render(job, self._profile.dots).save(picture, "PNG")
        keep(self._where, self._folder, {".png": picture.getvalue(), ".bin": job})

    def status(self) -> PrinterStatus:
        """Tell what the file `fault` says; what is none of these words, or no folder, is `OFFLINE`."""
        try:
            return self._said()
        except DeviceError:
            return PrinterStatus.OFFLINE

    def check(self) -> None:
        """Fail while the file `fault` says `offline`, or nothing that is known; see `TicketPrinter.check`."""
        if self._said() is PrinterStatus.OFFLINE:
            raise DeviceMissingError(self._where)

    def close(self) -> None:
        """Print no more."""
        self._closed = True

    def _said(self) -> PrinterStatus:
        make(self._where, self._folder)
        return PrinterStatus(word_in(self._where, self._folder, tuple(PrinterStatus)) or PrinterStatus.OK)
