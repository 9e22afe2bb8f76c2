"""The kiosk's devices, each on a thread of its own; what they tell is told on that thread."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from broker.contract.devices import Problem
from hardware.errors import (
    DeviceBusyError,
    DeviceError,
    DeviceForbiddenError,
    DeviceForeignError,
    LayAgainError,
    NumberCheckError,
    PaperOutError,
)
from hardware.idcard.person import Person
from hardware.idcard.reader import CardLaid, CardUnsupported, IdCardReader, LayAgain, ReaderEvent
from hardware.scanner.scanner import Scanned, Scanner, ScannerEvent
from hardware.smartcard.reader import (
    CardRead,
    CardUnread,
    ResidentPresent,
    SmartCardEvent,
    SmartCardReader,
    SocialSecurityLaid,
)
from hardware.ticketprinter.printer import PrinterStatus, TicketPrinter
from hardware.ticketprinter.slip import AnySlip
from hardware.words import for_health
from kiosk.citizen.holder import Somebody
from kiosk.citizen.states import Event
from kiosk.reader_thread import ReaderThread

log = logging.getLogger(__name__)

LOOK_S = 10.0
"""How often an idle printer is asked how it is."""
STALE_S = 20.0
"""A slip that waited so long for the printer is not printed any more."""


class CardThread(ReaderThread[ReaderEvent]):
    """Walks through a reader's events. A card leaves this thread as the hash, the masked name and the age.

    Args:
        reader: the reader; closed by `close`.
        to_somebody: makes somebody of a card.
        on_card: told what happened to a card, and whose it is if it was read.
        on_reader: told what is wrong with the reader, or None when it works.
    """

    def __init__(
        self,
        reader: IdCardReader,
        to_somebody: Callable[[Person], Somebody],
        on_card: Callable[[Event, Somebody | None], None],
        on_reader: Callable[[Problem | None], None],
    ) -> None:
        super().__init__(reader, "idcard", on_reader)
        self._to_somebody = to_somebody
        self._on_card = on_card

    def tell(self, event: ReaderEvent) -> None:
        """Tell what happened to a card."""
        match event:
            case CardLaid(card):
                self._on_card(Event.CARD_LAID, self._to_somebody(card))
            case LayAgain():
                self._on_card(Event.CARD_UNREAD, None)
            case CardUnsupported(error):
                log.info("a card of an unknown form", extra={"part": "idcard", "error": str(error)})
                self._on_card(Event.CARD_UNSUPPORTED, None)


class ChipThread(ReaderThread[SmartCardEvent]):
    """Walks through what happens at a reader of cards with a chip, as `CardThread` does.

    It can't read an ID card; where there is a reader that can, such a card only lies in the wrong place.
    """

    def __init__(
        self,
        reader: SmartCardReader,
        to_somebody: Callable[[Person], Somebody],
        on_card: Callable[[Event, Somebody | None], None],
        on_reader: Callable[[Problem | None], None],
        *,
        reads_id_cards: bool,
    ) -> None:
        super().__init__(reader, "smartcard", on_reader)
        self._to_somebody, self._on_card = to_somebody, on_card
        self._resident = Event.CARD_UNREAD if reads_id_cards else Event.CARD_UNSUPPORTED

    def tell(self, event: SmartCardEvent) -> None:
        """Tell what happened to a card."""
        match event:
            case SocialSecurityLaid(card):
                self._on_card(Event.CARD_LAID, self._to_somebody(card))
            case CardUnread(error) if isinstance(error, LayAgainError | NumberCheckError):
                self._on_card(Event.CARD_UNREAD, None)
            case ResidentPresent():
                self._on_card(self._resident, None)
            case CardUnread() | CardRead():
                self._on_card(Event.CARD_UNSUPPORTED, None)


class CodeThread(ReaderThread[ScannerEvent]):
    """Walks through what a scanner reads.

    Args:
        scanner: closed by `close`.
        on_code: told what stands in each code.
        on_scanner: told what is wrong with the scanner, or None when it works.
    """

    def __init__(
        self, scanner: Scanner, on_code: Callable[[str], None], on_scanner: Callable[[Problem | None], None]
    ) -> None:
        super().__init__(scanner, "scanner", on_scanner)
        self._on_code = on_code

    def tell(self, event: ScannerEvent) -> None:
        """Tell what was read."""
        if isinstance(event, Scanned):
            self._on_code(event.text)


@dataclass(frozen=True)
class _Job:
    of: str  # the ticket or appointment
    slip: AnySlip
    until: float  # on the monotonic clock


class PrinterThread:
    """Prints one slip after the other and looks after the printer in between.

    Args:
        printer: the printer; closed by `close`.
        on_slip: told of each ticket or appointment: None when its slip is out, else `paper-out` or `failed`.
        on_printer: told what is wrong with the printer, or None, whenever it was looked at.
    """

    def __init__(
        self,
        printer: TicketPrinter,
        on_slip: Callable[[str, str | None], None],
        on_printer: Callable[[Problem | None], None],
    ) -> None:
        self._printer = printer
        self._on_slip, self._on_printer = on_slip, on_printer
        self._jobs: queue.SimpleQueue[_Job | str | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="ticket-printer")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def print(self, of: str, slip: AnySlip) -> None:
        """Print a slip soon, or tell that it did not come out: then it never will."""
        self._jobs.put(_Job(of, slip, time.monotonic() + STALE_S))

    def look(self) -> None:
        """Ask the printer soon how it is."""
        self._jobs.put("look")

    def close(self) -> None:
        """Finish the slip in hand and let go of the printer."""
        self._jobs.put(None)
        self._thread.join()

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
                self._on_slip(job.of, self._print(job))
            del job  # whose ticket it is must not stay until the next one
            self._look()
        self._printer.close()

    def _print(self, job: _Job) -> str | None:
        if time.monotonic() > job.until:
            log.warning("a slip waited too long for the printer", extra={"ticket": job.of})
            return "failed"
        try:
            self._printer.print(job.slip)
        except PaperOutError:
            return "paper-out"
        except DeviceError as error:
            log.warning("a slip did not come out", extra={"ticket": job.of, "error": str(error)})
            return "failed"
        except Exception:  # whatever it is, the visitor needs the number
            log.exception("the ticket printer's driver failed", extra={"ticket": job.of})
            return "failed"
        return None

    def _look(self) -> None:
        try:
            problem = self._trouble()
        except Exception:  # as above: the thread must stay
            log.exception("the ticket printer's driver failed", extra={"part": "ticket_printer"})
            problem = Problem(part="ticket_printer", code="failed")
        self._on_printer(problem)

    def _trouble(self) -> Problem | None:
        status = self._printer.status()
        code, detail = status.value, ""
        if status is PrinterStatus.OFFLINE:
            try:
                self._printer.check()
            except (DeviceBusyError, DeviceForbiddenError, DeviceForeignError) as error:
                code, detail = for_health(error), str(error)
            except DeviceError as error:
                detail = str(error)
        return None if status is PrinterStatus.OK else Problem(part="ticket_printer", code=code, detail=detail)


Devices = dict[str, ReaderThread[Any] | PrinterThread]
"""The devices of a kiosk by their names in the settings."""
