"""Scanners and cameras."""

import time
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image

from hardware import bench
from hardware.camera.camera import Camera
from hardware.camera.places import NetworkCamera
from hardware.keys import code_of
from hardware.reader import ReaderAway, ReaderBack
from hardware.scanner.driver import LineScanner
from hardware.scanner.lines import TypingScanner
from hardware.scanner.scanner import Scanned, Scanner
from hardware.settings import FilePath, SerialLine, SimulatedIn
from tests.faults.devices.lane import Lane, Tally
from tests.hardware.callbutton.buttons import OnPty, key
from tests.hardware.camera.pictures import BLUE, RED, scene, shows, write_video
from tests.hardware.camera.rtsp_camera import RtspCamera
from tests.hardware.idcard.watcher import SECONDS, Watcher
from tests.hardware.scanner.scanners import SerialPeer, TypingPeer, strokes

SIGNS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ:-_/.+=?&%#"
AT_ONCE_S = 0.1
"""In so long a driver takes no pause for the end of a code."""


class Typing:
    """A scanner that types, as bytes: only the call by which the kernel gives it to us alone is left out."""

    def __init__(self, folder: Path) -> None:
        self.line: OnPty = TypingPeer(folder)

    def open(self) -> Scanner:
        return LineScanner("typing", lambda: TypingScanner("typing", [self.line.path], lambda _: None))

    def raw(self, code: str, dice: Random) -> bytes:
        return strokes(code) + dice.choice([key(code_of(end), 1, 0) for end in ("enter", "kpenter", "tab")] + [b""])

    def noise(self, _dice: Random) -> bytes:
        return key(code_of("numlock"), 1, 0, 2)


class OnSerial:
    """A scanner on a serial line."""

    def __init__(self, folder: Path) -> None:
        self.line: OnPty = SerialPeer(folder)

    def open(self) -> Scanner:
        return bench.open_scanner(SerialLine(self.line.path))

    def raw(self, code: str, dice: Random) -> bytes:
        return code.encode() + dice.choice([b"\r\n", b"\r", b"\n", b""])

    def noise(self, dice: Random) -> bytes:
        return dice.choice([b"\r\n", b" \n", b"\r\r\r"])


class CodeScanner:
    """A scanner, and somebody who holds codes before it, each another one."""

    def __init__(self, peer: Typing | OnSerial, dice: Random, tally: Tally) -> None:
        self._peer, self._dice, self._tally = peer, dice, tally
        self._watcher = Watcher(peer.open())
        self._watcher.expect(ReaderBack)

    def close(self) -> None:
        """Let go of driver and peer."""
        self._watcher.__exit__()
        self._peer.line.close()

    def turn(self) -> None:
        """Hold a code before it, after noise, or after one at which the plug was pulled."""
        dice = self._dice
        chance = dice.random()
        if chance < 0.15:
            self._peer.line.send(self._peer.noise(dice))
        elif chance < 0.25:
            self._pull()
        code = self._code()
        self._peer.line.send(self._peer.raw(code, dice))  # in one go: under load there are pauses between two
        while isinstance(event := self._watcher.next(), Scanned) and event.text != code:
            self._tally.wrong.append(f"another code was told: {len(event.text)} signs instead of {len(code)}")
        if not isinstance(event, Scanned):
            self._tally.wrong.append(f"told instead of a code: {event}")
        self._tally.counts["codes told"] += 1
        self._watcher.seen.clear()

    def _code(self) -> str:
        return "".join(self._dice.choices(SIGNS, k=self._dice.randint(2, 90)))

    def _pull(self) -> None:
        began = time.monotonic()
        raw = self._peer.raw(self._code(), self._dice)
        self._peer.line.send(raw[: self._dice.randrange(len(raw) // 2)])
        self._peer.line.unplug()
        event = self._watcher.next()
        if isinstance(event, Scanned) and time.monotonic() - began > AT_ONCE_S:
            self._tally.counts["halves told after a silence"] += 1
            event = self._watcher.next()
        if not isinstance(event, ReaderAway):
            self._tally.wrong.append(f"told of a code at which the plug was pulled: {event}")
            self._watcher.expect(ReaderAway)
        self._peer.line.plug()
        self._watcher.expect(ReaderBack)
        self._tally.counts["cycles"] += 1


class OfFile:
    """A video."""

    def __init__(self, folder: Path, _dice: Random) -> None:
        self._video = folder / "hall.avi"
        write_video(self._video, [scene(number) for number in range(20)], rate=20)
        self.camera = bench.open_camera(FilePath(self._video))

    def away(self) -> None:
        self._video.rename(self._video.with_suffix(".away"))

    def back(self) -> None:
        self._video.with_suffix(".away").rename(self._video)

    def close(self) -> None:
        """Nothing is open."""


class InFolder:
    """The simulated camera."""

    def __init__(self, folder: Path, dice: Random) -> None:
        self._folder, self._dice = folder / "camera", dice
        self._folder.mkdir()
        for number in range(3):
            Image.fromarray(np.ascontiguousarray(scene(number)[..., ::-1])).save(self._folder / f"{number}.png")
        self.camera = bench.open_camera(SimulatedIn(self._folder))

    def away(self) -> None:
        (self._folder / ".new").write_text(self._dice.choice(["missing", "busy", "mute", "out-of-service", "black"]))
        (self._folder / ".new").rename(self._folder / "fault")

    def back(self) -> None:
        (self._folder / "fault").unlink()

    def close(self) -> None:
        """Nothing is open."""


class OnNetwork:
    """A camera that speaks RTSP."""

    def __init__(self, _folder: Path, _dice: Random) -> None:
        self._peer = RtspCamera()
        self.camera = bench.open_camera(NetworkCamera(f"rtsp://127.0.0.1:{self._peer.port}/live"))

    def away(self) -> None:
        self._peer.leave()

    def back(self) -> None:
        self._peer.come()

    def close(self) -> None:
        self._peer.close()


class Looking:
    """A camera, and somebody who looks."""

    def __init__(self, made: OfFile | InFolder | OnNetwork, dice: Random, tally: Tally) -> None:
        self._made, self._dice, self._tally = made, dice, tally
        self._camera: Camera = made.camera
        self._number = 0
        self._watcher = Watcher(self._camera)
        self._watcher.expect(ReaderBack)

    def close(self) -> None:
        """Let go of driver and peer."""
        self._watcher.__exit__()
        self._made.close()

    def turn(self) -> None:
        """Look at a picture; one time in five after the plug was pulled and put back."""
        came_back = 0.0
        if self._dice.random() < 0.2:
            self._made.away()
            self._watcher.expect(ReaderAway)
            if self._camera.newest():
                self._tally.wrong.append("a picture of a camera that is away")
            self._made.back()
            came_back = time.monotonic()
            self._watcher.expect(ReaderBack)
            self._tally.counts["cycles"] += 1
        frame = self._camera.newest(self._number, SECONDS)
        if frame is None or frame.taken_at < came_back or not shows(frame.pixels, [BLUE, BLUE, RED, RED]):
            self._tally.wrong.append("no picture" if frame is None else "another picture than the one there was")
        else:
            self._number = frame.number
            self._tally.counts["seen"] += 1
        self._watcher.seen.clear()


LANES = (
    Lane("codes, typed", lambda at, dice, tally: CodeScanner(Typing(at), dice, tally), 10, 2000, "codes"),
    Lane("codes, serial", lambda at, dice, tally: CodeScanner(OnSerial(at), dice, tally), 10, 2000, "codes"),
    Lane("pictures, file", lambda at, dice, tally: Looking(OfFile(at, dice), dice, tally), 4, 600, "looks"),
    Lane("pictures, simulated", lambda at, dice, tally: Looking(InFolder(at, dice), dice, tally), 4, 600, "looks"),
    Lane("pictures, network", lambda at, dice, tally: Looking(OnNetwork(at, dice), dice, tally), 2, 200, "looks"),
)
