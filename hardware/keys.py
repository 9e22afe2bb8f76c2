"""What a keyboard tells through the kernel: bytes of its event node to the keys that moved. Pure.

One event is `struct input_event` (linux/input.h): two words of time, type, code and value.
"""

import re
import struct

_EVENT = struct.Struct("@llHHi")
_KEY, _LIGHT = 0x01, 0x11
_UP, _REPEAT = 0, 2

_ROWS = {
    1: "esc 1 2 3 4 5 6 7 8 9 0 minus equal backspace tab",
    16: "q w e r t y u i o p leftbrace rightbrace enter leftctrl a s d f g h j k l semicolon apostrophe grave",
    42: "leftshift backslash z x c v b n m comma dot slash rightshift kpasterisk leftalt space capslock",
    59: "f1 f2 f3 f4 f5 f6 f7 f8 f9 f10 numlock scrolllock kp7 kp8 kp9 kpminus kp4 kp5 kp6 kpplus kp1 kp2 kp3",
    82: "kp0 kpdot",
    87: "f11 f12",
    96: "kpenter rightctrl kpslash sysrq rightalt linefeed home up pageup left right end down pagedown insert delete",
    113: "mute volumedown volumeup power kpequal",
    121: "kpcomma",
    163: "nextsong playpause previoussong",
    183: "f13 f14 f15 f16 f17 f18 f19 f20 f21 f22 f23 f24",
}
"""Keys as linux/input-event-codes.h has them, from a first code on."""
NAMES = {first + n: name for first, row in _ROWS.items() for n, name in enumerate(row.split())}
USUAL = ("enter", "kpenter")
"""The keys that call the next number where the settings name none."""
NUM_LOCK, CAPS_LOCK, SCROLL_LOCK = 0, 1, 2
"""The lights of a keyboard."""


def name_of(code: int) -> str:
    """A key's name; `key-464` where it has none here."""
    return NAMES.get(code, f"key-{code}")


def code_of(name: str) -> int | None:
    """The key of a name; None is no such key."""
    by_name = {known: code for code, known in NAMES.items()}
    number = name.removeprefix("key-")
    if name.startswith("key-") and re.fullmatch("[0-9]{1,3}", number) and int(number) < 0x300:  # noqa: PLR2004  KEY_CNT
        return int(number)
    return by_name.get(name)


def moves(raw: bytes) -> tuple[list[tuple[int, bool]], bytes]:
    """The keys that moved, each with whether it went down, and the bytes of an event that is not whole yet.

    A key that is held moves once, although the kernel repeats it.
    """
    whole = len(raw) - len(raw) % _EVENT.size
    events = _EVENT.iter_unpack(raw[:whole])
    moved = [(code, value != _UP) for _, _, kind, code, value in events if kind == _KEY and value != _REPEAT]
    return moved, raw[whole:]


def light(number: int, *, on: bool) -> bytes:
    """What is written to have a light on or off."""
    return _EVENT.pack(0, 0, _LIGHT, number, on) + _EVENT.pack(0, 0, 0, 0, 0)
