"""ID card readers at byte level, each with the driver for it over one kind of line."""

import time
from functools import partial
from pathlib import Path

from hardware.idcard.hid import HidPort
from hardware.idcard.one_question import OneQuestion
from hardware.idcard.places import TcpReader
from hardware.idcard.profiles import load_profiles
from hardware.idcard.sam_reader import SamReader
from hardware.idcard.serial import SerialPort
from hardware.idcard.session import Pace, Session
from hardware.idcard.tcp import TcpPort
from hardware.idcard.usb import UsbPort
from hardware.settings import SerialLine
from tests.hardware.idcard.hid_reader import HidModule
from tests.hardware.idcard.pty_reader import PtyReader, text_block
from tests.hardware.idcard.tcp_reader import TcpModule
from tests.hardware.idcard.usb_reader import UsbModule
from tests.hardware.idcard.watcher import SECONDS

QUESTION = load_profiles(Path("/nowhere")).tcp["one-question"]
PACE = Pace(find=0.03, answer=0.6, quiet=0.1, retry=0.05, retry_most=0.2)


class OverLine:
    """A reader at byte level, and the driver for it over one kind of line.

    Attributes:
        place: Where it is, as settings say it; None where only a test can reach it.
    """

    one_question = False
    place = None

    def __init__(self, folder, pace=PACE):
        self.peer, open_port = self.build(folder)
        self.reader = SamReader("there", open_port, pace, self.talk())

    def build(self, folder):
        raise NotImplementedError

    def talk(self):
        return Session

    def lay(self, form="mainland", **given):
        self.peer.lay(form, **given)

    def lay_unknown_form(self):
        block = text_block()
        self.peer.lay(block=block[:248] + b"Q\0" + block[250:])

    def lift(self):
        self.peer.lift()

    def settle(self):
        """Let the driver look often enough that a card told again would have been told."""
        looked, deadline = self.peer.answers, time.monotonic() + SECONDS
        while self.peer.answers < looked + 4:
            assert time.monotonic() < deadline
            time.sleep(0.01)

    def fault(self, name):
        names = {"lay-again": "read-fails", "out-of-service": "unauthorised", "": "none"}
        if name == "missing":
            self.peer.unplug()
        elif self.peer.plugged:
            self.peer.fault = names.get(name, name)
        else:
            self.peer.plug()

    def close(self):
        self.peer.close()


class OverPty(OverLine):
    def build(self, folder):
        path = str(folder / "tty")
        self.place = SerialLine(folder / "tty")
        return PtyReader(folder / "tty"), lambda: SerialPort(path, path, 115200)


class OverTcp(OverLine):
    def build(self, folder):  # noqa: ARG002  the same for each
        peer = TcpModule(one_question=self.one_question)
        self.place = TcpReader("127.0.0.1", peer.port, profile=QUESTION if self.one_question else None)
        return peer, lambda: TcpPort("there", "127.0.0.1", peer.port)


class OverTcpByOneQuestion(OverTcp):
    one_question = True

    def talk(self):
        return partial(OneQuestion, ask=QUESTION.ask.encode())


class OverUsb(OverLine):
    table = "sdt"

    def build(self, folder):
        profile = load_profiles(folder).usb[self.table]
        peer = UsbModule(four=profile.pipes == "four")
        return peer, lambda: UsbPort("there", profile, peer.backend)

    def close(self):
        assert self.peer.open == 0


class OverFourPipes(OverUsb):
    table = "sdt-four"


class OverHid(OverLine):
    table = "yinan"

    def build(self, folder):
        profile = load_profiles(folder).hid[self.table]
        peer = HidModule(folder / "hidraw0", envelope=self.table == "miaxis")
        return peer, lambda: HidPort("there", profile, peer)

    def close(self):
        assert self.peer.open == 0


class OverEnvelopes(OverHid):
    table = "miaxis"


LINES = [OverPty, OverTcp, OverTcpByOneQuestion, OverUsb, OverFourPipes, OverHid, OverEnvelopes]
