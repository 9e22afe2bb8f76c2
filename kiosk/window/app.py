"""The clerk's terminal as a process: builds its parts and joins them."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from PySide6.QtCore import QTimer

from broker.client.join import join_hall
from broker.client.link import Seen
from broker.contract.values import App
from broker.runtime.logs import start_log
from broker.runtime.screen import asked_size
from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import SettingsError, faults_in, load
from hardware.bench import open_smartcard
from hardware.errors import SettingsError as HardwareSettingsError
from kiosk.hardware import hardware_of
from kiosk.ui.bridge import Bridge
from kiosk.ui.show import Show, run, start_qt
from kiosk.window.badges import BadgeThread
from kiosk.window.models import WindowModel
from kiosk.window.station import Station

VIEW = Path(__file__).with_name("views") / "Terminal.qml"
CATALOGUE = Path(__file__).with_name("en.ts")
SIZE = "480x720"
TICK_MS = 100


def window(
    settings: Annotated[Path, typer.Option(help="This terminal's device.toml.", exists=True, dir_okay=False)],
    size: Annotated[str, typer.Option(help="Size of the window, such as 480x720; else as the settings say.")] = "",
    *,
    stage: Annotated[bool, typer.Option("--stage", help="Let lines on stdin play the clerk.")] = False,
) -> None:
    """Run the clerk's terminal: call, start, finish, and see who waits."""
    start_log()
    device = load(DeviceSettings, settings)
    asked = asked_size(size or device.screen.size or SIZE)
    qt = start_qt()
    terminal = Terminal(settings, device)
    terminal.open(asked)
    code = run("window", terminal.show, staged=stage, end=terminal.stop)
    del qt
    raise typer.Exit(code)


class Terminal:
    """One terminal, joined.

    Args:
        path: of its device.toml.
        settings: what stands in it.

    Raises:
        SettingsError: it does not say which window this is, or names hardware that cannot be.
    """

    def __init__(self, path: Path, settings: DeviceSettings) -> None:
        if settings.device.window is None:
            raise SettingsError(path, ['device.window: missing; for example window = "w01"'])
        self._bridge = Bridge()
        self.link = join_hall(path, settings, App.WINDOW, self._bridge.post, self._on_seen)
        self._model = WindowModel()
        self._station = Station(self.link, self._model, settings.device.window, settings.screen.language)
        self._badges = self._reader_of(path, settings)
        self.show = Show(VIEW, [CATALOGUE], terminal=self._model)
        self._clock = QTimer(interval=TICK_MS)
        self._clock.timeout.connect(self._station.tick)

    def open(self, size: tuple[int, int] | None) -> None:
        """Begin: show the window and connect."""
        self.show.open(size)
        self.link.start()
        if self._badges:
            self._badges.start()
        self._clock.start()

    def stop(self) -> None:
        """Let go of the reader and end the link; the window stays until `show.close`."""
        self._clock.stop()
        if self._badges:
            self._badges.close()
        self.link.stop()

    def _reader_of(self, path: Path, settings: DeviceSettings) -> BadgeThread | None:
        post, station = self._bridge.post, self._station
        where = hardware_of(path, settings).smartcard
        if where is None:
            return None
        with faults_in(path, HardwareSettingsError):
            reader = open_smartcard(where)
        return BadgeThread(
            reader,
            lambda serial: post(partial(station.on_badge, serial)),
            lambda why: post(partial(station.on_unread, why)),
            lambda problem: post(partial(station.on_reader, problem)),
        )

    def _on_seen(self, seen: Seen) -> None:
        self._station.on_seen(seen)
