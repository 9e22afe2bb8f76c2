"""A camera's node, asked what it is before OpenCV opens it, which says of none why it did not."""

import fcntl
import os
import struct
from collections.abc import Callable
from pathlib import Path

from hardware.errors import DeviceForeignError, cannot_open

Ioctl = Callable[[int, int, bytearray], object]

_QUERYCAP, _G_FMT, _S_FMT = 0x80685600, 0xC0D05604, 0xC0D05605  # linux/videodev2.h on 64 bits, as are the sizes
_CAPABILITY_SIZE, _FORMAT_SIZE = 104, 208
_OF_DEVICE, _OF_NODE = 84, 88
_TELLS_OF_NODE = 0x80000000
_CAPTURES = 0x00000001
_CAPTURE_FORMAT = 1


def require_camera(where: str, node: Path, ioctl: Ioctl = fcntl.ioctl) -> None:
    """See that a node is a camera that nobody else uses.

    Args:
        where: The camera as the settings name it.
        node: Its node.
        ioctl: How the kernel is asked.

    Raises:
        DeviceMissingError: Nothing is there.
        DeviceBusyError: Another program takes its pictures.
        DeviceForbiddenError: This user may not open it.
        DeviceForeignError: It is no camera.
    """
    try:
        opened = os.open(node, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            _ask(where, opened, ioctl)
        finally:
            os.close(opened)
    except OSError as error:
        raise cannot_open(where, error) from error


def _ask(where: str, opened: int, ioctl: Ioctl) -> None:
    told = bytearray(_CAPABILITY_SIZE)
    ioctl(opened, _QUERYCAP, told)
    [of_device] = struct.unpack_from("=I", told, _OF_DEVICE)
    [can] = struct.unpack_from("=I", told, _OF_NODE) if of_device & _TELLS_OF_NODE else [of_device]
    if not can & _CAPTURES:
        raise DeviceForeignError(where, "a video node that takes no pictures; a camera's first node does")
    form = bytearray(_FORMAT_SIZE)
    struct.pack_into("=I", form, 0, _CAPTURE_FORMAT)
    ioctl(opened, _G_FMT, form)
    ioctl(opened, _S_FMT, form)  # what it has already: it changes nothing, and is refused while another program films
