"""Callers on a serial line: all of one line together, each by its address."""

from collections.abc import Iterable

from hardware.callbutton.button import Pressed, Shown
from hardware.callbutton.callers import Caller
from hardware.callbutton.frames import take_frames
from hardware.idcard.serial import SerialPort


class CallerLine(SerialPort):
    """The line, and what came on it.

    Args:
        where: The line as the settings name it.
        path: The device file.
        caller: How the callers on it speak.

    Raises:
        DeviceMissingError: It is not there, another program holds it, or this user may not open it.
    """

    def __init__(self, where: str, path: str, caller: Caller) -> None:
        super().__init__(where, path, caller.baud)
        self._caller = caller
        self._rest = b""

    def receive(self, seconds: float) -> Iterable[Pressed]:  # type: ignore[override]  # bytes are frames here
        """See `Line`."""
        raw = super().receive(seconds)
        if self._caller.press is None:
            return []
        frames, self._rest = take_frames(self._caller.press, self._rest + raw, silent=not raw)
        return [
            Pressed(frame.key, not self._caller.calls or frame.key in self._caller.calls, frame.addr)
            for frame in frames
        ]

    def show(self, shown: Shown, address: int) -> None:
        """Show the number, where there is a display."""
        if self._caller.display is None:
            return
        number = min(shown.number, 0xFFFF)
        values = {"addr": address, "hi": number >> 8, "lo": number & 0xFF}
        self._guard(self._line.write, self._caller.display.build(values))
