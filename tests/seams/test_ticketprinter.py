"""What every ticket printer keeps to, whichever it is."""

import threading

import pytest

from hardware.errors import CancelledError, CoverOpenError, OutOfServiceError, PaperOutError
from hardware.ticketprinter import line, transport
from hardware.ticketprinter.driver import EscposPrinter
from hardware.ticketprinter.printer import PrinterStatus
from hardware.ticketprinter.profiles import PrinterProfile
from hardware.ticketprinter.simulated import SimulatedPrinter
from tests.hardware.ticketprinter.paper_tape import read
from tests.hardware.ticketprinter.slips import a_slip
from tests.hardware.ticketprinter.tcp_printer import TcpPrinter


class OverTcp:
    """A real driver and a socket that is its printer."""

    def __init__(self, peer, folder):
        self.peer, self.folder = peer, folder
        self.printer = EscposPrinter(
            f"tcp:127.0.0.1:{peer.port}", transport.tcp("127.0.0.1", peer.port), printing_s=0.1
        )

    def set_status(self, word):
        self.peer.status = word

    def jobs(self, count):
        return self.peer.wait_for_jobs(count)


class OverTcpByItself(OverTcp):
    """The same with a printer that tells its status by itself, and answers no question."""

    def __init__(self, peer, folder):
        super().__init__(peer, folder)
        peer.tells, peer.asked = True, False
        connect = transport.tcp("127.0.0.1", peer.port)
        profile = PrinterProfile(automatic=True, asked=False)
        self.printer = EscposPrinter("tcp", connect, profile, printing_s=0.1)


class InAFolder:
    """A simulated printer, which needs no peer."""

    def __init__(self, _peer, folder):
        self.folder = folder
        self.printer = SimulatedPrinter("simulated:slips", folder)

    def set_status(self, word):
        (self.folder / "fault").write_text(f"{word}\n")

    def jobs(self, count):
        jobs = [file.read_bytes() for file in sorted(self.folder.glob("*.bin"))]
        assert len(jobs) == count
        return jobs


@pytest.fixture(params=[OverTcp, OverTcpByItself, InAFolder])
def bench(request, tmp_path, monkeypatch):
    monkeypatch.setattr(line, "REPLY_S", 0.3)
    with TcpPrinter() as peer:
        bench = request.param(peer, tmp_path)
        yield bench
        bench.printer.close()
        bench.printer.close()


def test_a_slip_is_printed_once(bench):
    bench.printer.print(a_slip())
    (job,) = bench.jobs(1)
    assert "A017" in read(job).text


@pytest.mark.parametrize("status", PrinterStatus)
def test_every_status_can_be_told(bench, status):
    bench.set_status(status)
    assert bench.printer.status() is status


@pytest.mark.parametrize("status", [PrinterStatus.NEAR_END, PrinterStatus.UNKNOWN])
def test_little_paper_or_silence_from_the_start_does_not_stop_a_slip(bench, status):
    bench.set_status(status)
    bench.printer.print(a_slip())
    bench.jobs(1)


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


def test_a_printer_may_be_used_from_a_worker_thread(bench):
    worker = threading.Thread(target=bench.printer.print, args=(a_slip(),))
    worker.start()
    worker.join()
    bench.jobs(1)


def test_a_printer_that_was_let_go_prints_no_more(bench):
    bench.printer.close()
    with pytest.raises(CancelledError):
        bench.printer.print(a_slip())
    bench.jobs(0)
