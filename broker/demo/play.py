"""The visit that the demo plays: every step as people do it, each with a line that says so."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from broker.client.bus import Address
from broker.client.paho_bus import PahoBus
from broker.contract.commands import CallNext
from broker.contract.topics import command_topic
from broker.demo.actor import Actor, DemoError
from broker.demo.hall import DEVICES, ITEMS, PIN, DemoHall

WAIT_S = 30.0
STARTS = ("server", "hub", "kiosk-01", "window-w01", "window-w02", "wall-main", "voice-main")
"""Every process, in no order that matters: each waits for what it needs."""


@dataclass
class Play:
    """A hall that runs, and the visit in it.

    Attributes:
        hall: its files.
        output: where pictures, paper and voice go.
        say: shows a line.
        environment: for the processes, such as the platform that Qt draws on.
    """

    hall: DemoHall
    output: Path
    say: Console
    environment: dict[str, str]
    actors: dict[str, Actor] = field(default_factory=dict)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Start every process; end them all on the way out."""
        logs = self.output / "logs"
        logs.mkdir()
        self._import_catalogue(logs / "catalogue.log")
        try:
            for name in STARTS:
                self._start(name)
            for name, actor in self.actors.items():
                self._step(f"{name} is ready at {actor.wait_ready()}")
            yield
        finally:
            for actor in reversed(self.actors.values()):
                actor.end()
            for actor in self.actors.values():
                actor.gone()

    def _start(self, name: str) -> Actor:
        apps = {device: app for device, app, _ in DEVICES}
        app = apps.get(name, name)
        settings = self.hall.device_file(name) if name in apps else self.hall.hall_file
        arguments = [app, "--settings", str(settings)]
        arguments += ["--stage"] if app in {"kiosk", "window", "wall"} else []
        self.actors[name] = Actor(name, arguments, self.output / "logs", self.environment)
        return self.actors[name]

    def visit(self) -> None:
        """One visitor, from the card on the reader to the end of the service."""
        kiosk, clerk, wall = (self.actors[name] for name in ("kiosk-01", "window-w01", "wall-main"))
        kiosk.play("see without-card", self._picture("kiosk-1-welcome"))
        wall.play(self._picture("wall-1-nobody-called"))
        clerk.play("see staff", self._picture("window-1-sign-in"))

        clerk.play(
            "type staff c001", f"type pin {PIN}", "tap sign-in", "see open-window", "tap open-window", "see call-next"
        )
        clerk.play(self._picture("window-2-open"))
        self._step("clerk 李静 signed in at window 1 and opened it")

        self.hall.lay_card()
        kiosk.play("see service-residence", self._picture("kiosk-2-choose"))
        self._step("a visitor laid the ID card on the kiosk, which shows the services")

        kiosk.play("tap service-residence", "see done")
        slip = self._first(self.hall.slips, "*.bin", "the slip")
        kiosk.play(self._picture("kiosk-3-ticket"))
        shutil.copy(slip, self.output / "ticket.bin")
        shutil.copy(slip.with_suffix(".png"), self.output / "ticket.png")
        self.hall.lift_card()
        kiosk.play("tap done")
        self._step("one tap later the ticket is printed: ticket.bin, ticket.png")

        clerk.play("tap call-next", "see recall", self._picture("window-3-called"))
        wall.play("see number=A001", self._picture("wall-2-called"))
        spoken = self._first(self.hall.spoken, "*.wav", "the voice")
        shutil.copy(spoken, self.output / "call.wav")
        self._step("the clerk called; the wall shows it and the loudspeaker said it: call.wav")

        clerk.play("tap start-service", "see finish-service", self._picture("window-4-serving"))
        clerk.play("tap finish-service", "see call-next")
        self._step("the visitor was served")

        kiosk.play(
            "see without-card",
            "tap language",
            "tap language-en",
            self._picture("kiosk-4-welcome-en"),
            "tap without-card",
        )
        kiosk.play("see service-social", self._picture("kiosk-5-choose-en"), "tap service-social", "see done")
        kiosk.play(self._picture("kiosk-6-ticket-en"))
        self._press_button()
        wall.play("see number=C001", self._picture("wall-3-called-by-button"))
        self._step("a second visitor, without a card and in English, was called by the bare button of window 2")
        self._two_services()
        self._find_an_item()
        self._without_the_hub()

    def _import_catalogue(self, log: Path) -> None:
        """Make the kiosk's catalogue, as a technician does."""
        arguments = ["catalogue", "import", str(ITEMS), "--to", str(self.hall.catalogue)]
        with log.open("wb") as told:
            command = [sys.executable, "-m", "broker", *arguments]
            done = subprocess.run(command, stdout=told, stderr=told, check=False, timeout=WAIT_S)
        if done.returncode:
            raise DemoError(f"the catalogue was not imported; see {log}")

    def _find_an_item(self) -> None:
        """Somebody who does not know which service it is types three letters."""
        kiosk = self.actors["kiosk-01"]
        kiosk.play("see find", "tap find", "see key-j", "tap key-j", "tap key-z", "tap key-z", "see item-0")
        kiosk.play(self._picture("kiosk-9-three-letters"), "tap item-0", "see take-number")
        kiosk.play(self._picture("kiosk-10-guide"), "tap back", "tap back", "tap back", "see without-card")
        self._step("a visitor typed three letters, found the item, and read what to bring")

    def _two_services(self) -> None:
        """One number for two services, with what happens on the way."""
        kiosk, clerk, other = (self.actors[name] for name in ("kiosk-01", "window-w01", "window-w02"))
        kiosk.play("see done", "tap done", "see without-card", "tap without-card", "see journey-newborn")
        kiosk.play("tap journey-newborn", "see done", self._picture("kiosk-7-two-services"), "tap done")
        self._step("a third visitor took one number for two services: household register, then social security")

        clerk.play("see call-next", "tap call-next", "see start-service", "tap start-service", "see undo")
        clerk.play(self._picture("window-5-undo"), "tap undo", "see recall", "tap start-service", "see park-ticket")
        clerk.play("tap park-ticket", "see reason-1", self._picture("window-6-park"), "tap reason-1", "see call-next")
        self._step("the clerk took a slip of the hand back, and parked the visitor, who fetches a copy")

        clerk.play("tap reinstate-ticket", "see ticket-B001", self._picture("window-7-back"), "tap ticket-B001")
        clerk.play("see reason-1", "tap reason-1", "see call-next", "tap call-next", "see start-service")
        clerk.play("tap start-service", "see finish-service", "tap finish-service", "see call-next")
        self._step("back with the copy, the visitor was called again in the old place, and is done here")

        other.play("see staff", "type staff c002", f"type pin {PIN}", "tap sign-in", "see start-service")
        other.play("tap start-service", "see finish-service", "tap finish-service", "see call-next")
        other.play("tap call-next", "see start-service", self._picture("window-8-second-service"))
        self.actors["wall-main"].play("see number=B001", self._picture("wall-4-second-service"))
        self._step("window 2 called the same number for the second service")

    def _without_the_hub(self) -> None:
        """The hub is killed; nobody has to wait for it to come back."""
        kiosk, clerk = (self.actors[name] for name in ("kiosk-01", "window-w01"))
        self.actors["hub"].kill()
        kiosk.play("see without-card", "tap without-card", "see service-residence", "tap service-residence", "see done")
        kiosk.play(self._picture("kiosk-8-without-the-hub"), "tap done")
        self._step("the hub was killed; the kiosk gave a number of those that it holds")

        self._start("hub").wait_ready()
        clerk.play("see waits-A9000", "tap call-next", "see recall", self._picture("window-9-given-without-the-hub"))
        self.actors["wall-main"].play("see number=A9000")
        self._step("the hub is back, has the number from the kiosk, and it was called like every other")

    def _press_button(self) -> None:
        """What a battery-powered button does: one empty message."""
        bus = PahoBus(Address("127.0.0.1", self.hall.port, "button-w02"))
        linked: list[bool] = []
        bus.start(lambda _message: None, linked.append)
        try:
            self._until(lambda: bool(linked), "the button's link")
            taken: list[bool] = []
            bus.publish(command_topic("demo", "button-w02", CallNext), b"", on_taken=lambda: taken.append(True))
            self._until(lambda: bool(taken), "the button's press")
        finally:
            bus.stop()

    def _first(self, folder: Path, pattern: str, what: str) -> Path:
        self._until(lambda: any(folder.glob(pattern)), what)
        return min(folder.glob(pattern))

    def _until(self, true: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + WAIT_S
        while not true():
            if time.monotonic() > deadline:
                raise DemoError(f"{what} did not come within {WAIT_S:.0f} s; see the logs in {self.output / 'logs'}")
            time.sleep(0.05)

    def _picture(self, name: str) -> str:
        return f"grab {self.output / 'pictures' / name}.png"

    def _step(self, text: str) -> None:
        self.say.print(f"[green]✓[/green] {text}", highlight=False)
