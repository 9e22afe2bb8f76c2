"""What every ticket printer keeps to, whichever it is."""

import threading
from contextlib import ExitStack

import pytest

from hardware.errors import CancelledError, CoverOpenError, OutOfServiceError, PaperOutError
from hardware.ticketprinter import line, transport, usb
from hardware.ticketprinter.driver import EscposPrinter
from hardware.ticketprinter.printer import PrinterStatus
from hardware.ticketprinter.profiles import USUAL, PrinterProfile
from hardware.ticketprinter.simulated import SimulatedPrinter
from tests.hall import wait_until
from tests.hardware.ticketprinter.paper_tape import read
from tests.hardware.ticketprinter.pty_printer import PtyPrinter
from tests.hardware.ticketprinter.slips import a_slip
from tests.hardware.ticketprinter.tcp_printer import TcpPrinter
from tests.hardware.ticketprinter.usb_printer import UsbPrinter

CUT = b"\x1dV\x01"


class OverTcp:
    """A real driver and a socket that is its printer."""

    hears = True
    profile = USUAL

    def __init__(self, stack, _folder):
        self.peer = stack.enter_context(TcpPrinter())
        connect = transport.tcp("127.0.0.1", self.peer.port)
        self.printer = EscposPrinter("tcp", connect, self.profile, printing_s=0.1)

    def set_status(self, word):
        self.peer.status = word

    def jobs(self, count):
        return self.peer.wait_for_jobs(count)


class OverTcpByItself(OverTcp):
    """The same with a printer that tells its status by itself, and answers no question."""

    profile = PrinterProfile(automatic=True, asked=False)

    def __init__(self, stack, folder):
        super().__init__(stack, folder)
        self.peer.tells, self.peer.asked = True, False


class OverTerminal(OverTcp):
    """The same on a serial line. What came has no end but the cut of its last slip."""

    open = staticmethod(transport.serial)

    def __init__(self, stack, _folder):
        self.peer = stack.enter_context(PtyPrinter())
        self.printer = EscposPrinter("serial", self.open(self.peer.path), printing_s=0.1)

    def jobs(self, count):
        wait_until(lambda: self.peer.is_empty() and self.peer.job.count(CUT) == count, "so many slips")
        return [self.peer.job] if count else []


class ThroughDeviceFile(OverTerminal):
    """The same as a device file that can be read back."""

    open = staticmethod(transport.file)


class OverUsb(OverTerminal):
    """The same on USB."""

    def __init__(self, _stack, _folder):
        self.peer = UsbPrinter()
        self.peer.is_empty = lambda: True
        connect = usb.connect_usb(*self.peer.usb_id, self.peer.backend)
        self.printer = EscposPrinter("usb", connect, printing_s=0.1)


class ToPlainFile:
    """A real driver and a file that takes everything."""

    hears = False

    def __init__(self, _stack, folder):
        self.path = folder / "slips.bin"
        self.printer = EscposPrinter("file", transport.file(self.path))

    def jobs(self, count):
        written = self.path.read_bytes() if count else b""
        assert written.count(CUT) == count
        assert count or not self.path.exists()
        return [written]


class InAFolder:
    """A simulated printer, which needs no peer."""

    hears = True

    def __init__(self, _stack, folder):
        self.folder = folder
        self.printer = SimulatedPrinter("simulated:slips", folder)

    def set_status(self, word):
        (self.folder / "fault").write_text(f"{word}\n")

    def jobs(self, count):
        jobs = [file.read_bytes() for file in sorted(self.folder.glob("*.bin"))]
        assert len(jobs) == count
        return jobs


EVERY = [OverTcp, OverTcpByItself, OverTerminal, ThroughDeviceFile, OverUsb, ToPlainFile, InAFolder]


@pytest.fixture
def bench(request, tmp_path, monkeypatch):
    monkeypatch.setattr(line, "REPLY_S", 0.3)
    with ExitStack() as stack:
        bench = request.param(stack, tmp_path)
        yield bench
        bench.printer.close()
        bench.printer.close()


every = pytest.mark.parametrize("bench", EVERY, indirect=True)
that_hears = pytest.mark.parametrize("bench", [each for each in EVERY if each.hears], indirect=True)


@every
def test_a_slip_is_printed_once(bench):
    bench.printer.print(a_slip())
    (job,) = bench.jobs(1)
    assert "A017" in read(job).text


@that_hears
@pytest.mark.parametrize("status", PrinterStatus)
def test_every_status_can_be_told(bench, status):
    bench.set_status(status)
    assert bench.printer.status() is status


@that_hears
@pytest.mark.parametrize("status", [PrinterStatus.NEAR_END, PrinterStatus.UNKNOWN])
def test_little_paper_or_silence_from_the_start_does_not_stop_a_slip(bench, status):
    bench.set_status(status)
    bench.printer.print(a_slip())
    bench.jobs(1)


@that_hears
@pytest.mark.parametrize(
    "status,error",
    [
        (PrinterStatus.PAPER_OUT, PaperOutError),
        (PrinterStatus.COVER_OPEN, CoverOpenError),
        (PrinterStatus.OFFLINE, OutOfServiceError),
        (PrinterStatus.FAILED, OutOfServiceError),
    ],
)
def test_a_slip_that_could_not_be_printed_is_told_and_forgotten(bench, status, error):
    bench.set_status(status)
    with pytest.raises(error) as caught:
        bench.printer.print(a_slip(number="A017"))
    assert caught.value.detail == status
    bench.set_status("ok")
    bench.printer.print(a_slip(number="A018"))
    (job,) = bench.jobs(1)
    assert "A017" not in read(job).text


@every
def test_a_printer_may_be_used_from_a_worker_thread(bench):
    worker = threading.Thread(target=bench.printer.print, args=(a_slip(),))
    worker.start()
    worker.join()
    bench.jobs(1)


@every
def test_a_printer_that_was_let_go_prints_no_more(bench):
    bench.printer.close()
    with pytest.raises(CancelledError):
        bench.printer.print(a_slip())
    bench.jobs(0)
