"""Call-buttons as bytes: an event node and a serial line behind a pseudo-terminal, and a folder."""

import json
import os
import select
import struct
import tty

from hardware.callbutton.callers import Caller
from hardware.callbutton.driver import LineButton
from hardware.callbutton.keypad import Keypad
from hardware.callbutton.serial import CallerLine
from hardware.callbutton.simulated import SimulatedButton
from tests.hall import wait_until

EVENT = struct.Struct("@llHHi")
ENTER, KPENTER, NUMLOCK = 28, 96, 69
CALLER = Caller(says="ff 68 len len 68 addr cmd data sum 16", shows="addr hi lo sum", calls=("01",))
ADDRESS = 5


def event(kind, code, value):
    return EVENT.pack(1, 2, kind, code, value)


def key(code, *values):
    """A key as the kernel tells it: a scan code, the key, the end of the report."""
    return b"".join(event(4, 4, 0x70058) + event(1, code, value) + event(0, 0, 0) for value in values)


def frame(address, command, data=b""):
    body = bytes([address, command]) + data
    size = len(body)
    return bytes([0xFF, 0x68, size, size, 0x68]) + body + bytes([sum(body) % 256, 0x16])


class OnPty:
    """Something at a path that stays the same over unplug and plug."""

    where = "pty"
    address = 0

    def __init__(self, folder, name="node"):
        self.path = folder / name
        self._master = self._slave = -1
        self.heard = b""
        self.plug()

    def plug(self):
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self.path.symlink_to(os.ttyname(self._slave))

    def unplug(self):
        self.path.unlink()
        os.close(self._slave)
        os.close(self._master)
        self._master = -1

    def send(self, raw):
        os.write(self._master, raw)

    def wait_for(self, wanted):
        """Wait until what the driver wrote holds this."""

        def came():
            if select.select([self._master], [], [], 0.05)[0]:
                self.heard += os.read(self._master, 4096)
            return wanted in self.heard

        wait_until(came, repr(wanted))
        self.heard = b""

    def forget_shown(self):
        """Nothing to do: `wait_for` takes away what it found."""

    def close(self):
        if self._master != -1:
            self.unplug()


class KeypadPeer(OnPty):
    def open(self):
        return LineButton("keypad", lambda: Keypad("keypad", [self.path], frozenset({ENTER, KPENTER}), lambda _: None))

    def press(self):
        self.send(key(KPENTER, 1, 0))

    def press_another(self):
        self.send(key(NUMLOCK, 1, 0))

    def wait_shown(self, shown):
        self.wait_for(event_of_lights(shown))


def event_of_lights(shown):
    lights = ((0, shown.reached), (1, shown.open), (2, shown.serving))
    return b"".join(EVENT.pack(0, 0, 0x11, n, on) + EVENT.pack(0, 0, 0, 0, 0) for n, on in lights)


class CallerPeer(OnPty):
    address = ADDRESS

    def open(self):
        return LineButton("serial", lambda: CallerLine("serial", str(self.path), CALLER))

    def press(self):
        self.send(frame(ADDRESS, 1))

    def press_another(self):
        self.send(frame(ADDRESS, 2))

    def wait_shown(self, shown):
        high, low = divmod(shown.number, 256)
        self.wait_for(bytes([ADDRESS, high, low, (ADDRESS + high + low) % 256]))


class FolderPeer:
    address = 0

    def __init__(self, folder):
        self.path = folder / "button"
        self.plug()

    def open(self):
        return SimulatedButton("simulated", self.path)

    def plug(self):
        self.path.mkdir(exist_ok=True)
        (self.path / "fault").unlink(missing_ok=True)

    def unplug(self):
        (self.path / "fault").write_text("missing")

    def _press(self, name):
        (self.path / "press.new").write_text(name)
        (self.path / "press.new").replace(self.path / "press")

    def press(self):
        self._press("kpenter\n")

    def press_another(self):
        self._press("numlock\n")

    def wait_shown(self, shown):
        def same():
            try:
                told = json.loads((self.path / "shown").read_text())
            except FileNotFoundError:
                return False
            return (told["reached"], told["number"]) == (shown.reached, shown.number)

        wait_until(same, "shown")

    def forget_shown(self):
        (self.path / "shown").unlink()

    def close(self):
        """Nothing is open."""
