"""Why there is no link, in words for a technician. Pure."""

import socket
import ssl
from typing import NamedTuple

EXPIRED, NOT_YET, NOT_OURS, OTHER_NAME = {10}, {9}, {2, 7, 18, 19, 20, 21}, {62, 64}
"""What OpenSSL finds wrong with a certificate: its X509_V_ERR_... codes."""


class Unlinked(NamedTuple):
    """One reason.

    Attributes:
        code: tells one kind from another.
        detail: what it is, and what to do.
        waits: whether it may be over by itself: no server is there yet.
    """

    code: str
    detail: str
    waits: bool = False


REFUSED = "refused"
AWAY = Unlinked("away", "nothing answers there; is the server's machine on, and the network connected?", waits=True)
HUNG_UP = Unlinked(
    "hung-up",
    "what answers there hangs up; is ca_file missing in [mqtt], or is port that of another door?",
    waits=True,
)


def why_no_server(error: BaseException | None, host: str) -> Unlinked:
    """Why a connection could not be made.

    Args:
        error: what the attempt ended with.
        host: to which the attempt was.
    """
    match error:
        case ssl.SSLCertVerificationError():
            return _why_not_trusted(error, host)
        case ssl.SSLEOFError() | ssl.SSLZeroReturnError():
            return HUNG_UP
        case ssl.SSLError():
            return Unlinked("no-tls", f"TLS fails ({error.reason}); is port in [mqtt] that of another door?")
        case socket.gaierror():
            detail = f"the name {host!r} is known to nobody here; put an address into [mqtt] host"
            return Unlinked("unknown-name", detail, waits=True)
        case _:
            return AWAY


def why_refused(reason: str, device: str) -> Unlinked:
    """Why a server that answered did not let us in."""
    return Unlinked(
        REFUSED,
        f"{reason}: this account is out, or shut out for a while (the hub's health tells), or its password is an older "
        f"one; copy devices/{device} here, or make it anew by yimen provision --renew {device} on the hall's machine",
    )


def _why_not_trusted(error: ssl.SSLCertVerificationError, host: str) -> Unlinked:
    code = error.verify_code
    if code in EXPIRED:
        detail = "the server's certificate has ended, or this machine's clock is wrong; on the hall's machine run "
        return Unlinked("certificate-ended", detail + "yimen provision, which makes a new one")
    if code in NOT_YET:
        detail = "the server's certificate is not valid yet: the clock of this machine, or of the hall's, is wrong"
        return Unlinked("certificate-not-yet", detail)
    if code in OTHER_NAME:
        detail = f"the server's certificate is not for {host!r}; add it to [server] names in hall.toml and run "
        return Unlinked("certificate-of-another-name", detail + "yimen provision, or put right [mqtt] host here")
    if code in NOT_OURS:
        detail = "what answers there is not the server of this hall, or ca.pem here is of an older one; look at "
        return Unlinked("certificate-of-another-hall", detail + "[mqtt] host, and copy the hall's security/ca.pem here")
    return Unlinked("certificate", f"the server's certificate is not believed: {error.verify_message}")
