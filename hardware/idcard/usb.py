"""An ID card reader with bulk pipes on USB."""

from hardware.errors import DeviceForeignError, DeviceMissingError
from hardware.idcard.profiles import UsbProfile
from hardware.usb import Backend, Configuration, Interface, UsbPipes

_HEAD = 7  # bytes of preamble and length
_MOST_AT_ONCE = 4096
_MS_TO_SEND = 500
_MS_TO_DROP = 1
_MOST_DROPS = 64
_PIPES = {"one": 1, "four": 2}


class UsbPort:
    """The pipes of one reader.

    Attributes:
        where: The device as the settings name it.
    """

    def __init__(self, where: str, profile: UsbProfile, backend: Backend | None = None) -> None:
        """Open the reader.

        Args:
            where: The device as the settings name it.
            profile: Which it is, and how it wants its frames.
            backend: Another way to the USB than the system's libusb.

        Raises:
            DeviceMissingError: It is not there.
            DeviceForeignError: It has not the pipes that the profile says.
            DeviceBusyError: Another program holds it.
            DeviceForbiddenError: This user may not open it.
        """
        self.where, self._profile = where, profile
        self._pipes = UsbPipes(
            where,
            profile.vendor,
            profile.product,
            self._interface,
            backend,
        )
        ins, outs, wanted = self._pipes.ins, self._pipes.outs, _PIPES[profile.pipes]
        if min(len(ins), len(outs)) < wanted:
            self.close()
            raise DeviceForeignError(where, f"has {len(ins)} pipes in and {len(outs)} out, wanted {wanted} of each")
        self._ins, self._outs = ins[:wanted], outs[:wanted]
        self._heard = self._from = 0

    def send(self, data: bytes) -> None:
        """Drop what came in and was not received, then send.

        Raises:
            DeviceMissingError: The reader is gone.
        """
        for pipe in self._ins:
            drops = 0
            while drops < _MOST_DROPS and self._pipes.read(pipe, _MOST_AT_ONCE, _MS_TO_DROP):
                drops += 1
        self._heard = self._from = 0
        pieces = (data,) if len(self._outs) == 1 else (data[:_HEAD], data[_HEAD:])
        for pipe, piece in zip(self._outs, pieces, strict=True):
            if self._pipes.write(pipe, piece, _MS_TO_SEND) < len(piece):
                raise DeviceMissingError(self.where, "takes nothing")

    def receive(self, seconds: float) -> bytes:
        """Wait at most `seconds` for bytes; none is no error.

        Of two pipes the first is listened to until it has given preamble and length; after that each in turn, for as
        long as it gives something.

        Raises:
            DeviceMissingError: The reader is gone.
        """
        data = self._pipes.read(self._ins[self._from], _MOST_AT_ONCE, max(1, int(seconds * 1000))) or b""
        self._heard += len(data)
        if (self._heard >= _HEAD and not self._from) or (self._heard and not data):
            self._from = (self._from + 1) % len(self._ins)
        return data

    def close(self) -> None:
        """Give the reader back; never raises."""
        self._pipes.close()

    def _interface(self, configuration: Configuration) -> Interface:
        for interface in configuration:
            if interface.bInterfaceNumber == self._profile.interface:
                return interface
        raise DeviceForeignError(self.where, f"has no interface {self._profile.interface}")
