"""A reader that the PC/SC service serves, or all of them; comes back by itself after a fault of either."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from hardware.apart import Patience, ReaderApart
from hardware.errors import DeviceMissingError, IdCardError, LayAgainError, NoCardError
from hardware.reader import ReaderBack
from hardware.smartcard.pcsc import Pcsc, PcscCard, Slot, only
from hardware.smartcard.reader import CardGone, CardRead, CardUnread, SmartCardReader
from hardware.smartcard.reading import ReadCard, read_badge

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pace:
    """How long to wait for what, in seconds.

    Attributes:
        look: Before it is asked anew which readers there are; changes of cards are told at once.
        retry: Before a service or reader that is away is tried again.
        mute: After which a service that does not come back from a question counts as mute.
        card: After which a card whose reading goes on is given up.
    """

    look: float = 0.25
    retry: float = 0.5
    mute: float = 8.0
    card: float = 5.0


class PcscReader(ReaderApart[CardRead | CardUnread | CardGone], SmartCardReader):
    """The readers whose names begin with `name`; all if that is empty. A service that hangs keeps whoever asks it.

    Args:
        where: The readers as the settings name them.
        name: The beginning of their names.
        pace: How long to wait for what.
        read: What is read of each card.
    """

    def __init__(self, where: str, name: str = "", pace: Pace = Pace(), read: ReadCard = read_badge) -> None:
        super().__init__(where, Patience(pace.retry, pace.retry, pace.mute))
        self._name = name
        self._pace = pace
        self._read_card = read

    def _work(self) -> None:
        pcsc = Pcsc(self._where)
        try:
            self._watch(pcsc)
        finally:
            pcsc.close()

    def _watch(self, pcsc: Pcsc) -> None:
        """Tell of cards for as long as service and reader work.

        Raises:
            DeviceError: They do not.
        """
        known = dict.fromkeys(self._readers(pcsc), Slot())
        lying: set[str] = set()
        self._tell(ReaderBack())
        while not self._closed.is_set():
            now = pcsc.wait(known, self._pace.look)
            for name, slot in now.items():
                if name in lying and (not slot.present or slot.changes != known[name].changes):
                    lying.remove(name)
                    self._tell(CardGone())
                if slot.present and name not in lying and (event := self._read(pcsc, name)):
                    lying.add(name)
                    self._tell(event)
                    del event  # what was read is not kept until the next card
            readers = self._readers(pcsc)
            for _ in lying.difference(readers):
                self._tell(CardGone())
            lying.intersection_update(readers)
            known = {name: now.get(name, Slot()) for name in readers}
            self._beat()

    def _readers(self, pcsc: Pcsc) -> list[str]:
        if names := only(pcsc.readers(), self._name):
            return names
        raise DeviceMissingError(self._where, "the PC/SC service has no such reader")

    def _read(self, pcsc: Pcsc, reader: str) -> CardRead | CardUnread | None:
        """Read the card that was laid; None if it is there no more."""
        try:
            card = _Watched(pcsc.connect(reader), self._beat, self._closed, self._pace.card)
            try:
                return self._read_card(card)
            finally:
                card.close()
        except NoCardError:
            return None
        except IdCardError as error:
            _log.info("card not read", extra={"error": str(error)})
            return CardUnread(error)


class _Watched:
    """A line to one card that says after each answer that the service is alive, and ends in time."""

    def __init__(self, card: PcscCard, beat: Callable[[], None], closed: threading.Event, seconds: float) -> None:
        self.where = card.where
        self._card, self._beat, self._closed = card, beat, closed
        self._ends_at = time.monotonic() + seconds

    def transmit(self, command: bytes) -> bytes:
        if self._closed.is_set():
            raise NoCardError(self.where, "the reader was closed")
        if time.monotonic() > self._ends_at:
            raise LayAgainError(self.where, "the card is too slow")
        try:
            answer = self._card.transmit(command)
        except NoCardError as error:
            raise LayAgainError(self.where, "taken away while it was read") from error
        self._beat()
        return answer

    def close(self) -> None:
        self._card.close()
