"""Where a camera may be, and what of it may be printed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.camera.places import CameraNode, NetworkCamera
from hardware.camera.rtsp import address_of
from hardware.errors import DeviceForeignError, DeviceMissingError, SettingsError
from hardware.settings import parse_hardware

HALL = Path("/hall")
PLAIN = "rtsp://10.0.0.7:554/Streaming/Channels/101"


def place(value):
    return parse_hardware({"camera": value}, HALL).camera


@pytest.mark.parametrize(
    "value,where",
    [
        ("opencv:0", CameraNode(Path("/dev/video0"))),
        ("opencv:/dev/v4l/by-id/usb-HD-index0", CameraNode(Path("/dev/v4l/by-id/usb-HD-index0"))),
        (PLAIN, NetworkCamera(PLAIN)),
        ("rtsps://camera.local/live", NetworkCamera("rtsps://camera.local/live")),
        ("rtsp:camera.url", NetworkCamera(file=Path("/hall/camera.url"))),
    ],
)
def test_a_place_is_read(value, where):
    assert place(value) == where


@pytest.mark.parametrize(
    "value",
    [
        "opencv:",
        "opencv",
        "rtsp://",
        "rtsp:///live",
        "rtsp://host:0/live",
        "rtsp://host:99999/live",
        "rtsp://host/a b",
        "rtsp://[::1/live",
        "rtsps:camera.url",
        "usb:1234:5678",
        "http://host/live",
    ],
)
def test_what_is_no_place_is_refused(value):
    with pytest.raises(SettingsError):
        place(value)


@pytest.mark.parametrize("scheme", ["rtsp", "rtsps"])
def test_a_password_in_the_settings_is_refused_and_not_repeated(scheme):
    with pytest.raises(SettingsError) as refused:
        place(f"{scheme}://admin:hunter2@10.0.0.7/live")
    assert "rtsp:FILE" in str(refused.value)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    "value,shown",
    [
        (PLAIN, PLAIN),
        ("rtsp://10.0.0.7/cam/realmonitor?channel=1&password=hunter2", "rtsp://10.0.0.7/cam/realmonitor***"),
        ("rtsp://10.0.0.7/user=admin_password=hunter2.sdp", "rtsp://10.0.0.7/user***"),
        ("rtsp:camera.url", "rtsp:/hall/camera.url"),
    ],
)
def test_what_may_be_a_password_in_an_address_is_not_shown(value, shown):
    where = place(value)
    assert str(where) == shown
    assert "hunter2" not in repr(where)


@given(st.text(min_size=1).filter(lambda text: not text.isspace()))
def test_no_password_of_a_file_is_shown_by_its_place(tmp_path_factory, secret):
    path = tmp_path_factory.mktemp("place") / "camera.url"
    path.write_text(f"rtsp://admin:{secret}@10.0.0.7/live", "utf-8", errors="replace")
    where = NetworkCamera(file=path)
    assert str(where) == f"rtsp:{path}"
    try:
        assert address_of(where).startswith("rtsp://admin:")
    except DeviceForeignError as error:
        assert str(error) == (  # noqa: PT017  either outcome is right
            f"rtsp:{path}: the file holds no address, such as rtsp://USER:PASSWORD@HOST/PATH"
        )


def test_a_file_without_an_address_is_a_fault_that_names_the_file(tmp_path):
    where = NetworkCamera(file=tmp_path / "camera.url")
    with pytest.raises(DeviceMissingError, match=r"camera\.url"):
        address_of(where)
    for wrong in (b"", b"http://10.0.0.7/", b"\xff\xfe"):
        (tmp_path / "camera.url").write_bytes(wrong)
        with pytest.raises(DeviceForeignError, match=r"camera\.url"):
            address_of(where)
    (tmp_path / "camera.url").write_text(f"{PLAIN}\n")
    assert address_of(where) == PLAIN


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_camera_may_be_mounted_by_quarters(turn):
    assert parse_hardware({"camera_turn": turn}, HALL).camera_turn == turn


@pytest.mark.parametrize("turn", [45, -90, 360, "90", True, False, 90.0])
def test_it_may_not_be_mounted_otherwise(turn):
    with pytest.raises(SettingsError, match="0, 90, 180, 270"):
        parse_hardware({"camera_turn": turn}, HALL)
