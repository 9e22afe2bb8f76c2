"""An A4 printer that is a folder."""

import contextlib
import threading
from pathlib import Path

from hardware.errors import DeviceError
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
from hardware.simulated import keep, make, word_in

HALF_WAY = "half-way "
SLOW = "slow"
_OF_JOBS_ALONE = {Cause.CANCELLED, Cause.ABORTED, Cause.GONE}
_FAULTS = (*Cause, *Want, SLOW, *(HALF_WAY + cause for cause in Cause))
_LOOK_S = 0.02


class SimulatedPagePrinter:
    """A `PagePrinter` that keeps what was printed as files `0001.pdf` and onward.

    A file `fault` in the folder holds what is to go wrong: a `Cause`, and nothing is printed; `half-way ` and a
    `Cause`, and nobody knows what was; a `Want`; or `slow`, and a document prints until it is cancelled or the file is
    gone. Without it all is well.

    Args:
        where: The printer as the settings name it.
        folder: Made when it is absent.
    """

    def __init__(self, where: str, folder: Path) -> None:
        self._where = where
        self._folder = folder
        self._cancelled = threading.Event()
        self._closed = threading.Event()
        with contextlib.suppress(DeviceError):  # told by whatever is asked of it
            make(where, folder)

    def print(self, job: PageJob, told: Told = tell_nobody) -> Result:
        """Keep one document; see `PagePrinter.print`."""
        self._cancelled.clear()
        if self._closed.is_set():
            return Result(Outcome.NOT_PRINTED, Cause.CANCELLED)
        told(Progress(Phase.ASKING))
        try:
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
            keep(self._where, self._folder, {".pdf": job.document})
        except DeviceError as error:
            return Result(Outcome.NOT_PRINTED, Cause.OFFLINE, detail=error.detail)
        return Result(Outcome.PRINTED, sheets=job.pages)

    def state(self) -> PrinterState:
        """Tell what the file `fault` says; what is none of its words, or no folder, is `OFFLINE`."""
        try:
            word = self._fault()
        except DeviceError as error:
            return PrinterState(Cause.OFFLINE, detail=error.detail)
        cause = Cause(word) if word in set(Cause) - _OF_JOBS_ALONE else None
        wants = frozenset([Want(word)] if word in set(Want) else [])
        return PrinterState(cause, wants, "Simulated", (PDF,), A4[:1], A4[:1], ("one-sided",), detail=word)

    def cancel(self) -> None:
        """Give up a slow document."""
        self._cancelled.set()

    def close(self) -> None:
        """Give up for good."""
        self._closed.set()
        self._cancelled.set()

    def _fault(self) -> str:
        make(self._where, self._folder)
        return word_in(self._where, self._folder, _FAULTS)
