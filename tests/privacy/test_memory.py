"""Once a visitor has gone, nothing of them is left in the kiosk's memory, not even in what was freed."""

import os
import re
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

import pytest

from broker.demo.actor import Actor
from hardware.idcard.number import check_11_2
from tests.hall import wait_until
from tests.hardware.idcard.pty_reader import ADDRESS, PtyReader
from tests.hardware.ticketprinter.tcp_printer import TcpPrinter
from tests.kiosk.hall import Hall

CODINGS = ("utf-8", "utf-16-le")
"""As Python and Qt keep texts."""
NAME = "司徒雪莹"
NUMBER, TYPED = (body + check_11_2(body) for body in ("11010519620814371", "11010519620815371"))


class Memory:
    """What another process has in its memory, as only root can see."""

    def __init__(self, pid):
        self._folder = Path(f"/proc/{pid}")

    def has(self, *texts):
        """Which of these texts stand there, in one of the codings."""
        forms = {text: [text.encode(coding) for coding in CODINGS] for text in texts}
        found = set()
        with (self._folder / "maps").open() as maps, (self._folder / "mem").open("rb", 0) as memory:
            for line in maps:
                first, last, rights = re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+)", line).groups()
                if not rights.startswith("rw"):
                    continue
                try:
                    memory.seek(int(first, 16))
                    content = memory.read(int(last, 16) - int(first, 16))
                except OSError:  # given back since
                    continue
                found |= {text for text, each in forms.items() if any(form in content for form in each)}
        return found


@pytest.fixture
def place(tmp_path):
    """A hall, and a kiosk of its own process with a reader and a printer at the level of bytes."""

    place = SimpleNamespace()
    with ExitStack() as stack:
        hall = Hall(tmp_path)
        hall.start_server()
        stack.callback(hall.stop_server)
        hall.start_hub()
        stack.callback(hall.stop_hub)
        place.reader = stack.enter_context(PtyReader())
        printer = stack.enter_context(TcpPrinter())
        hardware = f'idcard = "serial:{place.reader.path}"\nticket_printer = "tcp:127.0.0.1:{printer.port}"'
        settings = hall.device_file(tmp_path, hardware)
        offscreen = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
        command = ["kiosk", "--settings", str(settings), "--stage", "--size", "540x960"]
        place.kiosk = Actor("kiosk", command, tmp_path, offscreen)
        stack.callback(place.kiosk.gone)
        stack.callback(place.kiosk.end)
        place.kiosk.wait_ready()
        place.memory = Memory(place.kiosk._process.pid)
        yield place


def takes(kiosk):
    kiosk.play("see service-residence", "tap service-residence", "see done", "tap done", "see without-card")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may look into a kiosk's memory")
def test_neither_a_card_nor_a_typed_number_is_found_after_the_visit(place):
    kiosk, memory = place.kiosk, place.memory
    kiosk.play("see without-card")
    place.reader.lay(name=NAME, number=NUMBER, born=NUMBER[6:14])
    kiosk.play("see service-residence")
    takes(kiosk)
    wait_until(lambda: not memory.has(NUMBER, NAME, ADDRESS), "a memory without the card, which lies there still")
    place.reader.lift()

    kiosk.play("tap type-number", *(f"tap key-{sign}" for sign in TYPED[:-1]))
    assert memory.has(TYPED[:-1])  # it can be found where it is
    kiosk.play(f"tap key-{TYPED[-1]}")
    takes(kiosk)
    wait_until(lambda: not memory.has(TYPED, TYPED[:-1], TYPED[-10:-1]), "a memory without the number that was typed")
