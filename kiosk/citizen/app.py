"""The kiosk as a process: builds its parts and joins them."""

import os
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal

from broker.client.join import join_hall
from broker.client.link import Seen
from broker.contract.devices import Problem
from broker.contract.values import App
from broker.runtime.logs import start_log
from broker.runtime.process import give_back_memory, overwrite_freed
from broker.runtime.screen import asked_size
from broker.runtime.secret import load_holder_secrets
from broker.runtime.settings.device import DeviceSettings, Speech
from broker.runtime.settings.file import SettingsError, beside, load
from hardware.bench import open_speaker
from kiosk.citizen.attendant import Attendant
from kiosk.citizen.audio import Audio
from kiosk.citizen.devices import Told, open_devices
from kiosk.citizen.finding.librarian import PART as SHELF
from kiosk.citizen.finding.librarian import Librarian
from kiosk.citizen.flow import STAY_S
from kiosk.citizen.holder import somebody_of, typed_holder_of
from kiosk.citizen.models import KioskModel
from kiosk.citizen.printers import PrinterThread
from kiosk.citizen.staff.pin import checking
from kiosk.citizen.states import State
from kiosk.citizen.writer import PART as NOTEBOOK
from kiosk.citizen.writer import NotebookThread
from kiosk.hardware import hardware_of
from kiosk.reader_thread import ReaderThread
from kiosk.speech.voice import PART as SPEAKER
from kiosk.speech.voice import Voice
from kiosk.ui.access import FINGER_MM, Access, least_inches
from kiosk.ui.bridge import Bridge
from kiosk.ui.seal import Seal
from kiosk.ui.show import Show, run, start_qt
from kiosk.ui.words import languages_of

VIEW = Path(__file__).with_name("views") / "Kiosk.qml"
CATALOGUES = sorted((Path(__file__).parent / "languages").glob("*.ts"))
TICK_MS = 100
AFRESH = 100
"""The end of the event loop after which the program begins anew."""


TOUCHES = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress}


def kiosk(
    settings: Annotated[Path, typer.Option(help="This kiosk's device.toml.", exists=True, dir_okay=False)],
    size: Annotated[str, typer.Option(help="Size of the window, such as 1080x1920; else as the settings say.")] = "",
    *,
    stage: Annotated[bool, typer.Option("--stage", help="Let lines on stdin play the visitor.")] = False,
) -> None:
    """Run the self-service kiosk: card, service, ticket."""
    start_log()
    give_back_memory()
    device = load(DeviceSettings, settings)
    asked = asked_size(size or device.screen.size)
    qt = start_qt()
    citizen = CitizenKiosk(settings, device)
    citizen.open(asked)
    code = run("kiosk", citizen.show, staged=stage, end=citizen.stop)
    del qt
    if code == AFRESH:
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - this very program
    raise typer.Exit(code)


class CitizenKiosk:
    """One kiosk, joined.

    Args:
        path: of its device.toml.
        settings: what stands in it.
        stays: see `Attendant`.

    Raises:
        SettingsError: a device or a secret that can't be used.
    """

    def __init__(self, path: Path, settings: DeviceSettings, stays: Mapping[State, float] = STAY_S) -> None:
        self._path, self._inches = path, settings.screen.inches
        hardware = hardware_of(path, settings)
        privacy = settings.privacy
        secrets = load_holder_secrets(beside(path, privacy.secret_file), may_make=settings.mqtt.on_loopback)
        self._bridge = Bridge()
        post = self._bridge.post
        self.link = join_hall(path, settings, App.KIOSK, post, self._on_seen)
        self._notebook = NotebookThread(
            beside(path, Path(f"{settings.device.id}.notebook.db")),
            settings.device.hall,
            settings.device.id,
            post,
            lambda problem: self.attendant.on_device(NOTEBOOK, problem),
        )
        self._devices = open_devices(
            path,
            hardware,
            Told(
                somebody=lambda card: somebody_of(card, secrets=secrets, today=self.link.hub_now.date()),
                card=lambda event, who: post(lambda: self.attendant.on_card(event, who)),
                code=lambda text: post(lambda: self.attendant.on_code(text)),
                printed=lambda of, trouble: post(lambda: self.attendant.on_printed(of, trouble)),
                device=lambda part, problem: post(lambda: self._on_device(part, problem)),
            ),
        )
        slips, pages = self._devices.slips, self._devices.pages
        shelf = settings.catalogue
        self._librarian = None
        if shelf:
            on_problem = partial(self._on_device, SHELF)
            self._librarian = Librarian(beside(path, shelf.file), post, on_problem)
        self._model = KioskModel()
        self.attendant = Attendant(
            self.link,
            self._notebook.write,
            self._model,
            slips.print if slips else None,
            lambda number: typed_holder_of(number, secrets, self.link.hub_now.date()),
            self._devices.names,
            librarian=self._librarian,
            item_page=(shelf and shelf.page) or "",
            check_pin=checking(settings.staff.pin_hash, post) if settings.staff else None,
            print_page=pages.print if pages else None,
            look_at_printer=slips.look if slips else None,
            restart=lambda: QCoreApplication.exit(AFRESH),
            language=settings.screen.language,
            stays=stays,
        )
        self._voice = None
        if hardware.speaker:
            self._voice = Voice(
                open_speaker(hardware.speaker), lambda problem: post(lambda: self._on_device(SPEAKER, problem))
            )
        screen = settings.screen
        self.access = Access(languages_of(CATALOGUES), screen.inches, screen.reach_mm, speaks=self._voice is not None)
        self.attendant.visit.forgetting(self.access.reset)
        self.attendant.visit.forgetting(overwrite_freed)
        self.show = Show(VIEW, CATALOGUES, kiosk=self._model, access=self.access)
        self._touches = _Touches()
        # Queued: the touch that says "still here" must not find the question gone and press what lies below.
        self._touches.touched.connect(self.attendant.touch, Qt.ConnectionType.QueuedConnection)
        self._clock = QTimer(interval=TICK_MS)
        self._clock.timeout.connect(self.attendant.tick)
        self._audio = None
        if self._voice:
            self._audio = self._listened_to(self._voice, settings.speech)

    def _listened_to(self, voice: Voice, speech: Speech) -> Audio:
        """Join the voice to the screen."""
        try:
            audio = Audio(self.show.window, self._model, self.access, voice, speech, self.attendant.touch)
        except ValueError as error:
            raise SettingsError(self._path, [str(error)]) from error
        self._clock.timeout.connect(audio.tick)
        return audio

    def open(self, size: tuple[int, int] | None) -> None:
        """Begin: show the window, connect, watch the devices.

        Raises:
            SettingsError: the glass is too small for a finger.
        """
        self._require_room(size or self.show.window.screen().size().toTuple())
        if size is None:
            self.show.window.setCursor(Qt.CursorShape.BlankCursor)
            self._seal = Seal(self.show.window)
        self.show.window.installEventFilter(self._touches)
        self.show.open(size)
        self.link.start()
        self._notebook.start()
        for part in self._parts():
            part.start()
        self._clock.start()

    def stop(self) -> None:
        """End: every thread, then the link; the window stays until `show.close`."""
        self._clock.stop()
        if self._audio:
            self._audio.close()
        self.show.window.removeEventFilter(self._touches)
        for part in self._parts():
            part.close()
        self._notebook.close()
        self.link.stop()

    def _parts(self) -> Iterator[ReaderThread[Any] | PrinterThread[Any, Any] | Librarian | Voice]:
        yield from self._devices
        if self._librarian:
            yield self._librarian
        if self._voice:
            yield self._voice

    def _on_device(self, part: str, problem: Problem | None) -> None:
        self.attendant.on_device(part, problem)

    def _require_room(self, size: tuple[int, int]) -> None:
        least = least_inches(*size)
        if self._inches < least:
            small = f"{self._inches:g} is too small for buttons of {FINGER_MM:g} mm"
            raise SettingsError(self._path, [f"screen.inches: {small}; at least {least:.1f}"])

    def _on_seen(self, seen: Seen) -> None:
        self.attendant.on_seen(seen)


class _Touches(QObject):
    """Sees every touch and key before anything else does, and takes none away."""

    touched = Signal()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in TOUCHES:
            self.touched.emit()
        return False
