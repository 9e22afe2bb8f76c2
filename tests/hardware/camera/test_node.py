"""A camera's node before OpenCV opens it: what real nodes of this machine are, and what a camera's kernel would answer.

No kernel here has a camera, so what one answers is told by `include/uapi/linux/videodev2.h`.
"""

import errno
import os
import struct
from pathlib import Path

import pytest

from hardware.camera.node import require_camera
from hardware.errors import DeviceBusyError, DeviceForbiddenError, DeviceForeignError, DeviceMissingError

CAPTURE, METADATA, DEVICE_CAPS = 0x1, 0x00800000, 0x80000000


class Kernel:
    """What it answers of a video node."""

    def __init__(self, of_node, *, busy=False):
        self.of_node, self.busy, self.asked = of_node, busy, []

    def __call__(self, _opened, request, data):
        self.asked.append(request)
        if request == 0x80685600:  # VIDIOC_QUERYCAP: struct v4l2_capability
            assert len(data) == 104
            both = CAPTURE | METADATA | DEVICE_CAPS  # a camera has two nodes and tells of both
            data[:] = struct.pack(
                "=16s32s32s6I", b"uvcvideo", b"HD Camera", b"usb-1", 0x60600, both, self.of_node, 0, 0, 0
            )
            return
        assert (len(data), data[0]) == (208, CAPTURE)  # struct v4l2_format of V4L2_BUF_TYPE_VIDEO_CAPTURE
        if request == 0xC0D05604:  # VIDIOC_G_FMT
            data[8:16] = struct.pack("=2I", 640, 480)
        elif (
            request == 0xC0D05605
        ):  # VIDIOC_S_FMT: while another program films it is refused, else it takes what it has
            if self.busy:
                raise OSError(errno.EBUSY, "Device or resource busy")
            assert struct.unpack("=2I", data[8:16]) == (640, 480)
        else:
            raise OSError(errno.ENOTTY, "Inappropriate ioctl for device")


@pytest.fixture
def node(tmp_path):
    (tmp_path / "video0").touch()
    return tmp_path / "video0"


def test_a_node_that_films_and_is_free_is_a_camera(node):
    kernel = Kernel(CAPTURE)
    require_camera("opencv:x", node, kernel)
    assert len(kernel.asked) == 3


def test_a_camera_that_another_program_films_with_is_busy(node):
    with pytest.raises(DeviceBusyError):
        require_camera("opencv:x", node, Kernel(CAPTURE, busy=True))


def test_the_other_node_of_a_camera_is_no_camera(node):
    with pytest.raises(DeviceForeignError, match="first node"):
        require_camera("opencv:x", node, Kernel(METADATA))


@pytest.mark.parametrize("other", ["/dev/null", "/dev/tty0", "/etc/hostname", "/dev"])
def test_a_thing_of_another_kind_is_foreign(other):
    if not Path(other).exists():
        pytest.skip(f"no {other} here")
    with pytest.raises(DeviceForeignError, match="opencv:x"):
        require_camera("opencv:x", Path(other))


def test_what_is_not_there_is_missing():
    with pytest.raises(DeviceMissingError):
        require_camera("opencv:x", Path("/dev/yimen-none"))


def test_what_this_user_may_not_open_is_forbidden(node):
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    node.chmod(0)
    for folder in (node.parent, node.parent.parent, node.parent.parent.parent):
        folder.chmod(0o755)
    os.seteuid(65534)
    try:
        with pytest.raises(DeviceForbiddenError):
            require_camera("opencv:x", node)
    finally:
        os.seteuid(0)
