"""Scanners as bytes: an event node and a serial line behind a pseudo-terminal, and a folder."""

import time

from PIL import Image

from hardware.bench import open_scanner
from hardware.keys import code_of
from hardware.qr import rows_of
from hardware.scanner.driver import LineScanner
from hardware.scanner.lines import SerialScanner, TypingScanner
from hardware.scanner.simulated import SimulatedScanner
from hardware.settings import CodeCamera, SimulatedIn
from tests.hardware.callbutton.buttons import OnPty, key

SHIFTED = dict(zip('!@#$%^&*()_+{}:"~|<>?', "1234567890-=[];'`\\,./", strict=True))
NAMES = {
    "-": "minus", "=": "equal", "[": "leftbrace", "]": "rightbrace", ";": "semicolon", "'": "apostrophe",
    "`": "grave", "\\": "backslash", ",": "comma", ".": "dot", "/": "slash", " ": "space",
}  # fmt: skip


def strokes(text):
    """The events of somebody who types this on a keyboard of the United States."""
    raw = b""
    for sign in text:
        plain = SHIFTED.get(sign, sign.lower())
        shift = code_of("leftshift") if sign.isupper() or sign in SHIFTED else None
        stroke = key(code_of(NAMES.get(plain, plain)), 1, 0)
        raw += key(shift, 1) + stroke + key(shift, 0) if shift else stroke
    return raw


class TypingPeer(OnPty):
    def open(self):
        return LineScanner("typing", lambda: TypingScanner("typing", [self.path], lambda _: None))

    def scan(self, text, end="enter"):
        self.send(strokes(text) + (key(code_of(end), 1, 0) if end else b""))


class SerialPeer(OnPty):
    def open(self):
        return LineScanner("serial", lambda: SerialScanner("serial", str(self.path), 9600))

    def scan(self, text, end="\r\n"):
        self.send((text + end).encode())


class CameraPeer:
    """A camera that is a folder of pictures, and OpenCV that reads the codes in them."""

    def __init__(self, folder):
        self.path = folder / "camera"
        self.path.mkdir()
        self._show(None)

    def open(self):
        return open_scanner(CodeCamera(SimulatedIn(self.path)))

    def scan(self, text, end=""):  # noqa: ARG002  a picture has no end
        """Hold a code before it, after there was none."""
        self._show(None)
        time.sleep(2)  # longer than a hand trembles: then it is another code, or the same one anew
        self._show(text)

    def _show(self, text):
        hall = Image.effect_noise((640, 480), 40).convert("RGB")
        if text:
            rows = rows_of(text)
            code = Image.new("L", (len(rows) + 8,) * 2, 255)
            for y, row in enumerate(rows):
                for x, dark in enumerate(row):
                    code.putpixel((x + 4, y + 4), 0 if dark else 255)
            hall.paste(code.resize((360, 360), Image.Resampling.NEAREST).rotate(8, fillcolor=255), (140, 60))
        hall.save(self.path / "new.tmp", "PNG")
        (self.path / "new.tmp").replace(self.path / "hall.png")

    def plug(self):
        (self.path / "fault").unlink()

    def unplug(self):
        (self.path / "fault").write_text("missing")

    def close(self):
        """Nothing is open."""


class FolderPeer:
    def __init__(self, folder):
        self.path = folder / "scanner"
        self.plug()

    def open(self):
        return SimulatedScanner("simulated", self.path)

    def plug(self):
        self.path.mkdir(exist_ok=True)
        (self.path / "fault").unlink(missing_ok=True)

    def unplug(self):
        (self.path / "fault").write_text("missing")

    def scan(self, text, end=""):
        (self.path / "code.new").write_text(text + end)
        (self.path / "code.new").replace(self.path / "code")

    def close(self):
        """Nothing is open."""
