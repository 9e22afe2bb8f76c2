"""Keypads, and scanners that type, by the kernel's event nodes: the only file that knows their calls."""

import fcntl
import os
import select
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from hardware import keys
from hardware.errors import DeviceMissingError, cannot_open

_EVIOCGRAB = 0x40044590
"""linux/input.h: from then on the node tells nobody else, so that no screen takes a key for typing."""
_SYSFS = Path("/sys/class/input")
_MOST = 4096


def grab(node: int) -> None:
    """Have a node to ourselves.

    Raises:
        OSError: Another program has it, or it is no event node.
    """
    fcntl.ioctl(node, _EVIOCGRAB, 1)


def nodes_of(path: Path, sysfs: Path = _SYSFS) -> tuple[Path, ...]:
    """All event nodes of the device that has this one: some have two, and tell some keys by the second.

    Args:
        path: Such as /dev/input/by-path/pci-0000:00:14.0-usb-0:2:1.0-event-kbd.
        sysfs: Where the kernel describes its nodes.
    """
    node = path.resolve()
    device = _device_of(sysfs / node.name)
    if not device:
        return (node,)
    others = (each for each in sorted(sysfs.glob("event*")) if each.name != node.name and _device_of(each) == device)
    return (node, *(node.with_name(each.name) for each in others))


def _device_of(described: Path) -> str:
    """Where the device of a node is plugged in, such as usb-0000:00:14.0-2; empty if nobody says."""
    try:
        return (described / "device" / "phys").read_text("utf-8").strip().rpartition("/")[0]
    except OSError:
        return ""


class Nodes:
    """The event nodes of one device, open and ours alone.

    Args:
        where: The device as the settings name it.
        nodes: Its nodes.
        take: Has a node to ourselves; see `grab`.

    Raises:
        DeviceMissingError: It is not there, another program has it, or this user may not open it.
    """

    def __init__(self, where: str, nodes: Sequence[Path], take: Callable[[int], None] = grab) -> None:
        self._where = where
        self._open: dict[int, bytes] = {}
        try:
            for path in nodes:
                node = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
                self._open[node] = b""
                take(node)
        except OSError as error:
            self.close()
            raise cannot_open(where, error) from error

    def moves(self, seconds: float) -> list[tuple[int, bool]]:
        """Wait at most so long for keys that move: the code of each, and whether it went down.

        Raises:
            DeviceMissingError: It is gone.
        """
        moved: list[tuple[int, bool]] = []
        try:
            for node in select.select(list(self._open), [], [], seconds)[0]:
                raw = os.read(node, _MOST)
                if not raw:
                    raise DeviceMissingError(self._where, "its node ended")
                whole, self._open[node] = keys.moves(self._open[node] + raw)
                moved += whole
        except OSError as error:
            raise cannot_open(self._where, error) from error
        return moved

    def write(self, told: bytes) -> None:
        """Tell every node; one that has no use for it, or is gone, is noticed by reading."""
        for node in self._open:
            with suppress(OSError):
                os.write(node, told)

    def close(self) -> None:
        """Give the nodes back, which are free for others again; never raises."""
        for node in self._open:
            os.close(node)
        self._open.clear()
