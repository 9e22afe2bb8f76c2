"""How long a card takes: laid -> record in hand, over a serial line at 115200 baud, beside the wire time of its bytes.

python tests/bench/idcard.py [--cards 200]

The reader is a program of ours behind a pseudo-terminal that takes and gives its bytes at the speed of the wire and
needs no time of its own for the card, which a real one does. The driver looks for a card every 20 ms, so that many
cards can be read, and in the last row as in a hall.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.progress import track
from rich.table import Table

from hardware.idcard.reader import CardLaid, CardLifted
from hardware.idcard.sam_reader import SamReader
from hardware.idcard.serial import SerialPort
from hardware.idcard.session import Pace
from hardware.reader import ReaderBack
from tests.bench.rig import quantile
from tests.hardware.idcard.pty_reader import LATEST_ADDRESS, PtyReader
from tests.hardware.idcard.watcher import Watcher

BAUD = 115200
SECONDS_A_BYTE = 10 / BAUD  # 8N1
REQUEST, FOUND, SELECTED, READ, ADDRESS, NO_ADDRESS = 10, 15, 19, 1295, 81, 11
CARDS = {
    "no later address": ("", 4 * REQUEST + FOUND + SELECTED + READ + NO_ADDRESS),
    "a later address": (LATEST_ADDRESS, 4 * REQUEST + FOUND + SELECTED + READ + ADDRESS),
}
GOAL = "under 15 added"


class WireReader(PtyReader):
    """A reader whose bytes take their time; it tells when it heard the question that finds a card."""

    def hear(self, raw: bytes) -> None:
        """Take a question as long as its bytes are under way."""
        self._heard = time.perf_counter()
        time.sleep(len(raw) * SECONDS_A_BYTE)
        super().hear(raw)

    def _reply(self, command: int, parameter: int) -> bytes:
        answer = super()._reply(command, parameter)
        if len(answer) == FOUND and not self._was_read:
            print(self._heard, flush=True)
        return answer

    def put(self, raw: bytes) -> None:
        """Give an answer byte by byte, as many together as are due since last time."""
        began, sent = time.perf_counter(), 0
        while sent < len(raw):
            due = min(len(raw), int((time.perf_counter() - began) / SECONDS_A_BYTE))
            super().put(raw[sent:due])
            sent = due
            time.sleep(0.0005)


def serve(path: str) -> None:
    """Be the reader, in a process of its own."""
    with WireReader(Path(path)) as reader:
        print("ready", flush=True)
        for line in sys.stdin:
            address = line.removeprefix("lay").strip()
            reader.lay(latest=address) if line.startswith("lay") else reader.lift()


def read(cards: int, address: str, find: float, name: str) -> tuple[list[float], list[float]]:
    """Lay so many cards; ms from the question that found each to its record, and from its being laid."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/tty"
        arguments = [sys.executable, __file__, "--serve", path]
        peer = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        assert peer.stdin
        assert peer.stdout
        peer.stdout.readline()
        reader = SamReader(path, lambda: SerialPort(path, path, BAUD), Pace(find=find))
        found, laid = [], []
        with Watcher(reader) as watcher:
            watcher.expect(ReaderBack)
            for _ in track(range(cards), description=name, console=Console(stderr=True)):
                time.sleep(random.uniform(0, find))
                began = time.perf_counter()
                peer.stdin.write(f"lay {address}\n")
                watcher.expect(CardLaid)
                ended = time.perf_counter()
                laid.append(1000 * (ended - began))
                found.append(1000 * (ended - float(peer.stdout.readline())))
                peer.stdin.write("lift\n")
                watcher.expect(CardLifted)
        peer.stdin.close()
        peer.wait()
    return found, laid


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--cards", type=int, default=200)
    arguments.add_argument("--serve", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.serve:
        serve(given.serve)
        return
    columns = ("ms", "bytes", "wire", "found -> record, p50 / p99", "driver adds, p50 / p99", "goal")
    table = Table(*columns, "laid -> record, p50 / p99")
    for name, (address, count) in CARDS.items():
        found, laid = read(given.cards, address, 0.02, name)
        row(table, name, count, found, laid)
    found, laid = read(given.cards // 5, LATEST_ADDRESS, Pace().find, "as in a hall")
    row(table, f"the same, looked for every {1000 * Pace().find:.0f} ms", CARDS["a later address"][1], found, laid)
    Console(width=140).print(table)


def row(table: Table, name: str, count: int, found: list[float], laid: list[float]) -> None:
    """Put one row into the table."""
    wire = 1000 * count * SECONDS_A_BYTE
    added = [took - wire for took in found]
    figures = [f"{quantile(each, 0.5):.1f} / {quantile(each, 0.99):.1f}" for each in (found, added, laid)]
    table.add_row(name, str(count), f"{wire:.1f}", figures[0], figures[1], GOAL, figures[2])


if __name__ == "__main__":
    main()
