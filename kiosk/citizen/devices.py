"""The kiosk's devices: those that its settings name, each opened and on a thread of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from broker.contract.devices import Problem
from broker.runtime.settings.file import faults_in
from hardware.bench import open_idcard, open_page_printer, open_scanner, open_smartcard, open_ticket_printer
from hardware.errors import SettingsError
from hardware.idcard.person import Person
from hardware.settings import HardwareSettings
from hardware.smartcard.reading import citizen_card
from kiosk.citizen.hearing import PAGES, SLIPS
from kiosk.citizen.holder import Somebody
from kiosk.citizen.printers import PageThread, PrinterThread, SlipThread
from kiosk.citizen.readers import CardThread, ChipThread, CodeThread
from kiosk.citizen.states import Event
from kiosk.reader_thread import ReaderThread


@dataclass(frozen=True)
class Told:
    """Who is told what the devices tell, on the threads of these.

    Attributes:
        somebody: makes somebody of a card.
        card: what happened to a card, and whose it is if it was read.
        code: what stands in a code that was shown.
        printed: what became of each thing that was to be printed; see `PrinterThread`.
        device: what is wrong with a device, by its name in the settings, or None.
    """

    somebody: Callable[[Person], Somebody]
    card: Callable[[Event, Somebody | None], None]
    code: Callable[[str], None]
    printed: Callable[[str, str | None], None]
    device: Callable[[str, Problem | None], None]


@dataclass
class Devices:
    """What there is.

    Attributes:
        readers: of cards and codes, by their names in the settings.
        slips: the printer of slips.
        pages: the printer of A4 pages.
    """

    readers: dict[str, ReaderThread[Any]] = field(default_factory=dict)
    slips: SlipThread | None = None
    pages: PageThread | None = None

    @property
    def printers(self) -> Iterator[PrinterThread[Any, Any]]:
        """Those that there are."""
        yield from filter(None, (self.slips, self.pages))

    @property
    def names(self) -> tuple[str, ...]:
        """Those of all, as the settings name them."""
        return (*self.readers, *(printer.part for printer in self.printers))

    def __iter__(self) -> Iterator[ReaderThread[Any] | PrinterThread[Any, Any]]:
        yield from self.readers.values()
        yield from self.printers


def open_devices(path: Path, hardware: HardwareSettings, told: Told) -> Devices:
    """Open the devices that there are; none of them is started.

    Args:
        path: of the device.toml, for its faults.
        hardware: what stands in it.
        told: who hears of them.

    Raises:
        broker.runtime.settings.file.SettingsError: there is no such profile of cards.
    """
    devices = Devices()
    readers = devices.readers

    def of(part: str) -> Callable[[Problem | None], None]:
        return partial(told.device, part)

    if hardware.idcard:
        readers["idcard"] = CardThread(open_idcard(hardware.idcard), told.somebody, told.card, of("idcard"))
    if hardware.smartcard:
        with faults_in(path, SettingsError):
            chips = open_smartcard(hardware.smartcard, citizen_card(hardware.smartcard_profile))
        reads_id_cards = hardware.idcard is not None
        readers["smartcard"] = ChipThread(
            chips, told.somebody, told.card, of("smartcard"), reads_id_cards=reads_id_cards
        )
    if hardware.scanner:
        readers["scanner"] = CodeThread(open_scanner(hardware.scanner), told.code, of("scanner"))
    if hardware.ticket_printer:
        slips = open_ticket_printer(hardware.ticket_printer, hardware.ticket_profile)
        devices.slips = SlipThread(slips, told.printed, of(SLIPS))
    if hardware.page_printer:
        devices.pages = PageThread(open_page_printer(hardware.page_printer), told.printed, of(PAGES))
    return devices
