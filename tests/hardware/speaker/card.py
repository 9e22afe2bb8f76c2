"""A sound card of ALSA's own making: `aplay` plays into a pipe, as fast as somebody reads it, so no card is needed."""

import os
import time
from pathlib import Path

PATIENCE_S = 20
_NO_CARD = "pcm.null { type null }\n"
_CARD = 'pcm.{name} {{ type file slave.pcm "null" file "{pipe}" format "raw" }}\n'


class Card:
    """A sound card that can be plugged in and pulled out.

    Args:
        folder: Of its own.
        name: As ALSA is to know it; one of its own, so that its player is found among all processes.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.name, self._pipe, self._settings = name, folder / "pipe", folder / "asound.conf"
        self.environment = {"ALSA_CONFIG_PATH": str(self._settings)}
        self._settings.write_text(_NO_CARD)
        os.mkfifo(self._pipe)
        self._line = None

    def plug_in(self, *, hangs: bool = False) -> None:
        """Be there; one that hangs takes no sound and says nothing."""
        if not hangs:
            self._line = os.open(self._pipe, os.O_RDWR | os.O_NONBLOCK)
        self._settings.write_text(_NO_CARD + _CARD.format(name=self.name, pipe=self._pipe))

    def pull_out(self) -> None:
        self._settings.write_text(_NO_CARD)
        if self._line is not None:
            os.close(self._line)
            self._line = None

    def heard(self, count: int) -> bytes:
        """The next so many bytes of sound; ALSA adds silence up to its own measure."""
        got = b""
        deadline = time.monotonic() + PATIENCE_S
        while len(got) < count:
            assert time.monotonic() < deadline, f"{len(got)} of {count} bytes came"
            try:
                got += os.read(self._line, count - len(got))
            except BlockingIOError:
                time.sleep(0.01)
        return got

    def rest(self, most: int = 2**20) -> bytes:
        """What is in the pipe now, up to so many bytes."""
        try:
            return os.read(self._line, most)
        except BlockingIOError:
            return b""

    @property
    def players(self) -> list[int]:
        """The processes that play on this card."""
        return [int(folder.name) for folder in Path("/proc").glob("[0-9]*") if self.name.encode() in _words(folder)]


def _words(folder: Path) -> list[bytes]:
    try:
        return (folder / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return []  # it has ended
