"""A real printer driven over its connections, with a peer that speaks its bytes."""

import os
import stat
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from hardware.errors import (
    CoverOpenError,
    DeviceForeignError,
    DeviceMissingError,
    OutOfServiceError,
    PaperOutError,
    PrinterUnknownError,
)
from hardware.ticketprinter import line, transport
from hardware.ticketprinter.driver import EscposPrinter
from hardware.ticketprinter.paper import Paper
from hardware.ticketprinter.printer import PrinterStatus
from hardware.ticketprinter.profiles import PrinterProfile
from tests.hall import wait_until
from tests.hardware.ticketprinter import tcp_printer
from tests.hardware.ticketprinter.paper_tape import read
from tests.hardware.ticketprinter.pty_printer import PtyPrinter
from tests.hardware.ticketprinter.slips import a_slip, of


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    """Shorten the waits for a printer that says nothing; which of them ends a wait stays the same."""
    monkeypatch.setattr(line, "REPLY_S", 0.3)
    monkeypatch.setattr(transport, "STALL_S", 0.5)


@pytest.fixture
def peer():
    with tcp_printer.TcpPrinter() as peer:
        yield peer


def printer_at(peer, paper=Paper.MM80, printing_s=0.3):
    where = f"tcp:127.0.0.1:{peer.port}"
    return EscposPrinter(where, transport.tcp("127.0.0.1", peer.port), of(paper), printing_s=printing_s)


@pytest.mark.parametrize("paper", Paper)
def test_a_slip_comes_out_whole(peer, paper):
    printer_at(peer, paper).print(a_slip())
    (job,) = peer.wait_for_jobs(1)
    tape = read(job)
    assert tape.cuts == 1
    assert "居住证办理" in tape.text


def test_two_slips_come_out_one_after_the_other(peer):
    printer = printer_at(peer)
    printer.print(a_slip(number="A017"))
    printer.print(a_slip(number="A018"))
    assert ["A017" in read(job).text for job in peer.wait_for_jobs(2)] == [True, False]


def test_a_printer_nobody_can_reach_is_offline():
    with tcp_printer.TcpPrinter() as gone:
        pass
    assert printer_at(gone).status() is PrinterStatus.OFFLINE
    with pytest.raises(DeviceMissingError):
        printer_at(gone).print(a_slip())


@pytest.mark.parametrize(
    "word,error",
    [
        ("paper-out", PaperOutError),
        ("cover-open", CoverOpenError),
        ("offline", OutOfServiceError),
        ("failed", OutOfServiceError),
    ],
)
def test_nothing_is_sent_to_a_printer_in_trouble_and_nothing_comes_out_later(peer, word, error):
    printer = printer_at(peer)
    peer.status = word
    with pytest.raises(error) as caught:
        printer.print(a_slip(number="A017"))
    assert caught.value.detail == word
    peer.status = "ok"
    printer.print(a_slip(number="A018"))
    (job,) = peer.wait_for_jobs(1)
    assert "A018" in read(job).text


def test_paper_running_out_half_way_is_told_and_the_rest_is_thrown_away(peer):
    peer.end_after = 100
    with pytest.raises(PaperOutError):
        printer_at(peer).print(a_slip())
    (job,) = peer.wait_for_jobs(1)
    assert job.endswith(tcp_printer.CLEAR)


@pytest.fixture
def telling(peer):
    """A printer that tells its status by itself; without the patience to print."""
    peer.tells, peer.asked = True, False
    return EscposPrinter(
        "tcp", transport.tcp("127.0.0.1", peer.port), PrinterProfile(automatic=True, asked=False), printing_s=0.3
    )


def test_what_a_printer_tells_by_itself_while_it_prints_is_heard(peer, telling):
    peer.end_after = 100
    with pytest.raises(PaperOutError):
        telling.print(a_slip())
    (job,) = peer.wait_for_jobs(1)
    assert job.endswith(tcp_printer.CLEAR)


def test_a_printer_set_to_tell_by_itself_is_not_mistaken_by_who_asks(peer):
    peer.tells, peer._told = True, ""  # by a switch on its back
    assert printer_at(peer).status() is PrinterStatus.OK
    peer.status = "cover-open"
    assert printer_at(peer).status() is PrinterStatus.COVER_OPEN


def test_a_printer_that_knows_no_automatic_status_is_asked_instead(peer):
    peer.status = "near-end"
    profile = PrinterProfile(automatic=True)
    assert EscposPrinter("tcp", transport.tcp("127.0.0.1", peer.port), profile).status() is PrinterStatus.NEAR_END


def test_a_printer_that_never_tells_anything_prints_all_the_same(peer):
    peer.status = "unknown"
    printer_at(peer).print(a_slip())
    (job,) = peer.wait_for_jobs(1)
    assert "A017" in read(job).text


def test_a_printer_that_falls_silent_is_not_trusted(peer):
    printer = printer_at(peer)
    assert printer.status() is PrinterStatus.OK
    peer.status = "unknown"
    with pytest.raises(PrinterUnknownError):
        printer.print(a_slip())
    assert not peer.jobs


def test_a_printer_that_hangs_up_half_way_is_missing(peer):
    peer.close_after = 100
    with pytest.raises(DeviceMissingError):
        printer_at(peer).print(a_slip())


def test_a_printer_on_a_serial_line_prints_and_tells_its_status():
    with PtyPrinter() as peer:
        peer.status = "near-end"
        printer = EscposPrinter("serial", transport.serial(peer.path, 115200), printing_s=0.1)
        assert printer.status() is PrinterStatus.NEAR_END
        printer.print(a_slip())
        wait_until(peer.is_empty, "read")
    assert "居住证办理" in read(peer.job).text


def test_a_serial_line_that_is_not_there_is_missing(tmp_path):
    path = tmp_path / "ttyUSB9"
    with pytest.raises(DeviceMissingError):
        EscposPrinter(f"serial:{path}", transport.serial(path)).print(a_slip())


def test_slips_are_added_to_the_end_of_a_plain_file(tmp_path):
    path = tmp_path / "slips.bin"
    printer = EscposPrinter(f"file:{path}", transport.file(path))
    printer.print(a_slip(number="A017"))
    printer.print(a_slip(number="A018"))
    assert read(path.read_bytes()).cuts == 2
    assert printer.status() is PrinterStatus.UNKNOWN


def test_a_device_file_that_can_be_read_back_tells_its_status():
    with PtyPrinter() as peer:
        peer.status = "cover-open"
        assert EscposPrinter("file", transport.file(peer.path)).status() is PrinterStatus.COVER_OPEN


def test_an_unplugged_printer_does_not_become_a_file_below_dev():
    path = Path(f"/dev/shm/no-printer-{uuid.uuid4()}")
    with pytest.raises(DeviceMissingError):
        EscposPrinter(f"file:{path}", transport.file(path)).print(a_slip())
    assert not path.exists()


def test_no_slip_is_written_to_a_disk(tmp_path):
    path = tmp_path / "disk"
    os.mknod(path, stat.S_IFBLK | 0o600, os.makedev(7, 255))  # a loop device that is not there
    with pytest.raises(DeviceForeignError):
        EscposPrinter(f"file:{path}", transport.file(path)).print(a_slip())


def test_a_pipe_nobody_reads_is_missing(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(DeviceMissingError):
        EscposPrinter(f"file:{path}", transport.file(path)).print(a_slip())


def test_the_printer_program_keeps_jobs_and_obeys_orders(tmp_path):
    program = [sys.executable, tcp_printer.__file__, str(tmp_path)]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        port = int(running.stdout.readline())
        printer = EscposPrinter(f"tcp:127.0.0.1:{port}", transport.tcp("127.0.0.1", port), printing_s=0.1)
        printer.print(a_slip())
        running.stdin.write("status cover-open\n")
        running.stdin.flush()
        assert running.stdout.readline() == "done\n"
        assert printer.status() is PrinterStatus.COVER_OPEN
        running.stdin.close()
        assert running.wait(20) == 0
    assert "A017" in read((tmp_path / "0001.bin").read_bytes()).text
