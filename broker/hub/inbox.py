"""What waits for the hub's thread: its own calls, and of each device at most so many messages."""

import logging
import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping

from broker.client.bus import Received
from broker.contract import topics
from broker.contract.commands import CallNext
from broker.hub.floods import Floods, Told

log = logging.getLogger(__name__)

AT_MOST = 256
"""Messages of one device that may wait. A device has one or two; whoever sends faster than the hub decides loses only
what is its own, and what is lost is asked again."""


class Inbox:
    """A queue into the hub's thread.

    Args:
        hall: the hall's id.
        devices: the ids of its devices; all others together are one.
        floods: judges how much each device says; None where a device's name is not proven, so that nobody can have
            another one shut out.
        foreign: whose each topic is outside of the hall's own, if any.
        on_flood: called on the hub's thread when there is one more to be shut out.
    """

    def __init__(
        self,
        hall: str,
        devices: Collection[str],
        floods: Floods | None = None,
        on_flood: Callable[[], None] = lambda: None,
        foreign: Mapping[str, str] | None = None,
    ) -> None:
        self._hall, self._devices, self._floods, self._on_flood = hall, frozenset(devices), floods, on_flood
        self._foreign = foreign or {}
        self._work: queue.SimpleQueue[Callable[[], None] | tuple[str, Received]] = queue.SimpleQueue()
        self._waiting: Counter[str] = Counter()
        self._lock = threading.Lock()

    def post(self, call: Callable[[], None]) -> None:
        """Have this called on the hub's thread; from any thread."""
        self._work.put(call)

    def take_in(self, message: Received) -> None:
        """Let a message wait, or drop it; from any thread."""
        topic = topics.read_command_topic(self._hall, message.topic)
        if whose := self._foreign.get(message.topic):
            topic = topics.CommandTopic(whose, CallNext.verb)
        device = topic.device if topic and topic.device in self._devices else ""
        with self._lock:
            if device and topic and self._floods:
                told = self._floods.judge(device, topic.verb, len(message.payload), time.monotonic())
                if told is Told.FLOODS:
                    self._work.put(self._on_flood)
                if told is not Told.FINE:
                    return
            if full := self._waiting[device] >= AT_MOST:
                log.warning("dropped: too many of this device wait", extra={"device": device, "count": AT_MOST})
            else:
                self._waiting[device] += 1
        if not full:
            self._work.put((device, message))

    def get(self, wait_s: float) -> Callable[[], None] | Received:
        """The next that waits.

        Raises:
            queue.Empty: nothing came in time.
        """
        work = self._work.get(timeout=wait_s)
        if not isinstance(work, tuple):
            return work
        device, message = work
        with self._lock:
            self._waiting[device] -= 1
        return message

    def outside(self) -> frozenset[str]:
        """Who floods and is to be outside now."""
        with self._lock:
            return self._floods.outside(time.monotonic()) if self._floods else frozenset()

    def not_calm(self) -> tuple[str, ...]:
        """Who flooded lately."""
        with self._lock:
            return self._floods.not_calm(time.monotonic()) if self._floods else ()
