"""What is left of a slip that is cancelled, or that a printer stops taking: nothing that comes out later."""

import os
import threading
from contextlib import contextmanager

import pytest

from hardware.errors import CancelledError, DeviceError, DeviceMutedError
from hardware.ticketprinter import line, transport
from hardware.ticketprinter.driver import EscposPrinter
from hardware.ticketprinter.paper import Words
from hardware.ticketprinter.profiles import PrinterProfile
from tests.hall import wait_until
from tests.hardware.ticketprinter.paper_tape import read
from tests.hardware.ticketprinter.pty_printer import PtyPrinter
from tests.hardware.ticketprinter.slips import a_slip
from tests.hardware.ticketprinter.tcp_printer import CLEAR, TcpPrinter

CUT = b"\x1dV"
LONG = a_slip(messages=(Words("㐀" * 1000),))
"""As a picture it is more than a terminal or a pipe keeps for whoever reads nothing."""
MUCH = 20_000
KEPT_BY_A_TERMINAL = 4096
"""What a pseudo-terminal has passed on to its far end counts as sent: it stands for the printer's own memory."""


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(line, "REPLY_S", 0.3)
    monkeypatch.setattr(transport, "STALL_S", 0.5)


@pytest.fixture
def patient(monkeypatch):
    """Nothing but a cancel ends the sending."""
    monkeypatch.setattr(transport, "STALL_S", 60)


@pytest.fixture
def on_tcp():
    with TcpPrinter() as peer:
        yield peer


@pytest.fixture
def on_pty():
    with PtyPrinter() as peer:
        peer.status = "unknown"
        yield peer


@contextmanager
def printing(printer):
    """Print the long slip elsewhere; gives what it raises, once it has ended."""
    raised = []

    def work():
        try:
            printer.print(LONG)
        except DeviceError as error:
            raised.append(type(error))

    thread = threading.Thread(target=work, name="printing")
    thread.start()
    try:
        yield raised
    finally:
        printer.close()
        thread.join(20)
    assert not thread.is_alive()


@pytest.mark.usefixtures("patient")
def test_nothing_of_a_slip_comes_over_tcp_after_it_was_cancelled(on_tcp):
    on_tcp.status = "unknown"  # an answer would end a closed connection too
    on_tcp.deafen()
    lines = []

    def connect(where):
        lines.append(transport.tcp("127.0.0.1", on_tcp.port)(where))
        return lines[-1]

    with printing(EscposPrinter("tcp", connect)) as raised:
        wait_until(lambda: lines and transport._kept(lines[0]._descriptor) > MUCH, "kept by the system")
    assert raised == [CancelledError]
    on_tcp.deaf = False
    (job,) = on_tcp.wait_for_jobs(1)
    assert on_tcp.aborted == 1
    assert len(job) < MUCH


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("kind", ["serial", "file"])
def test_nothing_of_a_slip_comes_over_a_terminal_after_it_was_cancelled_but_what_clears_the_printer(on_pty, kind):
    connect = transport.serial(on_pty.path) if kind == "serial" else transport.file(on_pty.path)
    on_pty.deaf_after = 1000
    with printing(EscposPrinter(kind, connect, PrinterProfile(text="picture"))) as raised:
        wait_until(lambda: on_pty.deaf and on_pty.is_full(), "no more is taken")
        taken = len(on_pty.taken)
    assert raised == [CancelledError]
    on_pty.deaf = False
    wait_until(lambda: on_pty.taken.endswith(CLEAR), "cleared")
    assert len(on_pty.taken) - taken <= KEPT_BY_A_TERMINAL + len(CLEAR)
    assert CUT not in on_pty.taken[taken:]


def test_a_slip_cancelled_while_it_prints_is_cleared_in_the_printer(on_tcp):
    printer = EscposPrinter("tcp", transport.tcp("127.0.0.1", on_tcp.port), printing_s=60)
    with printing(printer) as raised:
        wait_until(lambda: on_tcp.job.endswith(CUT + b"\x01"), "all sent")
    assert raised == [CancelledError]
    (job,) = on_tcp.wait_for_jobs(1)
    assert job.endswith(CLEAR)


def test_what_a_deaf_printer_may_still_hold_is_cleared_before_the_next_slip(on_tcp):
    on_tcp.deafen()
    printer = EscposPrinter("tcp", transport.tcp("127.0.0.1", on_tcp.port), printing_s=0.1)
    with pytest.raises(DeviceMutedError):
        printer.print(LONG)
    on_tcp.deaf = False
    on_tcp.wait_for_end()
    assert on_tcp.aborted == 1
    on_tcp.jobs.clear()
    printer.print(a_slip(number="A018"))
    (job,) = on_tcp.wait_for_jobs(1)
    assert job.startswith(CLEAR)
    assert "A018" in read(job.removeprefix(CLEAR)).text


@pytest.mark.parametrize("kind", ["serial", "file"])
def test_a_terminal_that_nobody_reads_holds_nobody_up(on_pty, kind):
    on_pty.deaf = True
    connect = transport.serial(on_pty.path) if kind == "serial" else transport.file(on_pty.path)
    with pytest.raises(DeviceMutedError):
        EscposPrinter(kind, connect).print(LONG)


def test_a_pipe_whose_reader_stops_reading_holds_nobody_up(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        printer = EscposPrinter("file", transport.file(path))
        with pytest.raises(DeviceMutedError):
            printer.print(LONG)
        held = b""
        while data := os.read(reader, 1 << 20):
            held += data
        assert CUT not in held
        printer.print(a_slip(number="A018"))
        job = os.read(reader, 1 << 20)
    finally:
        os.close(reader)
    assert job.startswith(CLEAR)
    assert "A018" in read(job.removeprefix(CLEAR)).text
