"""Scanners: one that types, and one on a serial line."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from hardware.evdev import Nodes, grab
from hardware.idcard.serial import SerialPort
from hardware.scanner.sent import Sent
from hardware.scanner.typed import Typed


class TypingScanner:
    """A scanner that is a keyboard to the kernel, ours alone: no screen takes its codes for typing.

    Args:
        where: The scanner as the settings name it.
        nodes: Its event nodes.
        take: Has a node to ourselves.

    Raises:
        DeviceMissingError: It is not there, another program has it, or this user may not open it.
    """

    def __init__(self, where: str, nodes: Sequence[Path], take: Callable[[int], None] = grab) -> None:
        self._nodes = Nodes(where, nodes, take)
        self._typed = Typed()

    def receive(self, seconds: float) -> Iterable[str]:
        """See `Line`."""
        moved = self._nodes.moves(seconds)
        return self._typed.take(moved) if moved else self._typed.end()

    def close(self) -> None:
        """See `Line`."""
        self._nodes.close()


class SerialScanner(SerialPort):
    """A scanner on a serial line, also one inside USB; a code ends with a new line or with a silence.

    Raises:
        DeviceMissingError: It is not there, another program holds it, or this user may not open it.
    """

    def __init__(self, where: str, path: str, baud: int) -> None:
        super().__init__(where, path, baud)
        self._sent = Sent()

    def receive(self, seconds: float) -> Iterable[str]:  # type: ignore[override]  # bytes are codes here
        """See `Line`."""
        raw = super().receive(seconds)
        return self._sent.take(raw) if raw else self._sent.end()
