"""What the hub says: replies, events in order, and states, each at once and then newest only."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from broker.client.bus import Bus
from broker.contract import codec, topics
from broker.contract.message import Event, Reply
from broker.contract.states import Board
from broker.queue import views
from broker.queue.hall import Hall

log = logging.getLogger(__name__)

STATE_EVERY = timedelta(milliseconds=200)
"""A state that changes faster is said this often, with the newest content; boards apart."""


class Publisher:
    """Says what is true. `published` is the seq up to which the MQTT server has confirmed every event.

    Args:
        bus: carries it.
        hall: the hall's id.
        published: what the store knows as confirmed.
        post: brings a call from the bus's thread to the hub's.
    """

    def __init__(self, bus: Bus, hall: str, published: int, post: Callable[[Callable[[], None]], None]) -> None:
        self._bus, self._hall, self._post = bus, hall, post
        self.published = published
        self._changes = 0
        self._anew = 0  # the change of the link after which all was said anew
        self._torn = False
        self._said: dict[views.Topic, datetime] = {}
        self._due: dict[views.Topic, None] = {}  # an ordered set: first touched, first said

    def reply(self, device: str, body: bytes) -> None:
        """Answer a device; if there is no link it asks again and gets the same from the store."""
        self._bus.publish(topics.topic(self._hall, Reply, device=device), body)

    def events(self, events: Iterable[tuple[int, bytes]]) -> None:
        """Say events in order; whatever finds no link stays in the store until there is one."""
        topic = topics.topic(self._hall, Event)
        for seq, body in events:
            if self._torn or self._anew != self._changes:  # a later one must not go before an earlier one
                self._torn = True
                return
            self._torn = not self._bus.publish(topic, body, on_taken=self._when_taken(seq))

    def link_changed(self) -> int:
        """Count that the link stands or is lost; for the bus's thread.

        So nothing is said on a link before the hub's thread knows that what was under way on the one before is lost.
        """
        self._changes += 1
        return self._changes

    def is_newest(self, change: int) -> bool:
        """Whether the link has not changed again since."""
        return change == self._changes

    def start_anew(self, change: int) -> None:
        """The link is new: what was under way is unknown, every state must be said."""
        self._anew, self._torn = change, False
        self._said.clear()

    def touch(self, touched: Iterable[views.Topic]) -> None:
        """Take note of states that are no longer as they were."""
        self._due.update(dict.fromkeys(touched))

    def say_due(self, hall: Hall, now: datetime) -> None:
        """Say every touched state that may be said by now.

        Boards first, and always: people look out for their numbers, and a board that was held back could lose calls.
        """
        for topic in sorted(self._due, key=lambda topic: topic.kind is not Board):
            last = self._said.get(topic)
            if last and topic.kind is not Board and timedelta() <= now - last < STATE_EVERY:
                continue
            del self._due[topic]
            state = views.state(hall, topic, now)
            if self._bus.publish(self.name(topic), codec.encode(state), retain=True):
                self._said[topic] = now

    def name(self, topic: views.Topic) -> str:
        """The full name of a state's topic."""
        return topics.topic(self._hall, topic.kind, **topic.names)

    @property
    def waits(self) -> bool:
        """Whether a touched state is held back for a moment."""
        return bool(self._due)

    def _when_taken(self, seq: int) -> Callable[[], None]:
        return lambda: self._post(lambda: self._taken(seq))

    def _taken(self, seq: int) -> None:
        # A server confirms in the order in which it was told (MQTT 3.1.1, section 4.6), so all before are there too.
        self.published = max(self.published, seq)
