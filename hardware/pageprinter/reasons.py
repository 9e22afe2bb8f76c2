"""What a printer's and a job's own keywords mean, and what became of a job. Pure.

Keywords are those of RFC 8011 (5.3.8, 5.4.12) and PWG 5100.9; makers add their own. A printer's keyword may end in
`-error`, which stops it, `-warning` or `-report`; without an ending it is taken as an error.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hardware.pageprinter.ipp import Attributes, Value
from hardware.pageprinter.printer import Cause, Outcome, PrinterState, Result, Want

A4 = ("iso_a4_210x297mm", "iso-a4", "a4")
PDF = "application/pdf"
PENDING, HELD, PROCESSING, JOB_STOPPED, CANCELED, ABORTED, COMPLETED = range(3, 10)  # RFC 8011, 5.3.7
ENDED = range(CANCELED, COMPLETED + 1)
_PRINTER_STOPPED = 5  # RFC 8011, 5.4.11

# (beginnings of keywords, what they mean), the one to mend first stands first
_TROUBLES: tuple[tuple[tuple[str, ...], Cause], ...] = (
    (("media-jam", "media-path-jam", "fuser-jam"), Cause.JAM),
    (("cover-open", "door-open", "interlock-open", "input-cover-open", "output-cover-open"), Cause.COVER),
    (("media-empty", "input-media-supply-empty"), Cause.PAPER),
    (("media-needed", "input-", "output-tray-missing", "output-area-full", "output-mailbox"), Cause.TRAY),
    (("toner-empty", "toner-missing", "marker-supply-empty", "marker-supply-missing"), Cause.TONER),
    (("marker-waste-full", "marker-waste-missing", "developer-empty", "opc-life-over", "cartridge"), Cause.TONER),
    (("paused", "moving-to-paused", "shutdown", "offline", "deactivated", "power-down"), Cause.OFFLINE),
)
_WANTS: tuple[tuple[tuple[str, ...], Want], ...] = (
    (("media-low", "media-empty", "input-media-supply-low"), Want.PAPER_LOW),
    (("toner-", "marker-supply-", "marker-waste-", "developer-low", "opc-near-eol"), Want.TONER_LOW),
)
_HARMLESS = {"none", "moving-to-paused-report", "connecting-to-device", "identify-printer-requested"}
_MILD = ("-low", "-low-warning")
_UNREACHED = "offline-report"  # so says CUPS when it can't reach the printer

# What a job may say when it is completed and nothing was wrong; anything else, also a maker's own, is a doubt.
_FINE = {"none", "job-completed-successfully", "job-completed-with-warnings", "job-restartable"}
_JOB_CAUSES: tuple[tuple[tuple[str, ...], Cause], ...] = (
    (("job-canceled", "job-cancelled", "canceled"), Cause.CANCELLED),
    (("document-format", "unsupported-document", "document-unprintable", "document-password"), Cause.FORMAT),
    (("unsupported-compression", "compression"), Cause.FORMAT),
    (("resources-are-not", "conflicting-attributes", "unsupported-attributes"), Cause.TRAY),
)
_STATUSES = {
    0x0405: Cause.ABORTED,
    0x0406: Cause.GONE,  # the printer does not know the job any more
    0x0407: Cause.GONE,
    0x040A: Cause.FORMAT,
    0x040F: Cause.FORMAT,
    0x0410: Cause.FORMAT,
    0x0417: Cause.FORMAT,
    0x0418: Cause.FORMAT,
    0x041A: Cause.FORMAT,
    0x0502: Cause.BUSY,
    0x0504: Cause.OFFLINE,
    0x0505: Cause.BUSY,
    0x0506: Cause.OFFLINE,
    0x0507: Cause.BUSY,
    0x0508: Cause.CANCELLED,
    0x0509: Cause.BUSY,
    0x050A: Cause.OFFLINE,
    0x050B: Cause.BUSY,
}


@dataclass(frozen=True)
class Look:
    """A job and its printer at one moment.

    Attributes:
        state: The job's; None if it is not told.
        reasons: Of the job; None if they are not told.
        pages: Sides that lie in the bin, or None if they are not counted.
        sheets: Sheets that lie there, likewise.
        began: Whether the printer ever worked on it; None if it does not tell.
        trouble: The printer's.
        errors: The printer's keywords that mean it.
        hint: What the printer only warns of, which is the cause if the job stands still.
    """

    state: int | None = None
    reasons: frozenset[str] | None = None
    pages: int | None = None
    sheets: int | None = None
    began: bool | None = None
    trouble: Cause | None = None
    errors: tuple[str, ...] = ()
    hint: Cause | None = None

    @property
    def counted(self) -> int | None:
        """Sheets of one page each, by whichever the printer counts; some count neither and say 0."""
        return max((count for count in (self.pages, self.sheets) if count is not None), default=None)


def cause_of_status(status: int, unsupported: Attributes) -> Cause:
    """Say why a request was refused, by its status code and what the printer calls unsupported."""
    if {"media", "media-col", "sides"} & set(unsupported):
        return Cause.TRAY
    return _STATUSES.get(status, Cause.REFUSED)


def read_printer(told: Attributes) -> PrinterState:
    """Make a state of what a printer tells."""
    trouble, errors = read_trouble(told)
    reasons = texts(told.get("printer-state-reasons", ()))
    formats, media = texts(told.get("document-format-supported", ())), texts(told.get("media-supported", ()))
    ready, queue = texts(told.get("media-ready", ())), "cups-version" in told
    detail = " ".join(errors)
    if trouble is None and formats and PDF not in formats:
        trouble, detail = Cause.FORMAT, f"takes no {PDF}"
    # What a queue calls ready is its own default; the printer behind it may hold anything.
    if trouble is None and not all(map(a4_of, filter(None, (media, () if queue else ready)))):
        trouble, detail = Cause.TRAY, "has no A4 in its trays" if a4_of(media) else "knows no A4"
    return PrinterState(
        trouble=trouble,
        wants=frozenset(want for begins, want in _WANTS for reason in reasons if reason.startswith(begins)),
        model=next(iter(texts(told.get("printer-make-and-model", ()))), ""),
        formats=formats,
        media=media,
        ready=ready,
        sides=texts(told.get("sides-supported", ())),
        queue=queue,
        detail=detail,
    )


def read_trouble(told: Attributes) -> tuple[Cause | None, tuple[str, ...]]:
    """Say why a printer does not print now, with its keywords for it; None if it does."""
    stopped = number(told, "printer-state") == _PRINTER_STOPPED
    reasons = [reason for reason in texts(told.get("printer-state-reasons", ())) if reason not in _HARMLESS]
    errors = tuple(r for r in reasons if stopped or r == _UNREACHED or not r.endswith(("-warning", "-report")))
    for begins, cause in _TROUBLES:
        if any(error.startswith(begins) and not error.endswith(_MILD) for error in errors):
            return cause, errors
    unknown = tuple(error for error in errors if error.endswith("-error"))
    if stopped or unknown:
        return Cause.OFFLINE, unknown or errors or ("stopped",)
    if told.get("printer-is-accepting-jobs") == [False]:
        return Cause.OFFLINE, ("accepts no jobs",)
    return None, ()


def read_job(job: Attributes, printer: Attributes) -> Look:
    """Make a look of what a printer tells of a job and of itself."""
    trouble, errors = read_trouble(printer)
    began = job.get("time-at-processing")
    warned = [r for r in texts(printer.get("printer-state-reasons", ())) if not r.endswith(_MILD)]
    return Look(
        state=number(job, "job-state"),
        reasons=frozenset(texts(job["job-state-reasons"])) if "job-state-reasons" in job else None,
        pages=number(job, "job-impressions-completed"),
        sheets=number(job, "job-media-sheets-completed"),
        began=None if began is None else began[0] is not None,
        trouble=trouble,
        errors=errors,
        hint=_cause(warned, _TROUBLES),
    )


def judge(look: Look, pages: int | None, *, whole: bool, began: bool, given_up: Cause | None) -> Result:
    """Say what became of a job that has ended.

    Args:
        look: At its end.
        pages: How many pages the document has, if that is known.
        whole: Whether the printer said that it has the whole document.
        began: Whether the printer was ever seen at work on it.
        given_up: Why we cancelled it, if we did.
    """
    reasons = look.reasons or frozenset()
    words = (*sorted(reasons - {"none"}), *look.errors)
    if look.state == COMPLETED:
        doubt = _doubt(look, reasons, pages, whole=whole)
        if doubt is None:
            return Result(Outcome.PRINTED, sheets=look.counted or None, detail=" ".join(sorted(reasons - {"none"})))
        return Result(Outcome.MAYBE_PRINTED, doubt, look.counted, detail=" ".join(words))
    never = look.began is False and not began and not look.counted
    cause = given_up or _cause(reasons, _JOB_CAUSES) or (Cause.CANCELLED if look.state == CANCELED else look.trouble)
    outcome = Outcome.NOT_PRINTED if never else Outcome.MAYBE_PRINTED
    return Result(outcome, cause or Cause.ABORTED, look.counted, detail=" ".join(words))


def _doubt(look: Look, reasons: frozenset[str], pages: int | None, *, whole: bool) -> Cause | None:
    """Say what speaks against it that all of a completed job came out."""
    if look.reasons is None:
        return Cause.SILENT
    if not whole or reasons - _FINE:
        return _cause(reasons, _JOB_CAUSES) or look.trouble or Cause.ABORTED
    counted = look.counted
    if counted and pages and counted < pages:
        return look.trouble or Cause.ABORTED
    return None if counted and pages else look.trouble  # paper may end with the last sheet


def _cause(reasons: Iterable[str], table: tuple[tuple[tuple[str, ...], Cause], ...]) -> Cause | None:
    found = tuple(reasons)
    return next((cause for begins, cause in table if any(reason.startswith(begins) for reason in found)), None)


def a4_of(media: Sequence[str]) -> str | None:
    """The printer's own name of A4 paper, the plain one first."""
    return next((name for plain in A4 for name in media if name.lower().startswith(plain)), None)


def number(told: Attributes, name: str) -> int | None:
    """The number that an attribute has."""
    value = next(iter(told.get(name, ())), None)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def texts(values: Sequence[Value]) -> tuple[str, ...]:
    """The texts among some values."""
    return tuple(value for value in values if isinstance(value, str))
