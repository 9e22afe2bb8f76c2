"""Where an A4 printer is, beyond a folder that stands for it."""

import re
from dataclasses import dataclass
from pathlib import Path

from hardware.errors import wrong_setting

_PORT = 631
_PATH = "/ipp/print"
_ADDRESS = re.compile(
    r"//(?P<host>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:(?P<port>[0-9]{1,5}))?(?P<path>/[a-z0-9._~/%+-]*)?"
    r"(#sha256=(?P<pin>[0-9a-f]{64}))?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True)
class IppAddress:
    """A printer, or a queue of a print server, that speaks IPP.

    Attributes:
        host: Its name or address.
        port: Its port.
        path: What it calls the printer.
        tls: Whether the way there is encrypted, as `ipps`.
        pin: SHA-256 of the certificate that it shows, in hex; empty is one that this machine trusts anyway.
    """

    host: str
    port: int = _PORT
    path: str = _PATH
    tls: bool = False
    pin: str = ""

    @property
    def uri(self) -> str:
        """The printer as IPP names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'ipps' if self.tls else 'ipp'}://{host}:{self.port}{self.path}"

    def __str__(self) -> str:
        return self.uri + (f"#sha256={self.pin}" if self.pin else "")


def ipp_address(key: str, rest: str, _base: Path, *, tls: bool = False) -> IppAddress:
    """Read what stands behind `ipp:` or `ipps:`.

    Raises:
        SettingsError: It is no such address.
    """
    found = _ADDRESS.fullmatch(rest)
    port = int(found["port"] or _PORT) if found else 0
    if not found or not 0 < port < 2**16 or (found["pin"] and not tls):
        written = "ipps://HOST:PORT/PATH#sha256=..." if tls else "ipp://HOST:PORT/PATH"
        raise wrong_setting(key, f"is written {written}, as in {'ipps' if tls else 'ipp'}://10.0.0.8{_PATH}")
    pin = (found["pin"] or "").lower()
    return IppAddress(found["host"].strip("[]"), port, found["path"] or _PATH, tls, pin)
