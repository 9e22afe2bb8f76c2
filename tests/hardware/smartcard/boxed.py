"""The private box of pcscd, as a test uses it."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.hardware.smartcard import pcsc_box

FOLDER = Path(tempfile.gettempdir()) / f"yimen-pcsc-{os.getpid()}"
"""One for all tests of a process; tests/conftest.py tells libpcsclite."""
ROOT = Path(__file__).parents[3]
READERS = ("Virtual PCD 00 00", "Virtual PCD 00 01")


class Boxed:
    def __init__(self, process):
        self._process = process

    def do(self, *words):
        print(*words, file=self._process.stdin, flush=True)
        assert self._process.stdout.readline() == "done\n", (FOLDER / "pcscd.log").read_text()

    def lay(self, serial, slot=0, status="9000"):
        self.lay_card("Badge", slot, serial=serial, status=status)

    def lay_card(self, kind, slot=0, gone_at=0, **fields):
        """Lay a card of cards.py by its name and what it is made of; it is lifted when it is asked so often."""
        self.do("lay", slot, gone_at, kind, json.dumps(fields))

    def wait_asked(self, times, slot=0):
        self.do("asked", slot, times)

    def lift(self, slot=0):
        self.do("lift", slot)


@contextmanager
def pcscd(start="start") -> Iterator[Boxed]:
    """The real pcscd with two virtual readers; skips where this machine does not allow one of our own."""
    FOLDER.mkdir()
    command = ["unshare", "--net", "--mount", sys.executable, "-m", pcsc_box.__name__, FOLDER]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, cwd=ROOT, text=True) as process:
        try:
            if process.stdout.readline() != "ready\n":
                pytest.skip("no namespaces of its own for pcscd here")
            box = Boxed(process)
            box.do(start)
            yield box
        finally:
            process.stdin.close()
            process.wait()
            shutil.rmtree(FOLDER)
