"""What the kiosk tells of its ticket printer in between two slips."""

import queue
from contextlib import contextmanager

import pytest

from hardware.ticketprinter.driver import EscposPrinter
from hardware.ticketprinter.usb import connect_usb
from kiosk.citizen.printers import SlipThread
from tests.hardware.ticketprinter.usb_printer import UsbPrinter


@contextmanager
def looked_at(peer):
    told = queue.SimpleQueue()
    printer = EscposPrinter("usb:0416:5011", connect_usb(*peer.usb_id, peer.backend))
    thread = SlipThread(printer, lambda *_: None, told.put)
    thread.start()
    try:
        yield thread, told
    finally:
        thread.close()


@pytest.mark.parametrize(
    "fault,code", [("held", "busy"), ("forbidden", "forbidden"), ("deaf", "foreign"), ("unplugged", "offline")]
)
def test_why_a_printer_cannot_be_reached_is_told_in_the_word_for_it_with_what_the_system_said(fault, code):
    peer = UsbPrinter()
    peer.held, peer.forbidden = fault == "held", fault == "forbidden"
    peer.listens, peer.plugged = fault != "deaf", fault != "unplugged"
    with looked_at(peer) as (thread, told):
        problem = told.get(timeout=20)
        assert (problem.part, problem.code) == ("ticket_printer", code)
        assert problem.detail.startswith("usb:0416:5011: ")
        peer.held = peer.forbidden = False
        peer.listens = peer.plugged = True
        thread.look()
        assert told.get(timeout=20) is None


def test_a_printer_that_says_itself_that_it_is_off_line_is_that_without_more():
    peer = UsbPrinter()
    peer.status = "offline"
    with looked_at(peer) as (_, told):
        problem = told.get(timeout=20)
    assert (problem.code, problem.detail) == ("offline", "")
