"""What only one kind of line can do wrong, at each adapter."""

import os
import select
import socket
import threading
import time

import pytest
import usb.core
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.bench import open_idcard
from hardware.errors import DeviceBusyError, DeviceForbiddenError, DeviceForeignError, DeviceMissingError, NoCardError
from hardware.idcard.hid import HidPort
from hardware.idcard.profiles import HidProfile, UsbProfile
from hardware.idcard.reader import read_one
from hardware.idcard.sam import Answer, FrameReader, frame
from hardware.idcard.serial import SerialPort
from hardware.idcard.tcp import TcpPort
from hardware.idcard.usb import UsbPort
from hardware.settings import parse_where
from tests.hardware.idcard.hid_reader import HidModule, listed
from tests.hardware.idcard.pty_reader import SPECIMENS, answer
from tests.hardware.idcard.tcp_reader import TcpModule
from tests.hardware.idcard.usb_reader import UsbModule
from tests.hardware.idcard.watcher import SECONDS

SDT = UsbProfile(id="0400:c35a")
FOUR = UsbProfile(id="0400:c35a", pipes="four")


def asked(port, payload=b"\x11\xff"):
    """Ask, and give the whole answer."""
    frames, deadline = FrameReader(), time.monotonic() + SECONDS
    port.send(frame(payload))
    while not (found := frames.feed(port.receive(0.1))):
        assert time.monotonic() < deadline
    return found[0]


def test_a_usb_reader_that_is_not_there_is_missing():
    module = UsbModule(usb_id=(1, 2))
    with pytest.raises(DeviceMissingError, match="no USB device 0400:c35a"):
        UsbPort("usb", SDT, module.backend)


def test_a_usb_reader_that_another_program_holds_is_busy():
    module = UsbModule()
    module.held = True
    with pytest.raises(DeviceBusyError):
        UsbPort("usb", SDT, module.backend)
    assert module.open == 0


def test_a_usb_reader_without_permission_is_forbidden():
    module = UsbModule()
    module.forbidden = True
    with pytest.raises(DeviceForbiddenError):
        UsbPort("usb", SDT, module.backend)


@pytest.mark.parametrize(
    "profile,told", [(FOUR, "1 pipes in and 1 out"), (UsbProfile(id="0400:c35a", interface=3), "interface 3")]
)
def test_a_usb_device_of_another_kind_says_what_it_has(profile, told):
    module = UsbModule()
    with pytest.raises(DeviceForeignError, match=told):
        UsbPort("usb", profile, module.backend)
    assert module.open == 0


def test_a_pipe_that_the_reader_has_shut_is_opened_anew():
    module = UsbModule()
    port = UsbPort("usb", SDT, module.backend)
    module.stalled = True
    with pytest.raises(DeviceMissingError):
        port.send(frame(b"\x11\xff"))
    port.close()
    port = UsbPort("usb", SDT, module.backend)
    assert asked(port) == Answer(0x90)
    port.close()
    assert module.open == 0


def test_an_answer_that_came_too_late_is_not_taken_for_the_next():
    module = UsbModule(four=True)
    port = UsbPort("usb", FOUR, module.backend)
    module.put(answer(0x80))
    module.put(answer(0x81))
    assert asked(port) == Answer(0x90)
    port.close()


def test_a_reader_that_talks_without_end_does_not_keep_a_question_from_being_asked():
    module = UsbModule()
    port = UsbPort("usb", SDT, module.backend)
    module.put(bytes(100_000))
    assert asked(port) == Answer(0x90)
    port.close()


def test_the_systems_own_usb_knows_no_such_reader():
    with pytest.raises(DeviceMissingError, match="no USB device"):
        UsbPort("usb", SDT)  # by the real libusb


def test_a_missing_libusb_is_named():
    class Without:
        def __getattr__(self, name):
            raise usb.core.NoBackendError("No backend available")

    with pytest.raises(DeviceMissingError, match=r"libusb-1\.0"):
        UsbPort("usb", SDT, Without())


@settings(max_examples=25)
@given(st.lists(st.binary(min_size=1, max_size=200), max_size=4), st.booleans())
def test_whatever_comes_over_usb_before_an_answer_the_answer_is_found(noises, four):
    noises = [each.replace(b"\xaa", b"\xa0") for each in noises]  # else it may hold a frame of its own
    module = UsbModule(four=four)
    port = UsbPort("usb", FOUR if four else SDT, module.backend)
    module.fault = "mute"
    port.send(frame(b"\x20\x01"))
    for noise in noises:
        module.put(noise)
    module.put(answer(0x9F, b"1234"))
    frames, found = FrameReader(), []
    for _ in range(40):
        found += frames.feed(port.receive(0.001))
    assert Answer(0x9F, b"1234") in found
    port.close()


def test_the_systems_own_hid_knows_no_such_reader():
    with pytest.raises(DeviceMissingError, match="no HID device 2b8b:2721"):
        HidPort("hid", HidProfile(id="2b8b:2721"))  # by the real hidapi


@pytest.mark.parametrize("number", [0, 5])
def test_a_numbered_report_carries_its_number_both_ways(tmp_path, number):
    reports = []
    (tmp_path / "hidraw0").touch()

    class Line:
        def enumerate(self, *_):
            return listed(tmp_path / "hidraw0")

        def device(self):
            return self

        def open_path(self, path):
            assert path == bytes(tmp_path / "hidraw0")

        def write(self, report):
            reports.append(report)
            return len(report)

        def read(self, size, milliseconds):
            assert milliseconds > 0  # hidapi waits for ever at 0
            data = bytes([number] if number else []) + answer(0x90)
            return list(data.ljust(size, b"\0")) if reports else []

        def close(self):
            pass

    port = HidPort("hid", HidProfile(id="1234:5678", number=number), Line())
    port.send(b"frame")
    assert reports == [(bytes([number]) + b"frame").ljust(65, b"\0")]
    assert FrameReader().feed(port.receive(0)) == [Answer(0x90)]
    port.close()


def test_a_reader_belongs_to_one_program_until_that_lets_go_of_it(tmp_path):
    module, profile = HidModule(tmp_path / "hidraw0", envelope=False), HidProfile(id="1234:5678")
    first = HidPort("hid", profile, module)
    with pytest.raises(DeviceBusyError):
        HidPort("hid", profile, module)
    assert module.open == 1
    first.close()
    HidPort("hid", profile, module).close()
    assert module.open == 0


def test_a_reader_whose_node_is_closed_to_this_user_says_so(closed_node):
    with pytest.raises(DeviceForbiddenError):
        HidPort("hid", HidProfile(id="1234:5678"), HidModule(closed_node, envelope=False))


def test_a_report_that_does_not_go_out_is_a_reader_that_is_gone(tmp_path):
    module = HidModule(tmp_path / "hidraw0", envelope=False)
    module.device = lambda device=module.device: Refusing(device())
    port = HidPort("hid", HidProfile(id="1234:5678"), module)
    with pytest.raises(DeviceMissingError):
        port.send(b"frame")
    port.close()
    assert module.open == 0


class Refusing:
    def __init__(self, line):
        self.open_path, self.read, self.close = line.open_path, line.read, line.close

    def write(self, report):  # noqa: ARG002  hidapi tells by a number
        return -1


def test_a_closed_port_on_the_network_is_a_missing_reader():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(DeviceMissingError):
        TcpPort("tcp", "127.0.0.1", port)


def test_what_came_too_late_over_the_network_is_not_taken_for_the_next_answer():
    with socket.create_server(("127.0.0.1", 0)) as server:
        line = TcpPort("tcp", "127.0.0.1", server.getsockname()[1])
        reader, _ = server.accept()
        with reader:
            reader.sendall(answer(0x80))
            assert select.select([line._line], [], [], SECONDS)[0]  # it has come
            line.send(b"question")
            assert reader.recv(100) == b"question"
            reader.sendall(answer(0x90))
            assert line.receive(SECONDS) == answer(0x90)
        line.close()


def test_a_flood_from_the_network_does_not_keep_a_question_from_being_asked():
    with TcpModule(one_question=False) as module:
        line = TcpPort("tcp", "127.0.0.1", module.port)
        stop = threading.Event()

        def flood():
            while not stop.is_set():
                module.put(bytes(4096))

        thread = threading.Thread(target=flood)
        line.receive(0.01)
        thread.start()
        line.send(frame(b"\x11\xff"))
        stop.set()
        while line.receive(0.2):
            pass
        thread.join()
        line.close()


@pytest.mark.parametrize("one_question,ending", [(False, ""), (True, "@one-question")])
def test_a_card_is_read_from_the_network_by_its_setting(tmp_path, one_question, ending):
    with TcpModule(one_question=one_question) as module:
        module.lay()
        where = parse_where("idcard", f"tcp:127.0.0.1:{module.port}{ending}", tmp_path)
        assert read_one(open_idcard(where), str(where), SECONDS).number == SPECIMENS["mainland"]["number"]


def test_a_network_reader_without_a_card_has_none(tmp_path):
    with TcpModule(one_question=True) as module:
        where = parse_where("idcard", f"tcp:127.0.0.1:{module.port}@one-question", tmp_path)
        with pytest.raises(NoCardError):
            read_one(open_idcard(where), str(where), 1)


def test_a_line_without_permission_is_forbidden(tmp_path):
    (tmp_path / "tty").touch(mode=0o000)
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)  # root may open everything
    try:
        with pytest.raises(DeviceForbiddenError):
            SerialPort("serial", str(tmp_path / "tty"), 115200)
    finally:
        os.seteuid(before)
