"""Printers that announce themselves on the network, each with the line that device.toml takes. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path

from hardware.errors import SettingsError
from hardware.settings import parse_where
from hardware.tools.found import Found

IPP, IPPS, RAW = "ipp", "ipps", "pdl-datastream"
"""What a printer speaks, as DNS-SD names it; the last is bare bytes at a port, most often 9100."""

_MODEL_MOST = 60


@dataclass(frozen=True)
class Announced:
    """One way to a printer. All of it is what somebody on the network chose to say.

    Attributes:
        speaks: `IPP`, `IPPS` or `RAW`.
        name: Of the printer; the ways to one printer have one name.
        addresses: Where it is.
        port: At which port.
        told: Its TXT record; keys in small letters.
    """

    speaks: str
    name: str
    addresses: tuple[IPv4Address | IPv6Address, ...]
    port: int
    told: Mapping[str, str] = field(default_factory=dict)


def printers(announced: Iterable[Announced]) -> list[Found]:
    """Tell each printer once: by IPP where it speaks that, by its port where it does not."""
    by_name: dict[str, dict[str, Announced]] = {}
    for each in announced:
        by_name.setdefault(each.name, {})[each.speaks] = each
    return [_printer(name, ways) for name, ways in sorted(by_name.items())]


def _printer(name: str, ways: Mapping[str, Announced]) -> Found:
    lines = {speaks: line for speaks in (IPP, IPPS, RAW) if speaks in ways and (line := _line(ways[speaks]))}
    best = next(iter(lines), "")
    told = next(ways[speaks] for speaks in (IPP, IPPS, RAW) if speaks in ways).told
    notes = []
    if not best:
        notes.append("its address, port or path is none that can be used")
    if best == RAW:
        notes.append('if it prints slips; for A4 give it to CUPS: page_printer = "ipp://localhost/printers/NAME"')
    if best == IPP and IPPS in lines:
        notes.append(f"encrypted: {lines[IPPS]}")
    if IPPS in lines:
        notes.append("yimen device try says what to write behind ipps")
    if best in {IPP, IPPS} and "application/pdf" not in told.get("pdl", "application/pdf").lower():
        notes.append("it names no PDF: if yimen device try says so too, print through CUPS")
    model = told.get("ty", "")[:_MODEL_MOST]
    return Found("network printer", f"{name}, {model}" if model else name, lines.get(best, ""), "; ".join(notes))


def _line(way: Announced) -> str:
    """The line for device.toml; empty where the settings would not take it."""
    host = _host(way.addresses)
    if way.speaks == RAW:
        device, place = "ticket_printer", f"tcp:{host}:{way.port}"
    else:
        path = way.told.get("rp", "ipp/print").removeprefix("/")
        port = "" if way.port == 631 else f":{way.port}"  # noqa: PLR2004  IPP's own
        device, place = "page_printer", f"{way.speaks}://{host}{port}/{path}"
    try:
        parse_where(device, place, Path())
    except SettingsError:
        return ""
    return f'{device} = "{place}"'


def _host(addresses: Iterable[IPv4Address | IPv6Address]) -> str:
    """The address to write down; empty if none can be reached from elsewhere."""
    of_use = [
        each
        for each in addresses
        if not (each.is_unspecified or each.is_multicast or (isinstance(each, IPv6Address) and each.is_link_local))
    ]
    if not of_use:
        return ""
    best = min(of_use, key=lambda each: (each.is_loopback, each.is_link_local, each.version, int(each)))
    return f"[{best}]" if isinstance(best, IPv6Address) else str(best)
