"""A ticket printer that is a folder."""

from pathlib import Path

from hardware.errors import CancelledError, DeviceMissingError
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
        folder.mkdir(parents=True, exist_ok=True)

    def print(self, slip: AnySlip) -> None:
        """Keep one slip; see `TicketPrinter.print`."""
        if self._closed:
            raise CancelledError(self._where)
        status = self.status()
        if not status.prints and status is not PrinterStatus.UNKNOWN:
            raise trouble(self._where, status)
        job = encode(lay_out(slip, self._profile.paper), self._profile)
        name = f"{len(list(self._folder.glob('*.bin'))) + 1:04d}"
        render(job, self._profile.dots).save(self._folder / f"{name}.png")
        part = self._folder / f"{name}.part"
        part.write_bytes(job)
        part.rename(part.with_suffix(".bin"))  # whoever waits for it finds it whole

    def status(self) -> PrinterStatus:
        """Tell what the file `fault` says.

        Raises:
            ValueError: It says something that is no status.
        """
        try:
            word = (self._folder / "fault").read_text().strip()
        except FileNotFoundError:
            return PrinterStatus.OK
        return PrinterStatus(word) if word else PrinterStatus.OK

    def check(self) -> None:
        """Fail while the file `fault` says `offline`; see `TicketPrinter.check`."""
        if self.status() is PrinterStatus.OFFLINE:
            raise DeviceMissingError(self._where)

    def close(self) -> None:
        """Print no more."""
        self._closed = True
