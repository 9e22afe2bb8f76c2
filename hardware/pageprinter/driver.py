"""A real A4 printer, or a print queue, by IPP: ask, send, follow to the last sheet, leave nothing behind."""

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from hardware.errors import DeviceError
from hardware.pageprinter import reasons
from hardware.pageprinter.line import Line, NotReachedError
from hardware.pageprinter.places import IppAddress
from hardware.pageprinter.printer import (
    Cause,
    Outcome,
    PageJob,
    Phase,
    PrinterState,
    Progress,
    Result,
    Told,
    tell_nobody,
)
from hardware.pageprinter.session import RefusedError, Session, cause_of

_PHASES = {
    reasons.PENDING: Phase.WAITING,
    reasons.HELD: Phase.WAITING,
    reasons.PROCESSING: Phase.PRINTING,
    reasons.JOB_STOPPED: Phase.STOPPED,
}
Given = TypeVar("Given")


@dataclass(frozen=True)
class Pace:
    """How long to wait for what, in seconds.

    Attributes:
        look: Between two looks at a job.
        answer: For an answer; printers that sleep take seconds to wake.
        send: For the document to be taken.
        still: How long a job may wait or stand stopped without any change; then it is given up.
        away: How long a printer may be away or silent in the middle of a job.
        whole: For all of a job.
        end: For a job that was cancelled to end.
    """

    look: float = 0.5
    answer: float = 8.0
    send: float = 60.0
    still: float = 120.0
    away: float = 20.0
    whole: float = 600.0
    end: float = 15.0


class IppPrinter:
    """A `PagePrinter` that speaks IPP 2.0 or 1.1, over TLS or not.

    Args:
        at: Where it is.
        pace: How long to wait for what.
    """

    def __init__(self, at: IppAddress, pace: Pace = Pace()) -> None:
        self._pace = pace
        self._line = Line(at)
        self._session = Session(str(at), at.uri, self._line, pace.answer, pace.send)
        self._cancelled = threading.Event()
        self._closed = threading.Event()

    def print(self, job: PageJob, told: Told = tell_nobody) -> Result:
        """Print one document; see `PagePrinter.print`."""
        self._cancelled.clear()
        if self._closed.is_set():
            return Result(Outcome.NOT_PRINTED, Cause.CANCELLED)
        return _Delivery(self._session, self._pace, self._cancelled, job, told).run()

    def state(self) -> PrinterState:
        """Ask the printer now; see `PagePrinter.state`."""
        try:
            return reasons.read_printer(self._session.printer())
        except DeviceError as error:
            cause = cause_of(error)
            return PrinterState(trouble=Cause.OFFLINE if cause is Cause.GONE else cause, detail=error.detail)

    def cancel(self) -> None:
        """Give up; see `PagePrinter.cancel`."""
        if not self._cancelled.is_set():  # once is enough: the second would cut off the talk about the first
            self._cancelled.set()
            self._line.hang_up()

    def close(self) -> None:
        """Give up for good; nothing stays open between two jobs."""
        self._closed.set()
        self.cancel()


class _EndError(Exception):
    """The way out when it is known what became of the document."""

    def __init__(self, outcome: Outcome, cause: Cause, detail: str = "") -> None:
        super().__init__(cause)
        self.result = Result(outcome, cause, detail=detail)


class _Delivery:
    """One document on its way."""

    def __init__(self, session: Session, pace: Pace, cancelled: threading.Event, job: PageJob, told: Told) -> None:
        self._session, self._pace, self._cancelled, self._job, self._told = session, pace, cancelled, job, told
        self._state = PrinterState()
        self._number = 0
        self._last: Progress | None = None
        self._up_s = 0  # the printer's own clock, which begins anew with it
        self._whole = self._began = False
        self._given_up: Cause | None = None
        self._refusal = ""
        self._end = time.monotonic() + pace.whole

    def run(self) -> Result:
        try:
            self._begin()
            self._send()
            result = self._follow()
        except _EndError as end:
            result = end.result
        except BaseException:
            self._withdraw()
            raise
        sheets = result.sheets
        if sheets is None and self._last and result.outcome is Outcome.MAYBE_PRINTED:
            sheets = self._last.sheets
        detail = result.detail or self._refusal
        return replace(result, sheets=sheets, hearsay=self._state.queue, detail=detail)

    # Until anything is sent, whatever goes wrong leaves every sheet where it is

    def _begin(self) -> None:
        self._tell(Progress(Phase.ASKING))
        told = self._when_free(self._session.printer)
        self._state = reasons.read_printer(told)
        self._up_s = reasons.number(told, "printer-up-time") or 0
        if self._state.trouble:
            raise _EndError(Outcome.NOT_PRINTED, self._state.trouble, self._state.detail)
        self._when_free(lambda: self._session.validate(self._state))
        self._number = self._when_free(lambda: self._session.create(self._state))
        self._tell(Progress(Phase.SENDING))
        if self._cancelled.is_set():
            self._withdraw()
            raise _EndError(Outcome.NOT_PRINTED, Cause.CANCELLED)

    def _when_free(self, ask: Callable[[], Given]) -> Given:
        """Ask again and again while the printer is busy."""
        until = time.monotonic() + self._pace.still
        while True:
            if self._cancelled.is_set():
                raise _EndError(Outcome.NOT_PRINTED, Cause.CANCELLED)
            try:
                return ask()
            except DeviceError as error:
                cause = cause_of(error)
                if not self._cancelled.is_set() and (cause is not Cause.BUSY or time.monotonic() > until):
                    raise _EndError(Outcome.NOT_PRINTED, cause, error.detail) from error
            self._tell(Progress(Phase.WAITING))
            self._cancelled.wait(self._pace.look)

    # From here on only the printer knows

    def _send(self) -> None:
        try:
            self._session.send(self._number, self._job.document)
        except NotReachedError as error:
            self._withdraw()
            raise _EndError(Outcome.NOT_PRINTED, Cause.GONE, error.detail) from error
        except DeviceError as error:
            self._refusal = error.detail
            self._give_up(Cause.CANCELLED if self._cancelled.is_set() else cause_of(error))
        else:
            self._whole = True

    def _follow(self) -> Result:
        heard = changed = time.monotonic()
        before: reasons.Look | None = None
        while True:
            if self._cancelled.is_set():
                self._give_up(Cause.CANCELLED)
            cause = Cause.SILENT
            try:
                look = self._look()
            except DeviceError as error:
                cause = Cause.GONE if cause_of(error) is Cause.OFFLINE else cause_of(error)
                forgotten = isinstance(error, RefusedError) and cause is Cause.GONE
                if forgotten or time.monotonic() > heard + self._pace.away:
                    self._give_up(cause)
                    return Result(Outcome.MAYBE_PRINTED, self._given_up, detail=error.detail)
            else:
                heard = time.monotonic()
                if look.state in reasons.ENDED:
                    return reasons.judge(
                        look, self._job.pages, whole=self._whole, began=self._began, given_up=self._given_up
                    )
                changed = changed if look == before else heard
                before = look
                self._heed(look, heard - changed)
            if time.monotonic() > self._end:
                if self._given_up is not None:
                    return Result(Outcome.MAYBE_PRINTED, self._given_up)
                self._give_up(cause)
            if self._given_up is None:
                self._cancelled.wait(self._pace.look)
            else:
                time.sleep(self._pace.look)

    def _look(self) -> reasons.Look:
        job, printer = self._session.job(self._number), self._session.printer()
        up_s = reasons.number(printer, "printer-up-time") or self._up_s
        if up_s < self._up_s:  # its jobs are counted anew too, so this one may be somebody else's
            raise _EndError(Outcome.MAYBE_PRINTED, Cause.GONE, "was started anew")
        self._up_s = up_s
        return reasons.read_job(job, printer)

    def _heed(self, look: reasons.Look, still_s: float) -> None:
        """Tell how far it is, and give up what stands still."""
        phase = _PHASES.get(look.state or 0, Phase.WAITING)
        self._began |= phase in {Phase.PRINTING, Phase.STOPPED}
        if look.trouble and phase is Phase.PRINTING:
            phase = Phase.STOPPED
        if self._given_up is None:
            self._tell(Progress(phase, look.counted, look.trouble if phase is not Phase.PRINTING else None))
        if still_s > self._pace.still and (look.hint or phase is not Phase.PRINTING):
            self._give_up(look.trouble or look.hint or (Cause.OFFLINE if phase is Phase.STOPPED else Cause.BUSY))

    def _give_up(self, cause: Cause) -> None:
        if self._given_up is None:
            self._given_up = cause
            self._end = time.monotonic() + self._pace.end
            self._withdraw()

    def _withdraw(self) -> None:
        """Cancel at the printer what it may have; it goes as far as it can be reached."""
        if self._number:
            with contextlib.suppress(DeviceError):
                self._session.cancel(self._number)

    def _tell(self, progress: Progress) -> None:
        if progress != self._last:
            self._last = progress
            self._told(progress)
