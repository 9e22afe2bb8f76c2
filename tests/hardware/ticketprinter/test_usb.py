"""What only a printer on USB can do wrong."""

import threading

import pytest

from hardware.errors import (
    CancelledError,
    DeviceBusyError,
    DeviceError,
    DeviceForbiddenError,
    DeviceForeignError,
    DeviceMissingError,
    DeviceMutedError,
)
from hardware.ticketprinter import line, usb
from hardware.ticketprinter.driver import EscposPrinter
from hardware.ticketprinter.printer import PrinterStatus
from hardware.ticketprinter.profiles import USUAL, PrinterProfile
from tests.hardware.ticketprinter.paper_tape import read
from tests.hardware.ticketprinter.slips import a_slip
from tests.hardware.ticketprinter.tcp_printer import CLEAR
from tests.hardware.ticketprinter.usb_printer import UsbPrinter


@pytest.fixture
def peer(monkeypatch):
    monkeypatch.setattr(line, "REPLY_S", 0.3)
    monkeypatch.setattr(usb, "STALL_S", 0.3)
    peer = UsbPrinter()
    yield peer
    assert peer.open == 0


def printer_at(peer, profile=USUAL):
    return EscposPrinter("usb", usb.connect_usb(*peer.usb_id, peer.backend), profile, printing_s=0.1)


@pytest.mark.parametrize("text", ["gb18030", "picture"])
def test_a_slip_comes_out_whole(peer, text):
    printer_at(peer, PrinterProfile(text=text)).print(a_slip())
    assert read(peer.job).cuts == 1


def test_a_printer_that_is_not_there_held_or_forbidden_says_so(peer):
    peer.forbidden = True
    with pytest.raises(DeviceForbiddenError):
        printer_at(peer).print(a_slip())
    peer.forbidden, peer.held = False, True
    with pytest.raises(DeviceBusyError):
        printer_at(peer).print(a_slip())
    peer.held, peer.plugged = False, False
    with pytest.raises(DeviceMissingError, match="no USB device 0416:5011"):
        printer_at(peer).print(a_slip())
    assert printer_at(peer).status() is PrinterStatus.OFFLINE


def test_the_kernels_own_driver_has_the_printer_again_after_each_slip_and_after_one_that_failed(peer):
    peer.kernels = True
    printer_at(peer).print(a_slip())
    assert read(peer.job).cuts == 1
    assert peer.kernels
    peer.held = True
    with pytest.raises(DeviceBusyError):
        printer_at(peer).print(a_slip())
    assert peer.kernels


def test_a_thing_on_usb_that_cannot_be_told_anything_is_of_another_kind(peer):
    peer.listens = False
    with pytest.raises(DeviceForeignError, match="no pipe out"):
        printer_at(peer).print(a_slip())
    assert peer.open == 0


def test_a_pipe_that_was_shut_is_open_for_the_next_slip(peer):
    printer = printer_at(peer)
    peer.stalled = True
    with pytest.raises(DeviceMissingError):
        printer.print(a_slip())
    printer.print(a_slip())
    assert read(peer.job).cuts == 1


def test_a_printer_that_takes_no_more_holds_nobody_up_and_is_cleared_before_the_next_slip(peer):
    printer = printer_at(peer)
    peer.takes = 300
    with pytest.raises(DeviceMutedError):
        printer.print(a_slip(number="A017"))
    peer.takes, peer.job = None, b""
    printer.print(a_slip(number="A018"))
    assert peer.job.startswith(CLEAR)
    assert "A018" in read(peer.job.removeprefix(CLEAR)).text


def test_a_slip_cancelled_half_way_is_cleared_in_the_printer(peer, monkeypatch):
    monkeypatch.setattr(usb, "STALL_S", 60)
    printer, raised = printer_at(peer, PrinterProfile(text="picture")), []
    peer.takes = 3000

    def work():
        try:
            printer.print(a_slip())
        except DeviceError as error:
            raised.append(type(error))

    peer.full.clear()
    write = peer.written

    def taking_again_once_cancelled(pipe, data):
        if printer._closed.is_set():
            peer.takes = None
        return write(pipe, data)

    peer.written = taking_again_once_cancelled
    thread = threading.Thread(target=work)
    thread.start()
    assert peer.full.wait(20)
    printer.close()
    thread.join(20)
    assert raised == [CancelledError]
    assert peer.job.endswith(CLEAR)
    assert b"\x1dV" not in peer.job


def test_the_systems_own_usb_knows_no_such_printer():
    with pytest.raises(DeviceMissingError, match="no USB device"):
        usb.UsbLine("usb", 0x0416, 0x5011)  # by the real libusb
