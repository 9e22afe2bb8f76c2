"""The private box of ippeveprinter, as a test uses it."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hardware.pageprinter.places import IppAddress
from tests.hardware.pageprinter import ipp_box

_CLONE_NEWNET = 0x40000000
AT = IppAddress("127.0.0.1", ipp_box.PORT)
LETTER = IppAddress("127.0.0.1", ipp_box.PORT + 1)
"""A printer with American paper in its trays."""


class Boxed:
    """The box; connections that this thread makes within `inside` reach it."""

    def __init__(self, folder: Path, pid: int) -> None:
        self.folder = folder
        self._pid = pid

    @contextmanager
    def inside(self) -> Iterator[None]:
        ours = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
        theirs = os.open(f"/proc/{self._pid}/ns/net", os.O_RDONLY)
        try:
            _enter(theirs)
            yield
        finally:
            _enter(ours)
            os.close(ours)
            os.close(theirs)

    def on_each_document(self, script: str) -> None:
        """Say in shell what the printer does with the next documents; $1 is the file."""
        new = self.folder / "new"
        new.write_text(f"#!/bin/sh\n{script}\n")
        new.chmod(0o755)
        new.rename(self.folder / "command")

    def kept(self) -> list[bytes]:
        """What the printer was sent, in order."""
        files = list((self.folder / "spool").glob("*.pdf"))
        return [file.read_bytes() for file in sorted(files, key=lambda file: int(file.name.split("-")[0]))]


@contextmanager
def ippeveprinter(folder: Path) -> Iterator[Boxed]:
    """The real printer of CUPS; skips where this machine does not allow a box of its own."""
    for name in ("spool", "other"):
        (folder / name).mkdir()
    command = ["unshare", "--net", "--mount", sys.executable, ipp_box.__file__, folder]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            box = Boxed(folder, process.pid)
            box.on_each_document("exit 0")
            if process.stdout.readline() != "ready\n":
                log = folder / "log"
                pytest.skip(f"no box of its own for ippeveprinter here: {log.read_text() if log.exists() else ''}")
            yield box
        finally:
            process.stdin.close()
            process.wait()


def _enter(namespace: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(namespace, _CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")
