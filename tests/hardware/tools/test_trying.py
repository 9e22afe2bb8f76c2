"""What `yimen device try` says, in one line, of a device that is missing, busy, forbidden or of another kind."""

import json
import os
import socket
import tempfile
import threading
from pathlib import Path

import pytest
import serial
from typer.testing import CliRunner

from hardware.cli import app
from tests.hardware.idcard.pty_reader import PtyReader

pytestmark = pytest.mark.expect_warnings
OPENED = ("idcard=serial:{}", "ticket_printer=serial:{}", "button=serial:{}@lcd-caller/5")
"""Devices on a serial line."""


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


@pytest.fixture
def closed_node():
    """A file of root's alone in a folder that everybody may look into, met by somebody else."""
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        node = Path(folder, "node")
        node.touch(0o600)
        os.seteuid(65534)
        yield node
        os.seteuid(0)


@pytest.mark.parametrize(
    "place",
    [
        *(each.format("/dev/yimen-none") for each in OPENED),
        "idcard=usb:1234:5678",
        "idcard=hid:2b8b:2721",
        "ticket_printer=usb:1234:5678",
        "ticket_printer=file:/dev/usb/yimen-none",
        "button=keypad:/dev/input/yimen-none",
        "speaker=alsa:yimen-none",
    ],
)
def test_what_is_not_there_is_missing(place):
    error, line = tried(place)
    assert error == "DeviceMissing"
    assert place.partition("=")[2].split("@")[0] in line


@pytest.mark.parametrize("place", ["idcard=tcp:127.0.0.1:{}", "ticket_printer=tcp:127.0.0.1:{}"])
def test_what_is_not_there_on_the_network_is_missing(place, port):
    error, line = tried(place.format(port))
    assert (error, "refused" in line) == ("DeviceMissing", True)


def test_a_printer_of_pages_that_is_not_there_printed_nothing_for_certain(port):
    error, line = tried(f"page_printer=ipp://127.0.0.1:{port}/ipp/print")
    assert error == "NotPrinted"
    assert "off line" in line


def test_a_service_of_smart_cards_that_does_not_run_is_missing():
    error, line = tried("smartcard=pcsc")
    assert error == "DeviceMissing"
    assert "Service not available" in line


@pytest.mark.parametrize("place", [OPENED[0], OPENED[2]])
def test_a_line_that_another_program_holds_is_busy(tmp_path, place):
    with PtyReader(tmp_path / "tty") as peer, serial.Serial(peer.path, exclusive=True):
        error, _ = tried(place.format(peer.path))
    assert error == "DeviceBusy"


@pytest.mark.parametrize("place", [*OPENED, "ticket_printer=file:{}", "button=keypad:{}"])
def test_what_this_user_may_not_open_is_forbidden(closed_node, place):
    error, line = tried(place.format(closed_node))
    assert error == "DeviceForbidden"
    assert "udev" in line


@pytest.mark.parametrize("place", [*OPENED, "button=keypad:{}"])
def test_a_plain_file_is_a_thing_of_another_kind(tmp_path, place):
    (tmp_path / "node").write_text("no device")
    error, line = tried(place.format(tmp_path / "node"))
    assert error == "DeviceForeign"
    assert str(tmp_path / "node") in line


def test_a_folder_is_no_printer(tmp_path):
    assert tried(f"ticket_printer=file:{tmp_path}")[0] == "DeviceForeign"


def test_what_answers_in_another_language_is_no_printer_of_pages():
    with socket.create_server(("127.0.0.1", 0)) as server:
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

        greeter = threading.Thread(target=greet)
        greeter.start()
        try:
            error, line = tried(f"page_printer=ipp://127.0.0.1:{server.getsockname()[1]}/ipp/print")
        finally:
            ended.set()
            greeter.join()
    assert error == "NotPrinted"
    assert "none in IPP" in line
