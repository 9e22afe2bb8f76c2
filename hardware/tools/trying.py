"""`yimen device try`: use one device once."""

from datetime import datetime
from typing import Annotated

import typer

from hardware import bench, words
from hardware.callbutton.button import ButtonEvent, Pressed
from hardware.callbutton.callers import SerialCaller
from hardware.chime import chime
from hardware.errors import DeviceError, DeviceMutedError, SettingsError
from hardware.idcard.places import HidReader, TcpReader, UsbReader
from hardware.idcard.reader import read_one
from hardware.pageprinter.printer import Outcome, PagePrinter, Progress, unprinted
from hardware.reader import first
from hardware.scanner.scanner import Scanned, ScannerEvent
from hardware.settings import DEVICES, CodeCamera, HardwareSettings, KeypadNode, PcscReaders, SerialLine, SimulatedIn
from hardware.smartcard.reader import CardPresent, SocialSecurityLaid, read_card_once
from hardware.smartcard.reading import any_card
from hardware.ticketprinter.paper import Words, clean
from hardware.ticketprinter.printer import PrinterStatus, TicketPrinter
from hardware.ticketprinter.testslip import NUMBER, test_slip
from hardware.tools import sound
from hardware.tools.asked import AsJson, SettingsFile, print_json, refusal, settings_of
from hardware.tools.state import status_of, wants_of

_MOST_S = 3600.0
_TIMEOUT = f"Seconds to wait for a card, key, code or picture, at most {_MOST_S:g}."


def _no_more_than_an_hour(seconds: float) -> float:
    if not 0 < seconds <= _MOST_S:  # nor what is no number
        raise typer.BadParameter(f"is more than 0 and at most {_MOST_S:g}")
    return seconds


def try_device(
    device: Annotated[str, typer.Argument(help="DEVICE=KIND:PLACE, or DEVICE alone with --settings.")],
    settings: SettingsFile = None,
    *,
    as_json: AsJson = False,
    reveal: Annotated[bool, typer.Option("--reveal", help="Show in full what was read from a card or code.")] = False,
    timeout: Annotated[float, typer.Option(help=_TIMEOUT, callback=_no_more_than_an_hour)] = 20.0,
) -> None:
    """Try one device: read a card or code, print a test slip or page, play the chime, wait for a key, take pictures."""
    name, given, where = device.partition("=")
    configured = settings_of(settings, {name: where} if given else {}, as_json=as_json)
    if name not in DEVICES or getattr(configured, name) is None:
        known = ", ".join(DEVICES)
        raise typer.BadParameter(f"{device!r} is not in the settings, nor DEVICE=KIND:PLACE with one of {known}")
    try:
        tried = _try(name, configured, timeout, reveal=reveal)
        result = {key: clean(value) for key, value in tried.items()}  # a card may hold what a terminal would obey
    except DeviceError as error:
        operator = clean(words.for_operator(error))
        if as_json:
            said = {"visitor": words.for_visitor(name, error)._asdict(), "operator": operator}
            print_json({"ok": False, "error": type(error).__name__.removesuffix("Error"), **said})
        else:
            typer.echo(operator, err=True)
        raise typer.Exit(1) from None
    except SettingsError as error:
        raise refusal(error, as_json=as_json) from None
    if as_json:
        print_json({"ok": True, **result})
    elif "badge" in result:
        typer.echo(f'badge = "{result["badge"]}"')  # as hall.toml takes it
    else:
        for key, value in result.items():
            typer.echo(f"{key:14} {value}")


def _try(device: str, configured: HardwareSettings, seconds: float, *, reveal: bool) -> dict[str, str]:
    tried: dict[str, str] = {}
    match device:
        case "idcard" if configured.idcard:
            tried = _idcard(configured, configured.idcard, seconds, reveal=reveal)
        case "smartcard" if configured.smartcard:
            tried = _smartcard(configured, configured.smartcard, seconds, reveal=reveal)
        case "button" if configured.button:
            tried = _press(configured, configured.button, seconds)
        case "scanner" if configured.scanner:
            tried = _scan(configured.scanner, seconds, reveal=reveal)
        case "ticket_printer" if configured.ticket_printer:
            tried = _print_slip(bench.open_ticket_printer(configured.ticket_printer, configured.ticket_profile))
        case "page_printer" if configured.page_printer:
            tried = _print_page(bench.open_page_printer(configured.page_printer), str(configured.page_printer))
        case "camera" if configured.camera:
            from hardware.tools.film import film  # noqa: PLC0415  brings numpy, which no other device needs

            tried = film(bench.open_camera(configured.camera, configured.camera_turn), str(configured.camera), seconds)
        case "speaker" if configured.speaker:
            sound.play(bench.open_speaker(configured.speaker), chime())
            tried = {"played": "chime"}
    return tried


def _idcard(
    configured: HardwareSettings,
    where: SerialLine | UsbReader | HidReader | TcpReader | SimulatedIn,
    seconds: float,
    *,
    reveal: bool,
) -> dict[str, str]:
    typer.echo(f"请放证件 Lay a card ({seconds:g} s)", err=True)
    card = read_one(bench.open_idcard(where), str(where), seconds)
    shown = card.revealed() if reveal else card.masked()
    if configured.idcard_photo:
        photo = bench.open_photos(configured.idcard_photo).photo_of(card)
        shown["photo"] = "decoded" if photo else "not decoded"
    return shown


def _smartcard(
    configured: HardwareSettings, where: PcscReaders | SimulatedIn, seconds: float, *, reveal: bool
) -> dict[str, str]:
    typer.echo(f"请放工牌或社保卡 Lay a badge or a social-security card ({seconds:g} s)", err=True)
    reader = bench.open_smartcard(where, any_card(configured.smartcard_profile))
    match read_card_once(reader, str(where), seconds):
        case CardPresent(serial):
            return {"badge": serial}
        case SocialSecurityLaid(card):
            return {"card": "social-security", **(card.revealed() if reveal else card.masked())}
    return {"card": "resident", "read": "no: only a reader of ID cards can"}


def _print_slip(printer: TicketPrinter) -> dict[str, str]:
    try:
        printer.print(test_slip(Words("设备测试", "Device test"), datetime.now().astimezone()))
    finally:
        printer.close()
    status = status_of(printer)
    if status is PrinterStatus.UNKNOWN:  # whether anything came out, or a printer is there at all, nobody told
        said = words.of_health(status.value)
        return {"sent": NUMBER, "status": status, "look": f"{said.zh} {said.en}"}
    return {"printed": NUMBER, "status": status}


def _print_page(printer: PagePrinter, where: str) -> dict[str, str]:
    from hardware.pageprinter.testpage import test_page  # noqa: PLC0415  draws, which no other command needs

    def tell(progress: Progress) -> None:
        typer.echo(" ".join(filter(None, (progress.phase, progress.cause))), err=True)

    result = printer.print(test_page(), tell)
    state = printer.state()
    printer.close()
    if result.outcome is not Outcome.PRINTED:
        raise unprinted(where, result)
    said_by = "queue: what the printer behind it did is not known" if result.hearsay else "printer"
    counted = "not counted" if result.sheets is None else str(result.sheets)
    return {"printed": "test page", "sheets": counted, "said_by": said_by, "status": wants_of(state)}


def _press(
    configured: HardwareSettings, where: KeypadNode | SerialCaller | SimulatedIn, seconds: float
) -> dict[str, str]:
    """Wait for any key, and tell how settings name it.

    Raises:
        DeviceError: The button does not work, or nobody pressed it.
    """
    typer.echo(f"请按一下键 Press a key ({seconds:g} s)", err=True)

    def taken(event: ButtonEvent) -> Pressed | None:
        return event if isinstance(event, Pressed) else None

    pressed = first(bench.open_button(where, configured.button_keys), seconds, taken)
    if pressed is None:
        raise DeviceMutedError(str(where), "no key was pressed")
    return {"key": pressed.key, "address": str(pressed.address), "calls": "yes" if pressed.calls else "no"}


def _scan(where: KeypadNode | SerialLine | CodeCamera | SimulatedIn, seconds: float, *, reveal: bool) -> dict[str, str]:
    """Wait for a code, and tell how long it is: whoever has what stands in it may act for its holder.

    Raises:
        DeviceError: The scanner does not work, or nothing was held before it.
    """
    typer.echo(f"请出示二维码 Hold a code before the scanner ({seconds:g} s)", err=True)

    def taken(event: ScannerEvent) -> str | None:
        return event.text if isinstance(event, Scanned) else None

    code = first(bench.open_scanner(where), seconds, taken)
    if code is None:
        raise DeviceMutedError(str(where), "no code was read")
    return {"signs": str(len(code))} | ({"code": code} if reveal else {})
