"""A kiosk that goes on while the hub or the MQTT server is away: real processes, killed; real paper."""

import json
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from tests.hardware.ticketprinter.paper_tape import read
from tests.hardware.ticketprinter.tcp_printer import TcpPrinter
from tests.kiosk.hall import SECONDS, Listener, running

TOP = "yimen/v1/leiyang"


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """A hall whose kiosks hold two numbers of each service."""
    with running(tmp_path_factory.mktemp("hall"), "[queue]\nlease_numbers = 2\n") as hall:
        yield hall


class Queue:
    """Who waits for residence permits, as the hub tells it, from now on."""

    def __init__(self, hall, qtbot):
        self.qtbot = qtbot
        self.listener = Listener(hall, f"{TOP}/state/queue/residence", f"{TOP}/cmd/kiosk-01/issue-ticket")
        self.qtbot.waitUntil(lambda: self.told is not None, timeout=SECONDS * 1000)
        self.before = self.told

    def _bodies(self, topic):
        return [json.loads(m.payload) for m in list(self.listener.heard) if m.topic == f"{TOP}/{topic}" and m.payload]

    @property
    def told(self):
        told = self._bodies("state/queue/residence")
        return [ticket["number"] for ticket in told[-1]["tickets"]] if told else None

    @property
    def asked(self):
        return self._bodies("cmd/kiosk-01/issue-ticket")

    def becomes(self, *numbers):
        """Wait until these wait besides those who waited before, and nobody else."""
        self.qtbot.waitUntil(lambda: self.told == [*self.before, *numbers], timeout=SECONDS * 1000)


@pytest.fixture
def queue(hall, qtbot):
    queue = Queue(hall, qtbot)
    yield queue
    queue.listener.close()


@pytest.fixture
def printer():
    with TcpPrinter() as printer:
        yield printer


def later(visitor, seconds):
    """Let so much time go by for the kiosk, instead of waiting for it."""
    visitor.kiosk.link.ticks = lambda: time.monotonic() + seconds


def leased(visitor):
    """Wait until the kiosk can go on alone."""
    numbers = visitor.kiosk.attendant.visit.hearing.numbers
    visitor.qtbot.waitUntil(lambda: len(numbers.services) == 2, timeout=SECONDS * 1000)


def slip(printer, count=1):
    """The text of the last of so many slips."""
    return read(printer.wait_for_jobs(count)[-1]).text


def test_without_the_hub_the_number_and_the_paper_say_that_they_count_and_they_do(meet, hall, printer, queue):
    visitor = meet(f'ticket_printer = "tcp:127.0.0.1:{printer.port}"')
    leased(visitor)
    hall.stop_hub()
    later(visitor, 20)
    visitor.reads("现在可以取号")
    visitor.taps("without-card")
    visitor.reads("现在只能取号")
    visitor.taps("service-residence")
    visitor.reads("请取走号票")
    number = visitor.number
    assert "此号有效" in visitor.said
    assert "人在您前面" not in (paper := slip(printer))
    assert number in paper.replace(" ", "")
    assert "此号有效" in paper
    assert "This number counts" in paper
    later(visitor, 0)
    hall.start_hub()
    queue.becomes(number)
    visitor.taps("done")
    visitor.taps("without-card")
    visitor.reads("人在等")
    visitor.taps("service-residence")
    visitor.sees("ticket")
    queue.becomes(number, visitor.number)
    assert visitor.number < number  # one of the hub's own again


def test_a_silent_hub_is_not_waited_for_and_what_it_makes_of_the_command_later_is_taken_back(meet, hall, queue):
    visitor = meet()
    leased(visitor)
    visitor.taps("without-card")
    visitor.sees("choose")
    hall.freeze_hub()
    try:
        visitor.taps("service-residence")
        queue.qtbot.waitUntil(lambda: bool(queue.asked), timeout=SECONDS * 1000)
        later(visitor, 5)
        visitor.sees("unprinted")
        number = visitor.number
    finally:
        hall.thaw_hub()
    assert number[1] == "9"
    queue.becomes(number)


def test_a_card_gets_a_number_without_the_hub_and_finds_it_when_the_hub_is_back(meet, card, hall):
    visitor = meet(card.hardware)
    leased(visitor)
    card.lay()
    visitor.sees("choose")
    hall.stop_server()
    visitor.reads("张*，您好。现在只能取号")
    visitor.taps("service-social")
    visitor.sees("ticket")
    number = visitor.number
    hall.start_server()
    elsewhere = meet(card.hardware, device="kiosk-02")
    visitor.qtbot.waitUntil(lambda: not visitor.kiosk.attendant.visit.hearing.numbers.alone, timeout=SECONDS * 1000)
    elsewhere.lays(card, "mine")
    elsewhere.reads(number)


# Killed


@pytest.fixture
def run(hall, tmp_path, printer):
    """Runs the kiosk as a process of its own that plays lines."""
    settings = hall.device_file(tmp_path, f'ticket_printer = "tcp:127.0.0.1:{printer.port}"')

    @contextmanager
    def run():
        command = [sys.executable, "-m", "broker", "kiosk", "--settings", settings, "--stage", "--size", "540x960"]
        process = subprocess.Popen(list(map(str, command)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout.readline().startswith("ready kiosk")
            yield process
        finally:
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=SECONDS)

    return run


def play(process, *lines):
    process.stdin.write("\n".join(lines) + "\n")
    process.stdin.flush()
    for line in lines:
        assert process.stdout.readline() == f"done {line}\n"


def has_numbers(tmp_path, qtbot):
    """Wait until the running kiosk has written its leases down."""
    files = [tmp_path / f"kiosk-01.notebook.db{end}" for end in ("", "-wal")]
    qtbot.waitUntil(lambda: any(b'"first":' in f.read_bytes() for f in files if f.exists()), timeout=SECONDS * 1000)


def test_a_kiosk_that_was_killed_while_it_asked_leaves_nobody_waiting(run, hall, queue, qtbot, tmp_path):
    with run() as kiosk:
        play(kiosk, "tap without-card", "see service-residence")
        has_numbers(tmp_path, qtbot)
        hall.freeze_hub()
        try:
            play(kiosk, "tap service-residence")
            qtbot.waitUntil(lambda: bool(queue.asked), timeout=SECONDS * 1000)
        finally:
            kiosk.kill()
            kiosk.wait(SECONDS)
            hall.thaw_hub()
    qtbot.waitUntil(lambda: len(queue.told) == len(queue.before) + 1, timeout=SECONDS * 1000)
    with run():
        queue.becomes()


def test_a_kiosk_that_was_killed_after_printing_goes_on_by_itself_and_every_paper_counts(
    run, hall, printer, queue, qtbot, tmp_path
):
    with run() as kiosk:
        play(kiosk, "see without-card")
        has_numbers(tmp_path, qtbot)
        hall.stop_server()
        try:
            play(kiosk, "tap without-card", "tap service-residence", "see number")
            first = slip(printer)
            kiosk.kill()
            kiosk.wait(SECONDS)
            with run() as again:
                play(again, "tap without-card", "tap service-residence", "see number")
                second = slip(printer, 2)
                hall.start_server()
                qtbot.waitUntil(lambda: len(queue.told) == len(queue.before) + 2, timeout=SECONDS * 1000)
        finally:
            hall.stop_server()
            hall.start_server()
    numbers = queue.told[-2:]
    assert [number in paper.replace(" ", "") for number, paper in zip(numbers, (first, second), strict=True)] == [
        True,
        True,
    ]


# At the end: what it leaves for the hub to hear is no part of another test


def test_what_the_card_holds_is_not_looked_up_without_the_hub_and_numbers_end(meet, card, hall):
    visitor = meet(card.hardware)
    leased(visitor)
    hall.stop_server()
    try:
        visitor.reads("现在可以取号")
        for service in ("residence", "residence", "social", "social"):
            card.of_somebody_else()
            visitor.lays(card, "choose")
            assert visitor.can_touch(f"service-{service}")
            visitor.taps(f"service-{service}")
            visitor.sees("ticket")
            visitor.taps("done")
            visitor.qtbot.waitUntil(lambda: visitor.page in {"welcome", "choose", "away"}, timeout=SECONDS * 1000)
        visitor.sees("away")
        visitor.reads("取号暂停一会儿")
    finally:
        hall.start_server()
    visitor.qtbot.waitUntil(lambda: visitor.page in {"welcome", "choose", "mine"}, timeout=SECONDS * 1000)
