"""What the doctor finds: one line for each thing that was looked at."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"  # the box works, and somebody should know
    FAULT = "fault"  # the box does not do its work


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        part: What it is, such as `server` or `idcard`.
        level: How bad it is.
        detail: How it is.
        todo: What to do; empty if there is nothing.
    """

    part: str
    level: Level
    detail: str
    todo: str = ""


def ok(part: str, detail: str) -> Finding:
    """All is well with it."""
    return Finding(part, Level.OK, detail)


def warning(part: str, detail: str, todo: str = "") -> Finding:
    """The box works, and somebody should know."""
    return Finding(part, Level.WARNING, detail, todo)


def fault(part: str, detail: str, todo: str = "") -> Finding:
    """The box does not do its work."""
    return Finding(part, Level.FAULT, detail, todo)
