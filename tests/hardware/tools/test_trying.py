"""What `yimen device try` says, in one line, of a device that is missing, busy, forbidden or of another kind."""

import json
import socket
import threading

import pytest
import serial
from typer.testing import CliRunner

from hardware.cli import app
from hardware.settings import DEVICES
from tests.hardware.idcard.pty_reader import PtyReader
from tests.hardware.pageprinter.faulty_printer import FaultyPrinter
from tests.hardware.smartcard.boxed import pcscd
from tests.hardware.tools.absent import ABSENT, ABSENT_ON_NETWORK, ABSENT_PAGES, KEYPADS, MADE, OPENED

pytestmark = pytest.mark.expect_warnings


def tried(place):
    """The error's name, and the operator's line."""
    plain = CliRunner().invoke(app, ["try", place, "--timeout", "3"])
    coded = CliRunner().invoke(app, ["try", place, "--timeout", "3", "--json"])
    assert (plain.exit_code, coded.exit_code) == (1, 1)
    assert plain.stdout == ""
    told = json.loads(coded.stdout)
    [line] = [line for line in plain.stderr.splitlines() if "…" not in line and " s)" not in line and line != "asking"]
    assert line == told["operator"]
    return told["error"], line


@pytest.fixture
def port():
    """One where nobody listens."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        yield sock.getsockname()[1]


def test_every_kind_of_place_is_tried_with_nothing_there():
    tried = {tuple(place.split(":")[0].split("=")) for place in (*ABSENT, *ABSENT_ON_NETWORK, *ABSENT_PAGES)}
    kinds = {(device, kind) for device, kinds in DEVICES.items() for kind in kinds if kind != "simulated"}
    assert tried == kinds - MADE


@pytest.mark.parametrize("place", ABSENT)
def test_what_is_not_there_is_missing(place):
    error, line = tried(place)
    assert error == "DeviceMissing"
    assert place.partition("=")[2].split("@")[0].removeprefix("camera:") in line


@pytest.mark.parametrize("place", ABSENT_ON_NETWORK)
def test_what_is_not_there_on_the_network_is_missing(place, port):
    error, line = tried(place.format(port))
    assert error == "DeviceMissing"
    assert str(port) in line


@pytest.mark.parametrize("place", ABSENT_PAGES)
def test_a_printer_of_pages_that_is_not_there_printed_nothing_for_certain(place, port):
    error, line = tried(place.format(port))
    assert error == "NotPrinted"
    assert "off line" in line


def test_a_reader_that_the_service_of_smart_cards_does_not_have_is_missing():
    with pcscd():
        error, line = tried("smartcard=pcsc:Another")
    assert error == "DeviceMissing"
    assert "pcsc:Another" in line


@pytest.mark.parametrize("place", OPENED)
def test_a_line_that_another_program_holds_is_busy(tmp_path, place):
    with PtyReader(tmp_path / "tty") as peer, serial.Serial(peer.path, exclusive=True):
        error, _ = tried(place.format(peer.path))
    assert error == "DeviceBusy"


@pytest.mark.parametrize("place", [*OPENED, "ticket_printer=file:{}", *KEYPADS, "camera=opencv:{}"])
def test_what_this_user_may_not_open_is_forbidden(closed_node, place):
    error, line = tried(place.format(closed_node))
    assert error == "DeviceForbidden"
    assert "udev" in line


@pytest.mark.parametrize("place", [*OPENED, *KEYPADS, "camera=opencv:{}", "speaker=file:{}"])
def test_a_plain_file_is_a_thing_of_another_kind(tmp_path, place):
    (tmp_path / "node").write_text("no device")
    error, line = tried(place.format(tmp_path / "node"))
    assert error == "DeviceForeign"
    assert str(tmp_path / "node") in line


@pytest.mark.parametrize("place", [*OPENED, "ticket_printer=file:{}", *KEYPADS, "camera=opencv:{}"])
def test_a_folder_is_a_thing_of_another_kind(tmp_path, place):
    assert tried(place.format(tmp_path))[0] == "DeviceForeign"


@pytest.fixture
def greeter():
    """The port of something that is no device."""
    ended = threading.Event()

    def greet():
        server.settimeout(0.1)
        while not ended.is_set():
            try:
                line, _ = server.accept()
            except TimeoutError:
                continue
            with line:
                line.settimeout(10)
                line.recv(1)
                line.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
                line.shutdown(socket.SHUT_WR)
                while line.recv(65536):  # closed with bytes unread, the line would be reset
                    pass

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=greet)
        thread.start()
        yield server.getsockname()[1]
        ended.set()
        thread.join()


def test_what_answers_in_another_language_is_no_printer_of_pages(greeter):
    error, line = tried(f"page_printer=ipp://127.0.0.1:{greeter}/ipp/print")
    assert error == "NotPrinted"
    assert "no IPP printer" in line


def test_what_answers_in_another_language_and_hangs_up_is_no_reader(greeter):
    error, line = tried(f"idcard=tcp:127.0.0.1:{greeter}")
    assert error in {"DeviceMissing", "DeviceMuted"}
    assert str(greeter) in line


def test_a_printer_of_pages_that_lets_nobody_in_says_so():
    with FaultyPrinter() as peer:
        peer.fault = "refused"
        error, line = tried(f"page_printer={peer.at}")
    assert error == "NotPrinted"
    assert "refuses" in line
