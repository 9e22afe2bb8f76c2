"""Ticket printers: every slip is another, and what the printer got is compared with what was told of it."""

import errno
import os
import pty
import re
import select
import threading
import time
import tty
from collections.abc import Callable
from pathlib import Path
from random import Random

from hardware import bench
from hardware.errors import DeviceError
from hardware.settings import FilePath, SerialLine, TcpAddress
from hardware.ticketprinter.driver import CLEAR, EscposPrinter
from hardware.ticketprinter.escpos import encode
from hardware.ticketprinter.paper import Words
from hardware.ticketprinter.printer import TicketPrinter
from hardware.ticketprinter.profiles import PrinterProfile
from hardware.ticketprinter.slip import lay_out
from hardware.ticketprinter.usb import connect_usb
from tests.faults.devices.lane import Lane, Tally
from tests.hardware.idcard.usb_reader import said
from tests.hardware.ticketprinter.slips import a_slip
from tests.hardware.ticketprinter.tcp_printer import REPLIES, Firmware, TcpPrinter
from tests.hardware.ticketprinter.usb_printer import UsbPrinter

BESIDE = re.compile(rb"(\x10\x04[\x01-\x04]|\x1da\x0e|" + re.escape(CLEAR) + rb")*")
"""What a driver says beside a slip: questions, the wish to be told, and that the rest is thrown away."""
STATUSES = (*REPLIES, "unknown")
PATIENCE_S = 20
SERVICES = ("居住证办理", "身份证换领", "社会保障卡", "不动产登记", "㐀㐁证明")
"""The last has letters that printers have not, so that its slip is drawn."""


class Peer:
    """A printer at byte level, and what it got of one slip.

    Attributes:
        raw: All bytes since `begin`.
        cycles: How often it was unplugged.
    """

    def __init__(self, firmware: Firmware, dice: Random) -> None:
        self.firmware, self._dice, self._hear = firmware, dice, firmware.hear
        firmware.hear = self.hear
        self.cycles = 0
        self.begin("", 0)

    def begin(self, way: str, at: int) -> None:
        """Wait for a slip, and go wrong `at` so many bytes."""
        self.raw, self.way, self._at, self._left = b"", way, at, self._dice.randrange(1, 9)
        self.firmware.status, self.firmware.job = "ok", b""

    def hear(self, received: bytes) -> bytes:
        """Take bytes and say what a printer says."""
        self.raw += received
        if not self.way or len(self.raw) < self._at:
            return self._hear(received)
        if self.way in STATUSES:
            self.firmware.status = self.way
        elif self.way == "unplugged":
            self.unplug()
        reply = self._hear(received)
        if self.way in {"silent", "noisy"} and reply and self._left:
            self._left -= 1
            return b"" if self.way == "silent" else self._dice.randbytes(len(reply))
        return reply

    def unplug(self) -> None:
        """Go away from within a slip."""
        self.way = ""
        self.cycles += 1
        raise ConnectionResetError

    def settle(self, *, reached: bool) -> None:
        """Wait until it has all that was sent; `reached` is False where it may never have been called."""


class OnTcp(Peer):
    """Behind a socket; unplugged it resets the connection."""

    def __init__(self, _folder: Path, dice: Random) -> None:
        self.printer = TcpPrinter()
        self.printer.__enter__()
        super().__init__(self.printer, dice)
        self.place = TcpAddress("127.0.0.1", self.printer.port)

    def begin(self, way: str, at: int) -> None:
        super().begin(way, at)
        self.printer.calls = 0
        self.printer.jobs.clear()

    def settle(self, *, reached: bool) -> None:
        with self.printer.ended:
            ended = self.printer.ended.wait_for(lambda: self.printer.calls, PATIENCE_S if reached else 1)
        assert ended or not reached, "the connection did not end"

    def open(self, profile: PrinterProfile) -> TicketPrinter:
        return bench.open_ticket_printer(self.place, profile)

    def close(self) -> None:
        self.printer.__exit__()


class TellsOnTcp(OnTcp):
    """Tells its status by itself, and answers no question."""

    def __init__(self, folder: Path, dice: Random) -> None:
        super().__init__(folder, dice)
        self.printer.tells, self.printer.asked = True, False


class OnUsb(Peer):
    """On a USB of its own; unplugged it is gone until the next slip."""

    def __init__(self, _folder: Path, dice: Random) -> None:
        self.printer = UsbPrinter()
        super().__init__(self.printer, dice)

    def begin(self, way: str, at: int) -> None:
        super().begin(way, at)
        self.printer.plugged = True

    def unplug(self) -> None:
        self.way = ""
        self.cycles += 1
        self.printer.plugged = False
        raise said(errno.ENODEV)

    def open(self, profile: PrinterProfile) -> TicketPrinter:
        return EscposPrinter("usb", connect_usb(*self.printer.usb_id, self.printer.backend), profile)

    def close(self) -> None:
        assert self.printer.open == 0


class OnSerial(Peer):
    """Behind a pseudo-terminal that stays plugged in."""

    def __init__(self, _folder: Path, dice: Random) -> None:
        super().__init__(Firmware(), dice)
        self._far, self._near = pty.openpty()
        tty.setraw(self._near)
        self._stop = os.pipe()
        self._thread = threading.Thread(target=self._serve, name="pty-printer")
        self._thread.start()

    def _serve(self) -> None:
        while True:
            ready, _, _ = select.select([self._far, self._stop[0]], [], [])
            if self._stop[0] in ready:
                return
            os.write(self._far, self.hear(os.read(self._far, 4096)))

    def unplug(self) -> None:
        self.way = ""

    def settle(self, *, reached: bool) -> None:  # noqa: ARG002  it is, always
        had = -1
        while had < len(self.raw):
            had = len(self.raw)
            time.sleep(0.1)

    def open(self, profile: PrinterProfile) -> TicketPrinter:
        return bench.open_ticket_printer(SerialLine(Path(os.ttyname(self._near)), 115200), profile)

    def close(self) -> None:
        os.write(self._stop[1], b"x")
        self._thread.join()
        for end in (self._far, self._near, *self._stop):
            os.close(end)


class InFile(Peer):
    """A plain file, which never goes wrong and says nothing."""

    def __init__(self, folder: Path, dice: Random) -> None:
        super().__init__(Firmware(), dice)
        self._path = folder / "slips"
        self._path.touch()

    def settle(self, *, reached: bool) -> None:  # noqa: ARG002  it is, always
        self.raw = self._path.read_bytes()
        self._path.write_bytes(b"")

    def open(self, profile: PrinterProfile) -> TicketPrinter:
        return bench.open_ticket_printer(FilePath(self._path), profile)

    def close(self) -> None:
        """Nothing is open."""


class Printer:
    """A printer, its driver at its own pace, and somebody who wants slips."""

    def __init__(self, peer: Peer, profile: PrinterProfile, dice: Random, tally: Tally) -> None:
        self._peer, self._profile, self._dice, self._tally = peer, profile, dice, tally
        self._driver = peer.open(profile)

    def close(self) -> None:
        """Let go of driver and peer."""
        self._driver.close()
        self._peer.close()

    def turn(self) -> None:
        """Have one slip printed; something may go wrong all the while."""
        dice, tally = self._dice, self._tally
        slip = a_slip(
            number=f"{dice.choice('ABC')}{dice.randrange(1000):03d}",
            service=Words(dice.choice(SERVICES), "Service"),
            ref=f"{dice.getrandbits(128):032x}",
        )
        meant = encode(lay_out(slip, self._profile.paper), self._profile)
        way = dice.choice([*STATUSES, "silent", "noisy", "unplugged", "cancelled"]) if dice.random() < 0.35 else ""
        self._peer.begin(way, dice.randrange(len(meant) + 100))
        cancel = threading.Timer(dice.random() * 2.2, self._driver.close)
        if way == "cancelled":
            cancel.start()
        failed = ""
        try:
            self._driver.print(slip)
        except DeviceError as error:
            failed = type(error).__name__
        cancel.cancel()
        if way == "cancelled":
            cancel.join()
            self._driver.close()
            self._driver = self._peer.open(self._profile)
        self._peer.settle(reached=failed != "CancelledError")
        whole = meant in self._peer.raw
        if failed:
            tally.counts["told failed"] += 1
            tally.counts[f"told failed and printed whole: {way}, {failed}"] += whole
        else:
            tally.counts["told printed"] += 1
            if not whole or not BESIDE.fullmatch(self._peer.raw.replace(meant, b"", 1)):
                tally.wrong.append(f"told printed, and the printer got {len(self._peer.raw)} other bytes ({way})")
        tally.counts["cycles"], self._peer.cycles = tally.counts["cycles"] + self._peer.cycles, 0


def _lane(peer: Callable[[Path, Random], Peer], name: str, at_once: int, turns: int, **of_it: object) -> Lane:
    profile = PrinterProfile(**of_it)
    return Lane(
        name,
        lambda folder, dice, tally: Printer(peer(folder, dice), profile, dice, tally),
        at_once,
        turns,
        "slips",
    )


LANES = (
    _lane(OnTcp, "slips, network", 25, 4000),
    _lane(TellsOnTcp, "slips, network, tells by itself", 10, 1500, automatic=True, asked=False),
    _lane(OnTcp, "slips, network, drawn", 8, 1000, text="picture", dots=384),
    _lane(OnUsb, "slips, USB", 10, 1500),
    _lane(OnSerial, "slips, serial", 10, 1500),
    _lane(InFile, "slips, file", 2, 500),
)
