"""An A4 printer that is a folder."""

import threading
from pathlib import Path

from hardware.pageprinter.printer import (
    Cause,
    Outcome,
    PageJob,
    Phase,
    PrinterState,
    Progress,
    Result,
    Told,
    Want,
    tell_nobody,
)
from hardware.pageprinter.reasons import A4, PDF

HALF_WAY = "half-way "
SLOW = "slow"
_OF_JOBS_ALONE = {Cause.CANCELLED, Cause.ABORTED, Cause.GONE}
_LOOK_S = 0.02


class SimulatedPagePrinter:
    """A `PagePrinter` that keeps what was printed as files `0001.pdf` and onward.

    A file `fault` in the folder holds what is to go wrong: a `Cause`, and nothing is printed; `half-way ` and a
    `Cause`, and nobody knows what was; a `Want`; or `slow`, and a document prints until it is cancelled or the file is
    gone. Without it all is well.

    Args:
        folder: Made when it is absent.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._cancelled = threading.Event()
        folder.mkdir(parents=True, exist_ok=True)

    def print(self, job: PageJob, told: Told = tell_nobody) -> Result:
        """Keep one document; see `PagePrinter.print`."""
        self._cancelled.clear()
        told(Progress(Phase.ASKING))
        fault = self._fault()
        if fault in set(Cause):
            return Result(Outcome.NOT_PRINTED, Cause(fault), detail="simulated")
        told(Progress(Phase.SENDING))
        told(Progress(Phase.PRINTING, 0))
        while self._fault() == SLOW and not self._cancelled.wait(_LOOK_S):
            pass
        cause = Cause.CANCELLED if self._cancelled.is_set() else None
        if fault.startswith(HALF_WAY):
            cause = Cause(fault.removeprefix(HALF_WAY))
            told(Progress(Phase.STOPPED, 0, cause))
        if cause is not None:
            return Result(Outcome.MAYBE_PRINTED, cause, 0, detail="simulated")
        part = self._folder / f"{len(list(self._folder.glob('*.pdf'))) + 1:04d}.part"
        part.write_bytes(job.document)
        part.rename(part.with_suffix(".pdf"))  # whoever waits for it finds it whole
        return Result(Outcome.PRINTED, sheets=job.pages)

    def state(self) -> PrinterState:
        """Tell what the file `fault` says.

        Raises:
            ValueError: It says something that is no fault.
        """
        word = self._fault()
        cause = Cause(word) if word in set(Cause) - _OF_JOBS_ALONE else None
        wants = frozenset([Want(word)] if word in set(Want) else [])
        return PrinterState(cause, wants, "Simulated", (PDF,), A4[:1], A4[:1], ("one-sided",), detail=word)

    def cancel(self) -> None:
        """Give up a slow document."""
        self._cancelled.set()

    def close(self) -> None:
        """As `cancel`."""
        self._cancelled.set()

    def _fault(self) -> str:
        try:
            word = (self._folder / "fault").read_text().strip()
        except FileNotFoundError:
            return ""
        if word.removeprefix(HALF_WAY) not in {*Cause, *Want, SLOW, ""}:
            raise ValueError(f"{word!r} is no fault of a simulated printer")
        return word
