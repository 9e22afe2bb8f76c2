"""Where each device is, as the table `[hardware]` of device.toml says it: `kind:rest`.

    serial:/dev/ttyUSB0        a serial line at the device's usual speed
    serial:/dev/ttyUSB0@57600  at another
    usb:0400:c35a              a USB device by its id, or by the name of a table of readers.toml
    hid:2b8b:2721              the same for a HID device
    tcp:10.0.0.9:9100          a network address; an ID card reader's may end in @ and the name of such a table
    wlt:libwlt.so              a library that decodes the photo of a card; may end in @ and such a name
    file:slips.bin             a file, for a loudspeaker a folder, for a camera a video or a picture
    ipp://10.0.0.8/ipp/print   an A4 printer or a queue; ipps over TLS, #sha256=... behind it is its certificate
    alsa:default               a sound card as ALSA names it
    camera:opencv:0            for a scanner: a camera, before which codes are held
    keypad:/dev/input/by-id/…  a keypad by its event node, alone
    serial:LINE@TABLE/5        for a call-button: a table of callers.toml, and its address on that line
    opencv:/dev/v4l/by-id/…    a camera by its node under a name that stays, or opencv:0 by its number
    rtsp://10.0.0.7/live       a camera on the network; rtsps is the same over TLS
    rtsp:camera.url            the same, whose address stands in that file because it has a password in it
    pcsc                       every reader of the PC/SC service; pcsc:ACS ACR122U those whose names begin so
    simulated:reader           a folder that stands for the device

Relative paths start at the folder of the settings file.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from hardware.callbutton.callers import SerialCaller, serial_caller
from hardware.camera.places import CameraNode, NetworkCamera, camera_node, network_camera
from hardware.errors import Problem, SettingsError, wrong_setting
from hardware.idcard.places import (
    HidReader,
    TcpReader,
    UsbReader,
    WltLibrary,
    hid_reader,
    photo_library,
    tcp_reader,
    usb_reader,
)
from hardware.keys import USUAL, code_of
from hardware.pageprinter.places import IppAddress, ipp_address
from hardware.smartcard.profiles import USUAL as USUAL_CARD
from hardware.smartcard.profiles import CardProfile, card_profile
from hardware.ticketprinter.profiles import USUAL as USUAL_PRINTER
from hardware.ticketprinter.profiles import PrinterProfile, ticket_profile

BAUDS = (9600, 19200, 38400, 57600, 115200)
TURNS = (0, 90, 180, 270)


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
class UsbId:
    """A device on USB that needs no table."""

    vendor: int
    product: int

    def __str__(self) -> str:
        return f"usb:{self.vendor:04x}:{self.product:04x}"


@dataclass(frozen=True)
class FilePath:
    """A device file, a file or a folder, as the device takes it."""

    path: Path

    def __str__(self) -> str:
        return f"file:{self.path}"


@dataclass(frozen=True)
class KeypadNode:
    """A keypad, by one of its event nodes under a name that stays."""

    path: Path

    def __str__(self) -> str:
        return f"keypad:{self.path}"


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


@dataclass(frozen=True)
class CodeCamera:
    """A camera before which codes are held."""

    camera: CameraNode | NetworkCamera | FilePath | SimulatedIn

    def __str__(self) -> str:
        return f"camera:{self.camera}"


Where = (
    SerialLine
    | UsbReader
    | HidReader
    | TcpReader
    | TcpAddress
    | UsbId
    | IppAddress
    | FilePath
    | AlsaOutput
    | PcscReaders
    | SimulatedIn
    | KeypadNode
    | SerialCaller
    | CameraNode
    | CodeCamera
    | NetworkCamera
)


@dataclass(frozen=True)
class HardwareSettings:
    """The devices of one box; None is a device that it does not have.

    Attributes:
        idcard: The ID card reader.
        idcard_photo: What decodes the photo of a card; without it there is text only.
        smartcard: The reader of cards with a chip, such as staff badges.
        smartcard_profile: What kind of social-security card visitors have.
        ticket_printer: The printer of slips.
        ticket_profile: What kind of printer that is.
        page_printer: The printer of A4 pages.
        speaker: The loudspeaker.
        button: The call-button of a window.
        button_keys: The keys of a keypad that call the next number.
        scanner: What reads QR codes; one that types is a keypad to the kernel.
        camera: The camera.
        camera_turn: By how many degrees its pictures are turned clockwise, since it is mounted the other way round.
    """

    idcard: SerialLine | UsbReader | HidReader | TcpReader | SimulatedIn | None = None
    idcard_photo: WltLibrary | None = None
    smartcard: PcscReaders | SimulatedIn | None = None
    smartcard_profile: CardProfile = USUAL_CARD
    ticket_printer: SerialLine | UsbId | TcpAddress | FilePath | SimulatedIn | None = None
    ticket_profile: PrinterProfile = USUAL_PRINTER
    page_printer: IppAddress | SimulatedIn | None = None
    speaker: AlsaOutput | FilePath | SimulatedIn | None = None
    button: KeypadNode | SerialCaller | SimulatedIn | None = None
    button_keys: tuple[str, ...] = USUAL
    scanner: KeypadNode | SerialLine | CodeCamera | SimulatedIn | None = None
    camera: CameraNode | NetworkCamera | FilePath | SimulatedIn | None = None
    camera_turn: int = 0


DEVICES: dict[str, tuple[str, ...]] = {
    "idcard": ("serial", "usb", "hid", "tcp", "simulated"),
    "smartcard": ("pcsc", "simulated"),
    "ticket_printer": ("tcp", "serial", "usb", "file", "simulated"),
    "page_printer": ("ipp", "ipps", "simulated"),
    "speaker": ("alsa", "file", "simulated"),
    "button": ("keypad", "serial", "simulated"),
    "scanner": ("keypad", "serial", "camera", "simulated"),
    "camera": ("opencv", "rtsp", "rtsps", "file", "simulated"),
}
"""Each device and the kinds of places where it can be."""


def load_hardware(path: Path) -> HardwareSettings:
    """Read the table `[hardware]` of a settings file; no such table is no devices.

    Raises:
        SettingsError: The file cannot be read, or some of the table is wrong: every fault.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("hardware", {})
    except (OSError, ValueError, RecursionError) as error:
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
            found[name] = _PARTS[name](value, base) if name in _PARTS else parse_where(name, value, base)
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
        raise wrong_setting(key, "is no device", device, [*DEVICES, *_PARTS])
    if not isinstance(value, str):
        raise wrong_setting(key, "is a text such as 'serial:/dev/ttyUSB0'")
    kind, colon, rest = value.partition(":")
    if kind not in DEVICES[device]:
        raise wrong_setting(key, f"kind {kind!r} is none of {', '.join(DEVICES[device])}", kind, DEVICES[device])
    if (not colon or not rest) and value != "pcsc":
        raise wrong_setting(key, f"nothing behind {kind!r}")
    return (_OWN_PLACES.get(device, {}).get(kind) or _PLACES[kind])(key, rest, base)


def _serial(key: str, rest: str, base: Path) -> SerialLine:
    path, at, baud = rest.rpartition("@")
    if not at:
        return SerialLine(base / rest)
    if baud not in map(str, BAUDS):
        raise wrong_setting(key, f"speed {baud!r} is none of {', '.join(map(str, BAUDS))}", baud, map(str, BAUDS))
    return SerialLine(base / path, int(baud))


def _tcp(key: str, rest: str, _base: Path) -> TcpAddress:
    host, _, port = rest.rpartition(":")
    if not host or not re.fullmatch("[0-9]{1,5}", port) or not 0 < int(port) < 2**16:
        raise wrong_setting(key, "is written tcp:HOST:PORT")
    return TcpAddress(host.removeprefix("[").removesuffix("]"), int(port))


def _usb(key: str, rest: str, _base: Path) -> UsbId:
    if not re.fullmatch("[0-9a-fA-F]{4}:[0-9a-fA-F]{4}", rest):
        raise wrong_setting(key, "is written usb:VENDOR:PRODUCT as lsusb shows them, such as usb:0416:5011")
    return UsbId(int(rest[:4], 16), int(rest[5:], 16))


def _tcp_reader(key: str, rest: str, base: Path) -> TcpReader:
    address, _, table = rest.partition("@")
    place = _tcp(key, address, base)
    return tcp_reader(key, place.host, place.port, table, base)


def _code_camera(key: str, rest: str, base: Path) -> CodeCamera:
    try:
        return CodeCamera(parse_where("camera", rest, base))  # type: ignore[arg-type]  # DEVICES names the kinds
    except SettingsError as error:
        raise SettingsError(tuple(replace(each, key=key) for each in error.problems)) from error


def _button_keys(value: object, _: Path) -> tuple[str, ...]:
    names = tuple(value.lower().split()) if isinstance(value, str) else ()
    if not names or any(code_of(name) is None for name in names):
        raise wrong_setting(
            "hardware.button_keys", "are names such as 'enter kpenter', as yimen device try button tells them"
        )
    return names


def _camera_turn(value: object, _: Path) -> int:
    if type(value) is not int or value not in TURNS:
        raise wrong_setting("hardware.camera_turn", f"is one of {', '.join(map(str, TURNS))}")
    return value


_PARTS: dict[str, Callable[[object, Path], object]] = {
    "idcard_photo": photo_library,
    "smartcard_profile": card_profile,
    "ticket_profile": ticket_profile,
    "button_keys": _button_keys,
    "camera_turn": _camera_turn,
}
"""The entries that are no device of their own."""

_PLACES: dict[str, Callable[[str, str, Path], Where]] = {
    "serial": _serial,
    "tcp": _tcp,
    "ipp": ipp_address,
    "ipps": partial(ipp_address, tls=True),
    "file": lambda _, rest, base: FilePath(base / rest),
    "opencv": camera_node,
    "rtsp": partial(network_camera, scheme="rtsp"),
    "rtsps": partial(network_camera, scheme="rtsps"),
    "keypad": lambda _, rest, base: KeypadNode(base / rest),
    "alsa": lambda _, rest, __: AlsaOutput(rest),
    "pcsc": lambda _, rest, __: PcscReaders(rest),
    "simulated": lambda _, rest, base: SimulatedIn(base / rest),
}
_OWN_PLACES: dict[str, dict[str, Callable[[str, str, Path], Where]]] = {
    "idcard": {"usb": usb_reader, "hid": hid_reader, "tcp": _tcp_reader},
    "ticket_printer": {"usb": _usb},
    "button": {"serial": serial_caller},
    "scanner": {"camera": _code_camera},
}
