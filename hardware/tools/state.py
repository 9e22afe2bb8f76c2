"""How a device is, asked without using it: no paper, no card, nothing heard."""

from contextlib import closing

from hardware import bench
from hardware.errors import DeviceMissingError, DeviceMutedError, NotPrintedError
from hardware.pageprinter.printer import PagePrinter, PrinterState
from hardware.reader import Reader, ReaderBack, first
from hardware.settings import DEVICES, HardwareSettings
from hardware.ticketprinter.printer import PrinterStatus, TicketPrinter, trouble

_SECONDS_TO_SAY_HOW_IT_IS = 10.0
ASKED = (*DEVICES, "idcard_photo")
"""What can be asked how it is."""


def state_of(device: str, configured: HardwareSettings) -> str:
    """Ask a device how it is: `ok`, or what it wants soon.

    Args:
        device: Its name in the settings.
        configured: Settings that have it.

    Raises:
        DeviceError: It does not work.
        SettingsError: This installation has no driver for it.
    """
    where = str(getattr(configured, device))
    state = "ok"
    match device:
        case "idcard" if configured.idcard:
            _require_reader(bench.open_idcard(configured.idcard), where)
        case "idcard_photo" if configured.idcard_photo:
            bench.open_photos(configured.idcard_photo).check()
        case "smartcard" if configured.smartcard:
            _require_reader(bench.open_smartcard(configured.smartcard), where)
        case "button" if configured.button:
            _require_reader(bench.open_button(configured.button), where)
        case "scanner" if configured.scanner:
            _require_reader(bench.open_scanner(configured.scanner), where)
        case "ticket_printer" if configured.ticket_printer:
            state = _slip_state(bench.open_ticket_printer(configured.ticket_printer, configured.ticket_profile), where)
        case "page_printer" if configured.page_printer:
            state = _page_state(bench.open_page_printer(configured.page_printer), where)
        case "camera" if configured.camera:
            _require_reader(bench.open_camera(configured.camera, configured.camera_turn), where)
        case "speaker" if configured.speaker:
            bench.open_speaker(configured.speaker).check()
    return state


def status_of(printer: TicketPrinter) -> PrinterStatus:
    """Ask a printer of slips, and let go of it."""
    try:
        return printer.status()
    finally:
        printer.close()


def wants_of(state: PrinterState) -> str:
    """What a printer of pages that prints wants soon; `ok` is nothing."""
    return " ".join(sorted(state.wants)) or "ok"


def _require_reader(reader: Reader[object], where: str) -> None:
    def works(event: object) -> bool | None:
        return True if isinstance(event, ReaderBack) else None

    if not first(reader, _SECONDS_TO_SAY_HOW_IT_IS, works):
        raise DeviceMutedError(where, "said nothing")


def _slip_state(printer: TicketPrinter, where: str) -> str:
    with closing(printer):
        status = printer.status()
        if status is PrinterStatus.OFFLINE:
            printer.check()
            raise DeviceMissingError(where, "it says that it is off line")
    if not status.prints and status is not PrinterStatus.UNKNOWN:
        raise trouble(where, status)
    return status


def _page_state(printer: PagePrinter, where: str) -> str:
    state = printer.state()
    printer.close()
    if state.trouble:
        raise NotPrintedError(where, f"{state.trouble}: {state.detail}", state.trouble)
    return wants_of(state)
