"""An ID card reader on the network, or a serial one behind a converter."""

import contextlib
import socket

from hardware.errors import DeviceMissingError

_SECONDS_TO_CONNECT = 0.8  # a walk ends within a second
_SECONDS_TO_SEND = 0.8
_MOST_AT_ONCE = 4096
_MOST_DROPS = 64


class TcpPort:
    """A connection to a reader.

    Attributes:
        where: The device as the settings name it.
    """

    def __init__(self, where: str, host: str, port: int) -> None:
        """Connect.

        Raises:
            DeviceMissingError: Nothing answers there.
        """
        self.where = where
        try:
            self._line = socket.create_connection((host, port), _SECONDS_TO_CONNECT)
        except OSError as error:
            raise DeviceMissingError(where, str(error)) from error
        self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, data: bytes) -> None:
        """Drop what came in and was not received, then send.

        Raises:
            DeviceMissingError: The connection is gone.
        """
        self._line.setblocking(False)  # noqa: FBT003  the socket's own way
        with contextlib.suppress(BlockingIOError):
            for _ in range(_MOST_DROPS):
                self._take()
        self._line.settimeout(_SECONDS_TO_SEND)
        try:
            self._line.sendall(data)
        except OSError as error:
            raise DeviceMissingError(self.where, str(error)) from error

    def receive(self, seconds: float) -> bytes:
        """Wait at most `seconds` for bytes; none is no error.

        Raises:
            DeviceMissingError: The connection is gone.
        """
        self._line.settimeout(max(0.001, seconds))
        try:
            return self._take()
        except TimeoutError:
            return b""

    def close(self) -> None:
        """Give the connection back; never raises."""
        self._line.close()

    def _take(self) -> bytes:
        try:
            data = self._line.recv(_MOST_AT_ONCE)
        except (TimeoutError, BlockingIOError):
            raise
        except OSError as error:
            raise DeviceMissingError(self.where, str(error)) from error
        if not data:
            raise DeviceMissingError(self.where, "closed the connection")
        return data
