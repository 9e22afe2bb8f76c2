"""Whatever else may listen where a ticket printer is looked for."""

import select
import socket
import threading
from contextlib import contextmanager

import pytest

from hardware.errors import DeviceForeignError
from hardware.ticketprinter import line, transport
from hardware.ticketprinter.driver import EscposPrinter
from hardware.ticketprinter.printer import PrinterStatus
from tests.hardware.ticketprinter.slips import a_slip

CUT = b"\x1dV"
BANNERS = {
    "ssh": b"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n",
    "smtp": b"220 mail.example.org ESMTP Postfix\r\n",
    "ftp": b"220 (vsFTPd 3.0.3)\r\n",
    "database": b"\x4a\x00\x00\x00\x0a5.7.33-log\x00\x08\x00\x00\x00",
    "web": b"HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n",
    "please": b"please log in\r\n",
}


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(line, "REPLY_S", 0.3)


@contextmanager
def listener(banner, every_s=None):
    """Says something to each caller, once or again and again; gives its port and what it was sent."""
    closing, heard = threading.Event(), []

    def serve():
        while not closing.is_set():
            if not select.select([server], [], [], 0.02)[0]:
                continue
            caller, _ = server.accept()
            with caller:
                talk(caller)

    def talk(caller):
        try:
            caller.sendall(banner)
            while not closing.is_set():
                if every_s is not None:
                    caller.sendall(banner)
                if select.select([caller], [], [], 0.05 if every_s is None else every_s)[0]:
                    received = caller.recv(4096)
                    heard.append(received)
                    if not received:
                        return
        except OSError:
            return

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, name="listener")
        thread.start()
        try:
            yield server.getsockname()[1], heard
        finally:
            closing.set()
            thread.join()


def printer_at(port, printing_s=0.1):
    return EscposPrinter("tcp", transport.tcp("127.0.0.1", port), printing_s=printing_s)


@pytest.mark.parametrize("kind", BANNERS)
def test_what_speaks_another_protocol_is_foreign_and_is_sent_no_slip(kind):
    with listener(BANNERS[kind]) as (port, heard):
        printer = printer_at(port)
        with pytest.raises(DeviceForeignError, match="another protocol"):
            printer.check()
        assert printer.status() is PrinterStatus.OFFLINE
        with pytest.raises(DeviceForeignError):
            printer.print(a_slip())
    assert CUT not in b"".join(heard)


def test_what_says_letters_without_end_is_foreign():
    flood = bytes(range(0x20, 0x7F)) * 40
    with listener(flood, every_s=0.0) as (port, _), pytest.raises(DeviceForeignError):
        printer_at(port).check()


def test_what_repeats_an_answer_that_nobody_asked_for_is_foreign():
    with listener(b"\x12", every_s=0.002) as (port, _), pytest.raises(DeviceForeignError, match="nobody asked"):
        printer_at(port, printing_s=20).print(a_slip())


def test_what_takes_bytes_and_says_nothing_is_unknown_although_it_is_reached():
    with listener(b"") as (port, heard):
        printer = printer_at(port)
        printer.check()
        assert printer.status() is PrinterStatus.UNKNOWN
        printer.print(a_slip())
    assert CUT in b"".join(heard)
