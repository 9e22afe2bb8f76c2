"""`yimen voice`: the loudspeaker of a zone as a process."""

import logging
import os
import queue
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from broker.client.health import Health
from broker.client.join import join_hall
from broker.client.link import Seen
from broker.contract.states import Board, HallToday
from broker.contract.values import App, CallId
from broker.runtime.logs import start_log
from broker.runtime.process import on_end, say_ready
from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import SettingsError, beside, faults_in, load
from display.voice.announce import due
from display.voice.speaking import Speaking
from display.zone import look_for_zone
from hardware.bench import open_speaker
from hardware.errors import SettingsError as HardwareSettingsError
from hardware.settings import DEVICES, parse_hardware

log = logging.getLogger(__name__)

TICK_S = 0.25


def voice(
    settings: Annotated[Path, typer.Option(help="The loudspeaker's device.toml.", exists=True, dir_okay=False)],
) -> None:
    """Say the calls of a zone aloud, one at a time."""
    start_log()
    zone_voice = Voice(settings, load(DeviceSettings, settings))
    on_end(zone_voice.end)
    zone_voice.run()


class Voice:
    """Follows the board of a zone and says what is new on it.

    What was said is known only while this runs: after a restart, a call of the last minute is said, perhaps again,
    since not being called is worse than being called twice.

    Args:
        path: the settings file.
        settings: what stands in it.

    Raises:
        SettingsError: there is no loudspeaker that can be used.
    """

    def __init__(self, path: Path, settings: DeviceSettings) -> None:
        with faults_in(path, HardwareSettingsError):
            hardware = parse_hardware(settings.hardware, path.resolve().parent)
        if hardware.speaker is None:
            raise SettingsError(path, ["hardware.speaker: missing; for example alsa:default"])
        self._zone = settings.device.zone
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._board: Board | None = None
        self._done: frozenset[CallId] = frozenset()
        self._link = join_hall(path, settings, App.VOICE, self._work.put, lambda _seen: self._look())
        self._health = Health(self._link, DEVICES)
        self._link.follow(HallToday, self._on_today)
        self._link.follow(Board, self._on_board, zone=self._zone)
        self._speaking = Speaking(
            open_speaker(hardware.speaker),
            beside(path, settings.voice.clips) if settings.voice.clips else _cache() / "yimen" / "voice",
            settings.voice,
            lambda: self._link.hub_now,
            on_ready=lambda: say_ready("voice", self._zone),
            on_known=lambda part, problem: self._work.put(lambda: self._health.know(part, problem)),
        )

    def run(self) -> None:
        """Work until `end`."""
        self._speaking.start()
        self._link.start()
        while True:
            try:
                work = self._work.get(timeout=TICK_S)
            except queue.Empty:
                self._link.tick()
                self._health.tick()
                continue
            if work is None:
                break
            work()
        self._speaking.close()
        self._link.stop()

    def end(self) -> None:
        """Make `run` return."""
        self._work.put(None)

    def _on_board(self, board: Board) -> None:
        self._board = board
        self._look()

    def _look(self) -> None:
        if self._board is None or self._link.seen is not Seen.HUB:  # without the hub's time a call has no age
            return
        for call in due(self._board, self._done, self._link.hub_now):
            self._speaking.say(call)
        self._done = frozenset(call.call for call in self._board.calls)

    def _on_today(self, today: HallToday) -> None:
        look_for_zone(today, self._zone, self._health)


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
