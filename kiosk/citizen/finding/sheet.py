"""A leaflet on A4: `sheet.typ` set with its words."""

from pathlib import Path
from typing import Any

from hardware.qr import drawing_of
from hardware.ticketprinter.paper import Words
from hardware.ticketprinter.slip import AT_HOME, Leaflet
from kiosk.sheets import sheet

TEMPLATE = Path(__file__).with_name("sheet.typ")


def sheet_of(leaflet: Leaflet) -> bytes:
    """The PDF of a leaflet, as many pages as it needs.

    Raises:
        SheetError: it can't be set.
    """
    return sheet(
        TEMPLATE,
        {
            "hall": _both(leaflet.hall),
            "title": _both(leaflet.title),
            "parts": [{"heading": _both(heading), "lines": [*map(_both, lines)]} for heading, lines in leaflet.parts],
            "code": drawing_of(leaflet.code) if leaflet.code else "",
            "scan": _both(AT_HOME),
            "printed": f"{leaflet.printed_at:%Y-%m-%d %H:%M}",
            "english": leaflet.language == "en",
        },
    )


def _both(words: Words) -> dict[str, Any]:
    return {"zh": words.zh, "en": words.en}
