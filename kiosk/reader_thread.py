"""A reader of cards, or a call-button, on a thread of its own; what it tells is told on that thread."""

import abc
import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from broker.contract.devices import Problem
from hardware.reader import Reader, ReaderAway, ReaderBack
from hardware.words import for_health

log = logging.getLogger(__name__)

Event = TypeVar("Event")


class ReaderThread(abc.ABC, Generic[Event]):
    """Walks through a reader's events.

    Args:
        reader: the reader; closed by `close`.
        part: the reader's name in the settings.
        on_reader: told what is wrong with the reader, or None when it works.
    """

    def __init__(self, reader: Reader[Event], part: str, on_reader: Callable[[Problem | None], None]) -> None:
        self._reader = reader
        self._part = part
        self._on_reader = on_reader
        self._thread = threading.Thread(target=self._walk, name=part)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """Let go of the reader."""
        self._reader.close()
        self._thread.join()

    @abc.abstractmethod
    def tell(self, event: Event) -> None:
        """Tell what happened at it."""

    def _walk(self) -> None:
        try:
            for event in self._reader.events():
                match event:
                    case ReaderAway(error):
                        self._on_reader(Problem(part=self._part, code=for_health(error), detail=str(error)))
                    case ReaderBack():
                        self._on_reader(None)
                    case _:
                        self.tell(event)
                del event  # what was read from a card is not kept until the next one
        except Exception:  # a thread that ends unseen would leave a box that waits for ever
            log.exception("a device's driver failed", extra={"part": self._part})
            self._on_reader(Problem(part=self._part, code="failed"))
