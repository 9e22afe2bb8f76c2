"""What is special about each kind of ticket printer, as data: pure tables.

The tables that ship with us are printers.toml in this folder. A technician adds more, or corrects one of ours, in a
file `printers.toml` beside device.toml; a table there replaces ours of the same name whole.
"""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from hardware.tables import load_tables, parse_tables, table_named
from hardware.ticketprinter.paper import Paper

_SHIPPED = Path(__file__).with_name("printers.toml")
_KEY = "hardware.ticket_profile"


class PrinterProfile(BaseModel):
    """One kind of printer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    dots: Literal[384, 512, 576] = 576
    """What the head prints side by side: 384 on paper of 58 mm, 512 at 180 dpi or 576 at 203 dpi on 80 mm."""
    text: Literal["gb18030", "picture"] = "gb18030"
    """`gb18030` if it has Chinese letters of its own; of the rest every slip is drawn."""
    qr: Literal["printer", "picture"] = "printer"
    """Who draws a QR code, on slips that are text."""
    cutter: bool = True
    """Without one a slip is fed out and torn off."""
    asked: bool = True
    """Whether it answers DLE EOT."""
    automatic: bool = False
    """Whether it tells every change of its status by itself (GS a)."""
    sure: str = ""
    """How sure we are of it, for people."""

    @property
    def paper(self) -> Paper:
        """The paper as a slip is laid out for it."""
        return Paper(self.dots)


USUAL = PrinterProfile()
"""What most halls have: the table `80mm`."""


_TABLES = TypeAdapter(dict[str, PrinterProfile])


def parse_profiles(text: str, file: str) -> dict[str, PrinterProfile]:
    """Read a file of tables.

    Args:
        text: TOML.
        file: Its name, for the problems.

    Raises:
        SettingsError: Every fault in it.
    """
    return parse_tables(_TABLES.validate_python, text, file)


def ticket_profile(name: object, folder: Path) -> PrinterProfile:
    """Read the setting `ticket_profile`.

    Args:
        name: Of a table.
        folder: Where a file `printers.toml` of the technician's may be.

    Raises:
        SettingsError: No such table, or every fault in that file.
    """
    ours, own = load_tables(parse_profiles, _SHIPPED, folder)
    return table_named(_KEY, name, ours | (own or {}), _SHIPPED.name)
