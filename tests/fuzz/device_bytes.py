"""What our drivers read off a device's line, as one call each: bytes in, nothing but declared errors out."""

from contextlib import suppress
from pathlib import Path

from hardware.callbutton.frames import Pattern, take_frames
from hardware.errors import MalformedError, UnknownFormError
from hardware.idcard.record import parse
from hardware.idcard.reports import Wrapping
from hardware.idcard.sam import Answer, FrameReader, blocks, frame
from hardware.pageprinter import ipp
from hardware.ticketprinter.preview import render
from hardware.ticketprinter.status import Heard

_DOTS = 576
_CALLER = Pattern.read("ff 68 len len 68 addr cmd data sum 16")
_WRAPPING = Wrapping.read("AA any any length any frame sum")


def id_card(_folder: Path, given: bytes) -> None:
    """A reader's line, in two pieces, down to the person on the card."""
    reader, half = FrameReader(), len(given) // 2
    for answer in (*reader.feed(given[:half]), *reader.feed(given[half:])):
        if isinstance(answer, Answer):
            with suppress(MalformedError, UnknownFormError):
                parse(blocks(answer.data).text)


def id_card_reports(_folder: Path, given: bytes) -> None:
    """A report of a reader that is a HID device."""
    assert len(_WRAPPING.unwrap(given)) <= len(given)


def caller(_folder: Path, given: bytes) -> None:
    """The line of a caller; once nothing more comes nothing is waited for."""
    _frames, rest = take_frames(_CALLER, given)
    assert take_frames(_CALLER, rest, silent=True)[1] == b""


def ticket_printer(_folder: Path, given: bytes) -> None:
    """What a ticket printer answers and tells."""
    Heard().feed(given)


def slip(_folder: Path, given: bytes) -> None:
    """A slip's bytes, as the preview draws them."""
    with suppress(MalformedError):
        render(given[:2000], _DOTS)


def page_printer(_folder: Path, given: bytes) -> None:
    """An A4 printer's answer."""
    with suppress(MalformedError):
        ipp.parse(given)


SEEDS = {
    id_card: [frame(b"\0\0\x90" + b"\x01\x00\x04\x00" + b"1\0" * 128 + bytes(1024))],
    id_card_reports: [_WRAPPING.wrap(frame(b"\0\0\x90"))],
    caller: [_CALLER.build({"addr": 7, "cmd": 1})],
    ticket_printer: [bytes((0x12, 0x10, 0, 0x0C, 0))],
    slip: [b"\x1b@\x1ba\x01A001\n\x1dV\x00"],
    page_printer: [bytes.fromhex("0200 0000 00000001 01 47 0012") + b"attributes-charset\0\x05utf-8\x03"],
}
"""Of each, bytes that it likes."""
