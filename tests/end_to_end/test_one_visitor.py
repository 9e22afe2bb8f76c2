"""One visitor, end to end, with no simulated device in the path.

The reader is a pseudo-terminal that speaks its bytes, the printer a TCP socket, the button and the listener are
mosquitto_pub and mosquitto_sub, and every process of ours is started as a technician starts it.
"""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import wave
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from broker.demo.actor import Actor
from hardware.ticketprinter.paper import Paper, Words
from hardware.ticketprinter.raster import draw
from hardware.ticketprinter.slip import Slip, lay_out
from tests.hall import HALL, TOP, free_port, wait_until, write_hall
from tests.hardware.idcard.pty_reader import ADDRESS, LATEST_ADDRESS, SPECIMENS
from tests.hardware.ticketprinter.paper_tape import read as read_tape
from tests.hardware.ticketprinter.tcp_printer import TcpPrinter

ROOT = Path(__file__).resolve().parents[2]
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
VISITOR = SPECIMENS["mainland"]


class Hall:
    """A running hall and its peers."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.port = folder, free_port()
        self.heard = folder / "heard.txt"
        self.speaker = folder / "speaker"
        self.speaker.mkdir()
        settings = write_hall(folder, self.port, runs_server=True, more='[[device]]\nid = "voice-1"\napp = "voice"\n')
        logs = folder / "logs"
        logs.mkdir()
        self.printer = stack.enter_context(TcpPrinter())
        self.reader, line = self._start_reader(stack)
        self.actors: dict[str, Actor] = {}
        stack.callback(self._end)
        self.actors["hub"] = Actor("hub", ["hub", "--settings", str(settings)], logs, {})
        hardware = {
            "kiosk-1": f'idcard = "serial:{line}"\nticket_printer = "tcp:127.0.0.1:{self.printer.port}"',
            "voice-1": 'speaker = "file:speaker"',
        }
        for device, arguments in {
            "kiosk-1": ["--stage", "--size", "1080x1920"],
            "wall-1": ["--stage", "--size", "1920x1080"],
            "voice-1": [],
        }.items():
            file = folder / f"{device}.toml"
            file.write_text(
                f'[device]\nid = "{device}"\nhall = "{HALL}"\n[mqtt]\nport = {self.port}\n'
                + (f"[hardware]\n{hardware[device]}\n" if device in hardware else "")
            )
            app = device.removesuffix("-1")
            self.actors[device] = Actor(device, [app, "--settings", str(file), *arguments], logs, OFFSCREEN)
        for actor in self.actors.values():
            actor.wait_ready()
        self._listen(stack)

    def reader_does(self, order: str) -> None:
        """Lay or lift the card."""
        self.reader.stdin.write(f"{order}\n")
        self.reader.stdin.flush()

    def press_button(self, device: str) -> None:
        """One empty message, as an ESP32 would send it."""
        subprocess.run(["mosquitto_pub", "-p", str(self.port), "-t", f"{TOP}/cmd/{device}/call-next", "-n"], check=True)

    def events(self) -> list[dict]:
        """What the listener heard of events, in order."""
        lines = self.heard.read_text().splitlines() if self.heard.exists() else []
        return [json.loads(line.partition(" ")[2]) for line in lines if line.startswith(f"{TOP}/event ")]

    def event(self, name: str) -> dict:
        """The first event of that name, once it was heard."""
        wait_until(lambda: any(event["name"] == name for event in self.events()), name)
        return next(event for event in self.events() if event["name"] == name)

    def _start_reader(self, stack: ExitStack) -> tuple["subprocess.Popen[str]", str]:
        program = ROOT / "tests" / "hardware" / "idcard" / "pty_reader.py"
        reader = stack.enter_context(
            subprocess.Popen([sys.executable, program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        )
        stack.callback(reader.terminate)
        line = reader.stdout.readline().strip()
        self.reader = reader
        self.reader_does("lift")
        return reader, line

    def _listen(self, stack: ExitStack) -> None:
        out = stack.enter_context(self.heard.open("w"))
        listener = stack.enter_context(
            subprocess.Popen(
                ["mosquitto_sub", "-p", str(self.port), "-i", "listener", "-t", f"{TOP}/#", "-v"], stdout=out
            )
        )
        stack.callback(listener.terminate)
        wait_until(lambda: "state/hall/today" in self.heard.read_text(), "the listener's first words")

    def _end(self) -> None:
        for actor in self.actors.values():
            actor.end()
        for actor in self.actors.values():
            actor.gone()
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            os.kill(int((self.folder / "server" / "server.pid").read_text().split()[0]), signal.SIGTERM)
        # One whose keeper was killed is adopted by the next hub and outlives both.
        subprocess.run(["pkill", "-f", f"server/mosquitto-{self.port}.conf"], check=False)


@contextmanager
def running_hall(folder: Path) -> Iterator[Hall]:
    """A hall with everything in it."""
    with ExitStack() as stack:
        yield Hall(folder, stack)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with running_hall(tmp_path) as hall:
        yield hall


def test_a_visitor_with_a_card_is_led_from_the_reader_to_the_window(hall: Hall) -> None:
    kiosk, wall = hall.actors["kiosk-1"], hall.actors["wall-1"]

    hall.reader_does("lay")
    kiosk.play("see service-residence", "tap service-residence", "see number")
    issued = hall.event("ticket-issued")
    [job] = hall.printer.wait_for_jobs(1)
    hall.reader_does("lift")
    hall.press_button("button-1")
    called = hall.event("ticket-called")

    assert issued["number"] == called["number"] == "A001"
    assert called["window"] == "w01"
    tape = read_tape(job)
    assert "A001" in tape.text
    assert "居住证办理" in tape.text
    assert "居住证办理".encode("gb18030") in job
    assert tape.cuts == 1
    wall.play("see number=A001")
    wait_until(lambda: any(hall.speaker.glob("*.wav")), "the voice")
    with wave.open(str(next(hall.speaker.glob("*.wav")))) as spoken:
        assert spoken.getnframes() / spoken.getframerate() > 3
    nothing_of_the_visitor_is_left(hall, job)


def nothing_of_the_visitor_is_left(hall: Hall, slip: bytes) -> None:
    """No log, topic, file or database, nor the slip, has the ID number, the full name or the address."""
    private = [VISITOR["number"], VISITOR["name"], ADDRESS, LATEST_ADDRESS]
    forms = [word.encode(coding) for word in private for coding in ("utf-8", "utf-16-le", "gb18030")]
    forms += [json.dumps(word)[1:-1].encode() for word in private]
    kept = {path: path.read_bytes() for path in hall.folder.rglob("*") if path.is_file()}
    assert hall.heard in kept
    assert any(path.name == "hall.db" for path in kept)
    assert any(path.name == "kiosk-1.log" for path in kept)
    for form in forms:
        assert form not in slip
        for path, content in kept.items():
            assert form not in content, f"{path.name} has what is nobody's business"


def test_the_second_press_calls_the_next_only_after_the_first_visitor_had_time(hall: Hall) -> None:
    kiosk = hall.actors["kiosk-1"]
    for _ in range(2):
        kiosk.play("see without-card", "tap without-card", "see service-residence", "tap service-residence")
        kiosk.play("see done", "tap done")
    hall.printer.wait_for_jobs(2)

    hall.press_button("button-1")
    hall.event("ticket-called")
    wait_until(lambda: _press_until_recalled(hall), "the recall")

    numbers = [event["number"] for event in hall.events() if event["name"] in ("ticket-called", "ticket-recalled")]
    assert set(numbers) == {"A001"}


def _press_until_recalled(hall: Hall) -> bool:
    """Press as a person does who thinks nothing happened; presses within 1.5 s count as one."""
    hall.press_button("button-1")
    return any(event["name"] == "ticket-recalled" for event in hall.events())


def test_the_code_on_the_slip_is_the_ref_that_the_reply_gave(hall: Hall, tmp_path: Path) -> None:
    kiosk = hall.actors["kiosk-1"]
    kiosk.play("see without-card", "tap without-card", "see service-household", "tap service-household", "see number")
    [job] = hall.printer.wait_for_jobs(1)
    wait_until(lambda: "reply/kiosk-1" in hall.heard.read_text(), "the reply")
    [ref] = set(re.findall(r'"ref":"([0-9a-f]{32})"', hall.heard.read_text()))

    [code] = read_tape(job).qr
    words = Words("居住证", "Residence permit")
    slip = Slip(
        hall=words,
        number="B001",
        service=words,
        ahead=0,
        issued_at=_issued_at(hall),
        ref=ref,
        likely_min=None,
        at_most_min=None,
    )
    picture = tmp_path / "slip.png"
    draw(lay_out(slip, Paper.MM80), Paper.MM80).save(picture)
    seen = subprocess.run(["zbarimg", "--quiet", "--raw", str(picture)], capture_output=True, text=True, check=True)

    assert ref in code
    assert seen.stdout.strip() == code


def _issued_at(hall: Hall) -> datetime:
    return datetime.fromisoformat(hall.event("ticket-issued")["at"])


def test_the_hall_goes_on_after_hub_and_server_were_killed(hall: Hall) -> None:
    kiosk = hall.actors["kiosk-1"]
    visit = ("see without-card", "tap without-card", "see service-residence", "tap service-residence", "see number")
    kiosk.play(*visit, "see done", "tap done")

    server = int((hall.folder / "server" / "server.pid").read_text().split()[0])
    os.kill(server, signal.SIGKILL)
    hall.actors["hub"]._process.kill()
    hall.actors["hub"].gone()
    kiosk.play(*visit, "see done", "tap done")
    hall.actors["hub"] = Actor("hub", ["hub", "--settings", str(hall.folder / "hall.toml")], hall.folder / "logs", {})
    hall.actors["hub"].wait_ready()
    wait_until(lambda: any(event.get("lease") for event in hall.events()), "the paper given meanwhile")
    kiosk.play(*visit)

    jobs = hall.printer.wait_for_jobs(3)
    for job, number in zip(jobs, ("A001", "A9000", "A002"), strict=True):
        assert number in read_tape(job).text
