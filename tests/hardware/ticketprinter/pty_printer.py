"""A pseudo-terminal whose far end is a ticket printer."""

import os
import pty
import select
import threading
import tty
from pathlib import Path
from typing import Self

from tests.hardware.ticketprinter.tcp_printer import Firmware


class PtyPrinter(Firmware):
    """Reads and answers while it is entered.

    Attributes:
        path: The near end.
        deaf: Whether it reads nothing.
        deaf_after: Bytes of a job after which it reads nothing any more.
        taken: All that it has read.
    """

    def __init__(self) -> None:
        super().__init__()
        self.deaf = False
        self.deaf_after: int | None = None
        self.taken = b""
        self._far, self._near = pty.openpty()
        tty.setraw(self._near)
        self.path = Path(os.ttyname(self._near))
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="pty-printer")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._thread.join()
        os.close(self._near)
        os.close(self._far)

    def is_full(self) -> bool:
        """Whether the line takes no more."""
        return not select.select([], [self._near], [], 0)[1]

    def is_empty(self) -> bool:
        """Whether all that was sent is read."""
        return not select.select([self._far], [], [], 0.05)[0]

    def _serve(self) -> None:
        while not self._closing.is_set():
            if self.deaf:
                self._closing.wait(0.02)
            elif not self.is_empty():
                received = os.read(self._far, 4096)
                self.taken += received
                os.write(self._far, self.hear(received))
                if self.deaf_after is not None and len(self.job) >= self.deaf_after:
                    self.deaf, self.deaf_after = True, None
