"""A ticket printer with bulk pipes on USB."""

import contextlib
import threading
import time

from hardware.errors import CancelledError, DeviceForeignError, DeviceMissingError, DeviceMutedError
from hardware.ticketprinter.line import Line, Opener
from hardware.usb import Backend, UsbPipes

STALL_S = 5.0  # so long a printer may take no byte at all
_AT_ONCE = 512  # a whole number of packets at every speed of USB
_MS_TO_SEND = 200
_S_BETWEEN_NOTHINGS = 0.02  # many printers answer at once that they have nothing to say
_PRINTER_CLASS = 7


class UsbLine:
    """A `Line` to the printer interface of a USB device, claimed for one job. The system keeps nothing for it.

    Args:
        where: The printer as the settings name it.
        vendor: The first half of its id.
        product: The second half.
        backend: Another way to the USB than the system's libusb.

    Raises:
        DeviceMissingError: It is not there.
        DeviceForeignError: It is no printer.
        DeviceBusyError: Another program holds it.
        DeviceForbiddenError: This user may not open it.
    """

    def __init__(self, where: str, vendor: int, product: int, backend: Backend | None = None) -> None:
        self._where = where
        # Some printers call themselves a thing of their maker's own.
        self._pipes = UsbPipes(
            where, vendor, product, lambda of: min(of, key=lambda each: each.bInterfaceClass != _PRINTER_CLASS), backend
        )
        if not self._pipes.outs:
            self.close()
            raise DeviceForeignError(where, "has no pipe out")
        self._out = self._pipes.outs[0]
        self._in = self._pipes.ins[0] if self._pipes.ins else None
        self.reads = self._in is not None

    def send(self, data: bytes, stop: threading.Event | None = None) -> None:
        """Hand bytes over; see `Line.send`."""
        sent, stalled = 0, time.monotonic() + STALL_S
        while sent < len(data):
            left = f"{len(data) - sent} of {len(data)} bytes were not taken"
            if stop is not None and stop.is_set():
                raise CancelledError(self._where, left)
            if time.monotonic() > stalled:
                raise DeviceMutedError(self._where, left)
            taken = self._pipes.write(self._out, data[sent : sent + _AT_ONCE], _MS_TO_SEND)
            sent += taken
            if taken:
                stalled = time.monotonic() + STALL_S

    def receive(self, wait_s: float) -> bytes:
        """Take what came; see `Line.receive`."""
        if self._in is None:
            return b""
        data = self._pipes.read(self._in, _AT_ONCE, max(1, int(wait_s * 1000)))
        if data == b"":
            time.sleep(min(wait_s, _S_BETWEEN_NOTHINGS))
        return data or b""

    def close(self) -> None:
        """Give the printer back; never raises."""
        self._pipes.close()

    def abandon(self, last_words: bytes) -> bool:
        """Give the printer back; see `Line.abandon`."""
        told = False
        with contextlib.suppress(DeviceMissingError):
            told = not last_words or self._pipes.write(self._out, last_words, _MS_TO_SEND) == len(last_words)
        self.close()
        return told


def connect_usb(vendor: int, product: int, backend: Backend | None = None) -> Opener:
    """Reach a printer on USB."""

    def connect(where: str) -> Line:
        return UsbLine(where, vendor, product, backend)

    return connect
