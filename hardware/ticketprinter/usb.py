"""A ticket printer with bulk pipes on USB, by pyusb."""

import contextlib
import errno
import threading
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import usb.core
import usb.util
from usb.backend import IBackend

from hardware.errors import CancelledError, DeviceMissingError, DeviceMutedError, cannot_open
from hardware.ticketprinter.line import Line, Opener

STALL_S = 5.0  # so long a printer may take no byte at all
_AT_ONCE = 512  # a whole number of packets at every speed of USB
_MS_TO_SEND = 200
_S_BETWEEN_NOTHINGS = 0.02  # many printers answer at once that they have nothing to say
_PRINTER_CLASS = 7

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


class UsbLine:
    """A `Line` to the printer interface of a USB device, claimed for one job. The system keeps nothing for it.

    Args:
        where: The printer as the settings name it.
        vendor: The first half of its id.
        product: The second half.
        backend: Another way to the USB than the system's libusb.

    Raises:
        DeviceMissingError: It is not there or is no printer.
        DeviceBusyError: Another program holds it.
        DeviceForbiddenError: This user may not open it.
    """

    def __init__(self, where: str, vendor: int, product: int, backend: IBackend | None = None) -> None:
        self._where = where
        self._device = self._guard(self._find, vendor, product, backend)
        self._in: int | None = None
        self._out = 0
        try:
            self._guard(self._claim)
        except DeviceMissingError:
            self.close()
            raise
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
            taken = self._guard(self._write, data[sent : sent + _AT_ONCE])
            sent += taken
            if taken:
                stalled = time.monotonic() + STALL_S

    def receive(self, wait_s: float) -> bytes:
        """Take what came; see `Line.receive`."""
        if self._in is None:
            return b""
        try:
            data = bytes(self._guard(self._device.read, self._in, _AT_ONCE, max(1, int(wait_s * 1000))))
        except DeviceMutedError:
            return b""
        if not data:
            time.sleep(min(wait_s, _S_BETWEEN_NOTHINGS))
        return data

    def close(self) -> None:
        """Give the printer back; never raises."""
        with contextlib.suppress(usb.core.USBError):
            usb.util.dispose_resources(self._device)

    def abandon(self, last_words: bytes) -> bool:
        """Give the printer back; see `Line.abandon`."""
        told = False
        with contextlib.suppress(DeviceMissingError):
            told = not last_words or self._guard(self._write, last_words) == len(last_words)
        self.close()
        return told

    def _find(self, vendor: int, product: int, backend: IBackend | None) -> usb.core.Device:
        found = usb.core.find(idVendor=vendor, idProduct=product, backend=backend)
        if found is None:
            raise DeviceMissingError(self._where, f"no USB device {vendor:04x}:{product:04x}")
        return found

    def _claim(self) -> None:
        try:
            configuration = self._device.get_active_configuration()
        except usb.core.USBError as error:
            if error.errno is not None:
                raise
            self._device.set_configuration()  # it was never configured
            configuration = self._device.get_active_configuration()
        # Some printers call themselves a thing of their maker's own.
        interfaces = sorted(configuration, key=lambda each: each.bInterfaceClass != _PRINTER_CLASS)
        number = interfaces[0].bInterfaceNumber
        with contextlib.suppress(NotImplementedError):
            if self._device.is_kernel_driver_active(number):
                self._device.detach_kernel_driver(number)
        usb.util.claim_interface(self._device, number)
        pipes = [
            end.bEndpointAddress
            for end in interfaces[0]
            if usb.util.endpoint_type(end.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
        ]
        outs = [pipe for pipe in pipes if usb.util.endpoint_direction(pipe) == usb.util.ENDPOINT_OUT]
        if not outs:
            raise DeviceMissingError(self._where, "has no bulk pipe out")
        self._out = outs[0]
        self._in = next((pipe for pipe in pipes if pipe not in outs), None)

    def _write(self, data: bytes) -> int:
        try:
            return int(self._device.write(self._out, data, _MS_TO_SEND))
        except usb.core.USBTimeoutError:
            return 0

    def _guard(self, act: Callable[_Given, _Result], *args: _Given.args, **kwargs: _Given.kwargs) -> _Result:
        try:
            return act(*args, **kwargs)
        except usb.core.NoBackendError as error:
            raise DeviceMissingError(self._where, "the system's libusb-1.0 is not installed") from error
        except usb.core.USBTimeoutError as error:
            raise DeviceMutedError(self._where, str(error)) from error
        except usb.core.USBError as error:
            if error.errno == errno.EPIPE:
                with contextlib.suppress(usb.core.USBError):  # so that it is open when it is opened anew
                    self._device.clear_halt(self._out)
            raise cannot_open(self._where, error) from error


def connect_usb(vendor: int, product: int, backend: IBackend | None = None) -> Opener:
    """Reach a printer on USB."""
    where = f"usb:{vendor:04x}:{product:04x}"

    def connect() -> Line:
        return UsbLine(where, vendor, product, backend)

    return connect
