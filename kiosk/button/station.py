"""One call-button of the hall: what a press says, and what the button shows of its window."""

import logging
import re
import time
from collections.abc import Callable
from pathlib import Path

from broker.client.health import Health
from broker.client.join import join_hall
from broker.client.link import Seen
from broker.contract.devices import Problem
from broker.contract.states import WindowState
from broker.contract.values import App, Condition
from broker.runtime.settings.device import DeviceSettings
from hardware.callbutton.button import Shown
from hardware.settings import DEVICES

log = logging.getLogger(__name__)

TAKEN_S = 2.0
"""How long the MQTT server may take for a press before the button says that presses don't count."""


def shown(window: WindowState | None) -> Shown:
    """What a button shows of its window while presses count; of one that it may not hear of, only that."""
    if window is None:
        return Shown(reached=True)
    figures = re.sub("[^0-9]", "", window.ticket.number) if window.ticket else ""
    return Shown(
        reached=True,
        open=window.condition is Condition.OPEN,
        serving=window.ticket is not None,
        number=int(figures or 0),
    )


class Station:
    """A button's end of the wire. It belongs to the thread that `post` brings work to.

    A press counts at the moment it is made, or never: nothing is kept to be said later.

    Args:
        path: the button's device.toml.
        settings: what stands in it.
        post: brings a call to that thread.
        show: has the button show something.
        on_seen: told each time that what it sees of the hall changes.
    """

    def __init__(
        self,
        path: Path,
        settings: DeviceSettings,
        post: Callable[[Callable[[], None]], None],
        show: Callable[[Shown], None],
        on_seen: Callable[[], None],
    ) -> None:
        self.id = settings.device.id
        # With a password and without TLS it comes in by the door where buttons hear nothing, not even the hub.
        self._hears = settings.mqtt.ca_file is not None or settings.mqtt.password_file is None
        self._show, self._on_seen = show, on_seen
        self._window: WindowState | None = None
        self._said_at: float | None = None
        self._silent = False
        self._link = join_hall(path, settings, App.BUTTON, post, lambda _seen: self._on_change())
        self._health = Health(self._link, DEVICES)
        if settings.device.window:
            self._link.follow(WindowState, self._on_window, window=settings.device.window)

    @property
    def sees_server(self) -> bool:
        """Whether the MQTT server is there."""
        return self._link.seen in {Seen.HUB, Seen.HUB_AWAY}

    def start(self) -> None:
        """Connect."""
        self._look()
        self._link.start()

    def stop(self) -> None:
        """Leave, and show that presses don't count any more."""
        self._show(Shown())
        self._link.stop()

    def tick(self) -> None:
        """Notice a hub or a server that went silent."""
        self._link.tick()
        self._health.tick()
        if self._said_at is not None and not self._silent and time.monotonic() - self._said_at > TAKEN_S:
            log.warning("the MQTT server does not take a press", extra={"device": self.id})
            self._silent = True
            self._look()

    def press(self) -> None:
        """The button was pressed."""
        if self._reaches and self._link.press(self._on_taken):
            self._said_at = self._said_at or time.monotonic()
            log.info("pressed", extra={"device": self.id})
        else:
            log.warning("a press did not count: the hall can't hear it", extra={"device": self.id})

    def report(self, problem: Problem | None) -> None:
        """Tell what is wrong with the button, or that nothing is."""
        self._health.know("button", problem)

    @property
    def _reaches(self) -> bool:
        return self._link.seen is Seen.HUB if self._hears else self.sees_server

    def _on_window(self, window: WindowState) -> None:
        self._window = window
        self._look()

    def _on_taken(self) -> None:
        self._said_at, self._silent = None, False
        self._look()

    def _on_change(self) -> None:
        if not self.sees_server:  # what was under way is lost with the link
            self._said_at, self._silent = None, False
        self._look()
        self._on_seen()

    def _look(self) -> None:
        self._show(shown(self._window) if self._reaches and not self._silent else Shown())
