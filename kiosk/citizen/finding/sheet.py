"""A leaflet on A4: `sheet.typ` set with its words."""

from dataclasses import asdict
from pathlib import Path

from hardware.qr import drawing_of
from hardware.ticketprinter.slip import AT_HOME, Leaflet
from kiosk.sheets import sheet

TEMPLATE = Path(__file__).with_name("sheet.typ")


def sheet_of(leaflet: Leaflet) -> bytes:
    """The PDF of a leaflet, as many pages as it needs.

    Raises:
        SheetError: it can't be set.
    """
    told = asdict(leaflet)
    told["code"] = drawing_of(leaflet.code) if leaflet.code else ""
    told["at_home"] = asdict(AT_HOME)
    told["printed_at"] = f"{leaflet.printed_at:%Y-%m-%d %H:%M}"
    return sheet(TEMPLATE, told)
