"""The seam every A4 printer fits: print a document and say what is known of it, tell the state, cancel, close."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from hardware.errors import MaybePrintedError, NotPrintedError, PageError


class Outcome(StrEnum):
    """What is known of a document's sheets in the end."""

    PRINTED = "printed"  # every one came out, by all that the printer tells
    NOT_PRINTED = "not-printed"  # for certain: none could have moved
    MAYBE_PRINTED = "maybe-printed"  # nobody knows how many: a person has to look


class Cause(StrEnum):
    """Why a document is not, or may not be, printed; the same words say why a printer would not print now."""

    PAPER = "paper"  # none left
    TRAY = "tray"  # a tray is missing or full, or holds other paper than A4
    TONER = "toner"
    JAM = "jam"
    COVER = "cover"
    OFFLINE = "offline"  # cannot be reached, is paused, or has a fault of its own
    BUSY = "busy"  # with other documents, for too long
    FORMAT = "format"  # it does not take PDF, or not this one
    FOREIGN = "foreign"  # what is there is no printer that speaks IPP
    REFUSED = "refused"  # it refuses for another reason, such as a login
    CANCELLED = "cancelled"  # by us, at its panel or by its operator
    ABORTED = "aborted"  # it gave up, or finished with errors
    SILENT = "silent"  # it is there and says nothing that can be understood
    GONE = "gone"  # it was there, and went away or was started anew


class Want(StrEnum):
    """What a printer wants soon, while it still prints."""

    PAPER_LOW = "paper-low"
    TONER_LOW = "toner-low"


class Phase(StrEnum):
    """Where a document is."""

    ASKING = "asking"  # whether the printer would take it
    SENDING = "sending"
    WAITING = "waiting"  # behind others
    PRINTING = "printing"
    STOPPED = "stopped"  # half way; it goes on when somebody sees to the cause


@dataclass(frozen=True)
class Progress:
    """How far a document is, told at each change.

    Attributes:
        phase: Where it is.
        sheets: Sheets that lie in the bin, if the printer counts them.
        cause: What the printer waits for, if it has stopped.
    """

    phase: Phase
    sheets: int | None = None
    cause: Cause | None = None


@dataclass(frozen=True)
class PageJob:
    """One document for A4 paper, one-sided.

    Attributes:
        document: A PDF; shown nowhere.
        pages: How many pages it has, or None if that is not known: then less is proved of the last sheet.
    """

    document: bytes = field(repr=False)
    pages: int | None = None


@dataclass(frozen=True)
class Result:
    """What became of a document. Only `Outcome.PRINTED` may be counted as printed.

    Attributes:
        outcome: What is known.
        cause: Why, unless it is printed.
        sheets: Sheets that the printer counted, or None if it counts none.
        hearsay: A print queue said so, not the printer: it knows only what its own back end knows, which for some
            is no more than that the printer took the bytes.
        detail: What the printer said, in its own keywords, for the operator.
    """

    outcome: Outcome
    cause: Cause | None = None
    sheets: int | None = None
    hearsay: bool = False
    detail: str = ""


@dataclass(frozen=True)
class PrinterState:
    """What a printer says of itself.

    Attributes:
        trouble: Why it would not print now, or None if it would.
        wants: What it wants soon.
        model: Maker and model as it names them.
        formats: Document formats that it takes, such as `application/pdf`.
        media: Papers that it knows, by their names in PWG 5101.1.
        ready: Those that lie in its trays; empty if it does not tell.
        sides: `one-sided`, `two-sided-long-edge`, ...
        queue: It is a print queue such as CUPS, which speaks for a printer behind it.
        detail: What it said, in its own keywords, for the operator.
    """

    trouble: Cause | None = None
    wants: frozenset[Want] = frozenset()
    model: str = ""
    formats: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    ready: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    queue: bool = False
    detail: str = ""


Told = Callable[[Progress], None]


def tell_nobody(_progress: Progress) -> None:
    """Follow no progress."""


class PagePrinter(Protocol):
    """A printer of A4 pages, used by one worker thread at a time; `cancel` and `close` may be called from any."""

    def print(self, job: PageJob, told: Told = tell_nobody) -> Result:
        """Print one document and follow it to the last sheet; every wait inside ends by itself.

        A document that is given up is cancelled at the printer, so that it does not come out later by itself, as far
        as the printer can be reached. Nothing is raised for what happens in the world, and nothing of the document is
        kept or logged.

        Args:
            job: The document.
            told: Called on this thread at each change. What it raises ends the document as `cancel` does.
        """

    def state(self) -> PrinterState:
        """Ask the printer now. One that cannot be reached has the trouble `OFFLINE`; nothing is raised."""

    def cancel(self) -> None:
        """Let the `print` under way give up and return soon; without one nothing happens."""

    def close(self) -> None:
        """As `cancel`, and print no more; may be called again."""


def unprinted(where: str, result: Result) -> PageError:
    """Turn a result that is not `PRINTED` into the error that says so.

    Args:
        where: The printer as the settings name it.
        result: What became of the document.
    """
    kind = NotPrintedError if result.outcome is Outcome.NOT_PRINTED else MaybePrintedError
    cause = str(result.cause or "")
    return kind(where, ": ".join(filter(None, (cause, result.detail))), cause)
