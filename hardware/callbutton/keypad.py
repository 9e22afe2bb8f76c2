"""A keypad as a line: its keys, and its lights."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from hardware import keys
from hardware.callbutton.button import Pressed, Shown
from hardware.evdev import Nodes, grab


class Keypad:
    """The nodes of one keypad; see `Line`.

    Args:
        where: The keypad as the settings name it.
        nodes: Its nodes.
        calls: The codes of the keys that call the next number.
        take: Has a node to ourselves.

    Raises:
        DeviceMissingError: It is not there, another program has it, or this user may not open it.
    """

    def __init__(
        self, where: str, nodes: Sequence[Path], calls: frozenset[int], take: Callable[[int], None] = grab
    ) -> None:
        self._calls = calls
        self._nodes = Nodes(where, nodes, take)

    def receive(self, seconds: float) -> Iterable[Pressed]:
        """See `Line`."""
        moved = self._nodes.moves(seconds)
        return [Pressed(keys.name_of(code), code in self._calls) for code, down in moved if down]

    def show(self, shown: Shown, address: int) -> None:  # noqa: ARG002  a keypad is one button
        """By the lights of a keyboard: NumLock for a press that counts, CapsLock for open, ScrollLock for serving."""
        lights = {keys.NUM_LOCK: shown.reached, keys.CAPS_LOCK: shown.open, keys.SCROLL_LOCK: shown.serving}
        self._nodes.write(b"".join(keys.light(number, on=on) for number, on in lights.items()))

    def close(self) -> None:
        """See `Line`."""
        self._nodes.close()
