"""Call-buttons, A4 printers and readers of cards with a chip."""

import threading
from contextlib import ExitStack
from pathlib import Path
from random import Random

from hardware import bench
from hardware.callbutton.button import Pressed, Shown
from hardware.callbutton.callers import SerialCaller
from hardware.pageprinter.printer import Outcome, PageJob
from hardware.reader import ReaderAway, ReaderBack
from hardware.settings import PcscReaders
from hardware.smartcard.reader import CardGone, CardPresent
from tests.faults.devices.lane import Lane, Tally
from tests.hardware.callbutton.buttons import ADDRESS, CALLER, CallerPeer, KeypadPeer, OnPty
from tests.hardware.idcard.watcher import Watcher
from tests.hardware.pageprinter.boxed import AT, ippeveprinter
from tests.hardware.pageprinter.faulty_printer import FaultyPrinter
from tests.hardware.smartcard.boxed import pcscd

PAGE_FAULTS = (
    "paper", "jam", "offline", "busy", "format", "refused", "half-way paper", "half-way jam", "half-way aborted",
    "half-way gone", "half-way silent", "breaks-off", "garbage", "html", "not-http", "drips", "forgets", "restarts",
    "no-reasons", "other-number", "huge", "gone", "errors", "late-jam", "fails-document",
)  # fmt: skip


class Button:
    """A call-button, and somebody who presses it."""

    def __init__(self, peer: OnPty, dice: Random, tally: Tally) -> None:
        self._peer, self._dice, self._tally = peer, dice, tally
        self._button = peer.open()
        if isinstance(peer, CallerPeer):
            self._button = bench.open_button(SerialCaller(peer.path, "caller", ADDRESS, CALLER))
        self._watcher = Watcher(self._button)
        self._watcher.expect(ReaderBack)

    def close(self) -> None:
        """Let go of driver and peer."""
        self._watcher.__exit__()
        self._peer.close()

    def turn(self) -> None:
        """Press, or pull the plug and press then."""
        dice = self._dice
        self._button.show(
            Shown(reached=True, open=dice.random() < 0.5, number=dice.randrange(1000)), self._peer.address
        )
        noisy = isinstance(self._peer, CallerPeer) and dice.random() < 0.3
        if noisy:
            noise = dice.choice([dice.randbytes(dice.randrange(1, 40)), bytes.fromhex("ff680606"), b"\xff"])
            self._peer.send(noise)
        if dice.random() < 0.1:
            self._peer.unplug()
            self._watcher.expect(ReaderAway)
            self._peer.plug()
            self._watcher.expect(ReaderBack)
            self._tally.counts["cycles"] += 1
        self._peer.press()
        pressed = self._watcher.expect(Pressed)
        if not pressed.calls or pressed.address != self._peer.address:
            self._tally.wrong.append(f"another key than the one pressed was told: {pressed}")
        self._tally.counts["pressed"] += 1
        self._watcher.seen.clear()


class PagePrinter:
    """A faulty A4 printer, and somebody who prints."""

    def __init__(self, dice: Random, tally: Tally) -> None:
        self._dice, self._tally = dice, tally
        self._peer = FaultyPrinter()
        self._peer.__enter__()
        self._driver = bench.open_page_printer(self._peer.at)

    def close(self) -> None:
        """Let go of driver and peer."""
        self._driver.close()
        self._peer.__exit__()

    def turn(self) -> None:
        """Print a document that is like no other."""
        self._peer.fault = self._dice.choice(PAGE_FAULTS) if self._dice.random() < 0.3 else ""
        document = b"%PDF-1.4 " + self._dice.randbytes(20_000)
        result = self._driver.print(PageJob(document, 1))
        self._tally.counts[f"told {result.outcome}"] += 1
        if result.outcome is Outcome.PRINTED and self._peer.kept != [document]:
            self._tally.wrong.append(f"told printed, and the printer has it not ({self._peer.fault})")
        if result.outcome is Outcome.NOT_PRINTED and self._peer.kept and self._peer.began:
            self._tally.wrong.append(f"told not printed, and the printer was at work on it ({self._peer.fault})")
        self._peer.kept.clear()
        self._peer.asked.clear()
        self._peer.names, self._peer.began = b"", False
        self._peer.closing.set()  # for those to whom it says nothing
        self._peer.closing = threading.Event()


class RealPagePrinter:
    """The printer of CUPS, in a box of its own."""

    def __init__(self, folder: Path, dice: Random, tally: Tally) -> None:
        self._dice, self._tally, self._stack = dice, tally, ExitStack()
        self._box = self._stack.enter_context(ippeveprinter(folder))
        self._driver = bench.open_page_printer(AT)

    def close(self) -> None:
        """Let go of driver and box."""
        self._driver.close()
        self._stack.close()

    def turn(self) -> None:
        """Print a document that is like no other."""
        document = b"%PDF-1.4 " + self._dice.randbytes(20_000)
        kept = len(self._box.kept())
        with self._box.inside():
            result = self._driver.print(PageJob(document, 1))
        self._tally.counts[f"told {result.outcome}"] += 1
        if result.outcome is not Outcome.PRINTED or self._box.kept()[kept:] != [document]:
            self._tally.wrong.append(f"told {result.outcome} {result.cause}, nothing was wrong")


class ChipReader:
    """The real pcscd with a virtual reader, and somebody who lays cards and kills it."""

    def __init__(self, dice: Random, tally: Tally) -> None:
        self._dice, self._tally, self._stack = dice, tally, ExitStack()
        self._box = self._stack.enter_context(pcscd())
        self._watcher = Watcher(bench.open_smartcard(PcscReaders()))
        self._watcher.expect(ReaderBack)

    def close(self) -> None:
        """Let go of driver and box."""
        self._watcher.__exit__()
        self._stack.close()

    def turn(self) -> None:
        """Have a card read and lifted; one time in ten the service is killed and started again."""
        serial = self._dice.choice(["04", "a1"]) + self._dice.randbytes(self._dice.choice([3, 6])).hex()
        self._box.lay(serial)
        if self._watcher.expect(CardPresent).serial != serial:
            self._tally.wrong.append("read wrongly")
        self._tally.counts["cards told"] += 1
        if self._dice.random() < 0.1:
            self._box.do("kill")
            self._watcher.expect(ReaderAway)
            self._box.do("start")
            self._watcher.expect(ReaderBack)
            self._tally.counts["cycles"] += 1
        else:
            self._box.lift()
            self._watcher.expect(CardGone)
        self._watcher.seen.clear()


LANES = (
    Lane("presses, serial", lambda at, dice, tally: Button(CallerPeer(at), dice, tally), 10, 2000, "presses"),
    Lane("presses, keypad", lambda at, dice, tally: Button(KeypadPeer(at), dice, tally), 10, 2000, "presses"),
    Lane("pages, faulty printer", lambda _, dice, tally: PagePrinter(dice, tally), 25, 500, "pages"),
    Lane("pages, ippeveprinter", RealPagePrinter, 1, 50, "pages"),
    Lane("chip cards, pcscd", lambda _, dice, tally: ChipReader(dice, tally), 1, 300, "reads"),
)
