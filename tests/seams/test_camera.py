"""What every camera does, tried on each: OpenCV over a video file and over RTSP, and the simulated one."""

import itertools
import time

import numpy as np
import pytest
from PIL import Image

from hardware.apart import Patience
from hardware.camera.driver import StreamCamera
from hardware.camera.opencv import FileStream, NetworkStream
from hardware.camera.picture import Limits
from hardware.camera.places import NetworkCamera
from hardware.camera.simulated import SimulatedCamera
from hardware.errors import DeviceMissingError, PictureBlackError, PictureFrozenError
from hardware.reader import ReaderAway, ReaderBack
from tests.hardware.camera.pictures import BLUE, RED, black, moving, scene, shows, write_video
from tests.hardware.camera.rtsp_camera import RtspCamera
from tests.hardware.idcard.watcher import SECONDS, Watcher

LIMITS = Limits(black=0.2, frozen=0.6)
PATIENCE = Patience(retry=0.05, retry_most=0.1, mute=10.0)


class OfFile:
    """A video of two fifths of a second, and OpenCV that shows it over and over."""

    def __init__(self, folder, turn):
        self.video = folder / "hall.avi"
        self.mend()
        where = f"file:{self.video}"
        self.camera = StreamCamera(where, lambda: FileStream(where, self.video), turn, LIMITS, PATIENCE)

    def away(self):
        self.video.unlink()

    def black(self):
        write_video(self.video, [black()] * 20)

    def frozen(self):
        write_video(self.video, [scene()] * 20)

    def mend(self):
        write_video(self.video, [scene(number) for number in range(20)])

    def close(self):
        pass


class OnNetwork:
    """A camera that speaks RTSP, and OpenCV."""

    def __init__(self, _folder, turn):
        self.peer = RtspCamera()
        place = NetworkCamera(f"rtsp://127.0.0.1:{self.peer.port}/live")
        self.camera = StreamCamera(str(place), lambda: NetworkStream(place, 5.0), turn, LIMITS, PATIENCE)

    def away(self):
        self.peer.leave()

    def black(self):
        self.peer.shows = black

    def frozen(self):
        self.peer.shows = scene

    def mend(self):
        self.peer.shows = moving()
        if self.peer._ended.is_set():
            self.peer.come()

    def close(self):
        self.peer.close()


class InFolder:
    """A folder of pictures, and the simulated camera."""

    def __init__(self, folder, turn):
        self.folder = folder / "camera"
        self.folder.mkdir()
        for number in range(3):
            Image.fromarray(scene(number)[..., ::-1]).save(self.folder / f"{number}.png")
        self.camera = SimulatedCamera(f"simulated:{self.folder}", self.folder, turn, LIMITS)

    def _say(self, word):
        (self.folder / ".new").write_text(word)
        (self.folder / ".new").rename(self.folder / "fault")

    def away(self):
        self._say("missing")

    def black(self):
        self._say("black")

    def frozen(self):
        self._say("frozen")

    def mend(self):
        (self.folder / "fault").unlink()

    def close(self):
        pass


EVERY = [OfFile, OnNetwork, InFolder]


def watched(kind, folder, turn=0):
    bench = kind(folder, turn)
    try:
        with Watcher(bench.camera) as watcher:
            bench.watcher = watcher
            yield bench
    finally:
        bench.close()


@pytest.fixture(params=EVERY)
def bench(request, tmp_path):
    yield from watched(request.param, tmp_path)


@pytest.fixture(params=EVERY)
def turned(request, tmp_path):
    yield from watched(request.param, tmp_path, turn=90)


def test_a_camera_that_works_says_so_once_and_gives_pictures_in_blue_green_and_red(bench):
    bench.watcher.expect(ReaderBack)
    before = time.monotonic()
    frame = bench.camera.newest(seconds=SECONDS)
    assert frame.pixels.shape == scene().shape
    assert frame.pixels.dtype == np.uint8
    assert shows(frame.pixels, [BLUE, BLUE, RED, RED])
    assert before - 1 < frame.taken_at <= time.monotonic()
    bench.watcher.nothing_more()


def test_each_frame_is_newer_than_the_one_before_and_who_is_slow_misses_some(bench):
    bench.watcher.expect(ReaderBack)
    first = bench.camera.newest(seconds=SECONDS)
    frames = [first]
    for _ in range(5):
        frames.append(bench.camera.newest(frames[-1].number, SECONDS))
    for before, after in itertools.pairwise(frames):
        assert after.number > before.number
        assert after.taken_at > before.taken_at
        assert (after.pixels != before.pixels).any()
    assert bench.camera.newest(first.number + 1000) is None  # nobody waits for it
    far = bench.camera.newest(frames[-1].number + 10, SECONDS)
    assert bench.camera.newest().number >= far.number > frames[-1].number + 10


def test_a_picture_is_others_too_so_nobody_writes_to_it_and_it_never_shows_itself(bench):
    bench.watcher.expect(ReaderBack)
    frame = bench.camera.newest(seconds=SECONDS)
    with pytest.raises(ValueError, match="read-only"):
        frame.pixels[0, 0] = 0
    assert "pixels" not in repr(frame)
    assert "200" not in repr(frame)


def test_a_camera_that_is_mounted_turned_gives_pictures_that_stand(turned):
    turned.watcher.expect(ReaderBack)
    frame = turned.camera.newest(seconds=SECONDS)
    height, width, _ = scene().shape
    assert frame.pixels.shape == (width, height, 3)
    assert shows(frame.pixels, [RED, BLUE, RED, BLUE])  # clockwise: what was below is left
    assert frame.pixels.flags.c_contiguous


@pytest.mark.expect_warnings
def test_a_camera_that_goes_is_told_once_and_found_again_by_itself(bench):
    bench.watcher.expect(ReaderBack)
    number = bench.camera.newest(seconds=SECONDS).number
    bench.away()
    assert isinstance(bench.watcher.expect(ReaderAway).error, DeviceMissingError)
    assert bench.camera.newest() is None
    bench.mend()
    bench.watcher.expect(ReaderBack)
    assert bench.camera.newest(seconds=SECONDS).number > number
    bench.watcher.nothing_more()


@pytest.mark.expect_warnings
def test_a_black_picture_is_a_fault_until_something_can_be_seen(bench):
    bench.watcher.expect(ReaderBack)
    bench.black()
    assert isinstance(bench.watcher.expect(ReaderAway).error, PictureBlackError)
    assert bench.camera.newest() is None
    bench.mend()
    bench.watcher.expect(ReaderBack)
    assert shows(bench.camera.newest(seconds=SECONDS).pixels, [BLUE, BLUE, RED, RED])
    bench.watcher.nothing_more()


@pytest.mark.expect_warnings
def test_a_picture_that_stands_still_is_a_fault_until_it_moves(bench):
    bench.watcher.expect(ReaderBack)
    bench.frozen()
    assert isinstance(bench.watcher.expect(ReaderAway).error, PictureFrozenError)
    assert bench.camera.newest() is None
    bench.mend()
    bench.watcher.expect(ReaderBack)
    bench.watcher.nothing_more()


@pytest.mark.expect_warnings
def test_a_camera_that_is_not_there_at_the_start_is_told_and_found_when_it_comes(tmp_path):
    for kind in EVERY:
        folder = tmp_path / kind.__name__
        folder.mkdir()
        bench = kind(folder, 0)
        bench.away()
        try:
            with Watcher(bench.camera) as watcher:
                assert isinstance(watcher.expect(ReaderAway).error, DeviceMissingError)
                assert bench.camera.newest() is None
                bench.mend()
                watcher.expect(ReaderBack)
        finally:
            bench.close()


def test_nothing_is_left_of_a_camera_that_was_closed(bench):
    bench.watcher.expect(ReaderBack)
    assert bench.camera.newest(seconds=SECONDS)
    bench.watcher.nothing_more()
    assert bench.camera.newest() is None
