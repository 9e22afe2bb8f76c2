"""The kiosk's printers, each on a thread of its own; what they tell is told on that thread."""

import abc
import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from broker.contract.devices import Problem
from hardware.errors import (
    DeviceBusyError,
    DeviceError,
    DeviceForbiddenError,
    DeviceForeignError,
    PaperOutError,
)
from hardware.pageprinter.printer import Cause, Outcome, PageJob, PagePrinter
from hardware.ticketprinter.printer import PrinterStatus, TicketPrinter
from hardware.ticketprinter.slip import AnySlip, Leaflet
from hardware.words import for_health
from kiosk.citizen.finding.sheet import sheet_of
from kiosk.citizen.hearing import PAGES, SLIPS
from kiosk.sheets import SheetError

log = logging.getLogger(__name__)

LOOK_S = 10.0
"""How often an idle printer is asked how it is."""
STALE_S = 20.0
"""What waited so long for the printer is not printed any more."""

Printer = TypeVar("Printer", bound=TicketPrinter | PagePrinter)
Paper = TypeVar("Paper")


@dataclass(frozen=True)
class _Job(Generic[Paper]):
    of: str  # the ticket or appointment, or a word and the item
    paper: Paper
    until: float  # on the monotonic clock


class PrinterThread(abc.ABC, Generic[Printer, Paper]):
    """Prints one thing after the other and looks after the printer in between.

    Args:
        printer: closed by `close`.
        on_done: told what became of each thing: None when it is out, else `paper-out` or `failed`.
        on_printer: told what is wrong with the printer, or None, whenever it was looked at.

    Attributes:
        part: the printer's name in the settings.
    """

    part: ClassVar[str]

    def __init__(
        self,
        printer: Printer,
        on_done: Callable[[str, str | None], None],
        on_printer: Callable[[Problem | None], None],
    ) -> None:
        self.printer = printer
        self._on_done, self._on_printer = on_done, on_printer
        self._jobs: queue.SimpleQueue[_Job[Paper] | str | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=self.part)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def print(self, of: str, paper: Paper) -> None:
        """Print it soon, or tell that it did not come out: then it never will."""
        self._jobs.put(_Job(of, paper, time.monotonic() + STALE_S))

    def look(self) -> None:
        """Ask the printer soon how it is."""
        self._jobs.put("look")

    def close(self) -> None:
        """Finish what is in hand and let go of the printer."""
        self._jobs.put(None)
        self._thread.join()

    @abc.abstractmethod
    def put_out(self, of: str, paper: Paper) -> str | None:
        """Print it now; what became of it, as `on_done` is told."""

    @abc.abstractmethod
    def trouble(self) -> Problem | None:
        """Ask the printer how it is."""

    def _work(self) -> None:
        self._look()
        while True:
            try:
                job = self._jobs.get(timeout=LOOK_S)
            except queue.Empty:
                self._look()
                continue
            if job is None:
                break
            if isinstance(job, _Job):
                self._on_done(job.of, self._print(job))
            del job  # whose ticket it is must not stay until the next one
            self._look()
        self.printer.close()

    def _print(self, job: _Job[Paper]) -> str | None:
        if time.monotonic() > job.until:
            log.warning("a print waited too long for the printer", extra={"part": self.part, "ticket": job.of})
            return "failed"
        try:
            return self.put_out(job.of, job.paper)
        except Exception:  # whatever it is, the visitor needs the number
            log.exception("a printer's driver failed", extra={"part": self.part, "ticket": job.of})
            return "failed"

    def _look(self) -> None:
        try:
            problem = self.trouble()
        except Exception:  # as above: the thread must stay
            log.exception("a printer's driver failed", extra={"part": self.part})
            problem = Problem(part=self.part, code="failed")
        self._on_printer(problem)


class SlipThread(PrinterThread[TicketPrinter, AnySlip]):
    """The printer of slips."""

    part = SLIPS

    def put_out(self, of: str, paper: AnySlip) -> str | None:
        """Print a slip."""
        try:
            self.printer.print(paper)
        except PaperOutError:
            return "paper-out"
        except DeviceError as error:
            log.warning("a slip did not come out", extra={"ticket": of, "error": str(error)})
            return "failed"
        return None

    def trouble(self) -> Problem | None:
        """Ask the printer, and where it can't be reached, why."""
        status = self.printer.status()
        code, detail = status.value, ""
        if status is PrinterStatus.OFFLINE:
            try:
                self.printer.check()
            except (DeviceBusyError, DeviceForbiddenError, DeviceForeignError) as error:
                code, detail = for_health(error), str(error)
            except DeviceError as error:
                detail = str(error)
        return None if status is PrinterStatus.OK else Problem(part=self.part, code=code, detail=detail)


class PageThread(PrinterThread[PagePrinter, Leaflet]):
    """The printer of A4 pages."""

    part = PAGES

    def close(self) -> None:
        """Give up what is in hand, which may take minutes, and let go of the printer."""
        self.printer.close()
        super().close()

    def put_out(self, of: str, paper: Leaflet) -> str | None:
        """Set a leaflet as a sheet and print it."""
        try:
            result = self.printer.print(PageJob(sheet_of(paper)))
        except SheetError as error:
            log.warning("a sheet could not be set", extra={"ticket": of, "error": str(error)})
            return "failed"
        if result.outcome is Outcome.PRINTED:
            return None
        log.warning("a sheet did not come out", extra={"ticket": of, "code": result.cause, "error": result.detail})
        return "paper-out" if result.cause is Cause.PAPER else "failed"

    def trouble(self) -> Problem | None:
        """Ask the printer; its trouble is a `Cause`."""
        state = self.printer.state()
        return Problem(part=self.part, code=state.trouble, detail=state.detail) if state.trouble else None
