"""An ID card reader with bulk pipes on USB; the only file that knows pyusb."""

import contextlib
import errno
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import usb.core
import usb.util
from usb.backend import IBackend

from hardware.errors import DeviceMissingError, cannot_open
from hardware.idcard.profiles import UsbProfile

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")

_HEAD = 7  # bytes of preamble and length
_MOST_AT_ONCE = 4096
_MS_TO_SEND = 500
_MS_TO_DROP = 1
_MOST_DROPS = 64
_PIPES = {"one": 1, "four": 2}


class UsbPort:
    """The pipes of one reader, claimed for us alone. Which they are is read from the reader's own descriptors.

    Attributes:
        where: The device as the settings name it.
    """

    def __init__(self, where: str, profile: UsbProfile, backend: IBackend | None = None) -> None:
        """Open the reader.

        Args:
            where: The device as the settings name it.
            profile: Which it is, and how it wants its frames.
            backend: Another way to the USB than the system's libusb.

        Raises:
            DeviceMissingError: It is not there, may not be opened or has not the pipes that the profile says.
            DeviceBusyError: Another program holds it.
            DeviceForbiddenError: This user may not open it.
        """
        self.where = where
        self._profile = profile
        self._ins: list[int] = []
        self._outs: list[int] = []
        self._device = self._guard(self._find, backend)
        try:
            self._ins, self._outs = self._guard(self._claim)
        except DeviceMissingError:
            self.close()
            raise
        self._heard = self._from = 0

    def send(self, data: bytes) -> None:
        """Drop what came in and was not received, then send.

        Raises:
            DeviceMissingError: The reader is gone.
        """
        for pipe in self._ins:
            drops = 0
            while drops < _MOST_DROPS and self._guard(self._read, pipe, _MS_TO_DROP):
                drops += 1
        self._heard = self._from = 0
        pieces = (data,) if len(self._outs) == 1 else (data[:_HEAD], data[_HEAD:])
        for pipe, piece in zip(self._outs, pieces, strict=True):
            self._guard(self._device.write, pipe, piece, _MS_TO_SEND)

    def receive(self, seconds: float) -> bytes:
        """Wait at most `seconds` for bytes; none is no error.

        Of two pipes the first is listened to until it has given preamble and length; after that each in turn, for as
        long as it gives something.

        Raises:
            DeviceMissingError: The reader is gone.
        """
        data = self._guard(self._read, self._ins[self._from], max(1, int(seconds * 1000)))
        self._heard += len(data)
        if (self._heard >= _HEAD and not self._from) or (self._heard and not data):
            self._from = (self._from + 1) % len(self._ins)
        return data

    def close(self) -> None:
        """Give the reader back; never raises."""
        with contextlib.suppress(usb.core.USBError):
            usb.util.dispose_resources(self._device)

    def _find(self, backend: IBackend | None) -> usb.core.Device:
        found = usb.core.find(idVendor=self._profile.vendor, idProduct=self._profile.product, backend=backend)
        if found is None:
            raise DeviceMissingError(self.where, f"no USB device {self._profile.id}")
        return found

    def _claim(self) -> tuple[list[int], list[int]]:
        number = self._profile.interface
        with contextlib.suppress(NotImplementedError):
            if self._device.is_kernel_driver_active(number):
                self._device.detach_kernel_driver(number)
        try:
            configuration = self._device.get_active_configuration()
        except usb.core.USBError as error:
            if error.errno is not None:
                raise
            self._device.set_configuration()  # it was never configured
            configuration = self._device.get_active_configuration()
        interface = usb.util.find_descriptor(configuration, bInterfaceNumber=number)
        if interface is None:
            raise DeviceMissingError(self.where, f"has no interface {number}")
        usb.util.claim_interface(self._device, number)
        data = {usb.util.ENDPOINT_TYPE_BULK, usb.util.ENDPOINT_TYPE_INTR}
        pipes = [end.bEndpointAddress for end in interface if usb.util.endpoint_type(end.bmAttributes) in data]
        ins = [pipe for pipe in pipes if usb.util.endpoint_direction(pipe) == usb.util.ENDPOINT_IN]
        outs = [pipe for pipe in pipes if usb.util.endpoint_direction(pipe) == usb.util.ENDPOINT_OUT]
        wanted = _PIPES[self._profile.pipes]
        if min(len(ins), len(outs)) < wanted:
            raise DeviceMissingError(
                self.where, f"has {len(ins)} pipes in and {len(outs)} out, wanted {wanted} of each"
            )
        return ins[:wanted], outs[:wanted]

    def _read(self, pipe: int, milliseconds: int) -> bytes:
        try:
            return bytes(self._device.read(pipe, _MOST_AT_ONCE, milliseconds))
        except usb.core.USBTimeoutError:
            return b""

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
        """Clear pipes that the reader has shut, so that they are open when it is opened anew."""
        for pipe in (*self._ins, *self._outs):
            with contextlib.suppress(usb.core.USBError):
                self._device.clear_halt(pipe)
