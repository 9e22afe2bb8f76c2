"""A ticket printer at byte level on a USB of its own, behind pyusb's own seam."""

import errno
import threading
import time

from usb.core import USBTimeoutError

from tests.hardware.idcard.usb_reader import IN, OUT, _Backend, said
from tests.hardware.ticketprinter.tcp_printer import Firmware


class UsbPrinter(Firmware):
    """Plugged in from the start.

    Attributes:
        backend: What pyusb is given.
        usb_id: Vendor and product.
        held: Another program has claimed it.
        forbidden: This user may not open it.
        listens: It has a pipe to it.
        plugged: False once it was pulled.
        stalled: The next transfer finds its pipe shut, until it is cleared.
        open: How many handles are open.
        kernels: The kernel's own driver has it.
        claimed: Its interface is claimed.
        takes: Bytes that it still takes before it is full; None is no end.
    """

    def __init__(self, usb_id=(0x0416, 0x5011)):
        super().__init__()
        self.usb_id = usb_id
        self.plugged, self.four, self.listens = True, False, True
        self.held = self.forbidden = self.stalled = False
        self.open = 0
        self.kernels = self.claimed = False
        self.takes = None
        self.full = threading.Event()
        self.backend = _PrinterBackend(self)
        self._said = b""
        self._changed = threading.Condition()

    def written(self, pipe, data):
        assert pipe == OUT
        self._require()
        taken = data if self.takes is None else data[: self.takes]
        if self.takes is not None:
            self.takes -= len(taken)
        if not taken:
            self.full.set()
            raise USBTimeoutError("full", None, errno.ETIMEDOUT)
        with self._changed:
            self._said += self.hear(taken)
            self._changed.notify_all()
        return len(taken)

    def taken(self, pipe, most, seconds):
        assert pipe == IN
        deadline = time.monotonic() + seconds
        with self._changed:
            while True:
                self._require()
                self._said += self.change()
                if self._said or time.monotonic() >= deadline:
                    data, self._said = self._said[:most], self._said[most:]
                    return data
                self._changed.wait(deadline - time.monotonic())

    def _require(self):
        if not self.plugged:
            raise said(errno.ENODEV)
        if self.stalled:
            raise said(errno.EPIPE)


class _PrinterBackend(_Backend):
    def get_interface_descriptor(self, dev, intf, alt, config):
        found = super().get_interface_descriptor(dev, intf, alt, config)
        found.bInterfaceClass = 7
        return found

    def get_endpoint_descriptor(self, dev, ep, intf, alt, config):
        found = super().get_endpoint_descriptor(dev, ep, intf, alt, config)
        if not dev.listens:
            found.bEndpointAddress |= IN & 0x80
        return found

    def is_kernel_driver_active(self, dev_handle, intf):  # noqa: ARG002 - the names are pyusb's
        return dev_handle.kernels

    def detach_kernel_driver(self, dev_handle, intf):  # noqa: ARG002 - the names are pyusb's
        dev_handle.kernels = False

    def attach_kernel_driver(self, dev_handle, intf):  # noqa: ARG002 - the names are pyusb's
        if dev_handle.claimed:
            raise said(errno.EBUSY)
        dev_handle.kernels = True

    def claim_interface(self, dev_handle, intf):
        if dev_handle.kernels:
            raise said(errno.EBUSY)
        super().claim_interface(dev_handle, intf)
        dev_handle.claimed = True

    def release_interface(self, dev_handle, intf):
        super().release_interface(dev_handle, intf)
        dev_handle.claimed = False

    def bulk_write(self, dev_handle, ep, intf, data, timeout):  # noqa: ARG002 - the names are pyusb's
        return dev_handle.written(ep, bytes(data))
