"""What is wrong with a file that somebody made for us."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from broker.runtime.errors import KnownError

SHOWN = 200
"""Faults that are told one by one."""


@dataclass(frozen=True)
class Fault:
    """One thing to mend.

    Attributes:
        line: where it stands, the first being 1.
        column: its column's name, or empty for a whole line.
        reason: what is wrong.
        suggestion: what was probably meant, or empty.
    """

    line: int
    column: str
    reason: str
    suggestion: str = ""

    def __str__(self) -> str:
        column = f", {self.column}" if self.column else ""
        hint = f"; did you mean {self.suggestion}?" if self.suggestion else ""
        return f"line {self.line}{column}: {self.reason}{hint}"


class CatalogueError(KnownError):
    """A catalogue that can't be read or made."""


class TableError(CatalogueError):
    """A CSV that can't be used; `faults` has everything to mend in the order of the file."""

    exit_code = 2  # wrong use

    def __init__(self, path: Path, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        told = [f"{path}, {fault}" for fault in self.faults[:SHOWN]]
        if len(self.faults) > SHOWN:
            told.append(f"{path}: and {len(self.faults) - SHOWN:,} more")
        super().__init__("\n".join(told))
