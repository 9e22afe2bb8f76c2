"""Printers that announce themselves on the network: the real ones of CUPS and avahi, and some that lie."""

import json
import socket
import subprocess
import sys
import threading
import tomllib
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner
from zeroconf import DNSAddress, DNSOutgoing, DNSPointer, DNSService, DNSText, const

from hardware.cli import app
from hardware.pageprinter.driver import IppPrinter
from hardware.settings import parse_hardware
from hardware.tools.dnssd import MOST, Search
from hardware.tools.network import IPP, IPPS, RAW, Announced, printers
from tests.hardware.pageprinter.boxed import ippeveprinter

HERE = (ip_address("10.0.0.8"),)
GROUP = ("224.0.0.251", 5353)


@pytest.fixture(scope="module")
def box(tmp_path_factory):
    with ippeveprinter(tmp_path_factory.mktemp("ipp")) as box:
        yield box


class Announcer:
    """Says whatever it is told to on the network of this thread."""

    def __init__(self):
        self._line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._line.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("127.0.0.1"))

    def say(self, speaks, name, port=631, txt=b"", address="10.0.0.9"):
        type_ = f"_{speaks}._tcp.local."
        whole = f"{name}.{type_}"
        out = DNSOutgoing(const._FLAGS_QR_RESPONSE | const._FLAGS_AA)
        ours = const._CLASS_IN | const._CLASS_UNIQUE
        out.add_answer_at_time(DNSPointer(type_, const._TYPE_PTR, const._CLASS_IN, 120, whole), 0)
        out.add_answer_at_time(DNSService(whole, const._TYPE_SRV, ours, 120, 0, 0, port, "far.local."), 0)
        out.add_answer_at_time(DNSText(whole, const._TYPE_TXT, ours, 120, txt), 0)
        out.add_answer_at_time(DNSAddress("far.local.", const._TYPE_A, ours, 120, socket.inet_aton(address)), 0)
        for packet in out.packets():
            self.raw(packet)

    def raw(self, packet):
        self._line.sendto(packet, GROUP)

    @contextmanager
    def saying(self, says):
        """Say it again and again, since nobody knows when somebody listens."""
        ended = threading.Event()

        def go_on():
            while not ended.wait(0.1):
                says()

        thread = threading.Thread(target=go_on)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def close(self):
        self._line.close()


@pytest.fixture
def announcer(box):
    with box.inside():
        announcer = Announcer()
        yield announcer
        announcer.close()


def txt(**told):
    return b"".join(bytes([len(entry)]) + entry for entry in (f"{key}={value}".encode() for key, value in told.items()))


def only(*announced):
    [found] = printers(announced)
    return found


def test_the_list_finds_the_printers_of_cups_with_a_line_that_reaches_them(box):
    with box.inside():
        done = CliRunner().invoke(app, ["list", "--json"])
        told = {each["name"]: each for each in json.loads(done.stdout)["found"] if each["what"] == "network printer"}
        assert set(told) == {"A, Real Printer", "B, Example Printer"}
        assert 'encrypted: page_printer = "ipps://' in told["A, Real Printer"]["note"]
        where = parse_hardware(tomllib.loads(told["A, Real Printer"]["line"]), Path()).page_printer
        assert IppPrinter(where).state().model == "Real Printer"


def test_what_strangers_announce_is_told_without_what_settings_or_a_terminal_would_obey(announcer):
    def lie():
        announcer.raw(b"\xff" * 1400)
        announcer.say(IPP, "\x1b]0;harm\x07", txt=txt(rp="ipp/print"))
        announcer.say(IPP, "Quoted", txt=txt(rp='x"\nidcard = "serial:/dev/null', ty="\x1b[2J\u202e" + "x" * 200))
        announcer.say(IPP, "No port", port=0)
        announcer.say(IPP, "Huge", txt=b"".join(bytes([255]) + b"k%03d=" % i + b"v" * 250 for i in range(4)))
        announcer.say(IPP, "Cut off", txt=b"\xffrp=short")
        announcer.say(RAW, "Honest", port=9100, txt=txt(ty="Receipts"))

    with announcer.saying(lie):
        done = CliRunner().invoke(app, ["list"])
    assert (done.exit_code, done.exception) == (0, None)
    assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout)
    told = dict(each.split("\n", 1) for each in done.stdout.split("network printer: ")[1:])
    assert told["Honest, Receipts"].split("\n")[0].strip() == 'ticket_printer = "tcp:10.0.0.9:9100"'
    assert told["Huge"].split("\n")[0].strip() == 'page_printer = "ipp://10.0.0.9/ipp/print"'
    assert "none that can be used" in told["No port"]
    [quoted] = [text for name, text in told.items() if name.startswith("Quoted, ")]
    assert "none that can be used" in quoted
    assert len(told) == 8  # and the two of CUPS
    assert "idcard = " not in done.stdout.split("network printer: ", 1)[1]


def test_no_more_are_looked_at_than_a_person_would_read(announcer):
    with Search() as search:
        for number in range(2 * MOST):
            announcer.say(IPP, f"Printer {number}")
        assert len(search.found()) == MOST


def test_a_box_without_a_network_tells_so_and_that_is_no_fault():
    command = ["unshare", "--net", sys.executable, "-m", "broker", "device", "list"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "this box has no network" in done.stdout) == (0, True), done.stderr


def test_a_printer_that_speaks_several_ways_is_told_once_and_by_ipp():
    told = {"rp": "/ipp/faxout", "ty": "LaserJet"}
    found = only(
        *(Announced(speaks, "Upstairs", HERE, port, told) for speaks, port in ((RAW, 9100), (IPPS, 631), (IPP, 8631)))
    )
    assert (found.name, found.line) == ("Upstairs, LaserJet", 'page_printer = "ipp://10.0.0.8:8631/ipp/faxout"')
    assert 'page_printer = "ipps://10.0.0.8/ipp/faxout"' in found.note


def test_one_that_only_encrypts_has_a_line_and_what_else_to_write():
    found = only(Announced(IPPS, "Safe", HERE, 631))
    assert found.line == 'page_printer = "ipps://10.0.0.8/ipp/print"'
    assert "try says what to write" in found.note


def test_one_with_no_more_than_a_port_may_print_slips_or_pages():
    found = only(Announced(RAW, "Some", HERE, 9100))
    assert found.line == 'ticket_printer = "tcp:10.0.0.8:9100"'
    assert "if it prints slips" in found.note


@pytest.mark.parametrize("pdl,warned", [("image/urf,application/PDF", False), ("image/urf", True)])
def test_one_that_names_no_pdf_may_take_none(pdl, warned):
    assert ("no PDF" in only(Announced(IPP, "P", HERE, 631, {"pdl": pdl})).note) is warned


@pytest.mark.parametrize(
    "addresses,host",
    [
        ("127.0.0.1 fe80::1 2001:db8::8 169.254.3.4 10.0.0.8", "10.0.0.8"),
        ("127.0.0.1 fe80::1 2001:db8::8 169.254.3.4", "[2001:db8::8]"),
        ("127.0.0.1 169.254.3.4", "169.254.3.4"),
        ("127.0.0.1", "127.0.0.1"),
    ],
)
def test_of_its_addresses_the_one_that_reaches_furthest_is_written(addresses, host):
    at = tuple(map(ip_address, addresses.split()))
    assert only(Announced(IPP, "P", at, 631)).line == f'page_printer = "ipp://{host}/ipp/print"'


@pytest.mark.parametrize("addresses", ["", "fe80::1", "0.0.0.0 224.0.0.1"])
def test_one_that_cannot_be_reached_has_no_line(addresses):
    at = tuple(map(ip_address, addresses.split()))
    found = only(Announced(IPP, "P", at, 631), Announced(RAW, "P", at, 9100))
    assert (found.line, "none that can be used" in found.note) == ("", True)


@settings(max_examples=50)
@given(
    st.lists(
        st.builds(
            Announced,
            st.sampled_from([IPP, IPPS, RAW]),
            st.text(max_size=5),
            st.lists(st.ip_addresses(), max_size=3).map(tuple),
            st.integers(0, 2**16 - 1),
            st.fixed_dictionaries({}, optional={key: st.text(max_size=30) for key in ("rp", "ty", "pdl")}),
        )
    )
)
def test_whatever_is_announced_a_line_is_one_entry_that_the_settings_take(announced):
    found = printers(announced)
    assert len(found) == len({each.name for each in announced})
    for line in filter(None, (each.line for each in found)):
        [(device, place)] = tomllib.loads(line).items()
        parse_hardware({device: place}, Path())
