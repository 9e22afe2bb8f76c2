"""Visitors of every kind before one kiosk, by real touches; who has a card lays it on a simulated reader.

python visitors.py DEVICE.toml VISITORS      prints `after VISITORS MB THREADS FILES` now and then

The kiosk and who touches it are one process here, so that its memory is the kiosk's and the finger's.
"""

import gc
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEventLoop, QPoint, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from broker.runtime.process import give_back_memory
from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import load
from hardware.idcard.number import check_11_2
from kiosk.citizen.app import CitizenKiosk
from kiosk.citizen.face import SlotChoice
from kiosk.citizen.models import KioskModel
from kiosk.citizen.states import State
from kiosk.ui.show import start_qt
from kiosk.ui.stage import NotYetError, find, middle, play
from tests.bench.rig import hall
from tests.bench.usage import Usage
from tests.kiosk.sight import in_sight

SIZE = (1080, 1920)
PATIENCE_S = 20.0
LIFTED_MS, LAID_S = 60, 1.0
"""The reader looks every 50 ms whether a card lies there."""
MARKS = range(500, 100_000, 500)
NAMES = ("social", "permit", "household", "business", "tax", "land", "traffic", "water", "fund", "law")
SERVICES = "".join(
    f'[[service]]\nid = "{name}"\nname = {{ zh = "{name}业务办理", en = "The {name} service" }}\nseries = "{series}"\n'
    for series, name in zip("BCDEFGHJKL", NAMES, strict=True)
)
MORE = f"""{SERVICES}
[[service]]
id = "visa"
name = {{ zh = "出入境证件", en = "Travel documents" }}
series = "M"
calendar = "always"
[service.booking]
slot_min = 30
quota = 500
days_ahead = 7
[[calendar]]
id = "always"
workday = ["00:00-23:59"]
weekend = ["00:00-23:59"]
holiday = ["00:00-23:59"]
[queue.priority]
age = 65
reasons = ["disability", "pregnant"]
[[window]]
id = "w02"
label = "2"
services = [["{'", "'.join(NAMES)}", "visa"]]
attributes = ["low-counter"]
"""
"""What the hall of `rig` has besides: twelve services, times to book, who goes first."""
HARDWARE = 'idcard = "simulated:idcard"\nscanner = "simulated:scanner"\nticket_printer = "simulated:printer"'


class Step(NamedTuple):
    """What a visitor does, and the page after it."""

    deed: str
    page: str


def steps(text: str) -> tuple[Step, ...]:
    """Steps as `deed > page`, one after the other with a comma between."""
    return tuple(Step(*each.strip().split(" > ")) for each in text.split(","))


FLOWS: Mapping[str, tuple[Step, ...]] = {
    "a card": steps("lay a card > choose, tap service-residence > ticket, leave > welcome"),
    "who holds a number, to look": steps("lay it again > mine, tap back > welcome"),
    "who holds a number, another one": steps(
        "lay it again > mine, tap another > choose, tap service-social > ticket, leave > welcome"
    ),
    "the code of a slip, printed again": steps(
        "show the slip > mine, tap open-0 > opened, tap reprint > ticket, leave > welcome"
    ),
    "a number given back": steps(
        "lay it again > mine, tap open-0 > opened, tap give-back > give-back, tap confirm > given-back, leave > welcome"
    ),
    "without a card": steps("tap without-card > choose, tap service-social > ticket, leave > welcome"),
    "without a card, a number typed": steps(
        "tap type-number > typing, type a number > choose, tap service-residence > ticket, leave > welcome"
    ),
    "without a card, an item by three letters": steps(
        "tap find > finding, type jzz > finding, tap item-0 > guide, tap take-number > ticket, leave > welcome"
    ),
    "without a card, three services": steps(
        "tap without-card > choose, tap wishes > wishes, tap several > choose, tap service-residence > choose,"
        "tap service-social > choose, tap service-permit > choose, tap picked > ticket, leave > welcome"
    ),
    "a card, for a reason first": steps(
        "lay a card > choose, tap wishes > wishes, tap reason-pregnant > wishes, tap wished > choose,"
        "tap service-social > ticket, leave > welcome"
    ),
    "two cards, for another": steps(
        "lay a card > choose, tap wishes > wishes, tap for-another > for-whom, lay a card > choose,"
        "tap service-residence > ticket, leave > welcome"
    ),
    "a card, a time booked": steps(
        "lay a card > choose, tap book > choose-to-book, tap service-visa > slots, tap day-0 > slots,"
        "pick a time > slots, tap confirm > booked, leave > welcome"
    ),
    "a card, here for its time": steps("lay it again > mine, tap here-0 > ticket, leave > welcome"),
    "without a card, and away": steps("tap without-card > choose, tap back > welcome"),
}
"""Every kind of visit. Who lays a card again, or shows a slip, is whoever came before."""


class Visitors:
    """Whoever comes, one after the other.

    Args:
        kiosk: opened before.
        folder: of the simulated devices.
    """

    def __init__(self, kiosk: CitizenKiosk, folder: Path) -> None:
        self.kiosk, self.window = kiosk, kiosk.show.window
        self.model: KioskModel = kiosk.attendant.visit.model
        self.began = self.computed = 0.0  # when the last deed reached the kiosk; by perf_counter and thread_time
        self._folder, self._loop = folder, QEventLoop()
        self._numbers = (body + check_11_2(body) for body in (f"110105{19500101 + n}{0:03}" for n in _days()))
        self._number, self._slip, self._heard = "", "", True
        for state in (State.LOOKING, State.CHOOSE):
            kiosk.attendant.visit.entering(state, lambda _before: self._hear())

    @property
    def page(self) -> str:
        """What is on the screen."""
        return str(self.window.property("page"))

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Let the kiosk work until this is true."""
        ends = time.monotonic() + PATIENCE_S
        while not true():
            if time.monotonic() > ends:
                raise TimeoutError(f"{what}, on page {self.page}")
            self._loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def go(self, step: Step, then: Callable[[Step], None] = lambda _step: None) -> None:
        """Do one step and see the page after it; `then` is told before anything else is done."""
        verb, _, rest = step.deed.partition(" ")
        match verb:
            case "tap":
                self.tap(rest)
            case "type":
                self._type(rest)
            case "pick":
                self.until(lambda: any(slot.free for slot in self._slots()), "a time that is free")
                self.tap(next(f"slot-{slot.time}" for slot in self._slots() if slot.free))
            case "lay":
                self._lay(again=rest == "it again")
            case "show":
                self._heard = False
                self._appear("scanner", "code", self._slip)
            case "leave":
                self._take_paper()
                self.tap("done")
        self.until(lambda: self._heard and self.page == step.page, f"{step.page} after {step.deed}")
        then(step)

    def tap(self, name: str) -> None:
        """Touch a control, once it is there."""
        place = self.place(name)
        self._begin()
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def place(self, name: str) -> QPoint:
        """The middle of a control, once it is in sight."""
        self.until(lambda: self._find(name) is not None, name)
        while not in_sight(find(self.window, name)):
            play(self.window, "tap down")
        return middle(find(self.window, name))

    def _find(self, name: str) -> QQuickItem | None:
        try:
            return find(self.window, name)
        except NotYetError:
            return None

    def _type(self, what: str) -> None:
        if what == "a number":
            self._number = next(self._numbers)
        for sign in self._number if what == "a number" else what:
            self.tap(f"key-{sign}")
        self.until(lambda: self.page != "finding" or self.model.shown.sought.known, "what was found")

    def _slots(self) -> tuple[SlotChoice, ...]:
        return self.model.rows(SlotChoice)

    def _lay(self, *, again: bool) -> None:
        """Lay a card, and once more where the reader has not seen that the one before was lifted; then lift it."""
        if not again:
            self._number = next(self._numbers)
        card = self._folder / "idcard" / "card.json"
        laid = 0.0
        self._heard = False

        def seen() -> bool:
            nonlocal laid
            if not self._heard and time.monotonic() - laid > LAID_S:
                card.unlink(missing_ok=True)
                QTest.qWait(LIFTED_MS)
                self._appear("idcard", "card.json", json.dumps({"name": "张三", "number": self._number}))
                laid = time.monotonic()
            return self._heard

        self.until(seen, "the card")
        card.unlink()

    def _appear(self, device: str, name: str, text: str) -> None:
        new = self._folder / device / "new"
        new.write_text(text, "utf-8")
        new.rename(new.with_name(name))

    def _hear(self) -> None:
        if not self._heard:
            self._heard = True
            self._begin()

    def _begin(self) -> None:
        self.began, self.computed = time.perf_counter(), time.thread_time()

    def _take_paper(self) -> None:
        """Take what was printed, if something is, and keep the code of a ticket's slip."""
        self.until(lambda: self.model.shown.paper != "printing", "the slip")
        if self.model.shown.paper == "printed":
            self.until(lambda: any(self._slips()), "the paper")
        for job in self._slips():
            if code := re.search(rb"yimen:ticket:[0-9a-f]{32}", job.read_bytes()):
                self._slip = code[0].decode()
            job.unlink()
            job.with_suffix(".png").unlink()

    def _slips(self) -> Iterator[Path]:
        return (self._folder / "printer").glob("*.bin")


def _days() -> Iterator[int]:
    """Days of birth, as numbers to be added to the first of January 1950, without end of use."""
    return (10000 * (n // 336 % 30) + 100 * (n // 28 % 12) + n % 28 for n in count())


def city(folder: Path, items: int) -> Path:
    """The catalogue of a city, made in a folder."""
    table, catalogue = folder / "items.csv", folder / "catalogue.db"
    for words in (("sample", table, "--items", str(items)), ("import", table, "--to", catalogue)):
        subprocess.run((Path(sys.executable).with_name("yimen"), "catalogue", *words), check=True, capture_output=True)
    return catalogue


@contextmanager
def place(folder: Path, catalogue: Path | None = None) -> Iterator[Path]:
    """A hall with its hub, a printer, and the settings of a kiosk that stands there."""
    for device in ("idcard", "scanner", "printer"):
        (folder / device).mkdir()
    shelf = f'[catalogue]\nfile = "{catalogue}"\n' if catalogue else ""
    with hall("hub", folder, MORE) as port:
        settings = folder / "k00.toml"
        settings.write_text(
            f'[device]\nid = "k00"\nhall = "bench"\n[mqtt]\nport = {port}\n[screen]\nsize = "1080x1920"\n'
            f"[hardware]\n{HARDWARE}\n{shelf}",
            "utf-8",
        )
        yield settings


@contextmanager
def visited(settings: Path) -> Iterator[Visitors]:
    """A kiosk of this process, with its window, at its first page."""
    give_back_memory()
    gc.freeze()  # as the program does once all is imported
    application = start_qt()
    kiosk = CitizenKiosk(settings, load(DeviceSettings, settings))
    visitors = Visitors(kiosk, settings.parent)
    kiosk.open(SIZE)
    try:
        visitors.until(lambda: visitors.page == "welcome", "the first page")
        yield visitors
    finally:
        kiosk.stop()
        kiosk.show.close()
        del application


def main(settings: Path, most: int) -> None:
    """Have so many come, and tell how the kiosk is meanwhile."""
    with visited(settings) as visitors:
        usage, process = Usage(), Path("/proc/self")
        for n in range(most + 1):
            if n in {0, 100, most} or n in MARKS:
                threads, files = (len(list((process / kind).iterdir())) for kind in ("task", "fd"))
                print("after", n, f"{usage.megabytes():.1f}", threads, files, flush=True)
            for step in list(FLOWS.values())[n % len(FLOWS)]:
                visitors.go(step)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
