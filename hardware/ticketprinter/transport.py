"""Bytes to and from a printer over TCP, a serial line or a device file. The only file that knows python-escpos.

python-escpos opens the connection. The bytes go over its file descriptor by our own waits, because its reads
may block for ever, its serial writes have no time-out, and its status calls take silence for paper.
"""

import contextlib
import fcntl
import os
import select
import socket
import struct
import termios
import threading
import time
from collections.abc import Callable
from pathlib import Path

from hardware.errors import CancelledError, DeviceForeignError, DeviceMissingError, DeviceMutedError, cannot_open
from hardware.ticketprinter.line import Line, Opener

CONNECT_S = 5.0
STALL_S = 5.0  # so long a printer may take no byte at all
SLOWEST_BYTES_S = 500  # half of what a serial line of 9600 baud carries
_LATE_S = 0.3  # so late a printer may be to say that it has what was sent
TCP_PORT = 9100
BAUD = 9600


class DescriptorLine:
    """A `Line` that is a file descriptor.

    Args:
        where: The printer as the settings name it.
        descriptor: Of the open device, not blocking.
        release: Closes what was opened.
        drop: Throws away the bytes that the system still keeps for the printer, so many as it tells; says whether the
            line can be used after that.
        reads: Whether anything can come back at all.
        hangs_up: Whether an empty read means that the other side has gone.
    """

    def __init__(
        self,
        where: str,
        descriptor: int,
        release: Callable[[], None],
        drop: Callable[[int], bool],
        *,
        reads: bool = True,
        hangs_up: bool = True,
    ) -> None:
        self.reads = reads
        self._where = where
        self._descriptor = descriptor
        self._release = release
        self._drop = drop
        self._hangs_up = hangs_up

    def send(self, data: bytes, stop: threading.Event | None = None) -> None:
        """Hand bytes over; see `Line.send`."""
        end = time.monotonic() + STALL_S + len(data) / SLOWEST_BYTES_S
        stalled = time.monotonic() + STALL_S
        unsent, kept = memoryview(data), 0
        while unsent or kept:
            if time.monotonic() > min(end, stalled):
                raise DeviceMutedError(self._where, f"{len(unsent) + kept} of {len(data)} bytes were not taken")
            if stop is not None and stop.is_set():
                raise CancelledError(self._where, f"{len(unsent) + kept} of {len(data)} bytes were not taken")
            before = len(unsent) + kept
            try:
                if unsent and select.select([], [self._descriptor], [], 0.1)[1]:
                    unsent = unsent[os.write(self._descriptor, unsent[:4096]) :]
                kept = _kept(self._descriptor)
            except BlockingIOError:
                continue
            except OSError as error:
                raise self._lost(error) from error
            if len(unsent) + kept < before:
                stalled = time.monotonic() + STALL_S
            elif not unsent and kept:
                time.sleep(0.005)

    def receive(self, wait_s: float) -> bytes:
        """Take what came; see `Line.receive`."""
        if not self.reads:
            return b""
        try:
            if not select.select([self._descriptor], [], [], wait_s)[0]:
                return b""
            received = os.read(self._descriptor, 64)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise self._lost(error) from error
        if not received and self._hangs_up:
            raise DeviceMissingError(self._where, "hung up")
        return received

    def close(self) -> None:
        """End the connection; see `Line.close`."""
        self._release()

    def abandon(self, last_words: bytes) -> bool:
        """End the connection and leave nothing behind; see `Line.abandon`."""
        # A device that is gone has taken with it what waited for it.
        told = False
        with contextlib.suppress(OSError, termios.error):
            if self._drop(_kept(self._descriptor)):
                told = os.write(self._descriptor, last_words) == len(last_words) if last_words else True
        with contextlib.suppress(OSError, termios.error):
            self._release()
        return told

    def _lost(self, error: OSError) -> DeviceMissingError:
        return DeviceMissingError(self._where, error.strerror or str(error))


def _kept(descriptor: int) -> int:
    """Bytes that the system has taken and not yet passed on; 0 for files, where it does not tell."""
    try:
        answer = fcntl.ioctl(descriptor, termios.TIOCOUTQ, bytes(4))
    except OSError:
        return 0
    return int(struct.unpack("i", answer)[0])


def tcp(host: str, port: int = TCP_PORT) -> Opener:
    """Reach a printer on the network."""

    def connect(where: str) -> Line:
        from escpos.printer import Network  # noqa: PLC0415 - its import takes a third of a second

        printer = Network(host, port)
        try:
            # Opened here, since Network.open() leaks its socket when nobody listens.
            line = socket.create_connection((host, port), timeout=CONNECT_S)
        except OSError as error:
            raise DeviceMissingError(where, error.strerror or str(error)) from error
        line.settimeout(0)
        printer.device = line

        def reset(kept: int) -> bool:
            end = time.monotonic() + _LATE_S
            while kept and time.monotonic() < end:
                time.sleep(0.005)
                kept = _kept(line.fileno())
            if not kept:  # left in peace, since a connection reset may make it forget the last command
                return True
            # Lingering for no time resets the connection, so the system sends nothing more of it.
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            line.close()
            return False

        return DescriptorLine(where, line.fileno(), printer.close, reset)

    return connect


def serial(path: Path, baud: int = BAUD) -> Opener:
    """Reach a printer on a serial line, 8 data bits, no parity, 1 stop bit."""

    def connect(where: str) -> Line:
        from escpos.exceptions import DeviceNotFoundError  # noqa: PLC0415 - as above
        from escpos.printer import Serial  # noqa: PLC0415 - as above

        printer = Serial(str(path), baud)
        try:
            printer.open()
        except DeviceNotFoundError as error:
            cause = error.__cause__ or error.__context__
            raise cannot_open(where, cause if isinstance(cause, OSError) else error) from error
        try:
            fcntl.flock(printer.device.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)  # as readers and callers do
        except OSError as error:
            printer.close()
            raise cannot_open(where, error) from error

        line = printer.device.fileno()
        return DescriptorLine(where, line, printer.close, lambda _: _flush(line))

    return connect


def _flush(descriptor: int) -> bool:
    if os.isatty(descriptor):  # others keep nothing, or forget it when they are closed, as /dev/usb/lp0 does
        termios.tcflush(descriptor, termios.TCOFLUSH)
    return True


def file(path: Path) -> Opener:
    """Reach a printer through a device file such as `/dev/usb/lp0`, or collect slips at the end of a plain file.

    python-escpos opens device files for writing alone and lets a write wait for ever, so this one opens itself.
    A name below /dev is never created: the slips of an unplugged printer must not fill a file there.
    """

    def connect(where: str) -> Line:
        if path.is_block_device():
            raise DeviceForeignError(where, "is a disk")
        try:
            answers = path.is_char_device()
            create = 0 if path.is_relative_to("/dev") else os.O_CREAT
            mode = os.O_RDWR if answers else os.O_WRONLY | os.O_APPEND | create
            descriptor = os.open(path, mode | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise cannot_open(where, error) from error

        def drop(_: int) -> bool:
            return _flush(descriptor)

        return DescriptorLine(where, descriptor, lambda: os.close(descriptor), drop, reads=answers, hangs_up=False)

    return connect
