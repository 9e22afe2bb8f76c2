"""Readers that PC/SC has, asked of the real service."""

import threading

from hardware.tools import services
from hardware.tools.services import smartcard_readers
from tests.hardware.smartcard.boxed import pcscd


def test_each_reader_is_told_without_the_numbers_that_change_when_another_comes():
    with pcscd():
        found = smartcard_readers()
    assert [(each.name, each.line) for each in found] == [
        ("Virtual PCD 00 00", 'smartcard = "pcsc:Virtual PCD"'),
        ("Virtual PCD 00 01", 'smartcard = "pcsc:Virtual PCD"'),
    ]


def test_a_service_that_does_not_run_is_said_to_be_so():
    with pcscd() as box:
        box.do("kill")
        [said] = smartcard_readers()
    assert said.line == ""
    assert "pcscd" in said.note


def test_a_service_that_hangs_holds_nobody_up(monkeypatch):
    monkeypatch.setattr(services, "_MOST_S", 0.3)
    found = []
    asking = threading.Thread(target=lambda: found.extend(smartcard_readers()))
    with pcscd() as box:
        box.do("freeze")
        asking.start()
        asking.join(20)
        in_time = not asking.is_alive()
        box.do("thaw")
        asking.join(20)
    assert in_time
    assert [(each.line, "does not answer" in each.note) for each in found] == [("", True)]
