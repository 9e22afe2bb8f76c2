"""A button that is a folder: whoever writes a file `press` there presses it."""

import json
import threading
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from hardware.callbutton.button import Pressed, Shown
from hardware.callbutton.driver import LineButton
from hardware.errors import DeviceMissingError
from hardware.keys import USUAL
from hardware.simulated import fault_in


class SimulatedButton(LineButton):
    """A `CallButton` that looks into a folder.

    Each line of a file `press` is a key that went down; an empty file is the usual one. The file is taken away. What
    the button shows is the file `shown`. A file `fault` holds one of `hardware.simulated.FAULTS`. A folder that is
    absent is a button that is missing.
    """

    def __init__(self, where: str, folder: Path, calls: Iterable[str] = USUAL) -> None:
        super().__init__(where, lambda: _Folder(where, folder, frozenset(calls)))


class _Folder:
    """What is open while the button is there."""

    def __init__(self, where: str, folder: Path, calls: frozenset[str]) -> None:
        self._where, self._folder, self._calls = where, folder, calls
        self._pause = threading.Event()
        self._look()

    def receive(self, seconds: float) -> Iterable[Pressed]:
        """See `Line`."""
        self._look()
        file, taken = self._folder / "press", self._folder / "press.taken"
        try:
            file.replace(taken)  # whole, and once
            keys = taken.read_text("utf-8", "replace").split() or [USUAL[0]]
            taken.unlink()
        except OSError:
            self._pause.wait(seconds / 2)
            return []
        return [Pressed(key, key in self._calls) for key in keys]

    def show(self, shown: Shown, address: int) -> None:
        """See `Line`."""
        new = self._folder / "shown.new"
        try:
            new.write_text(json.dumps({**asdict(shown), "address": address}), "utf-8")
            new.replace(self._folder / "shown")
        except OSError as error:
            raise DeviceMissingError(self._where, str(error)) from error

    def close(self) -> None:
        """See `Line`."""

    def _look(self) -> None:
        fault = fault_in(self._where, self._folder)
        if fault is not None:
            raise fault
