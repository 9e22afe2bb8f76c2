"""A serial line to an ID card reader; the only file here that knows pyserial."""

import termios
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import serial

from hardware.errors import cannot_open

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")

_SECONDS_TO_SEND = 1.0


class SerialPort:
    """A line such as `/dev/ttyUSB0`, 8N1, held by nobody else.

    Attributes:
        where: The device as the settings name it.
    """

    def __init__(self, where: str, path: str, baud: int) -> None:
        """Open the line.

        Raises:
            DeviceMissingError: It is not there or may not be opened.
            DeviceBusyError: Another program holds it.
        """
        self.where = where
        self._line = self._guard(serial.Serial, path, baud, timeout=0, write_timeout=_SECONDS_TO_SEND, exclusive=True)

    def send(self, data: bytes) -> None:
        """Drop what came in and was not received, then send.

        Raises:
            DeviceMissingError: The line is gone.
        """
        self._guard(self._line.reset_input_buffer)
        self._guard(self._line.write, data)

    def receive(self, seconds: float) -> bytes:
        """Wait at most `seconds` for bytes; none is no error.

        Raises:
            DeviceMissingError: The line is gone.
        """
        return self._guard(self._receive, seconds)

    def close(self) -> None:
        """Give the line back; never raises."""
        try:
            self._line.close()
        except (OSError, termios.error):
            return  # it went before us

    def _receive(self, seconds: float) -> bytes:
        self._line.timeout = seconds
        first = self._line.read(1)
        return first + self._line.read(self._line.in_waiting) if first else b""

    def _guard(self, act: Callable[_Given, _Result], *args: _Given.args, **kwargs: _Given.kwargs) -> _Result:
        try:
            return act(*args, **kwargs)
        except (OSError, termios.error, ValueError) as error:  # pyserial's own errors are OSErrors
            raise cannot_open(self.where, error) from error
