"""One run: a whole hall, by one seed, made to suffer, healed, and judged."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from broker.profile import profile_of
from broker.runtime.settings.file import load
from broker.runtime.settings.hall import HallSettings
from tests.faults.history import Disk, History
from tests.faults.kiosk import Kiosk
from tests.faults.machine import Machine
from tests.faults.people import Button, Listener, Terminal, Wall
from tests.faults.wire import Server, strikes
from tests.faults.world import World
from tests.hall import write_hall

SUFFERS_S = 90
HEALS_S = range(60, 91, 15)
"""By then what was held up has come, every link stands, what was asked is answered or given up, and all is said."""
RULES = """
[queue]
no_show_after_s = 3
undo_within_s = 20
strained_over = 6
lease_numbers = 8
"""
SHM = Path("/dev/shm")


def play(seed: int) -> History:
    """Play a run and tell how it went."""
    with TemporaryDirectory(prefix="hall-", dir=SHM if SHM.is_dir() else None) as folder:
        return _play(seed, Path(folder))


def _play(seed: int, folder: Path) -> History:
    world, settings = World(seed), _settings()
    history = History(profile_of(settings))
    server = Server(world, history)
    machine = Machine(world, history, server, settings, folder / "hall.db")
    machine.begin()
    kiosks = [Kiosk(world, history, server, f"kiosk-{n}", folder) for n in (1, 2, 3)]
    terminals = [Terminal(world, history, server, n) for n in (1, 2)]
    devices = [*kiosks, *terminals, Wall(world, history, server)]
    Listener(world, history, server)
    for n in (1, 2):
        Button(world, history, server, n)
    strikes(world, history, server)
    machine.strikes()
    world.go_to(SUFFERS_S)
    world.calm = True
    machine.heal()
    for heals_s in HEALS_S:
        world.go_to(SUFFERS_S + heals_s)
        if not any(device.waits_for for device in devices) and not any(kiosk.owes for kiosk in kiosks):
            break
    else:
        raise AssertionError("somebody still waits, or has something to tell")
    for kiosk in kiosks:
        kiosk.close()
    machine.stop()
    history.disk = Disk.read(machine.database)
    history.kept = dict(server.kept)
    return history


@cache
def _settings() -> HallSettings:
    with TemporaryDirectory() as folder:
        return load(HallSettings, write_hall(Path(folder), 1883, kiosks=3, more=RULES))


def told(history: History) -> Iterator[str]:
    """A history as lines for people."""
    for line in history.lines:
        fields = {name: getattr(line, name) for name in line.__slots__}
        what = " ".join(_short(value) for value in fields.values())
        yield f"{line.at:8.3f} {type(line).__name__:6} {what}"


def _short(value: object) -> str:
    if isinstance(value, bytes):
        try:
            body = json.loads(value)
        except ValueError:
            return repr(value)
        return json.dumps(body, ensure_ascii=False)[:300]
    return str(value)[:200]
