"""The seam every ticket printer fits: print a slip, tell the status, close."""

from enum import StrEnum
from typing import Protocol

from hardware.errors import (
    CoverOpenError,
    DeviceError,
    OutOfServiceError,
    PaperOutError,
    PrinterUnknownError,
)
from hardware.ticketprinter.slip import AnySlip


class PrinterStatus(StrEnum):
    """What a printer says about itself. Silence is a state of its own, never taken for paper."""

    OK = "ok"
    NEAR_END = "near-end"  # prints, and wants a new roll soon
    PAPER_OUT = "paper-out"
    COVER_OPEN = "cover-open"
    OFFLINE = "offline"  # cannot be reached, or says that it is off line
    FAILED = "failed"  # cutter, head or another fault that a person must mend
    UNKNOWN = "unknown"  # it is there, or seems to be, and tells nothing

    @property
    def prints(self) -> bool:
        """Whether it said that a slip would come out now."""
        return self in (PrinterStatus.OK, PrinterStatus.NEAR_END)


class TicketPrinter(Protocol):
    """A printer of slips, used by one worker thread at a time; every wait inside ends by itself."""

    def print(self, slip: AnySlip) -> None:
        """Print one slip and return when it is out as far as the printer can tell.

        A slip that could not be printed is forgotten: it never comes out later by itself.

        Raises:
            DeviceError: No slip, or only a part of one. The class says why: `PaperOutError`, `CoverOpenError`,
                `OutOfServiceError`, `DeviceMissingError`, `DeviceMutedError`, `PrinterUnknownError` or
                `FontMissingError`.
        """

    def status(self) -> PrinterStatus:
        """Ask the printer now. A printer that cannot be reached is `OFFLINE`; nothing is raised."""

    def check(self) -> None:
        """Reach it, ask how it is, and let go of it again; nothing is printed.

        Raises:
            DeviceError: It cannot be reached, or is no printer; the class says why.
        """

    def close(self) -> None:
        """Let go of the printer; may be called again."""


def trouble(where: str, status: PrinterStatus) -> DeviceError:
    """Turn a status in which no slip comes out into the error that says so.

    Args:
        where: The printer as the settings name it.
        status: One that does not print.
    """
    match status:
        case PrinterStatus.PAPER_OUT:
            return PaperOutError(where, status)
        case PrinterStatus.COVER_OPEN:
            return CoverOpenError(where, status)
        case PrinterStatus.UNKNOWN:
            return PrinterUnknownError(where, status)
        case _:
            return OutOfServiceError(where, status)
