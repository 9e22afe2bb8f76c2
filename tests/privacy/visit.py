"""A whole day of visitors on real parts, of which everything that is said, written and kept is collected."""

import json
import os
import random
import re
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from broker.demo.actor import Actor
from broker.runtime.pin import hash_pin
from hardware.idcard.masking import mask_name
from hardware.idcard.number import check_11_2
from tests.hall import HALL, TOP, Peer, free_port, wait_until, write_hall
from tests.hardware.idcard.pty_reader import PtyReader
from tests.hardware.ticketprinter.tcp_printer import TcpPrinter
from tests.privacy.finder import Private, files, of_bytes, of_number, of_photo, of_text, processes


def _ending_in_x(place_and_birth: str) -> str:
    return next(body + "X" for n in range(1000) if check_11_2(body := f"{place_and_birth}{n:03}") == "X")


NAMES = ("司徒雪莹", "阿卜杜热合曼·买买提", "郭晓渊")
NUMBERS = tuple(map(_ending_in_x, ("43048119870623", "65312219641117", "43042219520829")))
PHOTO = random.Random(5).randbytes(1024)
PIN, WRONG_PIN = "70418236", "95537102"
WRITTEN, TELEPHONE = "qzvxkwjhqz", "07349551807"
MORE = f"""
[[service]]
id = "appeal"
name = {{ zh = "办不成事", en = "What could not be done" }}
series = "P"
kind = "appeal"
[[window]]
id = "w09"
label = "9"
services = [["appeal"]]
[[staff]]
id = "c009"
name = "李静"
pin_hash = "{hash_pin(PIN)}"
[[device]]
id = "voice-1"
app = "voice"
"""
LOUD = """
import logging
for name in ("broker", "hardware", "kiosk", "display", "paho", "sqlalchemy", "alembic", "asyncio", "PIL", "serial"):
    logging.getLogger(name).setLevel(logging.DEBUG)
"""
"""Run by Python before each program: every line of every logger goes through our log."""


class _Photo:
    """What the reader takes for chance."""

    def randbytes(self, count: int) -> bytes:
        return (PHOTO * (count // len(PHOTO) + 1))[:count]


class Visit:
    """A hall of real processes, and the people in it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.port = folder, free_port()
        self.settings = write_hall(folder, self.port, runs_server=True, kiosks=1, more=MORE)
        self.kept: dict[str, bytes] = {}
        self.printer = stack.enter_context(TcpPrinter())
        self.reader = stack.enter_context(PtyReader())
        self.reader._noise = _Photo()
        self._logs = self._folder("logs")
        loud = self._folder("loud")
        (loud / "sitecustomize.py").write_text(LOUD)
        self._environment = {
            "QT_QPA_PLATFORM": "offscreen",
            "QT_QUICK_BACKEND": "software",
            "PYTHONPATH": str(loud),
            "HOME": str(self._folder("home")),
            "TMPDIR": str(self._folder("tmp")),
            **{f"XDG_{name}": str(self._folder(name.lower())) for name in ("CACHE_HOME", "CONFIG_HOME", "DATA_HOME")},
            "XDG_RUNTIME_DIR": str(self._folder("runtime")),
        }
        stack.callback(self._end)
        self.actors: dict[str, Actor] = {}
        self.start("hub", "hub", "--settings", str(self.settings))
        speaker = self._folder("speaker").name
        reads_and_prints = f'idcard = "serial:{self.reader.path}"\nticket_printer = "tcp:127.0.0.1:{self.printer.port}"'
        self._write_device("kiosk-1", f"[hardware]\n{reads_and_prints}\n")
        self._write_device("terminal-1", more='window = "w01"\n')
        self._write_device("wall-1")
        self._write_device("voice-1", f'[hardware]\nspeaker = "file:{speaker}"\n')
        self.start_kiosk()
        for device, app in {"terminal-1": "window", "wall-1": "wall"}.items():
            self.start(app, app, "--settings", str(folder / f"{device}.toml"), "--stage", "--size", "480x720")
        self.start("voice", "voice", "--settings", str(folder / "voice-1.toml"))
        for actor in self.actors.values():
            actor.wait_ready()
        self.listener = Peer(self.port, "listener", "#")
        stack.callback(self.listener.stop)

    def start(self, name: str, *arguments: str) -> Actor:
        self.actors[name] = Actor(name, list(arguments), self._logs, self._environment)
        return self.actors[name]

    def start_kiosk(self) -> Actor:
        device = str(self.folder / "kiosk-1.toml")
        return self.start("kiosk", "kiosk", "--settings", device, "--stage", "--size", "540x960")

    def lays_card(self, person: int) -> None:
        """Lift what lies there, and lay this person's card once the reader has seen that it is gone."""
        self.reader.lift()
        seen = len(self.reader.asked)
        wait_until(lambda: len(self.reader.asked) > seen + 3, "a reader that looks")
        self.reader.lay(name=NAMES[person], number=NUMBERS[person], born=NUMBERS[person][6:14])

    def event(self, name: str, **fields: object) -> dict:
        """The first event of this name and with these fields, once it was heard."""

        def found() -> list[dict]:
            return [e for e in self.listener.events() if e["name"] == name and fields.items() <= e.items()]

        wait_until(lambda: bool(found()), f"{name} {fields}")
        return found()[0]

    def keep(self) -> None:
        """Collect what there is now: of a file every content that it ever had at such a moment, of processes too."""
        self.kept |= {f"{place} ({len(self.kept)})": content for place, content in files(self.folder).items()}
        self.kept |= processes(self.pids().values())

    def pids(self) -> dict[str, int]:
        """Every process of the hall that runs."""
        running = {name: actor._process.pid for name, actor in self.actors.items() if actor.runs}
        servers = self.folder / "server"
        keeper = int((servers / "server.pid").read_text().split()[0])
        mosquitto = int((servers / f"mosquitto-{self.port}.pid").read_text().split()[0])
        return running | {"server": keeper, "mosquitto": mosquitto}

    def places(self) -> dict[str, bytes]:
        """Everything that was collected."""
        said = {f"{m.topic} [{n}]": m.topic.encode() + b" " + m.payload for n, m in enumerate(self.listener.heard)}
        slips = {f"slip {n}": job for n, job in enumerate(self.printer.jobs)}
        return self.kept | said | slips

    def privates(self) -> Iterator[Private]:
        """What must not be found."""
        yield Private("the photo", of_photo(PHOTO))
        for name, number in zip(NAMES, NUMBERS, strict=True):
            yield Private(f"the name {name}", of_text(name))
            yield Private(f"the number {number}", of_number(number))
        asked = [m.payload for m in self.listener.heard if m.topic.startswith(f"{TOP}/cmd/kiosk-1/")]
        for key in {key for body in asked for key in re.findall(rb'"([0-9a-f]{64})"', body)}:
            forms = of_bytes(bytes.fromhex(key.decode()))
            yield Private("a holder key", forms, lambda place: place.startswith(f"{TOP}/cmd/kiosk-1/"))
        for pin in (PIN, WRONG_PIN):
            yield Private("a PIN", of_text(pin), lambda place: place.startswith(f"{TOP}/cmd/terminal-1/sign-in"))
        for file in self.folder.glob("*.secret"):
            for secret in re.findall("[0-9a-f]{64}", file.read_text()):
                yield Private(
                    f"what is in {file.name}",
                    of_bytes(bytes.fromhex(secret)),
                    lambda place, own=f"{file} (": place.startswith(own),
                )

    def theirs(self) -> Iterator[Private]:
        """What belongs to the hub and the kiosk, and to nobody who hears events or reads a log."""
        database, notebook = (f"{self.folder / name}" for name in ("hall.db", "kiosk-1.notebook.db"))
        of_kiosk = (f"{TOP}/cmd/kiosk-1/", f"{TOP}/reply/kiosk-1", "slip ", notebook)
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
            rows = db.execute("SELECT ref, ifnull(holder, '') || ' ' || ifnull(agent, '') FROM visitor").fetchall()
        for ref, keys in rows:
            yield Private("a ref", frozenset({ref.encode()}), lambda place: place.startswith((database, *of_kiosk)))
            for key in keys.split():
                yield Private("a stored key", frozenset({key.encode()}), lambda place: place.startswith(database))
        for what in (WRITTEN, TELEPHONE):
            at = (database, f"{TOP}/cmd/kiosk-1/")
            yield Private("what was filled in", of_text(what), lambda place, at=at: place.startswith(at))
        for name in map(mask_name, NAMES):
            at = (database, f"{TOP}/cmd/kiosk-1/", f"{TOP}/reply/terminal-1")
            yield Private("a masked name", of_text(name), lambda place, at=at: place.startswith(at))

    def _folder(self, name: str) -> Path:
        (self.folder / name).mkdir(mode=0o700)
        return self.folder / name

    def _write_device(self, device: str, tables: str = "", more: str = "") -> None:
        identity = f"[device]\nid = {json.dumps(device)}\nhall = {json.dumps(HALL)}\n{more}"
        (self.folder / f"{device}.toml").write_text(f"{identity}[mqtt]\nport = {self.port}\n{tables}")

    def _end(self) -> None:
        for actor in self.actors.values():
            actor.end()
        for actor in self.actors.values():
            actor.gone()
        with suppress(OSError):
            os.kill(self.pids()["server"], signal.SIGTERM)


@contextmanager
def visit(folder: Path) -> Iterator[Visit]:
    """A hall that is open."""
    with ExitStack() as stack:
        yield Visit(folder, stack)
