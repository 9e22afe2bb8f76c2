"""The photo of a card, by a maker's library in a process of its own: the library is secret and nobody's to trust."""

import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from hardware.errors import DeviceMissingError, OutOfServiceError
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
        self._library = library.absolute()
        self._command = [sys.executable, "-I", wlt.__file__, str(self._library), profile.model_dump_json()]
        self._seconds = seconds

    def photo_of(self, card: IdCard) -> bytes | None:
        """Give a card's photo as PNG, 102 x 126 dots; None if it has none or it cannot be decoded.

        The photo goes to the process and comes back through pipes. A library that can only write a file writes it into
        an empty folder that is in memory and open to this user alone; it is removed as soon as it was read. Takes a
        tenth of a second as a rule, and `seconds` at most: a library that hangs is killed.
        """
        if not card.photo:
            return None
        png, why = self._run(card.photo)
        if png is None:
            _log.warning("photo not decoded", extra={"device": self._where, "error": why})
        return png

    def check(self) -> None:
        """Load the library in a process of its own, and give it nothing to decode.

        Raises:
            DeviceMissingError: There is no such file.
            OutOfServiceError: It cannot be loaded, or has no such function.
        """
        if not self._library.exists():
            raise DeviceMissingError(self._where, "no such file")
        _, why = self._run(wlt.NO_PHOTO)
        if why:
            raise OutOfServiceError(self._where, why)

    def _run(self, photo: bytes) -> tuple[bytes | None, str]:
        """The picture, or why there is none; neither where there was no photo."""
        try:
            with tempfile.TemporaryDirectory(prefix=f"yimen-{os.getpid()}-", dir=_IN_MEMORY) as folder:
                done = subprocess.run(
                    self._command,
                    input=photo,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    cwd=folder,
                    timeout=self._seconds,
                    check=False,
                )
        except subprocess.TimeoutExpired:
            return None, "the library did not end"
        except OSError as error:
            return None, str(error)
        if done.returncode == 0 and (done.stdout.startswith(_PNG) or photo == wlt.NO_PHOTO):
            return done.stdout or None, ""
        return None, _SAID.get(done.returncode, f"the library's process ended with {done.returncode}")
