"""What a technician writes of devices, as one call each: bytes in, nothing but declared errors out."""

from contextlib import suppress
from pathlib import Path

import hardware
from hardware.callbutton.callers import load_callers
from hardware.callbutton.frames import take_frames
from hardware.errors import SettingsError
from hardware.idcard.profiles import load_profiles
from hardware.idcard.reports import Wrapping
from hardware.settings import load_hardware
from hardware.smartcard import apdu
from hardware.smartcard.profiles import card_profile
from hardware.ticketprinter.profiles import ticket_profile

_SHIPPED = Path(hardware.__file__).parent
_NOISE = bytes(range(256)) * 2


def reader_tables(folder: Path, given: bytes) -> None:
    """readers.toml; what is taken can be used."""
    _write(folder / "readers.toml", given)
    with suppress(SettingsError):
        for table in load_profiles(folder).hid.values():
            for row in map(Wrapping.read, (table.request, table.reply)):
                row.unwrap(row.wrap(_NOISE[:100]))
                row.unwrap(_NOISE)


def caller_tables(folder: Path, given: bytes) -> None:
    """callers.toml; what is taken can be used."""
    _write(folder / "callers.toml", given)
    with suppress(SettingsError):
        for table in load_callers(folder).values():
            for pattern in filter(None, (table.press, table.display)):
                take_frames(pattern, _NOISE)
                take_frames(pattern, pattern.build({"addr": 7, "hi": 300, "lo": 255}), silent=True)


def printer_tables(folder: Path, given: bytes) -> None:
    """printers.toml."""
    _write(folder / "printers.toml", given)
    with suppress(SettingsError):
        ticket_profile("80mm", folder)


def card_tables(folder: Path, given: bytes) -> None:
    """cards.toml; what is taken can be used."""
    _write(folder / "cards.toml", given)
    with suppress(SettingsError):
        table = card_profile("ours", folder)
        assert all(apdu.select_application(bytes.fromhex(aid)) for aid in table.aids)
        assert apdu.verify(table.pin).hex().endswith(table.pin)


def hardware_toml(folder: Path, given: bytes) -> None:
    """device.toml, as `yimen device` reads it."""
    for name in ("readers.toml", "callers.toml", "printers.toml", "cards.toml"):
        (folder / name).unlink(missing_ok=True)
    _write(folder / "hardware.toml", given)
    with suppress(SettingsError):
        places = load_hardware(folder / "hardware.toml")
        assert all(str(getattr(places, name)) for name in vars(places))


def _write(path: Path, given: bytes) -> None:
    path.write_bytes(given)


_HARDWARE = b"""[hardware]
idcard = "serial:/dev/ttyUSB0@115200"
idcard_photo = "wlt:libwlt.so@unpack-file"
smartcard = "pcsc:ACS"
smartcard_profile = "national"
ticket_printer = "tcp:10.0.0.7:9100"
ticket_profile = "58mm"
page_printer = "ipps://printer.hall:631/ipp/print#sha256=00"
speaker = "alsa:plughw:1,0"
button = "serial:/dev/ttyUSB1@lcd-caller/5"
button_keys = "enter kpenter"
"""
_OTHER = b"""[hardware]
idcard = "tcp:[::1]:50000@one-question"
ticket_printer = "usb:0416:5011"
button = "keypad:/dev/input/by-path/kbd"
speaker = "simulated:said"
"""
SEEDS = {
    reader_tables: [(_SHIPPED / "idcard" / "readers.toml").read_bytes()],
    caller_tables: [
        (_SHIPPED / "callbutton" / "callers.toml").read_bytes(),
        b'[x]\nsays = "ff len addr any cmd data sum 16"\nshows = "68 addr hi lo len sum"\ncalls = ["01", "02:0f"]\n',
    ],
    printer_tables: [(_SHIPPED / "ticketprinter" / "printers.toml").read_bytes()],
    card_tables: [
        (_SHIPPED / "smartcard" / "cards.toml").read_bytes(),
        b'[ours]\naids = ["d1560000050001"]\nfiles = "short"\npin = "123456"\n',
    ],
    hardware_toml: [_HARDWARE, _OTHER],
}
"""Of each, bytes that it likes."""
