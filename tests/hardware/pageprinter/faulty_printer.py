"""An IPP printer of ours that goes wrong as it is told to. Its answers are made by hand, byte by byte."""

import socket
import ssl
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from hardware.pageprinter.places import IppAddress

VALIDATE, CREATE, SEND, CANCEL, GET_JOB, GET_PRINTER = 0x04, 0x05, 0x06, 0x08, 0x09, 0x0B
PENDING, PROCESSING, STOPPED, CANCELED, ABORTED, COMPLETED = 3, 5, 6, 7, 8, 9
A4 = "iso_a4_210x297mm"
HALF_WAY = "half-way "

REASONS = {
    "paper": "media-empty-error",
    "tray": "input-tray-missing-error",
    "toner": "toner-empty-error",
    "jam": "media-jam-error",
    "cover": "cover-open-error",
    "offline": "paused",
    "paper-low": "media-low-warning",
    "toner-low": "marker-supply-low-report",
}
ENDS = {
    "format": (ABORTED, "document-format-error"),
    "cancelled": (CANCELED, "job-canceled-at-device"),
    "aborted": (ABORTED, "aborted-by-system"),
}
FIDELITY = b"ipp-attribute-fidelity\0\1\1"
"""Without it printers take other paper than was asked for."""
REFUSALS = {"busy": 0x0507, "format": 0x040A, "refused": 0x0403}


def attribute(tag: int, name: str, *values: object) -> bytes:
    written = b""
    for value in values:
        raw = (
            value
            if isinstance(value, bytes)
            else value.encode()
            if isinstance(value, str)
            else struct.pack(">i", value)
        )
        written += struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(raw)) + raw
        name = ""
    return written


def number(name: str, value: int) -> bytes:
    return attribute(0x21, name, value)


def state(name: str, value: int) -> bytes:
    return attribute(0x23, name, value)


def keywords(name: str, *values: str) -> bytes:
    return attribute(0x44, name, *values)


class FaultyPrinter:
    """Listens on a free port of this machine while it is entered.

    A job is pending when it was sent, processing at the first look at it, completed at the next.

    Attributes:
        fault: What goes wrong, as in `SimulatedPagePrinter`, or one of the words that `answer` knows.
        pages: What it counts at the end; None is that it counts nothing.
        kept: Documents that it has taken.
        asked: The operations that were asked, in order.
        names: Everything that stood in requests, without the documents.
        job: The state of the last job.
        extra: More attributes of the printer, as bytes.
    """

    def __init__(self, secured: ssl.SSLContext | None = None) -> None:
        self.fault = ""
        self.pages: int | None = 1
        self.kept: list[bytes] = []
        self.asked: list[int] = []
        self.names = b""
        self.job = 0
        self.job_reason = "none"
        self.extra = b""
        self.began = False
        self.up_s = 1000
        self.closing = threading.Event()
        self._jobs = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = False
        self._server.faulty = self
        if secured:
            self._server.socket = secured.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.at = IppAddress("127.0.0.1", self._server.server_address[1], tls=secured is not None)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="faulty-printer")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.go_away()
        self._thread.join()
        self._server.server_close()

    def go_away(self) -> None:
        self._server.shutdown()
        self._server.socket.close()

    def is_now(self, fault: str) -> bool:
        return self.fault == fault

    def answer(self, operation: int, request: bytes) -> tuple[int, bytes]:
        """Do what was asked; give a status and the groups behind the operation's."""
        half_way = self.fault.removeprefix(HALF_WAY) if self.fault.startswith(HALF_WAY) else ""
        status, groups = 0, b""
        match operation:
            case 0x0B:  # GET_PRINTER
                groups = b"\x04" + self._printer(half_way)
            case 0x04 if self.fault == "other-paper" and FIDELITY in request:  # VALIDATE
                status, groups = 0x040B, b"\x05" + keywords("media", A4)
            case 0x05 if self.fault == "other-paper-later" and FIDELITY in request:
                status, groups = 0x040B, b"\x05" + keywords("media", A4)
            case 0x04:
                status = REFUSALS.get(self.fault, 0)
            case 0x05:  # CREATE
                self._jobs += 1
                self.job, self.began, self.job_reason = PENDING, False, "none"
                groups = b"\x02" + (b"" if self.fault == "no-number" else number("job-id", self._jobs))
            case 0x06:  # SEND
                self.kept.append(request[request.index(b"%PDF") :])
                status = {"refuses-document": 0x040A, "fails-document": 0x0500}.get(self.fault, 0)
            case 0x08 if self.job < CANCELED:  # CANCEL
                self.job, self.job_reason = CANCELED, "job-canceled-by-user"
            case 0x09:  # GET_JOB
                status, groups = self._look(half_way)
        return status, groups

    def _look(self, half_way: str) -> tuple[int, bytes]:
        if self.fault == "forgets":
            return 0x0406, b""
        if self.fault == "restarts":
            self.up_s = 3
        if self.job == PENDING and half_way != "busy":
            self.job, self.began = PROCESSING, True
        elif self.job == PROCESSING and half_way in ENDS:
            self.job, self.job_reason = ENDS[half_way]
        elif self.job == PROCESSING and half_way in REASONS:
            self.job, self.job_reason = STOPPED, "printer-stopped"
        elif self.job == PROCESSING and self.fault != "slow":
            self.job = COMPLETED
            errors = {"errors": "job-completed-with-errors", "queued": "queued-in-device"}
            self.job_reason = errors.get(self.fault, "job-completed-successfully")
        body = state("job-state", 42 if self.fault == "odd-state" else self.job)
        if self.fault != "no-reasons":
            body += keywords("job-state-reasons", self.job_reason)
        if self.pages is not None:
            body += number("job-impressions-completed", self.pages if self.job == COMPLETED else 0)
        body += number("time-at-processing", 5) if self.began else attribute(0x13, "time-at-processing", b"")
        return 0, b"\x02" + body

    def _printer(self, half_way: str) -> bytes:
        reason = REASONS.get(self.fault, "none")
        if half_way in REASONS and self.job == STOPPED:
            reason = REASONS[half_way]
        if self.fault == "late-jam" and self.job == COMPLETED:
            reason = REASONS["jam"]
        stops = reason.endswith("-error") or reason == "paused"
        self.up_s += 1
        return (
            state("printer-state", 5 if stops else 3)
            + keywords("printer-state-reasons", reason)
            + attribute(0x22, "printer-is-accepting-jobs", b"\0" if self.fault == "accepts-none" else b"\1")
            + number("printer-up-time", self.up_s)
            + attribute(0x41, "printer-make-and-model", "Faulty")
            + attribute(0x49, "document-format-supported", "image/urf", "application/pdf")
            + keywords("media-supported", "na_letter_8.5x11in", A4)
            + keywords("media-ready", "na_letter_8.5x11in" if self.fault == "no-a4" else A4)
            + keywords("sides-supported", "one-sided")
            + self.extra
        )


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        try:
            self._post()
        except OSError:
            self.close_connection = True

    def _post(self) -> None:
        printer: FaultyPrinter = self.server.faulty
        length = int(self.headers["Content-Length"])
        if printer.is_now("breaks-off") and length > 10_000:
            printer.asked.append(int.from_bytes(self.rfile.read(length // 2)[2:4]))
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            return
        request = self.rfile.read(length)
        operation = int.from_bytes(request[2:4])
        printer.asked.append(operation)
        printer.names += request.partition(b"%PDF")[0]
        half_way = printer.kept and printer.fault.startswith(HALF_WAY)
        if printer.is_now("silent") or (half_way and printer.fault.endswith("silent")):
            printer.closing.wait()
            return
        if printer.is_now("gone"):
            return
        if half_way and printer.fault.endswith("gone") and operation != SEND:
            return
        version = request[:2]
        if printer.fault == "old" and version != b"\x01\x01":
            status, groups = 0x0503, b""
        else:
            status, groups = printer.answer(operation, request)
        body = version + struct.pack(">H", status) + request[4:8] + b"\x01"
        body += attribute(0x47, "attributes-charset", "utf-8") + attribute(0x48, "attributes-natural-language", "en")
        self._reply(printer.fault, body + groups + b"\x03")

    def _reply(self, fault: str, body: bytes) -> None:
        if fault in {"login", "web-server"}:
            self.send_error(401 if fault == "login" else 404)
            return
        if fault == "redirect":
            self.send_response(307)
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()
            return
        if fault == "not-http":
            self.wfile.write(b"\x00\xff" * 50 + b"\r\n\r\n")
            return
        wrong = {
            "garbage": b"\x02\x00" + bytes(range(256)),
            "hangs-parsers": body[:-1] + b"\x04\x41\0\0\xff\xfb\x03",
            "other-number": body[:4] + b"\0\1\2\3" + body[8:],
            "huge": body[:-1] + attribute(0x41, "x", "y" * 60_000) * 20 + b"\x03",
        }
        body = wrong.get(fault, body)
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if fault == "html" else "application/ipp")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if fault == "drips":
            for byte in body:
                if self.server.faulty.closing.wait(0.05):
                    return
                self.wfile.write(bytes([byte]))
            return
        self.wfile.write(body)
