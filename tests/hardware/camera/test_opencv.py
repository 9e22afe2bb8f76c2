"""What OpenCV does not say: why there is no picture. And what it would say by itself: nothing of it is heard."""

import itertools
import os
import socket
import threading
import time
from collections import deque

import pytest
from PIL import Image

from hardware.apart import Patience
from hardware.camera.driver import StreamCamera
from hardware.camera.opencv import FileStream, NetworkStream, NodeStream
from hardware.camera.picture import Limits
from hardware.camera.places import NetworkCamera
from hardware.errors import (
    DeviceForeignError,
    DeviceMissingError,
    DeviceMutedError,
    DeviceRefusedError,
)
from hardware.reader import ReaderAway, ReaderBack
from tests.hardware.camera.pictures import BLUE, RED, scene, shows, write_video
from tests.hardware.camera.rtsp_camera import RtspCamera
from tests.hardware.idcard.watcher import SECONDS, Watcher


@pytest.fixture
def peer():
    with RtspCamera() as camera:
        yield camera


@pytest.fixture
def address(peer, tmp_path):
    """Writes the file with the address, and gives the place."""

    def write(login=""):
        file = tmp_path / "camera.url"
        file.write_text(f"rtsp://{login and login + '@'}127.0.0.1:{peer.port}/live?key=hunter3\n")
        return NetworkCamera(file=file)

    return write


def test_a_camera_that_wants_a_login_gets_the_one_of_the_file(peer, address):
    peer.login = "admin:hunter2"
    stream = NetworkStream(address(peer.login))
    try:
        assert shows(stream.read(), [BLUE, BLUE, RED, RED])
    finally:
        stream.close()


@pytest.mark.parametrize("login,says", [("", "wants a login"), ("admin:wrong-one", "does not take the login")])
def test_a_camera_that_is_not_given_its_login_refuses(peer, address, login, says, capfd):
    peer.login = "admin:hunter2"
    with pytest.raises(DeviceRefusedError, match=says) as refused:
        NetworkStream(address(login))
    assert "wrong-one" not in str(refused.value)
    assert "hunter" not in str(refused.value)
    assert not [question for question in peer.asked if "wrong-one" in question]  # it is said when asked for, and coded
    assert capfd.readouterr() == ("", "")


def test_a_camera_that_has_no_such_picture_refuses_with_its_code(peer, address):
    peer.status = "404 Not Found"
    with pytest.raises(DeviceRefusedError, match="answers 404"):
        NetworkStream(address())


def test_a_camera_that_takes_connections_and_says_nothing_is_mute(peer, address, capfd):
    peer.mute = True
    begun = time.monotonic()
    with pytest.raises(DeviceMutedError, match="no answer in RTSP"):
        NetworkStream(address(), 0.3)
    assert time.monotonic() - begun < SECONDS  # OpenCV alone waits for half a minute
    assert capfd.readouterr() == ("", "")


def test_a_camera_that_falls_silent_is_mute(peer, address):
    stream = NetworkStream(address(), 0.5)
    try:
        stream.read()
        peer.mute = True
        with pytest.raises(DeviceMutedError):
            deque((stream.read() for _ in itertools.count()), maxlen=0)  # what was on its way is still seen
    finally:
        stream.close()


def test_where_nobody_listens_a_camera_is_missing_and_its_address_is_not_told(peer, address, capfd):
    peer.leave()
    with pytest.raises(DeviceMissingError, match="refused") as missing:
        NetworkStream(address("admin:hunter2"))
    peer.come()
    assert "hunter" not in str(missing.value)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("greeting", [b"SSH-2.0-OpenSSH_9.2\r\n", b"HTTP/1.1 400 Bad Request\r\n\r\n"])
def test_what_speaks_another_language_is_no_camera(greeting):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        ended = threading.Event()

        def greet():
            while not ended.is_set():
                try:
                    line, _ = server.accept()
                except TimeoutError:
                    continue
                with line:
                    line.settimeout(SECONDS)
                    line.recv(4096)
                    line.sendall(greeting)

        greeter = threading.Thread(target=greet)
        greeter.start()
        try:
            with pytest.raises(DeviceForeignError, match="no camera that speaks RTSP"):
                NetworkStream(NetworkCamera(f"rtsp://127.0.0.1:{server.getsockname()[1]}/live"), 2.0)
        finally:
            ended.set()
            greeter.join()


def test_rtsps_is_spoken_over_tls(peer):
    heard = []
    peer._answer = heard.append
    with pytest.raises(DeviceMutedError, match="TLS"):
        NetworkStream(NetworkCamera(f"rtsps://127.0.0.1:{peer.port}/live"), 0.3)
    assert peer.asked == heard == []  # not a word of it in clear


@pytest.mark.expect_warnings
def test_a_walk_ends_although_its_camera_hangs_and_who_wants_a_frame_waits_for_nobody():
    """The driver is in a call that does not come back; nothing else of a camera can be tried so."""
    let_go, hangs = threading.Event(), threading.Event()

    class Hanging:
        def __init__(self):
            self.frames = [scene(1), scene(2)]

        def read(self):
            if self.frames:
                return self.frames.pop()
            hangs.set()
            let_go.wait()
            return scene(3)

        def close(self):
            pass

    camera = StreamCamera("opencv:x", Hanging, patience=Patience(retry=0.05, retry_most=0.05, mute=0.5))
    try:
        with Watcher(camera) as watcher:
            watcher.expect(ReaderBack)
            assert hangs.wait(SECONDS)
            assert isinstance(watcher.expect(ReaderAway).error, DeviceMutedError)
            assert camera.newest() is None  # the last one of before is not kept
            assert camera.newest(seconds=0.01) is None
            watcher.nothing_more()
            assert camera.newest() is None
    finally:
        let_go.set()


def test_no_picture_is_kept_of_a_camera_that_hangs_while_it_is_closed():
    let_go, hangs = threading.Event(), threading.Event()

    class Hanging:
        def read(self):
            if camera.newest():
                hangs.set()
                let_go.wait()
            return scene()

        def close(self):
            pass

    camera = StreamCamera("opencv:x", Hanging)
    try:
        with Watcher(camera) as watcher:
            watcher.expect(ReaderBack)
            assert hangs.wait(SECONDS)
            assert camera.newest()
            watcher.nothing_more()
            assert camera.newest() is None
    finally:
        let_go.set()


@pytest.mark.expect_warnings
def test_a_driver_that_comes_back_after_a_long_silence_is_opened_anew():
    let_go = threading.Event()
    opened = []

    class Sleeping:
        def __init__(self):
            opened.append(self)
            self.count = 0

        def read(self):
            self.count += 1
            if self.count == 2 and len(opened) == 1:
                let_go.wait()
            threading.Event().wait(0.01)
            return scene(self.count)

        def close(self):
            pass

    camera = StreamCamera("opencv:x", Sleeping, patience=Patience(retry=0.05, retry_most=0.05, mute=0.5))
    with Watcher(camera) as watcher:
        watcher.expect(ReaderBack)
        assert isinstance(watcher.expect(ReaderAway).error, DeviceMutedError)
        let_go.set()
        watcher.expect(ReaderBack)
        assert len(opened) == 2


def test_a_bug_on_the_thread_apart_is_raised_where_somebody_hears_it():
    camera = StreamCamera("opencv:x", lambda: 1 // 0, patience=Patience(retry=0.05, retry_most=0.05, mute=0.3))
    events = camera.events()
    with pytest.raises(ZeroDivisionError):
        next(events)


@pytest.mark.expect_warnings
def test_a_camera_that_is_away_is_tried_again_after_longer_and_longer_pauses_but_the_longest():
    tried = []
    enough = threading.Event()

    def missing():
        tried.append(time.monotonic())
        if len(tried) > 12:  # twice as long each time would take a minute
            enough.set()
        raise DeviceMissingError("rtsp://x")

    camera = StreamCamera("rtsp://x", missing, patience=Patience(retry=0.02, retry_most=0.05, mute=10.0))
    with Watcher(camera) as watcher:
        watcher.expect(ReaderAway)
        assert enough.wait(SECONDS)
        watcher.nothing_more()
    pauses = [after - before for before, after in itertools.pairwise(tried)]
    for pause, least in zip(pauses, [0.02, 0.04, 0.05, 0.05, 0.05, 0.05], strict=False):
        assert pause >= least


def test_a_still_picture_is_shown_over_and_over_and_is_not_frozen(tmp_path):
    path = tmp_path / "hall.png"
    Image.fromarray(scene()[..., ::-1]).save(path)
    where = f"file:{path}"
    limits = Limits(frozen=None)
    with Watcher(StreamCamera(where, lambda: FileStream(where, path), limits=limits)) as watcher:
        watcher.expect(ReaderBack)
        first = watcher.reader.newest(seconds=SECONDS)
        again = watcher.reader.newest(first.number + 2, SECONDS)
        assert (again.pixels == scene()).all()
        watcher.nothing_more()


def test_a_video_is_shown_at_its_own_pace(tmp_path):
    write_video(tmp_path / "hall.avi", [scene(number) for number in range(4)], rate=20)
    before = time.monotonic()
    stream = FileStream("file:x", tmp_path / "hall.avi")
    for _ in range(6):
        stream.read()
    stream.close()
    assert time.monotonic() - before >= 0.25


def test_a_plain_text_a_broken_picture_a_pipe_and_a_folder_are_no_video(tmp_path, capfd):
    (tmp_path / "text").write_text("no video")
    Image.fromarray(scene()).save(tmp_path / "whole.png")
    (tmp_path / "broken.png").write_bytes((tmp_path / "whole.png").read_bytes()[:40])
    write_video(tmp_path / "empty.avi", [])
    os.mkfifo(tmp_path / "pipe")
    for name in ("text", "broken.png", "empty.avi", "pipe", "."):
        with pytest.raises(DeviceForeignError):
            FileStream("file:x", tmp_path / name).read()
    with pytest.raises(DeviceMissingError):
        FileStream("file:x", tmp_path / "none")
    assert capfd.readouterr() == ("", "")


def test_a_node_is_looked_at_before_opencv_is_asked(tmp_path, capfd):
    with pytest.raises(DeviceMissingError, match="No such file"):
        NodeStream("opencv:x", tmp_path / "video0")
    (tmp_path / "video0").touch()
    with pytest.raises(DeviceForeignError, match="ioctl"):
        NodeStream("opencv:x", tmp_path / "video0")
    assert capfd.readouterr() == ("", "")
