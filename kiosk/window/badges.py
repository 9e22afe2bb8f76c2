"""The reader of badges beside the terminal, on a thread of its own."""

from collections.abc import Callable

from broker.contract.devices import Problem
from hardware.errors import UnsupportedCardError
from hardware.smartcard.reader import CardPresent, CardUnread, SmartCardEvent, SmartCardReader
from kiosk.reader_thread import ReaderThread

PART = "smartcard"
LAY_AGAIN, NO_BADGE = "lay-again", "no-badge"
"""Why a card that was laid is no badge, in the words of the face."""


class BadgeThread(ReaderThread[SmartCardEvent]):
    """Walks through a reader's events. A badge that is taken away tells nothing: nobody is signed out by it.

    Args:
        reader: the reader; closed by `close`.
        on_badge: told the serial number of each badge that is laid.
        on_unread: told why a card that was laid is no badge.
        on_reader: told what is wrong with the reader, or None when it works.
    """

    def __init__(
        self,
        reader: SmartCardReader,
        on_badge: Callable[[str], None],
        on_unread: Callable[[str], None],
        on_reader: Callable[[Problem | None], None],
    ) -> None:
        super().__init__(reader, PART, on_reader)
        self._on_badge, self._on_unread = on_badge, on_unread

    def tell(self, event: SmartCardEvent) -> None:
        """Tell what happened to a card."""
        match event:
            case CardPresent(serial):
                self._on_badge(serial)
            case CardUnread(error):
                self._on_unread(NO_BADGE if isinstance(error, UnsupportedCardError) else LAY_AGAIN)
