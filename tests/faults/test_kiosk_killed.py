"""A kiosk whose power is cut at any step comes back to its welcome, and the hall is as the visitor left it."""

import json
from contextlib import ExitStack

import pytest

from broker.demo.actor import Actor, DemoError
from hardware.idcard.number import check_11_2
from tests.hall import wait_until
from tests.hardware.scanner.scanners import SerialPeer
from tests.hardware.ticketprinter.paper_tape import read
from tests.hardware.ticketprinter.tcp_printer import TcpPrinter
from tests.kiosk.hall import Hall, Listener

QUEUE = "yimen/v1/leiyang/state/service/residence"
BODY = "11010519620814377"
NUMBER = BODY + check_11_2(BODY)
TYPES = ("tap type-number", *(f"tap key-{sign}" for sign in NUMBER), "see service-residence")


class Box:
    """A kiosk of its own process, with a scanner and a printer at the level of bytes."""

    def __init__(self, folder, stack):
        self.folder, self.stack = folder, stack
        self.hall = Hall(folder)
        self.hall.start_server()
        stack.callback(self.hall.stop_server)
        self.hall.start_hub()
        stack.callback(self.hall.stop_hub)
        self.queue = Listener(self.hall, QUEUE)
        stack.callback(self.queue.close)
        self.scanner = SerialPeer(folder, "ttyACM0")
        stack.callback(self.scanner.close)
        self.printer = stack.enter_context(TcpPrinter())
        devices = f'scanner = "serial:{self.scanner.path}"\nticket_printer = "tcp:127.0.0.1:{self.printer.port}"'
        settings = str(self.hall.device_file(folder, devices))
        self.command = ["kiosk", "--settings", settings, "--stage", "--size", "540x960"]
        self.start()

    def start(self):
        self.kiosk = Actor(
            "kiosk", self.command, self.folder, {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
        )
        self.stack.callback(self.kiosk.gone)
        self.stack.callback(self.kiosk.end)
        self.kiosk.wait_ready()
        self.kiosk.play("see without-card")

    def play(self, *lines):
        self.kiosk.play(*lines)

    def cut(self, *lines):
        """These steps, then the power goes; and comes back."""
        self.play(*lines)
        self.kiosk.kill()
        self.start()

    def shows(self, code):
        self.scanner.scan(code)

    def waits(self, *counts):
        """So many wait, once all is told."""
        wait_until(lambda: self.waiting in counts, f"{counts} waiting")

    @property
    def waiting(self):
        return json.loads(self.queue.heard[-1].payload)["waiting"]


@pytest.fixture
def box(tmp_path):
    with ExitStack() as stack:
        yield Box(tmp_path, stack)


def test_who_types_a_number_has_one_ticket_whenever_the_power_goes(box):
    box.cut("tap type-number", *(f"tap key-{sign}" for sign in NUMBER[:9]))
    box.cut(*TYPES)
    box.waits(0)
    box.cut(*TYPES, "tap service-residence")
    box.play(*TYPES, "tap service-residence")
    try:
        box.play("see number")  # what was asked before counts no more
    except DemoError:
        box.play("see done")  # or had come to its end, and is held
    box.waits(1)


def test_a_ticket_that_is_looked_at_reprinted_or_given_back_outlives_every_cut_until_it_is_given_back(box):
    box.play("tap without-card", "tap service-residence", "see done", "tap done", "see without-card")
    code = read(box.printer.wait_for_jobs(1)[0]).qr[-1]
    opened = ("see open-0", "tap open-0", "see reprint")
    for step in (opened[:1], (*opened, "tap reprint"), (*opened, "tap give-back", "see confirm")):
        box.shows(code)
        box.cut(*step)
        box.waits(1)
    box.shows(code)
    box.cut(*opened, "tap give-back", "tap confirm")
    if box.waiting:  # the power went before the hub heard of it
        box.shows(code)
        box.play(*opened, "tap give-back", "tap confirm", "see done", "tap done")
    box.waits(0)
    box.shows(code)
    box.play("see without-card", "tap back", "see type-number")
