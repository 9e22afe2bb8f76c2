"""`yimen button`: the call-buttons of one box as a process."""

import logging
import queue
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from broker.contract.devices import Problem
from broker.runtime.logs import start_log
from broker.runtime.process import on_end, say_ready
from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import SettingsError, load
from hardware.bench import open_button
from hardware.callbutton.button import ButtonEvent, CallButton, Pressed
from hardware.callbutton.callers import SerialCaller
from kiosk.button.station import Station
from kiosk.hardware import hardware_of
from kiosk.reader_thread import ReaderThread

log = logging.getLogger(__name__)

TICK_S = 0.25


def button(
    settings: Annotated[
        list[Path], typer.Option(help="A button's device.toml; once for each button.", exists=True, dir_okay=False)
    ],
) -> None:
    """Call the next number by keypads and callers on a serial line."""
    start_log()
    buttons = Buttons([(path, load(DeviceSettings, path)) for path in settings])
    on_end(buttons.end)
    buttons.run()


class _Walk(ReaderThread[ButtonEvent]):
    """Listens to what hangs on one line."""

    def __init__(
        self, device: CallButton, on_problem: Callable[[Problem | None], None], on_press: Callable[[Pressed], None]
    ) -> None:
        super().__init__(device, "button", on_problem)
        self._on_press = on_press

    def tell(self, event: ButtonEvent) -> None:
        if isinstance(event, Pressed):
            self._on_press(event)


@dataclass
class _Line:
    """A keypad, or a serial line, and the buttons of the hall on it by their addresses."""

    device: CallButton
    stations: dict[int, Station] = field(default_factory=dict)
    tried: bool = False

    def on_press(self, pressed: Pressed) -> None:
        station = self.stations.get(pressed.address)
        if station is None:
            log.info("dropped: no settings name a button of this address", extra={"code": pressed.address})
        elif pressed.calls:
            station.press()

    def on_problem(self, problem: Problem | None) -> None:
        self.tried = True
        for station in self.stations.values():
            station.report(problem)


class Buttons:
    """Each button is a device of the hall with an account and a link of its own; those on one serial line share it.

    Args:
        files: each button's settings file, and what stands in it.

    Raises:
        SettingsError: one of them names no button, or the button of another one.
    """

    def __init__(self, files: Sequence[tuple[Path, DeviceSettings]]) -> None:
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._lines: dict[str, _Line] = {}
        self._stations: list[Station] = []
        self._is_ready = False
        for path, settings in files:
            self._add(path, settings)
        self._walks = [self._walk(line) for line in self._lines.values()]

    def run(self) -> None:
        """Work until `end`."""
        for station in self._stations:
            station.start()
        for walk in self._walks:
            walk.start()
        while True:
            try:
                work = self._work.get(timeout=TICK_S)
            except queue.Empty:
                for station in self._stations:
                    station.tick()
                self._look()
                continue
            if work is None:
                break
            work()
        for station in self._stations:
            station.stop()
        for walk in self._walks:
            walk.close()

    def end(self) -> None:
        """Make `run` return."""
        self._work.put(None)

    def _add(self, path: Path, settings: DeviceSettings) -> None:
        hardware = hardware_of(path, settings)
        where = hardware.button
        if where is None:
            raise SettingsError(path, ["hardware.button: missing; for example keypad:/dev/input/by-id/…"])
        name, address = str(where), 0
        if isinstance(where, SerialCaller):
            name, address = f"serial:{where.path}@{where.name}", where.address
        line = self._lines.setdefault(name, _Line(open_button(where, hardware.button_keys)))
        if address in line.stations or settings.device.id in {station.id for station in self._stations}:
            raise SettingsError(path, [f"hardware.button: {where} or the id {settings.device.id!r} is another one's"])
        station = Station(path, settings, self._work.put, partial(line.device.show, address=address), self._look)
        line.stations[address] = station
        self._stations.append(station)

    def _look(self) -> None:
        """Say once that all is there: each button was tried, and each link stood."""
        tried = all(line.tried for line in self._lines.values())
        if not self._is_ready and tried and all(station.sees_server for station in self._stations):
            self._is_ready = True
            say_ready("button", ",".join(station.id for station in self._stations))

    def _walk(self, line: _Line) -> _Walk:
        """What happens on the walk's thread, done on ours."""
        return _Walk(
            line.device,
            lambda problem: self._work.put(partial(line.on_problem, problem)),
            lambda pressed: self._work.put(partial(line.on_press, pressed)),
        )
