"""The pipes of one USB device, claimed for us alone; the only file that knows pyusb."""

import contextlib
import errno
from collections.abc import Callable
from typing import ParamSpec, TypeAlias, TypeVar

import usb.core
import usb.util
from usb.backend import IBackend

from hardware.errors import DeviceMissingError, cannot_open

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")

_DATA = {usb.util.ENDPOINT_TYPE_BULK, usb.util.ENDPOINT_TYPE_INTR}
Backend: TypeAlias = IBackend
"""Another way to the USB than the system's libusb."""
Configuration: TypeAlias = usb.core.Configuration
Interface: TypeAlias = usb.core.Interface
Choose = Callable[[Configuration], Interface]
"""The interface of a device that is wanted; raises DeviceMissingError where it has none such."""


class UsbPipes:
    """The pipes of one interface; which they are is read from the device's own descriptors.

    Where the kernel's own driver has the interface, such as usblp, it is sent away and has it again at the end. Whoever
    had the device open by that driver, such as /dev/usb/lp0, loses it: the kernel does not tell that somebody has.

    Attributes:
        where: The device as the settings name it.
        ins: The pipes from the device.
        outs: The pipes to it.

    Args:
        where: The device as the settings name it.
        vendor: The first half of its id.
        product: The second half.
        choose: Which of its interfaces.
        backend: Another way to the USB than the system's libusb.

    Raises:
        DeviceMissingError: It is not there or has no such interface.
        DeviceBusyError: Another program holds it.
        DeviceForbiddenError: This user may not open it.
    """

    def __init__(self, where: str, vendor: int, product: int, choose: Choose, backend: Backend | None = None) -> None:
        self.where = where
        self.ins: list[int] = []
        self.outs: list[int] = []
        self._taken_from_kernel: int | None = None
        self._device = self._guard(self._find, vendor, product, backend)
        try:
            self._guard(self._claim, choose)
        except DeviceMissingError:
            self.close()
            raise

    def write(self, pipe: int, data: bytes, milliseconds: int) -> int:
        """Send; returns how many bytes were taken, 0 when none were in time.

        Raises:
            DeviceMissingError: The device is gone.
        """
        return self._guard(_in_time, lambda: int(self._device.write(pipe, data, milliseconds))) or 0

    def read(self, pipe: int, most: int, milliseconds: int) -> bytes | None:
        """Receive; None when nothing came in time, which is not the same as a packet without bytes.

        Raises:
            DeviceMissingError: The device is gone.
        """
        return self._guard(_in_time, lambda: bytes(self._device.read(pipe, most, milliseconds)))

    def close(self) -> None:
        """Give the device back; never raises."""
        if self._taken_from_kernel is not None:
            with contextlib.suppress(usb.core.USBError):
                usb.util.release_interface(self._device, self._taken_from_kernel)
            with contextlib.suppress(usb.core.USBError):
                self._device.attach_kernel_driver(self._taken_from_kernel)
            self._taken_from_kernel = None
        with contextlib.suppress(usb.core.USBError):
            usb.util.dispose_resources(self._device)

    def _find(self, vendor: int, product: int, backend: Backend | None) -> usb.core.Device:
        found = usb.core.find(idVendor=vendor, idProduct=product, backend=backend)
        if found is None:
            raise DeviceMissingError(self.where, f"no USB device {vendor:04x}:{product:04x}")
        return found

    def _claim(self, choose: Choose) -> None:
        interface = choose(self._configuration())
        number = interface.bInterfaceNumber
        with contextlib.suppress(NotImplementedError):
            if self._device.is_kernel_driver_active(number):
                self._device.detach_kernel_driver(number)
                self._taken_from_kernel = number
        usb.util.claim_interface(self._device, number)
        for end in interface:
            if usb.util.endpoint_type(end.bmAttributes) in _DATA:
                comes = usb.util.endpoint_direction(end.bEndpointAddress) == usb.util.ENDPOINT_IN
                (self.ins if comes else self.outs).append(end.bEndpointAddress)

    def _configuration(self) -> usb.core.Configuration:
        try:
            return self._device.get_active_configuration()
        except usb.core.USBError as error:
            if error.errno is not None:
                raise
        self._device.set_configuration()  # it was never configured
        return self._device.get_active_configuration()

    def _guard(self, act: Callable[_Given, _Result], *args: _Given.args, **kwargs: _Given.kwargs) -> _Result:
        try:
            return act(*args, **kwargs)
        except usb.core.NoBackendError as error:
            raise DeviceMissingError(self.where, "the system's libusb-1.0 is not installed") from error
        except usb.core.USBError as error:
            if error.errno == errno.EPIPE:
                self._unstall()
            raise cannot_open(self.where, error) from error

    def _unstall(self) -> None:
        """Clear pipes that the device has shut, so that they are open when it is opened anew."""
        for pipe in (*self.ins, *self.outs):
            with contextlib.suppress(usb.core.USBError):
                self._device.clear_halt(pipe)


def _in_time(act: Callable[[], _Result]) -> _Result | None:
    try:
        return act()
    except usb.core.USBTimeoutError:
        return None
