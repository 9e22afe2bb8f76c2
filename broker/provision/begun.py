"""What a run of `yimen provision` has begun: when it is killed, the next one ends it."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from broker.runtime.secret import write_secret


@dataclass(frozen=True, slots=True)
class Begun:
    """What a run is about to do.

    Attributes:
        devices: whose accounts are made anew.
        rotate: whether the kiosks' secret is.
    """

    devices: tuple[str, ...] = ()
    rotate: bool = False

    @classmethod
    def read(cls, file: Path) -> "Begun":
        """What a run that was killed left undone."""
        try:
            told = json.loads(file.read_text("utf-8"))
        except FileNotFoundError:
            return cls()
        return cls(tuple(told["devices"]), told["rotate"])

    def write(self, file: Path) -> None:
        """Keep it until all is done."""
        write_secret(file, json.dumps(asdict(self)).encode())


def clear(folders: Iterable[Path]) -> None:
    """Take away what a run that was killed left half written."""
    for folder in folders:
        for half in folder.glob("*.half"):
            half.unlink()
