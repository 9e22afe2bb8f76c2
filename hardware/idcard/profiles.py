"""What is special about each kind of ID card reader and photo library, as data: pure tables.

The tables that ship with us are readers.toml in this folder. A technician adds more, or corrects one of ours, in a file
`readers.toml` beside device.toml; a table there replaces ours of the same name whole.
"""

from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from hardware.errors import MalformedError
from hardware.idcard.reports import Wrapping
from hardware.tables import load_tables, parse_tables

_SHIPPED = Path(__file__).with_name("readers.toml")
READERS = _SHIPPED.name
"""The file's name, also of a technician's."""


def _wrapping(text: str) -> str:
    try:
        Wrapping.read(text)
    except MalformedError as error:
        raise ValueError(str(error)) from error
    return text


_UsbId = Annotated[str, Field(pattern=r"^[0-9a-f]{4}:[0-9a-f]{4}$")]
_Row = Annotated[str, AfterValidator(_wrapping)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    sure: str = ""
    """How sure we are of it, for people."""


class _Usb(_Table):
    id: _UsbId
    """Vendor and product as lsusb shows them."""
    interface: int = Field(default=0, ge=0, le=255)

    @property
    def vendor(self) -> int:
        """The first half of the id."""
        return int(self.id[:4], 16)

    @property
    def product(self) -> int:
        """The second half of the id."""
        return int(self.id[5:], 16)


class UsbProfile(_Usb):
    """A reader with pipes for bulk data."""

    pipes: Literal["one", "four"] = "one"
    """`one` of each direction takes whole frames; of `four` the first of a direction takes preamble and length only."""


class HidProfile(_Usb):
    """A reader that is a HID device."""

    report: int = Field(default=64, ge=1, le=1024)
    """Bytes of a report, without its number."""
    number: int = Field(default=0, ge=0, le=255)
    """The report's number; 0 for a device that numbers none."""
    request: _Row = "frame"
    reply: _Row = "frame"
    pause_ms: int = Field(default=0, ge=0, le=300)
    """How long the reader wants to be left alone after a question."""


class TcpProfile(_Table):
    """A reader on the network that reads a whole card at one question instead of speaking frames both ways."""

    ask: str = Field(min_length=1, max_length=100, pattern=r"^[ -~]+$")


class WltProfile(_Table):
    """How a maker's library decodes the photo of a card."""

    function: str = Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")
    arguments: tuple[Literal["wlt", "out", "mode"], ...] = ("wlt", "out", "mode")
    mode: int = 0
    good: int = 1
    """What the function returns when all is well."""
    file: str = Field(default="", pattern=r"^[A-Za-z0-9_.-]*$")
    """The picture that it leaves in the working directory; empty if it fills `out` with raw pixels."""
    rows: Literal["up", "down"] = "up"
    channels: Literal["RGB", "BGR"] = "RGB"


_Any = TypeVar("_Any", bound=_Table)


class Profiles(BaseModel):
    """Every table by its name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    usb: dict[str, UsbProfile] = {}
    hid: dict[str, HidProfile] = {}
    tcp: dict[str, TcpProfile] = {}
    wlt: dict[str, WltProfile] = {}


def parse_profiles(text: str, file: str) -> Profiles:
    """Read a file of tables.

    Args:
        text: TOML.
        file: Its name, for the problems.

    Raises:
        SettingsError: Every fault in it.
    """
    return parse_tables(Profiles.model_validate, text, file)


def load_profiles(folder: Path) -> Profiles:
    """Give our tables, and over them those of `readers.toml` in `folder` if it is there.

    Raises:
        SettingsError: That file cannot be read, or every fault in it.
    """
    shipped, own = load_tables(parse_profiles, _SHIPPED, folder)
    if own is None:
        return shipped
    return Profiles(
        usb=_over(own.usb, shipped.usb),
        hid=_over(own.hid, shipped.hid),
        tcp=_over(own.tcp, shipped.tcp),
        wlt=_over(own.wlt, shipped.wlt),
    )


def _over(own: dict[str, _Any], shipped: dict[str, _Any]) -> dict[str, _Any]:
    """Put one over the other, its tables first: an id is looked up in this order."""
    return own | shipped | own
