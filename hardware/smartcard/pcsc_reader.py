"""A reader that the PC/SC service serves, or all of them; comes back by itself after a fault of either."""

import logging
import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from hardware.errors import DeviceError, DeviceMissingError, DeviceMutedError, IdCardError, NoCardError
from hardware.reader import ReaderAway, ReaderBack
from hardware.smartcard.pcsc import Pcsc, Slot, only
from hardware.smartcard.reader import CardGone, CardPresent, CardUnread, SmartCardEvent, SmartCardReader
from hardware.smartcard.session import read_serial

_log = logging.getLogger(__name__)

_SECONDS_TO_END = 0.8


@dataclass(frozen=True)
class Pace:
    """How long to wait for what, in seconds.

    Attributes:
        look: Before it is asked anew which readers there are; changes of cards are told at once.
        retry: Before a service or reader that is away is tried again.
        mute: After which a service that does not come back from a question counts as mute.
    """

    look: float = 0.25
    retry: float = 0.5
    mute: float = 8.0


class PcscReader(SmartCardReader):
    """The readers whose names begin with `name`; all if that is empty.

    A service that hangs would keep whoever asks it for ever, so another thread asks, which is left behind then.
    """

    def __init__(self, where: str, name: str = "", pace: Pace = Pace()) -> None:
        self._where = where
        self._name = name
        self._pace = pace
        self._closed = threading.Event()
        self._heard: queue.SimpleQueue[SmartCardEvent | Exception | None] = queue.SimpleQueue()  # None: still alive
        self._beaten_at = 0.0

    def close(self) -> None:
        """End the walk."""
        self._closed.set()
        self._heard.put(None)

    def events(self) -> Iterator[SmartCardEvent]:
        """Walk through what happens; see `Reader.events`."""
        asking = threading.Thread(target=self._ask, name="pcsc", daemon=True)
        asking.start()
        try:
            yield from self._walk()
        finally:
            self._closed.set()
            asking.join(_SECONDS_TO_END)

    def _walk(self) -> Iterator[SmartCardEvent]:
        away: type[DeviceError] | None = None
        while not self._closed.is_set():
            try:
                heard = self._heard.get(timeout=self._pace.mute)
            except queue.Empty:
                heard = ReaderAway(self._mute())
            match heard:
                case None:
                    continue
                case Exception() as bug:
                    raise bug
                case ReaderAway(error):
                    if type(error) is away:
                        continue
                    away = type(error)
                    _log.warning("reader away", extra={"device": self._where, "error": str(error)})
                case ReaderBack():
                    away = None
                    _log.info("reader works", extra={"device": self._where})
            yield heard

    # On the thread that asks

    def _ask(self) -> None:
        while not self._closed.is_set():
            try:
                self._beaten_at = time.monotonic()
                pcsc = Pcsc(self._where)
                try:
                    self._watch(pcsc)
                finally:
                    pcsc.close()
            except DeviceError as error:
                self._heard.put(ReaderAway(error))
            except Exception as bug:  # noqa: BLE001  told by `events`, where somebody hears it
                self._heard.put(bug)
                return
            self._closed.wait(self._pace.retry)

    def _watch(self, pcsc: Pcsc) -> None:
        """Tell of cards for as long as service and reader work.

        Raises:
            DeviceError: They do not.
        """
        known = dict.fromkeys(self._readers(pcsc), Slot())
        lying: set[str] = set()
        self._heard.put(ReaderBack())
        while not self._closed.is_set():
            now = pcsc.wait(known, self._pace.look)
            for name, slot in now.items():
                if name in lying and (not slot.present or slot.changes != known[name].changes):
                    lying.remove(name)
                    self._heard.put(CardGone())
                if slot.present and name not in lying and (event := _read(pcsc, name)):
                    lying.add(name)
                    self._heard.put(event)
            readers = self._readers(pcsc)
            for _ in lying.difference(readers):
                self._heard.put(CardGone())
            lying.intersection_update(readers)
            known = {name: now.get(name, Slot()) for name in readers}
            self._beat()

    def _readers(self, pcsc: Pcsc) -> list[str]:
        if names := only(pcsc.readers(), self._name):
            return names
        raise DeviceMissingError(self._where, "the PC/SC service has no such reader")

    def _beat(self) -> None:
        """Say that the service answers; after a long silence begin anew, for the reader was told to be away."""
        before, self._beaten_at = self._beaten_at, time.monotonic()
        if self._beaten_at - before > self._pace.mute / 2:
            raise self._mute()
        self._heard.put(None)

    def _mute(self) -> DeviceMutedError:
        return DeviceMutedError(self._where, "the PC/SC service does not answer")


def _read(pcsc: Pcsc, reader: str) -> CardPresent | CardUnread | None:
    """Read the card that was laid; None if it is there no more."""
    try:
        card = pcsc.connect(reader)
        try:
            return CardPresent(read_serial(card))
        finally:
            card.close()
    except NoCardError:
        return None
    except IdCardError as error:
        _log.info("card not read", extra={"error": str(error)})
        return CardUnread(error)
