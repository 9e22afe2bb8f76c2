"""A ticket printer that is a folder."""

from pathlib import Path

from hardware.ticketprinter.escpos import encode
from hardware.ticketprinter.printer import PrinterStatus, trouble
from hardware.ticketprinter.raster import draw
from hardware.ticketprinter.slip import AnySlip, Paper, lay_out


class SimulatedPrinter:
    """A `TicketPrinter` that keeps slips as files.

    Each slip becomes `0001.bin`, the very bytes for a real printer, and `0001.png`, what would lie in the hand.
    A file `fault` in the folder holds the status to be in: `near-end`, `paper-out`, `cover-open`, `offline`,
    `failed` or `unknown`; without it all is well.

    Args:
        where: The printer as the settings name it.
        folder: Made when it is absent.
        paper: What lies in it.
    """

    def __init__(self, where: str, folder: Path, paper: Paper = Paper.MM80) -> None:
        self._where = where
        self._folder = folder
        self._paper = paper
        folder.mkdir(parents=True, exist_ok=True)

    def print(self, slip: AnySlip) -> None:
        """Keep one slip; see `TicketPrinter.print`."""
        status = self.status()
        if not status.prints and status is not PrinterStatus.UNKNOWN:
            raise trouble(self._where, status)
        blocks = lay_out(slip, self._paper)
        name = f"{len(list(self._folder.glob('*.bin'))) + 1:04d}"
        draw(blocks, self._paper).save(self._folder / f"{name}.png")
        part = self._folder / f"{name}.part"
        part.write_bytes(encode(blocks, self._paper))
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

    def close(self) -> None:
        """Nothing to let go of."""
