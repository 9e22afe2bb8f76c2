"""Scanners as bytes: an event node and a serial line behind a pseudo-terminal, and a folder."""

from hardware.keys import code_of
from hardware.scanner.driver import LineScanner
from hardware.scanner.lines import SerialScanner, TypingScanner
from hardware.scanner.simulated import SimulatedScanner
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
        (self.path / "fault").write_text("away")

    def scan(self, text, end=""):
        (self.path / "code.new").write_text(text + end)
        (self.path / "code.new").replace(self.path / "code")

    def close(self):
        """Nothing is open."""
