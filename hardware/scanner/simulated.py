"""A scanner that is a folder: whoever writes a file `code` there shows it that code."""

import threading
from collections.abc import Iterable
from pathlib import Path

from hardware.scanner.driver import LineScanner
from hardware.scanner.scanner import LONGEST
from hardware.simulated import fault_in


class SimulatedScanner(LineScanner):
    """A `Scanner` that looks into a folder; the file `code` is taken away.

    A file `fault` holds one of `hardware.simulated.FAULTS`. A folder that is absent is a scanner that is missing.
    """

    def __init__(self, where: str, folder: Path) -> None:
        super().__init__(where, lambda: _Folder(where, folder))


class _Folder:
    """What is open while the scanner is there."""

    def __init__(self, where: str, folder: Path) -> None:
        self._where, self._folder = where, folder
        self._pause = threading.Event()
        self._look()

    def receive(self, seconds: float) -> Iterable[str]:
        """See `Line`."""
        self._look()
        taken = self._folder / "code.taken"
        try:
            (self._folder / "code").replace(taken)  # whole, and once
            text = taken.read_text("utf-8", "replace").strip()
            taken.unlink()
        except OSError:
            self._pause.wait(seconds / 2)
            return []
        return [text] if 0 < len(text) <= LONGEST else []

    def close(self) -> None:
        """See `Line`."""

    def _look(self) -> None:
        fault = fault_in(self._where, self._folder)
        if fault is not None:
            raise fault
