"""The IPP driver before printers that lie, stall, stammer and vanish."""

import datetime as dt
import hashlib
import ssl
from dataclasses import replace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from hardware.pageprinter.driver import IppPrinter, Pace
from hardware.pageprinter.line import MOST_BYTES
from hardware.pageprinter.places import IppAddress
from hardware.pageprinter.printer import Cause, Outcome, PageJob, Phase
from tests.hardware.pageprinter.faulty_printer import (
    CANCEL,
    CREATE,
    GET_JOB,
    SEND,
    VALIDATE,
    FaultyPrinter,
    attribute,
    state,
)

PDF = b"%PDF-1.4\n" + b"11010519491231002X" * 2000
JOB = PageJob(PDF, pages=1)
QUICK = Pace(look=0.01, answer=1.0, send=5, still=0.2, away=0.2, whole=60, end=3)
HASTY = replace(QUICK, end=0.2)


@pytest.fixture
def peer():
    with FaultyPrinter() as peer:
        yield peer


def printed(peer, fault="", job=JOB, pace=QUICK):
    peer.fault = fault
    result = IppPrinter(peer.at, pace).print(job)
    return result.outcome, result.cause


@pytest.mark.parametrize(
    "fault,cause",
    [
        ("garbage", Cause.SILENT),
        ("hangs-parsers", Cause.SILENT),
        ("html", Cause.FOREIGN),
        ("web-server", Cause.FOREIGN),
        ("huge", Cause.SILENT),
        ("drips", Cause.SILENT),
        ("not-http", Cause.FOREIGN),
        ("other-number", Cause.SILENT),
        ("no-number", Cause.SILENT),
        ("login", Cause.REFUSED),
        ("redirect", Cause.REFUSED),
        ("no-a4", Cause.TRAY),
        ("other-paper", Cause.TRAY),
        ("other-paper-later", Cause.TRAY),
        ("accepts-none", Cause.OFFLINE),
    ],
)
def test_what_is_no_answer_or_no_paper_is_found_out_before_anything_is_sent(peer, fault, cause):
    assert printed(peer, fault) == (Outcome.NOT_PRINTED, cause)
    assert SEND not in peer.asked


@pytest.mark.parametrize(
    "fault,cause",
    [
        ("errors", Cause.ABORTED),
        ("queued", Cause.ABORTED),
        ("no-reasons", Cause.SILENT),
        ("late-jam", Cause.JAM),
        ("forgets", Cause.GONE),
        ("restarts", Cause.GONE),
        ("refuses-document", Cause.FORMAT),
        ("fails-document", Cause.REFUSED),
        ("breaks-off", Cause.GONE),
    ],
)
def test_what_is_not_known_for_certain_is_never_counted(peer, fault, cause):
    peer.pages = None
    outcome, told = printed(peer, fault)
    assert told is cause
    assert outcome is not Outcome.PRINTED


def test_an_answer_is_read_no_further_than_one_can_be(peer):
    peer.fault = "huge"
    assert IppPrinter(peer.at, QUICK).state().detail == f"answered {MOST_BYTES + 1} bytes that are not IPP"


def test_a_job_in_a_state_that_nobody_knows_is_given_up(peer):
    assert printed(peer, "odd-state", pace=HASTY) == (Outcome.MAYBE_PRINTED, Cause.BUSY)


def test_a_count_that_is_short_is_a_doubt_although_the_job_is_completed(peer):
    peer.pages = 2
    assert printed(peer, job=PageJob(PDF, pages=3)) == (Outcome.MAYBE_PRINTED, Cause.ABORTED)


@pytest.mark.parametrize("counted", [None, 0])
def test_a_printer_that_counts_nothing_is_believed_by_its_states(peer, counted):
    peer.pages = counted
    result = IppPrinter(peer.at, QUICK).print(PageJob(PDF, pages=3))
    assert (result.outcome, result.sheets) == (Outcome.PRINTED, None)


def test_a_fault_of_the_printer_after_the_last_counted_sheet_is_not_the_documents(peer):
    assert printed(peer, "late-jam") == (Outcome.PRINTED, None)


def test_a_job_that_waited_too_long_is_cancelled_and_not_printed_for_certain(peer):
    assert printed(peer, "half-way busy") == (Outcome.NOT_PRINTED, Cause.BUSY)
    assert CANCEL in peer.asked


def test_a_job_that_waited_and_can_not_be_cancelled_may_still_come_out(peer):
    peer.fault = "half-way busy"
    printer = IppPrinter(peer.at, HASTY)
    peer.answer = lambda operation, request, real=peer.answer: (
        (0x0404, b"") if operation == CANCEL else real(operation, request)
    )
    result = printer.print(JOB)
    assert (result.outcome, result.cause) == (Outcome.MAYBE_PRINTED, Cause.BUSY)


@pytest.mark.parametrize("fault", ["half-way paper", "half-way silent", "half-way gone", "refuses-document"])
def test_what_is_given_up_is_cancelled_at_the_printer(peer, fault):
    printed(peer, fault)
    assert CANCEL in peer.asked


def test_a_printer_that_goes_on_in_time_prints_to_the_end(peer):
    def refill(progress):
        if progress.phase is Phase.STOPPED:
            peer.fault, peer.job = "", 5

    peer.fault = "half-way paper"
    result = IppPrinter(peer.at, Pace(look=0.01)).print(JOB, refill)
    assert result.outcome is Outcome.PRINTED


def test_a_printer_that_is_busy_is_asked_again_until_it_is_free(peer):
    def end(progress):
        if progress.phase is Phase.WAITING:
            peer.fault = ""

    peer.fault = "busy"
    assert IppPrinter(peer.at, Pace(look=0.01)).print(JOB, end).outcome is Outcome.PRINTED
    assert peer.kept == [PDF]


def test_a_document_is_sent_once_whatever_happens(peer):
    for fault in ("breaks-off", "refuses-document", "half-way silent", "half-way gone", ""):
        peer.kept.clear()
        peer.asked.clear()
        printed(peer, fault)
        assert peer.asked.count(SEND) == 1


def test_an_old_printer_is_asked_in_the_words_of_its_time(peer):
    assert printed(peer, "old") == (Outcome.PRINTED, None)


def test_attributes_that_nobody_knows_harm_nobody(peer):
    nested = attribute(0x34, "media-col-ready", b"") + attribute(0x4A, "", "media-size") + attribute(0x34, "", b"")
    nested += attribute(0x4A, "", "x-dimension") + attribute(0x21, "", 21000) + attribute(0x37, "", b"") * 2
    peer.extra = (
        nested
        + state("operations-supported", 0x4029)
        + state("orientation-requested-supported", 7)
        + attribute(0x32, "printer-resolution", b"\0" * 9)
        + attribute(0x36, "printer-name", b"\0\2zh\0\6" + "打印".encode())
        + attribute(0x7F, "x", b"\0\0\0\1z")
        + b"\x05\x09"
    )
    assert printed(peer) == (Outcome.PRINTED, None)


def test_nobody_is_named_to_a_printer_and_a4_is_asked_for_as_it_names_it(peer):
    printed(peer)
    assert b"yimen" in peer.names
    assert b"iso_a4_210x297mm" in peer.names
    assert b"11010519491231002X" not in peer.names
    assert peer.asked[1:4] == [VALIDATE, CREATE, SEND]
    assert GET_JOB in peer.asked


def test_a_printer_that_is_not_there_is_off_line_and_nothing_is_printed():
    printer = IppPrinter(IppAddress("127.0.0.1", 9), QUICK)
    assert printer.state().trouble is Cause.OFFLINE
    result = printer.print(JOB)
    assert (result.outcome, result.cause) == (Outcome.NOT_PRINTED, Cause.OFFLINE)


def test_what_a_queue_says_is_told_to_be_hearsay(peer):
    peer.extra = attribute(0x41, "cups-version", "2.4.2")
    peer.fault = "no-a4"  # a queue's own default; what lies in the tray behind it, it does not know
    printer = IppPrinter(peer.at, QUICK)
    assert printer.state().queue
    result = printer.print(JOB)
    assert (result.outcome, result.hearsay) == (Outcome.PRINTED, True)


def test_a_cancel_while_the_printer_is_asked_sends_nothing(peer):
    printer = IppPrinter(peer.at, QUICK)
    result = printer.print(JOB, lambda _: printer.cancel())
    assert (result.outcome, result.cause) == (Outcome.NOT_PRINTED, Cause.CANCELLED)
    assert peer.kept == []


def test_who_follows_and_fails_leaves_no_job_at_the_printer(peer):
    def fail(progress):
        if progress.phase is Phase.PRINTING:
            raise LookupError

    peer.fault = "slow"
    with pytest.raises(LookupError):
        IppPrinter(peer.at, QUICK).print(JOB, fail)
    assert CANCEL in peer.asked


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate that nobody has signed, as most printers have."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "printer")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context, hashlib.sha256(made.public_bytes(serialization.Encoding.DER)).hexdigest()


def test_a_certificate_that_nobody_signed_is_refused_with_what_to_write(certificate):
    context, print_of_it = certificate
    with FaultyPrinter(context) as peer:
        told = IppPrinter(peer.at, QUICK).state()
    assert told.trouble is Cause.OFFLINE
    assert f"#sha256={print_of_it}" in told.detail


def test_a_certificate_that_was_written_down_is_taken_and_no_other(certificate):
    context, print_of_it = certificate
    with FaultyPrinter(context) as peer:
        at = IppAddress(peer.at.host, peer.at.port, tls=True, pin=print_of_it)
        assert IppPrinter(at, QUICK).print(JOB).outcome is Outcome.PRINTED
        assert peer.kept == [PDF]
        other = IppAddress(peer.at.host, peer.at.port, tls=True, pin="0" * 64)
        asked = len(peer.asked)
        assert IppPrinter(other, QUICK).state().trouble is Cause.OFFLINE
        assert len(peer.asked) == asked
