"""A real printer driven over its connections, with a peer that speaks its bytes."""

import contextlib
import os
import pty
import subprocess
import sys
import threading
import time
import tty
from pathlib import Path

import pytest

from hardware.errors import (
    CancelledError,
    CoverOpenError,
    DeviceError,
    DeviceMissingError,
    DeviceMutedError,
    OutOfServiceError,
    PaperOutError,
    PrinterUnknownError,
)
from hardware.ticketprinter import line, transport
from hardware.ticketprinter.driver import EscposPrinter
from hardware.ticketprinter.paper import Paper, Words
from hardware.ticketprinter.printer import PrinterStatus
from hardware.ticketprinter.profiles import PrinterProfile
from tests.hardware.ticketprinter import tcp_printer
from tests.hardware.ticketprinter.paper_tape import read
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


@pytest.mark.parametrize("word", ["ok", "near-end", "paper-out", "cover-open", "offline", "failed", "unknown"])
def test_the_status_is_what_the_printer_says(peer, word):
    peer.status = word
    assert printer_at(peer).status() == word


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


def in_a_thread(printer):
    """Print a slip of many bytes elsewhere; gives the thread and what it raises."""
    raised = []

    def work():
        try:
            printer.print(a_slip(messages=(Words("㐀" * 4000),) * 12))
        except DeviceError as error:
            raised.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    return thread, raised


def test_a_slip_cancelled_on_tcp_leaves_nothing_with_the_system(peer, monkeypatch):
    monkeypatch.setattr(transport, "STALL_S", 60)
    peer.deaf = True
    printer = printer_at(peer)
    lines, connect = [], printer._connect
    printer._connect = lambda: lines.append(connect()) or lines[-1]
    thread, raised = in_a_thread(printer)
    wait_until(lambda: lines and transport._kept(lines[0]._descriptor) > 1000)
    printer.close()
    thread.join(20)
    assert [type(each) for each in raised] == [CancelledError]
    peer.deaf = False
    peer.wait_for_end()
    assert peer.aborted == 1


def test_a_slip_cancelled_while_it_prints_is_cleared_in_the_printer(peer):
    printer = printer_at(peer, printing_s=60)
    thread, raised = in_a_thread(printer)
    wait_until(lambda: peer.job)
    printer.close()
    thread.join(20)
    assert [type(each) for each in raised] == [CancelledError]
    (job,) = peer.wait_for_jobs(1)
    assert job.endswith(tcp_printer.CLEAR)


def test_a_slip_cancelled_on_a_serial_line_is_thrown_away_and_cleared_in_the_printer(monkeypatch):
    monkeypatch.setattr(transport, "STALL_S", 60)
    far, near = pty.openpty()
    tty.setraw(near)
    path = Path(os.ttyname(near))
    printer = EscposPrinter("serial", transport.serial(path, 115200), PrinterProfile(text="picture"))
    thread, raised = in_a_thread(printer)  # the far end answers nothing, and is read no further than this
    head = b""
    while len(tcp_printer._QUESTION.sub(b"", head)) < 1000:
        head += os.read(far, 1000)
    printer.close()
    thread.join(20)
    assert [type(each) for each in raised] == [CancelledError]
    os.set_blocking(far, False)
    rest = b""
    with contextlib.suppress(BlockingIOError):
        while len(rest) < 1_000_000:
            rest += os.read(far, 65536)
    os.close(near)
    os.close(far)
    assert rest.endswith(tcp_printer.CLEAR)
    assert len(rest) < 10_000  # of a job that is far longer than a line holds
    assert b"\x1dV" not in rest[-20:]


def wait_until(so):
    deadline = time.monotonic() + 20
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_what_a_deaf_printer_may_still_hold_is_cleared_before_the_next_slip(peer):
    peer.deaf = True
    printer = printer_at(peer)
    with pytest.raises(DeviceMutedError):
        printer.print(a_slip(messages=(Words("㐀" * 4000),) * 12))
    peer.deaf = False
    peer.wait_for_end()
    peer.jobs.clear()
    printer.print(a_slip(number="A018"))
    (job,) = peer.wait_for_jobs(1)
    assert job.startswith(tcp_printer.CLEAR)
    assert "A018" in read(job.removeprefix(tcp_printer.CLEAR)).text


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


def test_a_printer_that_never_reads_does_not_hold_anyone_up(peer):
    peer.deaf = True
    # A picture of many rows is more than the system keeps for a printer that reads nothing.
    messages = (Words("㐀" * 4000),) * 12
    with pytest.raises(DeviceMutedError):
        printer_at(peer).print(a_slip(messages=messages))
    peer.deaf = False
    peer.wait_for_end()
    assert peer.aborted == 1  # what the system still kept for it was thrown away


def test_a_printer_on_a_serial_line_prints_and_tells_its_status():
    with serial_printer({4: 0x1E}) as (path, received):
        printer = EscposPrinter(f"serial:{path}", transport.serial(path, 115200), printing_s=0.1)
        assert printer.status() is PrinterStatus.NEAR_END
        printer.print(a_slip())
    job = tcp_printer._QUESTION.sub(b"", b"".join(received))
    assert "居住证办理" in read(job).text


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
    with serial_printer({2: 0x16}) as (path, _):
        assert EscposPrinter(f"file:{path}", transport.file(path)).status() is PrinterStatus.COVER_OPEN


def test_an_unplugged_printer_does_not_become_a_file_below_dev():
    path = Path("/dev/shm/yimen-no-printer")
    with pytest.raises(DeviceMissingError):
        EscposPrinter(f"file:{path}", transport.file(path)).print(a_slip())
    assert not path.exists()


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


@contextlib.contextmanager
def serial_printer(replies):
    """A printer at the far end of a pseudo-terminal."""
    far, near = pty.openpty()
    tty.setraw(near)
    received = []

    def serve():
        with contextlib.suppress(OSError):  # the near end is closed when the test is over
            while data := os.read(far, 4096):
                received.append(data)
                os.write(far, bytes(replies.get(q[0], 0x12) for q in tcp_printer._QUESTION.findall(data)))

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield Path(os.ttyname(near)), received
    finally:
        os.close(near)
        thread.join()
        os.close(far)
