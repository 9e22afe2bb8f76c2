"""An ID card reader that is a HID device; the only file that knows hidapi."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import hidraw

from hardware.errors import DeviceMissingError, cannot_open
from hardware.idcard.profiles import HidProfile
from hardware.idcard.reports import Wrapping, reports

_MS_TO_DROP = 1
_MOST_DROPS = 64


class HidLine(Protocol):
    """An opened HID device, as hidapi gives it. Each method raises `OSError` when the device is gone."""

    def write(self, report: bytes) -> int:
        """Send a report with its number before it; negative if it did not go."""

    def read(self, size: int, milliseconds: int) -> Sequence[int]:
        """Wait for one report; empty if none came."""

    def open_path(self, path: bytes) -> None:
        """Open the device whose node that is."""

    def close(self) -> None:
        """Give the device back."""


class Hid(Protocol):
    """What of hidapi is used."""

    def enumerate(self, vendor: int, product: int) -> Iterable[Mapping[str, Any]]:
        """The interfaces of the devices of that id; `path` and `interface_number` of each are used."""

    def device(self) -> HidLine:
        """A device that is not opened yet."""


class HidPort:
    """The reports of one reader, wrapped and unwrapped as its profile says.

    Attributes:
        where: The device as the settings name it.
    """

    def __init__(self, where: str, profile: HidProfile, hid: Hid = hidraw) -> None:
        """Open the reader, for us alone.

        Args:
            where: The device as the settings name it.
            profile: Which it is, and how it wants its frames.
            hid: Another way to HID devices than the kernel's hidraw.

        Raises:
            DeviceMissingError: It is not there.
            DeviceBusyError: Another program holds it.
            DeviceForbiddenError: This user may not open it.
        """
        self.where = where
        self._profile = profile
        self._request = Wrapping.read(profile.request)
        self._reply = Wrapping.read(profile.reply)
        found = [
            each["path"]
            for each in hid.enumerate(profile.vendor, profile.product)
            if each["interface_number"] in {-1, profile.interface}
        ]
        if not found:
            raise DeviceMissingError(where, f"no HID device {profile.id}")
        self._line = hid.device()
        with contextlib.ExitStack() as opened:
            try:
                node = os.open(found[0], os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)  # hidapi tells no reason
                opened.callback(os.close, node)
                fcntl.flock(node, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the kernel lets any number of programs in
                self._line.open_path(found[0])
            except OSError as error:
                raise cannot_open(where, error) from error
            self._opened = opened.pop_all()
        self._opened.callback(self._line.close)

    def send(self, data: bytes) -> None:
        """Drop what came in and was not received, then send.

        Raises:
            DeviceMissingError: The reader is gone.
        """
        drops = 0
        while drops < _MOST_DROPS and self._read(_MS_TO_DROP):
            drops += 1
        for report in reports(self._request.wrap(data), self._profile.report):
            try:
                sent = self._line.write(bytes([self._profile.number]) + report)
            except (OSError, ValueError) as error:
                raise DeviceMissingError(self.where, str(error)) from error
            if sent < 0:
                raise DeviceMissingError(self.where, "takes no report")
        time.sleep(self._profile.pause_ms / 1000)

    def receive(self, seconds: float) -> bytes:
        """Wait at most `seconds` for a report, give what of it belongs to the stream; none is no error.

        Raises:
            DeviceMissingError: The reader is gone.
        """
        report = self._read(max(1, int(seconds * 1000)))
        return self._reply.unwrap(report[1:] if self._profile.number else report)

    def close(self) -> None:
        """Give the reader back; never raises."""
        self._opened.close()

    def _read(self, milliseconds: int) -> bytes:
        size = self._profile.report + bool(self._profile.number)
        try:
            return bytes(self._line.read(size, milliseconds))
        except (OSError, ValueError) as error:  # hidapi's word for a closed device is ValueError
            raise DeviceMissingError(self.where, str(error)) from error
