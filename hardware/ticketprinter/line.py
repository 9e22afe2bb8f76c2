"""What a driver wants of a connection, and how the status of a printer is asked over one."""

import threading
import time
from collections.abc import Callable
from typing import Protocol

from hardware.errors import DeviceForeignError
from hardware.ticketprinter.printer import PrinterStatus
from hardware.ticketprinter.profiles import PrinterProfile
from hardware.ticketprinter.status import QUESTIONS, TELL_CHANGES, Heard, question, read_status

REPLY_S = 1.0  # a printer that has not answered by then is taken as silent
_MOST_UNASKED, _MOST_FOR_EACH = 8, 3  # of a talk before this one; some may answer more than they are asked


class Line(Protocol):
    """One open connection to a printer, for one job.

    Attributes:
        reads: Whether anything can come back at all.
    """

    reads: bool

    def send(self, data: bytes, stop: threading.Event | None = None) -> None:
        """Hand bytes over and wait until the system has passed them all on.

        Args:
            data: What is sent.
            stop: Ends the sending half way when it is set.

        Raises:
            DeviceMissingError: The connection is gone.
            DeviceMutedError: The printer takes nothing any more.
            CancelledError: `stop` was set.
        """

    def receive(self, wait_s: float) -> bytes:
        """Take what came, or the first that comes in time; empty when nothing does.

        Raises:
            DeviceMissingError: The connection is gone.
        """

    def close(self) -> None:
        """End the connection after a job that went well, or before any was sent."""

    def abandon(self, last_words: bytes) -> bool:
        """End the connection and leave nothing with the system that could still be printed; never raises.

        Args:
            last_words: Go to the printer if it still takes anything.

        Returns:
            Whether it took them.
        """


Opener = Callable[[str], Line]
"""Opens a connection to the printer that the settings name so; raises DeviceMissingError."""


class Asker:
    """Asks one printer over one line, and keeps what it tells by itself meanwhile.

    Args:
        where: The printer as the settings name it.
        line: The connection.
        profile: What the printer answers to.
    """

    def __init__(self, where: str, line: Line, profile: PrinterProfile) -> None:
        self._where = where
        self._line = line
        self._profile = profile
        self._heard = Heard()
        self._owed = 0  # questions that may be answered still
        self._asked = self._unasked = 0

    def status(self) -> PrinterStatus:
        """Tell how the printer is now; silence is `UNKNOWN`.

        Raises:
            DeviceForeignError: What talks there is no printer.
            DeviceError: The line is gone, or takes not even a question.
        """
        if not self._line.reads:
            return PrinterStatus.UNKNOWN
        self._listen(0)
        told = self._automatic() if self._profile.automatic else self._heard.told
        if told is not None and (self._profile.automatic or not told.prints):
            return told
        return self._by_question() if self._profile.asked else PrinterStatus.UNKNOWN

    def _automatic(self) -> PrinterStatus | None:
        told = self._heard.told
        if told is not None and not told.prints:
            return told  # it stops there, and would tell if that were over; what is sent now waits behind
        self._heard.told = None
        self._line.send(TELL_CHANGES)
        self._until(lambda: self._heard.told is not None)
        return self._heard.told

    def _by_question(self) -> PrinterStatus:
        replies: dict[int, int] = {}
        answers = self._heard.answers
        for number in QUESTIONS:
            self._listen(0)
            self._drop_late()
            self._line.send(question(number))
            self._asked += 1
            self._until(lambda: bool(answers))
            if not answers:
                self._owed += 1
                break
            self._until(lambda: len(answers) > self._owed)  # what is late comes first, and must not be taken for this
            self._owed = 0
            replies[number] = answers[-1]
            answers.clear()
        return read_status(replies)

    def _drop_late(self) -> None:
        """Forget answers that came before: they answer nothing that is asked now."""
        self._unasked += max(0, len(self._heard.answers) - self._owed)
        if self._unasked > _MOST_UNASKED + _MOST_FOR_EACH * self._asked:
            raise DeviceForeignError(self._where, "answers what nobody asked")
        self._owed = max(0, self._owed - len(self._heard.answers))
        self._heard.answers.clear()

    def _until(self, enough: Callable[[], bool]) -> None:
        end = time.monotonic() + REPLY_S
        while not enough() and (left := end - time.monotonic()) > 0:
            self._listen(left)

    def _listen(self, wait_s: float) -> None:
        self._heard.feed(self._line.receive(wait_s))
        if self._heard.text:
            raise DeviceForeignError(self._where, f"speaks another protocol: {self._heard.text!r}")
