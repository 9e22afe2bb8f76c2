"""Where each device is, as the table `[hardware]` of device.toml says it: `kind:rest`.

    serial:/dev/ttyUSB0        a serial line at the device's usual speed
    serial:/dev/ttyUSB0@57600  at another
    tcp:10.0.0.9:9100          a network address
    file:slips.bin             a file, for a loudspeaker a folder
    alsa:default               a sound card as ALSA names it
    pcsc                       every reader that the PC/SC service has
    pcsc:ACS ACR122U           those whose names begin so
    simulated:reader           a folder that stands for the device

Relative paths start at the folder of the settings file.
"""

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hardware.errors import Problem, SettingsError

BAUDS = (9600, 19200, 38400, 57600, 115200)
PAPERS = (58, 80)


@dataclass(frozen=True)
class SerialLine:
    """A serial line; `baud` None is the device's usual speed."""

    path: Path
    baud: int | None = None

    def __str__(self) -> str:
        return f"serial:{self.path}" + (f"@{self.baud}" if self.baud else "")


@dataclass(frozen=True)
class TcpAddress:
    """A device on the network."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"tcp:{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"


@dataclass(frozen=True)
class FilePath:
    """A device file, a file or a folder, as the device takes it."""

    path: Path

    def __str__(self) -> str:
        return f"file:{self.path}"


@dataclass(frozen=True)
class AlsaOutput:
    """A sound card."""

    name: str

    def __str__(self) -> str:
        return f"alsa:{self.name}"


@dataclass(frozen=True)
class PcscReaders:
    """Readers of the PC/SC service, by the beginning of their names; empty is all of them."""

    name: str = ""

    def __str__(self) -> str:
        return f"pcsc:{self.name}" if self.name else "pcsc"


@dataclass(frozen=True)
class SimulatedIn:
    """A simulated device and the folder it lives in."""

    folder: Path

    def __str__(self) -> str:
        return f"simulated:{self.folder}"


Where = SerialLine | TcpAddress | FilePath | AlsaOutput | PcscReaders | SimulatedIn


@dataclass(frozen=True)
class HardwareSettings:
    """The devices of one box; None is a device that it does not have.

    Attributes:
        idcard: The ID card reader.
        smartcard: The reader of cards with a chip, such as staff badges.
        ticket_printer: The printer of slips.
        ticket_paper: Width of its paper in millimetres, 58 or 80.
        speaker: The loudspeaker.
    """

    idcard: SerialLine | SimulatedIn | None = None
    smartcard: PcscReaders | SimulatedIn | None = None
    ticket_printer: SerialLine | TcpAddress | FilePath | SimulatedIn | None = None
    ticket_paper: int = 80
    speaker: AlsaOutput | FilePath | SimulatedIn | None = None


DEVICES: dict[str, tuple[str, ...]] = {
    "idcard": ("serial", "simulated"),
    "smartcard": ("pcsc", "simulated"),
    "ticket_printer": ("tcp", "serial", "file", "simulated"),
    "speaker": ("alsa", "file", "simulated"),
}
"""Each device and the kinds of places where it can be."""


def load_hardware(path: Path) -> HardwareSettings:
    """Read the table `[hardware]` of a settings file; no such table is no devices.

    Raises:
        SettingsError: The file cannot be read, or some of the table is wrong: every fault.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("hardware", {})
    except (OSError, ValueError) as error:
        raise SettingsError((Problem(str(path), str(error)),)) from error
    if not isinstance(table, dict):
        raise SettingsError((Problem("hardware", "is a table"),))
    return parse_hardware(table, path.parent)


def parse_hardware(table: Mapping[str, object], base: Path) -> HardwareSettings:
    """Read the entries of `[hardware]`.

    Args:
        table: Device to place.
        base: Where relative paths start.

    Raises:
        SettingsError: Every fault in the table.
    """
    found: dict[str, object] = {}
    problems: list[Problem] = []
    for name, value in table.items():
        try:
            found[name] = _paper(value) if name == "ticket_paper" else parse_where(name, value, base)
        except SettingsError as error:
            problems.extend(error.problems)
    if problems:
        raise SettingsError(tuple(problems))
    return HardwareSettings(**found)  # type: ignore[arg-type]  # DEVICES names the kinds that the fields have


def parse_where(device: str, value: object, base: Path) -> Where:
    """Read one entry: which device, and where it is.

    Raises:
        SettingsError: No such device, or it cannot be there.
    """
    key = f"hardware.{device}"
    if device not in DEVICES:
        raise _wrong(key, "is no device", device, [*DEVICES, "ticket_paper"])
    if not isinstance(value, str):
        raise _wrong(key, "is a text such as 'serial:/dev/ttyUSB0'")
    kind, colon, rest = value.partition(":")
    if kind not in DEVICES[device]:
        raise _wrong(key, f"kind {kind!r} is none of {', '.join(DEVICES[device])}", kind, DEVICES[device])
    if (not colon or not rest) and value != "pcsc":
        raise _wrong(key, f"nothing behind {kind!r}")
    match kind:
        case "serial":
            return _serial(key, rest, base)
        case "tcp":
            return _tcp(key, rest)
        case "file":
            return FilePath(base / rest)
        case "alsa":
            return AlsaOutput(rest)
        case "pcsc":
            return PcscReaders(rest)
        case _:
            return SimulatedIn(base / rest)


def _serial(key: str, rest: str, base: Path) -> SerialLine:
    path, at, baud = rest.rpartition("@")
    if not at:
        return SerialLine(base / rest)
    if baud not in map(str, BAUDS):
        raise _wrong(key, f"speed {baud!r} is none of {', '.join(map(str, BAUDS))}", baud, map(str, BAUDS))
    return SerialLine(base / path, int(baud))


def _tcp(key: str, rest: str) -> TcpAddress:
    host, _, port = rest.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 2**16:
        raise _wrong(key, "is written tcp:HOST:PORT")
    return TcpAddress(host.removeprefix("[").removesuffix("]"), int(port))


def _paper(value: object) -> int:
    if isinstance(value, int) and value in PAPERS:
        return value
    raise _wrong("hardware.ticket_paper", f"is one of {', '.join(map(str, PAPERS))} (millimetres)")


def _wrong(key: str, reason: str, given: str = "", meant: Iterable[str] = ()) -> SettingsError:
    near = difflib.get_close_matches(given, list(meant), n=1)
    return SettingsError((Problem(key, reason, near[0] if near else ""),))
