"""Who announces a printer on the network, by DNS-SD: the only file that knows zeroconf."""

import time
from ipaddress import IPv4Address, IPv6Address, ip_address
from types import TracebackType
from typing import Self

import zeroconf
from zeroconf import IPVersion, ServiceBrowser, ServiceInfo, ServiceStateChange, Zeroconf

from hardware.tools.network import IPP, IPPS, RAW, Announced

SEARCH_S = 2.0
"""How long answers are waited for; most come within one second."""
ASK_S = 1.0
"""How long, all in all, may be asked for what did not come with them."""
MOST = 64
"""How many are listened to: a network may be full of them, or of lies."""

_TYPES = {f"_{speaks}._tcp.local.": speaks for speaks in (IPP, IPPS, RAW)}


class Search:
    """A search that goes on while other things are done.

    Raises:
        OSError: This box has no network, or may not listen to it.
    """

    def __init__(self) -> None:
        self._heard: dict[tuple[str, str], None] = {}
        self._until = time.monotonic() + SEARCH_S
        try:
            self._line = Zeroconf(ip_version=IPVersion.V4Only)
        except RuntimeError:  # there is no address to listen at
            raise OSError("this box has no network") from None
        self._browser = ServiceBrowser(self._line, list(_TYPES), handlers=[self._on_change])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._browser.cancel()
        self._line.close()

    def found(self) -> list[Announced]:
        """Wait until the time is over, and tell who was heard."""
        time.sleep(max(0.0, self._until - time.monotonic()))
        until = time.monotonic() + ASK_S
        return [self._ask(type_, name, until) for type_, name in list(self._heard)]

    def _on_change(
        self,
        zeroconf: Zeroconf,  # noqa: ARG002  it calls by names
        service_type: str,
        name: str,
        state_change: ServiceStateChange,
    ) -> None:
        if state_change is not ServiceStateChange.Removed and len(self._heard) < MOST:
            self._heard[service_type, name] = None

    def _ask(self, type_: str, name: str, until: float) -> Announced:
        """Where it is; nowhere, if it does not say so in time."""
        told: dict[str, str] = {}
        addresses: tuple[IPv4Address | IPv6Address, ...] = ()
        port = 0
        try:
            info = ServiceInfo(type_, name)
            left_ms = max(1.0, (until - time.monotonic()) * 1000)
            if info.load_from_cache(self._line) or info.request(self._line, left_ms):
                port = info.port or 0
                addresses = tuple(map(ip_address, info.parsed_addresses()))
                told = {_text(key).lower(): _text(value or b"") for key, value in info.properties.items()}
        except zeroconf.Error:  # a name that cannot be
            pass
        return Announced(_TYPES[type_], name.removesuffix(f".{type_}"), addresses, port, told)


def _text(told: bytes) -> str:
    return told.decode("utf-8", "replace")
