"""Settings to open devices: the only file that names the real and the simulated classes.

Each driver is imported when it is asked for, so a box needs the libraries of its own devices only.
"""

from functools import partial
from typing import TYPE_CHECKING

from hardware.callbutton.button import CallButton
from hardware.callbutton.callers import SerialCaller
from hardware.camera.places import CameraNode, NetworkCamera
from hardware.errors import LibraryMissingError
from hardware.idcard.places import HidReader, TcpReader, UsbReader, WltLibrary
from hardware.idcard.reader import IdCardReader
from hardware.keys import USUAL, code_of
from hardware.pageprinter.places import IppAddress
from hardware.pageprinter.printer import PagePrinter
from hardware.scanner.scanner import Scanner
from hardware.settings import (
    AlsaOutput,
    CodeCamera,
    FilePath,
    KeypadNode,
    PcscReaders,
    SerialLine,
    SimulatedIn,
    TcpAddress,
    UsbId,
)
from hardware.smartcard.reader import SmartCardReader
from hardware.smartcard.reading import ReadCard, read_badge
from hardware.speaker.speaker import Speaker
from hardware.ticketprinter.printer import TicketPrinter
from hardware.ticketprinter.profiles import USUAL as USUAL_PRINTER
from hardware.ticketprinter.profiles import PrinterProfile

if TYPE_CHECKING:
    from hardware.camera.camera import Camera
    from hardware.idcard.photo import PhotoDecoder

_IDCARD_BAUD = 115200
_SCANNER_BAUD = 9600  # one inside USB takes any


def open_idcard(where: SerialLine | UsbReader | HidReader | TcpReader | SimulatedIn) -> IdCardReader:
    """Give the ID card reader that is there. It opens its line by itself, again and again, so this never fails."""
    from hardware.idcard.sam_reader import SamReader  # noqa: PLC0415  see above

    name = str(where)
    match where:
        case SerialLine(path, baud):
            from hardware.idcard.serial import SerialPort  # noqa: PLC0415  see above

            return SamReader(name, lambda: SerialPort(name, str(path), baud or _IDCARD_BAUD))
        case UsbReader(profile=usb):
            from hardware.idcard.usb import UsbPort  # noqa: PLC0415  see above

            return SamReader(name, lambda: UsbPort(name, usb))
        case HidReader(profile=hid):
            from hardware.idcard.hid import HidPort  # noqa: PLC0415  see above

            return SamReader(name, lambda: HidPort(name, hid))
        case TcpReader(host, port, _, profile):
            from hardware.idcard.one_question import OneQuestion  # noqa: PLC0415  see above
            from hardware.idcard.session import Session  # noqa: PLC0415  see above
            from hardware.idcard.tcp import TcpPort  # noqa: PLC0415  see above

            talk = partial(OneQuestion, ask=profile.ask.encode("ascii")) if profile else Session
            return SamReader(name, lambda: TcpPort(name, host, port), talk=talk)
        case SimulatedIn(folder):
            from hardware.idcard.simulated import SimulatedIdCardReader  # noqa: PLC0415  see above

            return SimulatedIdCardReader(str(where), folder)


def open_photos(where: WltLibrary) -> "PhotoDecoder":
    """Give what decodes the photos of cards. A library that is not there shows when one is wanted."""
    from hardware.idcard.photo import PhotoDecoder  # noqa: PLC0415  see above

    return PhotoDecoder(str(where), where.path, where.profile)


def open_smartcard(where: PcscReaders | SimulatedIn, read: ReadCard = read_badge) -> SmartCardReader:
    """Give the reader of cards with a chip that is there. It finds its service by itself, again and again.

    Args:
        where: Where it is.
        read: What is read of each card.

    Raises:
        LibraryMissingError: This installation has no PC/SC.
    """
    match where:
        case PcscReaders(name):
            try:
                from hardware.smartcard.pcsc_reader import PcscReader  # noqa: PLC0415  see above
            except ImportError as error:
                reason = f"install pip's yimen[smartcard] and the system's libpcsclite1 ({error})"
                raise LibraryMissingError("hardware.smartcard", reason) from error
            return PcscReader(str(where), name, read=read)
        case SimulatedIn(folder):
            from hardware.smartcard.simulated import SimulatedSmartCardReader  # noqa: PLC0415  see above

            return SimulatedSmartCardReader(str(where), folder, read)


def open_ticket_printer(
    where: TcpAddress | SerialLine | UsbId | FilePath | SimulatedIn, profile: PrinterProfile = USUAL_PRINTER
) -> TicketPrinter:
    """Give the printer that is there. It connects for each slip anew, so this never fails for the printer's sake.

    Args:
        where: Where it is.
        profile: What kind it is.
    """
    from hardware.ticketprinter import transport  # noqa: PLC0415  see above
    from hardware.ticketprinter.driver import EscposPrinter  # noqa: PLC0415  see above

    match where:
        case TcpAddress(host, port):
            connect = transport.tcp(host, port)
        case SerialLine(path, baud):
            connect = transport.serial(path, baud or transport.BAUD)
        case UsbId(vendor, product):
            from hardware.ticketprinter.usb import connect_usb  # noqa: PLC0415  see above

            connect = connect_usb(vendor, product)
        case FilePath(path):
            connect = transport.file(path)
        case SimulatedIn(folder):
            from hardware.ticketprinter.simulated import SimulatedPrinter  # noqa: PLC0415  see above

            return SimulatedPrinter(str(where), folder, profile)
    return EscposPrinter(str(where), connect, profile)


def open_page_printer(where: IppAddress | SimulatedIn) -> PagePrinter:
    """Give the A4 printer that is there. It connects for each question anew, so this never fails."""
    match where:
        case IppAddress():
            from hardware.pageprinter.driver import IppPrinter  # noqa: PLC0415  see above

            return IppPrinter(where)
        case SimulatedIn(folder):
            from hardware.pageprinter.simulated import SimulatedPagePrinter  # noqa: PLC0415  see above

            return SimulatedPagePrinter(str(where), folder)


def open_speaker(where: AlsaOutput | FilePath | SimulatedIn) -> Speaker:
    """Give the loudspeaker that is there; `FilePath` is a folder that keeps what was said as WAV files."""
    match where:
        case AlsaOutput(name):
            from hardware.speaker.aplay import AlsaSpeaker  # noqa: PLC0415  see above

            return AlsaSpeaker(str(where), name)
        case FilePath(folder) | SimulatedIn(folder):
            from hardware.speaker.simulated import FolderSpeaker  # noqa: PLC0415  see above

            return FolderSpeaker(str(where), folder)


def open_button(where: KeypadNode | SerialCaller | SimulatedIn, keys: tuple[str, ...] = USUAL) -> CallButton:
    """Give the call-button that is there; of a serial line all that hang on it. It never fails, see `CallButton`.

    Args:
        where: Where it is.
        keys: The keys of a keypad that call the next number.
    """
    from hardware.callbutton.driver import LineButton  # noqa: PLC0415  see above

    name = str(where)
    match where:
        case KeypadNode(path):
            from hardware.callbutton.keypad import Keypad  # noqa: PLC0415  see above
            from hardware.evdev import nodes_of  # noqa: PLC0415  see above

            codes = frozenset(code for code in map(code_of, keys) if code is not None)
            return LineButton(name, lambda: Keypad(name, nodes_of(path), codes))
        case SerialCaller(path, table, _, caller):
            from hardware.callbutton.serial import CallerLine  # noqa: PLC0415  see above

            line = f"serial:{path}@{table}"
            return LineButton(line, lambda: CallerLine(line, str(path), caller))
        case SimulatedIn(folder):
            from hardware.callbutton.simulated import SimulatedButton  # noqa: PLC0415  see above

            return SimulatedButton(name, folder, keys)


def open_camera(where: CameraNode | NetworkCamera | FilePath | SimulatedIn, turn: int = 0) -> "Camera":
    """Give the camera that is there. It opens it by itself, again and again.

    Args:
        where: Where it is.
        turn: By how many degrees its pictures are turned clockwise.

    Raises:
        LibraryMissingError: This installation has no OpenCV.
    """
    name = str(where)
    if isinstance(where, SimulatedIn):
        from hardware.camera.simulated import SimulatedCamera  # noqa: PLC0415  see above

        return SimulatedCamera(name, where.folder, turn)
    from hardware.camera.driver import NETWORK, StreamCamera  # noqa: PLC0415  see above
    from hardware.camera.picture import Limits  # noqa: PLC0415  see above

    try:
        from hardware.camera import opencv  # noqa: PLC0415  see above
    except ImportError as error:
        raise LibraryMissingError("hardware.camera", f"install pip's yimen[camera] ({error})") from error
    match where:
        case CameraNode(path):
            return StreamCamera(name, lambda: opencv.NodeStream(name, path), turn)
        case NetworkCamera():
            limits = Limits(frozen=60.0)  # what it codes of an empty hall may be the same for long
            return StreamCamera(name, lambda: opencv.NetworkStream(where), turn, limits, NETWORK)
        case FilePath(path):
            return StreamCamera(name, lambda: opencv.FileStream(name, path), turn, Limits(frozen=None))


def open_scanner(where: KeypadNode | SerialLine | CodeCamera | SimulatedIn) -> Scanner:
    """Give the scanner that is there. It comes and goes as every reader does.

    Raises:
        LibraryMissingError: It is a camera, and this installation has no OpenCV.
    """
    from hardware.scanner.driver import LineScanner  # noqa: PLC0415  see above

    name = str(where)
    match where:
        case KeypadNode(path):
            from hardware.evdev import nodes_of  # noqa: PLC0415  see above
            from hardware.scanner.lines import TypingScanner  # noqa: PLC0415  see above

            return LineScanner(name, lambda: TypingScanner(name, nodes_of(path)))
        case SerialLine(path, baud):
            from hardware.scanner.lines import SerialScanner  # noqa: PLC0415  see above

            return LineScanner(name, lambda: SerialScanner(name, str(path), baud or _SCANNER_BAUD))
        case CodeCamera(camera):
            opened = open_camera(camera)
            from hardware.camera.codes import CodeFinder  # noqa: PLC0415  see above
            from hardware.scanner.by_camera import CameraScanner  # noqa: PLC0415  see above

            return CameraScanner(opened, CodeFinder().codes_in)
        case SimulatedIn(folder):
            from hardware.scanner.simulated import SimulatedScanner  # noqa: PLC0415  see above

            return SimulatedScanner(name, folder)
