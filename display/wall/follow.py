"""Follows what the hub says about one zone and keeps the wall's model true."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer

from broker.client.health import Health
from broker.client.join import join_hall
from broker.client.link import Seen
from broker.contract.states import Board, HallToday, ServiceQueue
from broker.contract.values import App, ServiceId
from broker.runtime.settings.device import DeviceSettings
from display.ui.bridge import Bridge
from display.wall.board import Heard, face, services_of
from display.wall.models import WallModel
from display.zone import look_for_zone

TICK_MS = 250


class Follower:
    """The wall's end of the wire. Make it and use it in Qt's thread.

    Args:
        path: the settings file.
        settings: what stands in it.
    """

    def __init__(self, path: Path, settings: DeviceSettings) -> None:
        self._bridge = Bridge()
        self._zone = settings.device.zone
        self._heard = Heard()
        self._queues: dict[ServiceId, ServiceQueue] = {}
        self.link = join_hall(path, settings, App.WALL, self._bridge.post, lambda _seen: self._look())
        self._health = Health(self.link)
        self.model = WallModel(
            face(self._heard, self._zone, Seen.STARTING, self.link.hub_now), motion=not settings.screen.reduced_motion
        )
        self.link.follow(HallToday, self._on_today)
        self.link.follow(Board, self._on_board, zone=self._zone)
        self._timer = QTimer(interval=TICK_MS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Connect and follow."""
        self.link.start()
        self._timer.start()

    def stop(self) -> None:
        """Leave the hall."""
        self._timer.stop()
        self.link.stop()

    def _tick(self) -> None:
        self.link.tick()
        self._look()

    def _on_today(self, today: HallToday) -> None:
        look_for_zone(today, self._zone, self._health)
        self._heard = replace(self._heard, today=today)
        for service in services_of(today, self._zone):
            self.link.follow(ServiceQueue, partial(self._on_queue, service), service=service)
        self._look()

    def _on_board(self, board: Board) -> None:
        self._heard = replace(self._heard, board=board)
        self._look()

    def _on_queue(self, service: ServiceId, queue: ServiceQueue) -> None:
        self._queues[service] = queue
        self._heard = replace(self._heard, queues=self._queues)
        self._look()

    def _look(self) -> None:
        heard = replace(self._heard, as_of=self.link.told)
        self.model.show(face(heard, self._zone, self.link.seen, self.link.hub_now))
