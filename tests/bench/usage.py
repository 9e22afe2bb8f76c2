"""What a process takes of the machine, as Linux tells it in /proc."""

import os
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


class Usage:
    """Of one process, this one unless another is named, from now on."""

    def __init__(self, pid: int | None = None) -> None:
        self._folder = Path("/proc") / str(pid or os.getpid())
        self._began, self._before = time.perf_counter(), self._ticks()

    def cpu(self) -> float:
        """Cores it kept busy since then."""
        return (self._ticks() - self._before) / TICKS / (time.perf_counter() - self._began)

    def seconds(self) -> float:
        """Of computing, since the process began."""
        return self._ticks() / TICKS

    def megabytes(self) -> float:
        """Of memory that it holds now."""
        status = (self._folder / "status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024

    def _ticks(self) -> int:
        fields = (self._folder / "stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])
