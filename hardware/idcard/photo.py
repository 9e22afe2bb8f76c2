"""The photo of a card, by a maker's library in a process of its own: the library is secret and nobody's to trust."""

import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from hardware.idcard import wlt
from hardware.idcard.profiles import WltProfile
from hardware.idcard.record import IdCard

_log = logging.getLogger(__name__)

_IN_MEMORY = Path("/dev/shm")  # noqa: S108  Linux' folder without a disk under it; ours in it is open to nobody else
_PNG = b"\x89PNG\r\n\x1a\n"
_SAID = {
    wlt.REFUSED: "the library refused the photo",
    wlt.NO_PICTURE: "the library left no picture",
    wlt.NOT_LOADED: "the library cannot be loaded",
    wlt.NO_FUNCTION: "the library has no such function",
}


class PhotoDecoder:
    """Decodes photos; may be used from any thread."""

    def __init__(self, where: str, library: Path, profile: WltProfile, seconds: float = 5.0) -> None:
        self._where = where
        self._command = [sys.executable, "-I", wlt.__file__, str(library.absolute()), profile.model_dump_json()]
        self._seconds = seconds

    def photo_of(self, card: IdCard) -> bytes | None:
        """Give a card's photo as PNG, 102 x 126 dots; None if it has none or it cannot be decoded.

        The photo goes to the process and comes back through pipes. A library that can only write a file writes it into
        an empty folder that is in memory and open to this user alone; it is removed as soon as it was read. Takes a
        tenth of a second as a rule, and `seconds` at most: a library that hangs is killed.
        """
        if not card.photo:
            return None
        try:
            with tempfile.TemporaryDirectory(prefix=f"yimen-{os.getpid()}-", dir=_IN_MEMORY) as folder:
                done = subprocess.run(
                    self._command,
                    input=card.photo,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    cwd=folder,
                    timeout=self._seconds,
                    check=False,
                )
        except subprocess.TimeoutExpired:
            why = "the library did not end"
        except OSError as error:
            why = str(error)
        else:
            if done.returncode == 0 and done.stdout.startswith(_PNG):
                return done.stdout
            why = _SAID.get(done.returncode, f"the library's process ended with {done.returncode}")
        _log.warning("photo not decoded", extra={"device": self._where, "error": why})
        return None
