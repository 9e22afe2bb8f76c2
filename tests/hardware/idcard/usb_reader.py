"""An ID card reader at byte level on a USB of its own: descriptors, pipes and packets behind pyusb's own seam."""

# ruff: noqa: ARG002  the names and numbers of the arguments are pyusb's

import errno
import threading
import time
from types import SimpleNamespace

from usb.backend import IBackend
from usb.core import USBError, USBTimeoutError

from tests.hardware.idcard.pty_reader import Module

PACKET = 64
HEAD = 7
IN, OUT, IN_BODY, OUT_BODY = 0x81, 0x02, 0x85, 0x06
BULK = 2


def said(code):
    return USBError(errno.errorcode[code], None, code)


class UsbModule(Module):
    """A module on USB; plugged in from the start.

    Attributes:
        backend: What pyusb is given.
        held: Another program has claimed it.
        forbidden: This user may not open it.
        open: How many handles are open.
        stalled: The next transfer finds its pipe shut, until it is cleared.
    """

    def __init__(self, *, four=False, usb_id=(0x0400, 0xC35A)):
        super().__init__()
        self.four = four
        self.usb_id = usb_id
        self.plugged = True
        self.held = self.forbidden = self.stalled = False
        self.open = 0
        self.backend = _Backend(self)
        self._changed = threading.Condition()
        self._packets = {IN: [], IN_BODY: []}
        self._said = 0
        self._begun = b""

    def plug(self):
        with self._changed:
            self._packets = {IN: [], IN_BODY: []}
            self._pending = self._begun = b""
            self.plugged = True

    def unplug(self):
        self.pull()

    def pull(self):
        with self._changed:
            self.plugged = False
            self._changed.notify_all()

    def put(self, raw):
        with self._changed:
            split = max(0, HEAD - self._said) if self.four else len(raw)
            head, body = raw[:split], raw[split:]
            self._said += len(raw)
            for pipe, data in ((IN, head), (IN_BODY, body)):
                self._packets[pipe] += [data[at : at + PACKET] for at in range(0, len(data), PACKET)]
            self._changed.notify_all()

    def written(self, pipe, data):
        self.require()
        if not self.four:
            assert pipe == OUT
            self._said = 0
            self.hear(data)
        elif pipe == OUT:
            assert len(data) == HEAD
            self._begun = data
        else:
            assert pipe == OUT_BODY
            whole, self._begun, self._said = self._begun + data, b"", 0
            self.hear(whole)

    def taken(self, pipe, most, seconds):
        """Packets until a short one, as a host controller gives them."""
        deadline = time.monotonic() + seconds
        data = b""
        with self._changed:
            while True:
                self.require()
                queue = self._packets[pipe]
                while queue:
                    packet = queue.pop(0)
                    data += packet
                    if len(packet) < PACKET or len(data) == most:
                        return data
                if not self._changed.wait(deadline - time.monotonic()):
                    return data

    def require(self):
        if not self.plugged:
            raise said(errno.ENODEV)
        if self.stalled:
            raise said(errno.EPIPE)


class _Backend(IBackend):
    def __init__(self, module):
        self.module = module

    def enumerate_devices(self):
        return iter([self.module] if self.module.plugged else [])

    def get_parent(self, dev):
        return None

    def get_device_descriptor(self, dev):
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x0110, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0,
            bMaxPacketSize0=PACKET, idVendor=dev.usb_id[0], idProduct=dev.usb_id[1], bcdDevice=0x0100,
            iManufacturer=0, iProduct=0, iSerialNumber=0, bNumConfigurations=1,
            address=1, bus=1, port_number=1, port_numbers=(1,), speed=2,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev, config):
        if config:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0,
            bmAttributes=0x80, bMaxPower=50, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev, intf, alt, config):
        if intf or alt:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=len(self._pipes(dev)),
            bInterfaceClass=255, bInterfaceSubClass=0, bInterfaceProtocol=0, iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev, ep, intf, alt, config):
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=self._pipes(dev)[ep], bmAttributes=BULK,
            wMaxPacketSize=PACKET, bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    @staticmethod
    def _pipes(dev):
        return (OUT, OUT_BODY, IN, IN_BODY) if dev.four else (IN, OUT)

    def open_device(self, dev):
        if not dev.plugged:
            raise said(errno.ENODEV)
        if dev.forbidden:
            raise said(errno.EACCES)
        dev.open += 1
        return dev

    def close_device(self, dev_handle):
        dev_handle.open -= 1

    def get_configuration(self, dev_handle):
        return 1

    def is_kernel_driver_active(self, dev_handle, intf):
        return False

    def claim_interface(self, dev_handle, intf):
        if dev_handle.held:
            raise said(errno.EBUSY)

    def release_interface(self, dev_handle, intf):
        if not dev_handle.plugged:
            raise said(errno.ENODEV)

    def clear_halt(self, dev_handle, ep):
        dev_handle.stalled = False

    def bulk_write(self, dev_handle, ep, intf, data, timeout):
        dev_handle.written(ep, bytes(data))
        return len(data)

    def bulk_read(self, dev_handle, ep, intf, buff, timeout):
        data = dev_handle.taken(ep, len(buff), timeout / 1000)
        if not data:
            raise USBTimeoutError("nothing came", None, errno.ETIMEDOUT)
        buff[: len(data)] = type(buff)("B", data)
        return len(data)
