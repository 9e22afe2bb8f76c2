"""The kiosk's readers, each on a thread of its own; what they tell is told on that thread."""

import logging
from collections.abc import Callable

from broker.contract.devices import Problem
from hardware.errors import LayAgainError, NumberCheckError
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
from kiosk.citizen.holder import Somebody
from kiosk.citizen.states import Event
from kiosk.reader_thread import ReaderThread

log = logging.getLogger(__name__)


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
