"""`yimen device`: what is connected, and does it work."""

import dataclasses
import json
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from serial.tools import list_ports

from hardware import bench, words
from hardware.callbutton.button import ButtonEvent, Pressed
from hardware.callbutton.callers import SerialCaller
from hardware.chime import chime
from hardware.errors import DeviceError, DeviceMutedError, NotPrintedError, SettingsError
from hardware.idcard.reader import read_one
from hardware.pageprinter.printer import Outcome, PagePrinter, PrinterState, Progress, unprinted
from hardware.reader import Reader, ReaderBack, first
from hardware.settings import DEVICES, HardwareSettings, KeypadNode, SimulatedIn, load_hardware, parse_hardware
from hardware.smartcard.reader import read_serial_once
from hardware.speaker import wave
from hardware.speaker.speaker import Speaker
from hardware.ticketprinter.printer import PrinterStatus, TicketPrinter, trouble
from hardware.ticketprinter.slip import Slip, Words, clean

app = typer.Typer(help="The devices of this box: what is connected, what works.", no_args_is_help=True)

_SECONDS_TO_SAY_HOW_IT_IS = 10.0
_File = Annotated[Path | None, typer.Option("--settings", help="A device.toml with a table [hardware].")]


@app.command("list")
def list_devices(settings: _File = None) -> None:
    """Tell which serial ports there are, and how each device of the settings is."""
    configured = _settings(settings, {})
    for port in sorted(list_ports.comports(), key=lambda port: port.device):
        typer.echo(f"serial:{port.device}  {clean(port.description)}")
    broken = 0
    for device in DEVICES:
        if getattr(configured, device) is None:
            continue
        try:
            state = _state(device, configured)
        except DeviceError as error:
            broken += 1
            state = words.for_operator(error)
        typer.echo(f"{device}  {getattr(configured, device)}  {state}")
    if broken:
        raise typer.Exit(1)


@app.command("try")
def try_device(
    device: Annotated[str, typer.Argument(help="DEVICE=KIND:PLACE, or DEVICE alone with --settings.")],
    settings: _File = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    reveal: Annotated[bool, typer.Option("--reveal", help="Show in full what was read from a card.")] = False,
    timeout: Annotated[float, typer.Option(help="Seconds to wait for a card.", min=0.1)] = 20.0,
) -> None:
    """Try one device: read a card or a badge, print a test slip or page, play the chime, wait for a key."""
    name, given, where = device.partition("=")
    configured = _settings(settings, {name: where} if given else {})
    if name not in DEVICES or getattr(configured, name) is None:
        known = ", ".join(DEVICES)
        raise typer.BadParameter(f"{device!r} is not in the settings, nor DEVICE=KIND:PLACE with one of {known}")
    try:
        tried = _try(name, configured, timeout, reveal=reveal)
        result = {key: clean(value) for key, value in tried.items()}  # a card may hold what a terminal would obey
    except DeviceError as error:
        said = words.for_visitor(name, error)
        if as_json:
            told = {"visitor": said._asdict(), "operator": words.for_operator(error)}
            _print_json({"ok": False, "error": type(error).__name__.removesuffix("Error"), **told})
        else:
            typer.echo(f"{words.for_operator(error)}\n{said.zh}\n{said.en}", err=True)
        raise typer.Exit(1) from None
    except SettingsError as error:
        typer.echo(error, err=True)
        raise typer.Exit(2) from None
    if as_json:
        _print_json({"ok": True, **result})
    elif name == "smartcard":
        typer.echo(f'badge = "{result["badge"]}"')  # as hall.toml takes it
    else:
        for key, value in result.items():
            typer.echo(f"{key:14} {value}")


def _settings(path: Path | None, given: dict[str, str]) -> HardwareSettings:
    """Read the file if there is one, and put over it what the command line gives; wrong use ends with 2."""
    try:
        configured = load_hardware(path) if path else HardwareSettings()
        place = parse_hardware(given, Path.cwd())
    except SettingsError as error:
        typer.echo(error, err=True)
        raise typer.Exit(2) from None
    return dataclasses.replace(configured, **{name: getattr(place, name) for name in given})


def _state(device: str, configured: HardwareSettings) -> str:
    """Ask a device how it is without using it.

    Raises:
        DeviceError: It does not work.
    """
    if device == "idcard" and configured.idcard:
        _require_reader(bench.open_idcard(configured.idcard), str(configured.idcard))
        return "ok"
    if device == "smartcard" and configured.smartcard:
        _require_reader(bench.open_smartcard(configured.smartcard), str(configured.smartcard))
        return "ok"
    if device == "button" and configured.button:
        _require_reader(bench.open_button(configured.button), str(configured.button))
        return "ok"
    if device == "ticket_printer" and configured.ticket_printer:
        printer = bench.open_ticket_printer(configured.ticket_printer, configured.ticket_paper)
        status = _status(printer)
        if not status.prints and status is not PrinterStatus.UNKNOWN:
            raise trouble(str(configured.ticket_printer), status)
        return status
    if device == "page_printer" and configured.page_printer:
        return _page_state(bench.open_page_printer(configured.page_printer), str(configured.page_printer))
    return "configured"


def _try(device: str, configured: HardwareSettings, seconds: float, *, reveal: bool) -> dict[str, str]:
    if device == "idcard" and configured.idcard:
        where = str(configured.idcard)
        typer.echo(f"请放证件 Lay a card ({seconds:g} s)", err=True)
        card = read_one(bench.open_idcard(configured.idcard), where, seconds)
        shown = card.revealed() if reveal else card.masked()
        if configured.idcard_photo:
            photo = bench.open_photos(configured.idcard_photo).photo_of(card)
            shown["photo"] = "decoded" if photo else "not decoded"
        return shown
    if device == "smartcard" and configured.smartcard:
        where = str(configured.smartcard)
        typer.echo(f"请放工牌 Lay a badge ({seconds:g} s)", err=True)
        return {"badge": read_serial_once(bench.open_smartcard(configured.smartcard), where, seconds)}
    if device == "button" and configured.button:
        return _press(configured, configured.button, seconds)
    if device == "ticket_printer" and configured.ticket_printer:
        printer = bench.open_ticket_printer(configured.ticket_printer, configured.ticket_paper)
        try:
            printer.print(_test_slip())
        finally:
            printer.close()
        return {"printed": "A000", "status": _status(printer)}
    if device == "page_printer" and configured.page_printer:
        return _print_page(bench.open_page_printer(configured.page_printer), str(configured.page_printer))
    if configured.speaker:
        _play_chime(bench.open_speaker(configured.speaker))
    return {"played": "chime"}


def _status(printer: TicketPrinter) -> PrinterStatus:
    try:
        return printer.status()
    finally:
        printer.close()


def _page_state(printer: PagePrinter, where: str) -> str:
    state = printer.state()
    printer.close()
    if state.trouble:
        raise NotPrintedError(where, f"{state.trouble}: {state.detail}", state.trouble)
    return _healthy(state)


def _healthy(state: PrinterState) -> str:
    return " ".join(sorted(state.wants)) or "ok"


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
    return {"printed": "test page", "sheets": counted, "said_by": said_by, "status": _healthy(state)}


def _require_reader(reader: Reader[object], where: str) -> None:
    def works(event: object) -> bool | None:
        return True if isinstance(event, ReaderBack) else None

    if not first(reader, _SECONDS_TO_SAY_HOW_IT_IS, works):
        raise DeviceMutedError(where, "said nothing")


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


def _play_chime(speaker: Speaker) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clip = Path(folder) / "chime.wav"
        clip.write_bytes(wave.encode(chime()))
        try:
            speaker.play([clip])
        finally:
            speaker.close()


def _test_slip() -> Slip:
    return Slip(
        hall=Words("设备测试", "Device test"),
        number="A000",
        service=Words("测试小票，不能办事", "Test slip, not a ticket"),
        ahead=0,
        issued_at=datetime.now().astimezone(),
        ref="TEST",
    )


def _print_json(fields: dict[str, object]) -> None:
    typer.echo(json.dumps(fields, ensure_ascii=False))
