"""What every reader of cards is: one blocking walk of events for a thread of its own."""

import abc
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from hardware.errors import DeviceError

_log = logging.getLogger(__name__)

_SECONDS_UNTIL_RETRY = 0.5


@dataclass(frozen=True)
class ReaderAway:
    """The reader does not work; it is tried again and again, `ReaderBack` follows when it does.

    Attributes:
        error: `DeviceMissingError`, `DeviceMutedError` or `OutOfServiceError`.
    """

    error: DeviceError


@dataclass(frozen=True)
class ReaderBack:
    """The reader works, from the start or again, and lies empty as far as anybody knows."""


Event = TypeVar("Event")
Event_co = TypeVar("Event_co", covariant=True)
Taken = TypeVar("Taken")


class Reader(abc.ABC, Generic[Event_co]):
    """One reader. `events` belongs to one thread, `close` may be called from any."""

    @abc.abstractmethod
    def events(self) -> Iterator[Event_co]:
        """Walk through what happens at the reader until `close`.

        The first event is `ReaderBack` or `ReaderAway`. Nothing is raised for what happens in the world: a reader that
        is missing, mute or out of service is a `ReaderAway`, told once for each cause, and the walk goes on.
        """

    @abc.abstractmethod
    def close(self) -> None:
        """End the walk within a second; its thread gives the device back."""


class Closable(Protocol):
    """What is open while a device is there."""

    def close(self) -> None:
        """Give it back; never raises."""


Line = TypeVar("Line", bound=Closable)


def comings(
    where: str, closed: threading.Event, open_line: Callable[[], Line], listen: Callable[[Line], Iterator[Event]]
) -> Iterator[Event | ReaderAway | ReaderBack]:
    """Walk through what happens at a device that comes and goes, until `closed`.

    Args:
        where: The device as the settings name it.
        closed: Ends the walk.
        open_line: Opens it, or raises `DeviceError`.
        listen: Walks through what it tells while it is there; ends when closed, raises `DeviceError` when it goes.
    """
    told: type[DeviceError] | None = None
    while not closed.is_set():
        try:
            line = open_line()
            try:
                told = None
                _log.info("device works", extra={"device": where})
                yield ReaderBack()
                yield from listen(line)
            finally:
                line.close()
        except DeviceError as error:
            if type(error) is not told:
                told = type(error)
                _log.warning("device away", extra={"device": where, "error": str(error)})
                yield ReaderAway(error)
        closed.wait(_SECONDS_UNTIL_RETRY)


def first(reader: Reader[Event], seconds: float, take: Callable[[Event], Taken | None]) -> Taken | None:
    """Wait for the first event that `take` makes something of, then close the reader; None after `seconds`.

    Raises:
        DeviceError: The reader does not work, or what `take` raises.
    """
    limit = threading.Timer(seconds, reader.close)
    limit.start()
    try:
        for event in reader.events():
            if isinstance(event, ReaderAway):
                raise event.error
            if (taken := take(event)) is not None:
                return taken
    finally:
        limit.cancel()
        reader.close()
        limit.join()
    return None
