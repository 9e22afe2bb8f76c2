"""One lane in a process of its own."""

import ctypes
import logging
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.devices import others, printers, readers, seeing
from tests.faults.devices.lane import Told, play
from tests.hardware.smartcard.boxed import FOLDER

LANES = {lane.name: lane for lane in (*readers.LANES, *printers.LANES, *others.LANES, *seeing.LANES)}
_ARENAS = -8  # M_ARENA_MAX of glibc: threads share their heap, so that what is free can be told from what is lost


def be_quiet() -> None:
    """Take what others leave of the machine, log nothing, and never meet its own card readers."""
    os.nice(10)
    os.environ["PCSCLITE_CSOCK_NAME"] = str(FOLDER / "pcscd.comm")
    ctypes.CDLL(None).mallopt(_ARENAS, 1)
    logging.disable(logging.CRITICAL)


def play_lane(name: str, seed: int, share: float) -> tuple[str, Told]:
    """Play so much of a lane."""
    lane = LANES[name]
    with TemporaryDirectory(prefix="devices-") as folder:
        return name, play(lane, Path(folder), seed, max(lane.at_once, round(lane.turns * share)))
