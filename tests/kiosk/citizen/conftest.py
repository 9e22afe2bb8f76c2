"""Visitors before real kiosks."""

import json
from itertools import count

import pytest

from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import load
from hardware.idcard.number import check_11_2
from kiosk.citizen.app import CitizenKiosk
from kiosk.citizen.flow import STAY_S
from kiosk.ui.stage import NotYetError, find, play
from tests.kiosk.citizen.alone import World
from tests.kiosk.hall import SECONDS
from tests.kiosk.sight import in_sight, texts

NUMBERS = (body + check_11_2(body) for body in (f"11010519491231{n:03}" for n in count(100)))
"""Numbers that cards may have."""
LOOKS = 20
"""How often one looks at the screen before a card is turned once more."""


class Visitor:
    """Somebody before the kiosk."""

    def __init__(self, qtbot, kiosk):
        self.qtbot, self.kiosk = qtbot, kiosk
        self.window = kiosk.show.window

    @property
    def page(self):
        return self.window.property("page")

    def sees(self, page, within_s=SECONDS):
        self.qtbot.waitUntil(lambda: self.page == page, timeout=within_s * 1000)

    def sees_control(self, name):
        self.qtbot.waitUntil(lambda: self.can_touch(name), timeout=SECONDS * 1000)

    def can_touch(self, name):
        try:
            find(self.window, name)
        except NotYetError:
            return False
        return True

    def taps(self, name):
        self.sees_control(name)
        while not in_sight(find(self.window, name)):
            play(self.window, "tap down")
        play(self.window, f"tap {name}")

    def lays(self, card, page="", says=""):
        """Lay the card anew, lifting and laying it until the reader has seen it: until this page, or not the first."""
        turns = count()

        def seen():
            if says in self.said if says else self.page == page if page else self.page != "welcome":
                return True
            if next(turns) % LOOKS == 0:
                card.turn()
            return False

        self.qtbot.waitUntil(seen, timeout=SECONDS * 1000)

    def speaks(self, language):
        self.taps("language")
        self.taps(f"language-{language}")

    def presses(self, key):
        play(self.window, f"key {key}")

    def reads(self, words):
        self.qtbot.waitUntil(lambda: words in self.said, timeout=SECONDS * 1000)

    @property
    def said(self):
        return "\n".join(text.property("text") for text in texts(self.window))

    @property
    def number(self):
        return find(self.window, "number").property("text")


@pytest.fixture
def meet(hall, tmp_path, qtbot):
    """Start kiosks and meet them at their first page that is not about starting."""
    running = []

    def start(hardware="", stays=STAY_S, watch=lambda _kiosk: None, **device):
        path = hall.device_file(tmp_path, hardware, **device)
        kiosk = CitizenKiosk(path, load(DeviceSettings, path), stays)
        running.append(kiosk)
        watch(kiosk)
        kiosk.open((1080, 1920))
        visitor = Visitor(qtbot, kiosk)
        qtbot.waitUntil(lambda: visitor.page != "starting", timeout=SECONDS * 1000)
        return visitor

    yield start
    for kiosk in running:
        kiosk.stop()
        kiosk.show.close()


@pytest.fixture
def no_notebook(tmp_path):
    """A place where no notebook can be: the kiosk needs the hub for every number."""
    (tmp_path / "kiosk-01.notebook.db").mkdir()


@pytest.fixture
def world(tmp_path):
    """A hall and one kiosk's numbers, without screens; all is well."""
    world = World(tmp_path)
    world.heal()
    yield world
    world.kiosk.close()


@pytest.fixture
def card(tmp_path):
    """A simulated reader's folder and a way to lay cards on it."""

    class Card:
        hardware = 'idcard = "simulated:reader"\nticket_printer = "simulated:printer"'

        number = next(NUMBERS)  # somebody else in every test

        def lay(self, name="张三"):
            card = {"name": name, "number": self.number}
            (tmp_path / "reader" / "new").write_text(json.dumps(card), "utf-8")
            (tmp_path / "reader" / "new").rename(tmp_path / "reader" / "card.json")

        def turn(self):
            if (tmp_path / "reader" / "card.json").exists():
                self.lift()
            else:
                self.lay()

        def of_somebody_else(self):
            self.number = next(NUMBERS)

        def lift(self):
            (tmp_path / "reader" / "card.json").unlink()

        def fault(self, word, device="reader"):
            (tmp_path / device / "fault").write_text(word, "utf-8")

        def mend(self, device="reader"):
            (tmp_path / device / "fault").unlink()

    (tmp_path / "reader").mkdir()
    (tmp_path / "printer").mkdir()
    return Card()
