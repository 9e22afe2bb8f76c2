"""The seam to whatever carries our messages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Received:
    """A message as it came: `retained` means it was said before we listened."""

    topic: str
    payload: bytes = field(repr=False)
    retained: bool
    duplicate: bool


@dataclass(frozen=True, slots=True)
class Will:
    """What the server says for us, retained, when we vanish."""

    topic: str
    payload: bytes


@dataclass(frozen=True, slots=True)
class Address:
    """Where the MQTT server is and who we are there; the device id is client id and user name."""

    host: str
    port: int
    device: str
    password: str | None = field(default=None, repr=False)
    ca_file: str | None = None


class Bus(Protocol):
    """Carries messages at QoS 1. Callbacks come on a thread of the bus, one at a time, and must not block."""

    def start(self, on_message: Callable[[Received], None], on_link: Callable[[bool], None]) -> None:
        """Connect now and again for ever; `on_link` tells each time we are accepted or lost."""

    def stop(self) -> None:
        """Leave in order, within a few seconds; the will is not said."""

    def subscribe(self, *topics: str) -> None:
        """Hear these topics from now on, and anew after each reconnect."""

    def publish(
        self, topic: str, payload: bytes, *, retain: bool = False, on_taken: Callable[[], None] | None = None
    ) -> bool:
        """Say something. False when there is no link: then it is not said, now or later.

        Args:
            topic: where.
            payload: what.
            retain: whether the server keeps it for whoever comes later.
            on_taken: called once the server has it.
        """
