"""Where an ID card reader or a photo library is, beyond a serial line: what the settings say, joined with its table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from hardware.errors import wrong_setting
from hardware.idcard.profiles import READERS, HidProfile, TcpProfile, UsbProfile, WltProfile, load_profiles
from hardware.tables import table_named

_Identified = TypeVar("_Identified", UsbProfile, HidProfile)

_PHOTO_KEY = "hardware.idcard_photo"
_USB_ID = re.compile("[0-9a-f]{4}:[0-9a-f]{4}", re.ASCII)
_USUAL_WLT = "unpack"


@dataclass(frozen=True)
class UsbReader:
    """A reader on USB."""

    name: str
    profile: UsbProfile

    def __str__(self) -> str:
        return f"usb:{self.name}"


@dataclass(frozen=True)
class HidReader:
    """A reader that is a HID device."""

    name: str
    profile: HidProfile

    def __str__(self) -> str:
        return f"hid:{self.name}"


@dataclass(frozen=True)
class TcpReader:
    """A reader on the network; `profile` None is one that speaks frames as a serial one does."""

    host: str
    port: int
    name: str = ""
    profile: TcpProfile | None = None

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"tcp:{host}:{self.port}" + (f"@{self.name}" if self.name else "")


@dataclass(frozen=True)
class WltLibrary:
    """A library that decodes photos, and how it is called."""

    path: Path
    name: str
    profile: WltProfile

    def __str__(self) -> str:
        return f"wlt:{self.path}@{self.name}"


def usb_reader(key: str, name: str, base: Path) -> UsbReader:
    """Find a table by id or name; an id that has none is a reader like most.

    Raises:
        SettingsError: No such table, or a fault in the tables.
    """
    tables = load_profiles(base).usb
    if _USB_ID.fullmatch(name.lower()):
        return UsbReader(name, _by_id(name, tables) or UsbProfile(id=name.lower()))
    return UsbReader(name, table_named(key, name, tables, READERS))


def hid_reader(key: str, name: str, base: Path) -> HidReader:
    """Find a table by id or name.

    Raises:
        SettingsError: No such table, or a fault in the tables.
    """
    tables = load_profiles(base).hid
    return HidReader(name, _by_id(name, tables) or table_named(key, name, tables, READERS))


def tcp_reader(key: str, host: str, port: int, name: str, base: Path) -> TcpReader:
    """Find a table by name, if there is one.

    Raises:
        SettingsError: No such table, or a fault in the tables.
    """
    return TcpReader(host, port, name, table_named(key, name, load_profiles(base).tcp, READERS) if name else None)


def photo_library(value: object, base: Path) -> WltLibrary:
    """Read the setting `idcard_photo`.

    Raises:
        SettingsError: It cannot be, or a fault in the tables.
    """
    kind, _, rest = value.partition(":") if isinstance(value, str) else ("", "", "")
    path, _, name = rest.partition("@")
    if kind != "wlt" or not path:
        raise wrong_setting(_PHOTO_KEY, "is a text such as 'wlt:libwlt.so' or 'wlt:libwlt.so@unpack-file'")
    name = name or _USUAL_WLT
    return WltLibrary(base / path, name, table_named(_PHOTO_KEY, name, load_profiles(base).wlt, READERS))


def _by_id(usb_id: str, tables: Mapping[str, _Identified]) -> _Identified | None:
    return next((table for table in tables.values() if table.id == usb_id.lower()), None)
