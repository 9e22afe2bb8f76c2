"""One question to an IPP printer over HTTP, and its answer; no wait is without an end."""

import hashlib
import http.client
import socket
import ssl
import threading
import time

from hardware.errors import (
    DeviceError,
    DeviceForeignError,
    DeviceMissingError,
    DeviceMutedError,
    MalformedError,
    OutOfServiceError,
)
from hardware.pageprinter import ipp
from hardware.pageprinter.places import IppAddress

CONNECT_S = 5.0
MOST_BYTES = 1 << 20
"""Of an answer; those of real printers are a hundredth of it."""
_CONTENT = "application/ipp"
_HTTP_DONE = 200
_HTTP_OF_WEB_SERVERS = (400, 404, 405, 406, 411, 415, 501)
"""What one says that never heard of IPP; a printer says by IPP itself what it does not have or cannot do."""


class NotReachedError(DeviceMissingError):
    """No connection came about, so the printer knows nothing of the question."""


class Line:
    """Asks one printer, each question on a connection of its own, from one thread; `hang_up` from any."""

    def __init__(self, at: IppAddress) -> None:
        self._at = at
        self._where = str(at)
        self._lock = threading.Lock()
        self._open: socket.socket | None = None

    def ask(self, question: bytes, seconds: float) -> ipp.Answer:
        """Send a question, with the document behind it if there is one, and wait for the answer.

        Args:
            question: All bytes of it.
            seconds: How long it may take from the connection to the last byte of the answer.

        Raises:
            NotReachedError: Nothing was sent.
            DeviceMissingError: The connection was lost.
            DeviceForeignError: What answers is a web server, or another service, that speaks no IPP.
            DeviceMutedError: No answer in time, or a broken one.
            OutOfServiceError: The printer refused to talk at all, such as without a login.
        """
        connection = self._connect()
        late = threading.Timer(seconds, self.hang_up)
        end = time.monotonic() + seconds
        late.start()
        try:
            headers = {"Content-Type": _CONTENT, "Accept": _CONTENT}
            connection.request("POST", self._at.path, question, headers)
            return self._read(connection.getresponse(), question)
        except (OSError, http.client.HTTPException, ValueError) as error:
            kind: type[DeviceError] = DeviceMutedError
            if isinstance(error, ConnectionError):  # one that was hung up without an answer is this as well
                kind = DeviceMissingError if time.monotonic() < end else DeviceMutedError
            elif isinstance(error, http.client.BadStatusLine):
                kind = DeviceForeignError
            raise kind(self._where, f"no answer ({type(error).__name__})") from error
        finally:
            late.cancel()
            with self._lock:
                self._open = None
            connection.close()
            late.join()

    def hang_up(self) -> None:
        """End the question under way, if there is one; it fails at once."""
        with self._lock:
            if self._open is not None:
                try:
                    socket.socket.shutdown(self._open, socket.SHUT_RDWR)  # TLS says no good-bye on another thread
                except OSError:
                    return  # it has ended by itself

    def _connect(self) -> http.client.HTTPConnection:
        connection: http.client.HTTPConnection
        if self._at.tls:
            connection = http.client.HTTPSConnection(
                self._at.host, self._at.port, timeout=CONNECT_S, context=_context(pinned=bool(self._at.pin))
            )
        else:
            connection = http.client.HTTPConnection(self._at.host, self._at.port, timeout=CONNECT_S)
        try:
            connection.connect()
            self._check(connection.sock)
        except ssl.SSLCertVerificationError as error:
            shown = _shown(self._at)
            raise NotReachedError(self._where, f"its certificate is not trusted here, pin it: {shown}") from error
        except (OSError, ValueError) as error:  # ValueError: a name that no host can have
            connection.close()
            raise NotReachedError(self._where, str(error)) from error
        with self._lock:
            self._open = connection.sock
            self._open.settimeout(None)  # the timer ends every wait from here on
        return connection

    def _check(self, line: socket.socket) -> None:
        """Refuse a printer that shows another certificate than the one written down."""
        if self._at.pin and isinstance(line, ssl.SSLSocket) and (shown := _fingerprint(line)) != self._at.pin:
            raise OSError(f"it shows another certificate: #sha256={shown}")

    def _read(self, response: http.client.HTTPResponse, question: bytes) -> ipp.Answer:
        kind = response.headers.get_content_type()
        page = response.status == _HTTP_DONE and kind.startswith("text/")
        if page or response.status in _HTTP_OF_WEB_SERVERS:
            raise DeviceForeignError(self._where, f"answered HTTP {response.status} as a web server does")
        if response.status != _HTTP_DONE:
            raise OutOfServiceError(self._where, f"answered HTTP {response.status}")
        body = response.read(MOST_BYTES + 1)
        if kind != _CONTENT or len(body) > MOST_BYTES:
            raise DeviceMutedError(self._where, f"answered {len(body)} bytes that are not IPP")
        try:
            answer = ipp.parse(body)
        except MalformedError as error:
            raise DeviceMutedError(self._where, str(error)) from error
        if answer.number != int.from_bytes(question[4:8]):
            raise DeviceMutedError(self._where, "answered another question")
        return answer


def _context(*, pinned: bool) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if pinned:  # the certificate itself is compared, so nobody need have signed it
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _fingerprint(line: ssl.SSLSocket) -> str:
    return hashlib.sha256(line.getpeercert(binary_form=True) or b"").hexdigest()


def _shown(at: IppAddress) -> str:
    """What to write behind an address whose certificate nobody has signed, to be compared with the printer's panel."""
    try:
        line = socket.create_connection((at.host, at.port), CONNECT_S)
        with line, _context(pinned=True).wrap_socket(line) as secured:
            return f"#sha256={_fingerprint(secured)}"
    except OSError:
        return "it shows none"
