"""What a technician is told of a camera by `yimen device`, on a video, a folder and a network: never a picture."""

import json

import pytest
from PIL import Image
from typer.testing import CliRunner

from hardware.cli import app
from hardware.errors import PictureBlackError
from hardware.settings import parse_hardware
from hardware.tools.state import state_of
from tests.hardware.camera.pictures import HEIGHT, WIDTH, scene, write_video
from tests.hardware.camera.rtsp_camera import RtspCamera


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def tried(place):
    done = run("try", f"camera={place}", "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code == 0) is told.pop("ok")
    return told


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "camera"
    made.mkdir()
    Image.fromarray(scene()[..., ::-1]).save(made / "1.png")
    return made


def test_a_video_is_measured_and_moves(tmp_path):
    write_video(tmp_path / "hall.avi", [scene(number) for number in range(20)], rate=25)
    told = tried(f"file:{tmp_path / 'hall.avi'}")
    assert told["size"] == f"{WIDTH}x{HEIGHT}"
    assert 5 < float(told["rate"].removesuffix(" a second")) < 26
    assert 60 < float(told["brightness"].removesuffix(" of 255")) < 120
    assert float(told["sharpness"]) > 100
    assert float(told["change"]) > 0.5
    assert [each.name for each in tmp_path.iterdir()] == ["hall.avi"]


def test_a_picture_that_stands_still_is_said_to(tmp_path):
    Image.fromarray(scene()).save(tmp_path / "hall.png")
    assert tried(f"file:{tmp_path / 'hall.png'}")["change"] == "0: it stands still"


def test_without_json_each_measure_is_a_line_of_the_picture_as_it_stands(folder):
    (folder.parent / "device.toml").write_text('[hardware]\ncamera = "simulated:camera"\ncamera_turn = 270\n')
    done = run("try", "camera", "--settings", folder.parent / "device.toml")
    lines = [line.split() for line in done.stdout.splitlines()]
    assert [line[0] for line in lines] == ["size", "rate", "brightness", "sharpness", "change"]
    assert lines[0][1] == f"{HEIGHT}x{WIDTH}"
    assert 0 < float(lines[4][1]) < 1  # one picture, and noise as of a sensor


@pytest.mark.expect_warnings
@pytest.mark.parametrize(
    "fault,error,says",
    [
        ("missing", "DeviceMissing", "找不到设备"),
        ("busy", "DeviceBusy", "关掉那个程序"),
        ("mute", "DeviceMuted", "没有回答"),
        ("out-of-service", "OutOfService", "联系厂家"),
        ("black", "PictureBlack", "镜头盖"),
        ("nonsense", "OutOfService", "black"),
    ],
)
def test_what_is_wrong_is_one_line_with_what_to_do(folder, fault, error, says):
    (folder / "fault").write_text(fault)
    told = tried(f"simulated:{folder}")
    assert told["error"] == error
    assert says in told["operator"]
    assert "找工作人员" in told["visitor"]["zh"]


@pytest.mark.expect_warnings
@pytest.mark.parametrize(
    "place,error",
    [
        ("opencv:/dev/yimen-none", "DeviceMissing"),
        ("opencv:/dev/null", "DeviceForeign"),
        ("file:/etc/passwd", "DeviceForeign"),
        ("simulated:/yimen-none", "DeviceMissing"),
        ("rtsp:/yimen-none.url", "DeviceMissing"),
    ],
)
def test_what_is_no_camera_is_told_from_what_is_not_there(place, error):
    told = tried(place)
    assert told["error"] == error
    assert place.partition(":")[2] in told["operator"]


@pytest.mark.expect_warnings
def test_an_empty_folder_and_a_broken_picture_are_out_of_service(folder):
    (folder / "1.png").write_bytes(b"no picture")
    assert "a picture of the folder is none" in tried(f"simulated:{folder}")["operator"]
    (folder / "1.png").unlink()
    assert "no picture in the folder" in tried(f"simulated:{folder}")["operator"]


@pytest.mark.expect_warnings
def test_no_login_of_a_camera_is_in_what_is_said_or_logged(tmp_path, caplog, capfd):
    with RtspCamera() as peer:
        peer.login = "admin:another"
        (tmp_path / "camera.url").write_text(f"rtsp://admin:hunter2@127.0.0.1:{peer.port}/live")
        told = tried(f"rtsp:{tmp_path / 'camera.url'}")
    assert told["error"] == "DeviceRefused"
    assert "用户名" in told["operator"]
    logged = "".join(str(record.__dict__) for record in caplog.records)
    assert "reader away" in logged
    assert "hunter2" not in f"{told}{logged}{capfd.readouterr()}"


@pytest.mark.expect_warnings
def test_the_doctor_and_the_list_ask_how_the_camera_of_the_settings_is(folder):
    configured = parse_hardware({"camera": "simulated:camera"}, folder.parent)
    assert state_of("camera", configured) == "ok"
    (folder / "fault").write_text("black")
    with pytest.raises(PictureBlackError):
        state_of("camera", configured)
