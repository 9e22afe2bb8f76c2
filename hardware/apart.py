"""A reader whose driver may hang for ever: a thread apart works on it, and is left behind then."""

import abc
import logging
import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from hardware.errors import DeviceError, DeviceMutedError
from hardware.reader import Reader, ReaderAway, ReaderBack

_log = logging.getLogger(__name__)

_SECONDS_TO_END = 0.8

Event = TypeVar("Event")


@dataclass(frozen=True)
class Patience:
    """How long to wait for what, in seconds.

    Attributes:
        retry: Before a reader that is away is tried again; twice as long each time that it was in vain.
        retry_most: Never longer than so.
        mute: After which a driver that does not come back counts as mute.
    """

    retry: float
    retry_most: float
    mute: float


class ReaderApart(Reader[Event | ReaderAway | ReaderBack]):
    """A reader on a thread of its own; see `Reader`.

    Args:
        where: The reader as the settings name it.
        patience: How long to wait for what.
    """

    def __init__(self, where: str, patience: Patience) -> None:
        self._where = where
        self._patience = patience
        self._closed = threading.Event()
        self._heard: queue.SimpleQueue[Event | ReaderAway | ReaderBack | Exception | None] = queue.SimpleQueue()
        self._pause = patience.retry
        self._alive_at = 0.0

    def close(self) -> None:
        """End the walk."""
        self._closed.set()
        self._heard.put(None)

    def events(self) -> Iterator[Event | ReaderAway | ReaderBack]:
        """Walk through what happens; see `Reader.events`."""
        self._alive_at = time.monotonic()
        apart = threading.Thread(target=self._try_again_and_again, name="reader apart", daemon=True)
        apart.start()
        try:
            yield from self._walk()
        finally:
            self._closed.set()
            apart.join(_SECONDS_TO_END)

    def _walk(self) -> Iterator[Event | ReaderAway | ReaderBack]:
        away: type[DeviceError] | None = None
        while not self._closed.is_set():
            match heard := self._next():
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
            del heard  # what was read is not kept until the next card

    def _next(self) -> Event | ReaderAway | ReaderBack | Exception | None:
        """What was told; None if that is nothing yet."""
        left = self._alive_at + self._patience.mute - time.monotonic()
        try:
            return self._heard.get(timeout=left if left > 0 else self._patience.mute)
        except queue.Empty:
            return ReaderAway(self._mute()) if self._silent_s() >= self._patience.mute else None

    def _silent_s(self) -> float:
        return time.monotonic() - self._alive_at

    def _mute(self) -> DeviceMutedError:
        self._forget()
        return DeviceMutedError(self._where, "does not answer")

    # On the thread apart

    def _try_again_and_again(self) -> None:
        while not self._closed.is_set():
            try:
                self._alive_at = time.monotonic()
                self._work()
            except DeviceError as error:
                self._heard.put(ReaderAway(error))
            except Exception as bug:  # noqa: BLE001  told by `events`, where somebody hears it
                self._heard.put(bug)
                return
            self._alive_at = time.monotonic() + self._pause
            self._closed.wait(self._pause)
            self._pause = min(2 * self._pause, self._patience.retry_most)

    @abc.abstractmethod
    def _work(self) -> None:
        """Open the reader, `_tell` what happens and `_beat` until it is closed.

        Raises:
            DeviceError: It does not work; it is tried again after a while.
        """

    def _forget(self) -> None:
        """Let go of what the reader gave, since it does not work any more; from any thread."""

    def _tell(self, event: Event | ReaderAway | ReaderBack) -> None:
        if isinstance(event, ReaderBack):
            self._pause = self._patience.retry
        self._heard.put(event)

    def _beat(self) -> None:
        """Say that the driver answers.

        Raises:
            DeviceMutedError: After a long silence, to begin anew: the reader was told to be away.
        """
        silent, self._alive_at = self._silent_s(), time.monotonic()
        if silent > self._patience.mute / 2:
            raise self._mute()
