"""A laid out slip as ESC/POS bytes. Pure but for the font of a slip that has to go out as a picture.

The Chinese is encoded here, since python-escpos sends a character outside of GB2312 as four bytes that such
printers print as rubbish, and a text of Chinese punctuation alone as question marks (seen with version 3.1).
"""

from collections.abc import Sequence

from hardware.ticketprinter.paper import QR_MODULE, Block, Gap, Line, Number, Paper, Qr, Rule, Size
from hardware.ticketprinter.profiles import PrinterProfile
from hardware.ticketprinter.status import TELL_CHANGES

_RESET = b"\x1b@"
_CHINESE_ON = b"\x1c&"  # FS &: two bytes from 81 FE up are one character
_LEFT, _CENTRE = b"\x1ba\x00", b"\x1ba\x01"
_FEED_TO_CUTTER = b"\x1bd\x05"
_CUT = b"\x1dV\x01"  # leaves a bridge of paper, so that the slip waits for its visitor
_LARGEST = 8  # GS ! enlarges up to eight times
_RULE = "─"


def encode(blocks: Sequence[Block], profile: PrinterProfile) -> bytes:
    """Encode a slip as text where the printer has every character, else as a picture.

    Args:
        blocks: The slip, laid out for the paper of that printer.
        profile: What the printer can.

    Raises:
        FontMissingError: It has to go out as a picture and there is no font to draw it.
    """
    texts = [block.text for block in blocks if isinstance(block, Line | Number)]
    if profile.text == "gb18030" and all(map(printer_has, texts)):
        body = _CHINESE_ON + _CENTRE + b"".join(_block(block, profile) for block in blocks)
    else:
        body = _CENTRE + _picture(blocks, profile.paper)
    # ESC @ also ends what an earlier job asked to be told.
    start = _RESET + TELL_CHANGES if profile.automatic else _RESET
    return start + body + _FEED_TO_CUTTER + (_CUT if profile.cutter else b"")


def _drawn_qr(text: str) -> bytes:
    from hardware.ticketprinter.raster import draw_code, raster_bytes  # noqa: PLC0415 - as above

    return raster_bytes(draw_code(text, "m", QR_MODULE))


def _picture(blocks: Sequence[Block], paper: Paper) -> bytes:
    from hardware.ticketprinter.raster import draw, raster_bytes  # noqa: PLC0415 - heavy; most printers need none

    return raster_bytes(draw(blocks, paper))


def printer_has(text: str) -> bool:
    """Whether every character is printable ASCII or two bytes of GB18030 that are no user-defined character."""
    return all(" " <= c <= "~" or (len(_gb18030(c)) == 2 and not "\ue000" <= c <= "\uf8ff") for c in text)  # noqa: PLR2004


def _gb18030(text: str) -> bytes:
    return text.encode("gb18030", errors="replace")


def _block(block: Block, profile: PrinterProfile) -> bytes:
    match block:
        case Line(text, size, bold, left):
            row = _size(2 if size is Size.LARGE else 1, small=size is Size.SMALL, bold=bold) + _row(text)
            return _LEFT + row + _CENTRE if left else row
        case Number(text):
            return _size(number_scale(text, profile.paper), bold=True) + _row(text)
        case Qr(text):
            return _qr(text.encode()) if profile.qr == "printer" else _drawn_qr(text)
        case Gap(dots):
            return b"\x1bJ" + bytes((dots,))
        case Rule():
            return _size(1) + _row(_RULE * (profile.dots // Size.NORMAL.chinese - 1))


def number_scale(text: str, paper: Paper) -> int:
    """How many times a number can be enlarged and keep a margin of half a letter on each side."""
    return max(1, min(_LARGEST, (paper.dots - Size.NORMAL.latin) // (Size.NORMAL.latin * max(1, len(text)))))


def _size(scale: int, *, small: bool = False, bold: bool = False) -> bytes:
    """Set font, weight and size, of Latin and of Chinese letters both.

    ESC ! would change only ASCII and FS ! only Chinese, and of FS ! and GS ! the last one wins on some models
    (Toshiba B-EP manual, escpos-php issue 931), so both are sent and say the same.
    """
    chinese = 0x0C if scale > 1 else 0
    both = (scale - 1) << 4 | (scale - 1)
    return (
        b"\x1bM"
        + bytes((small,))
        + b"\x1bE"
        + bytes((bold,))
        + b"\x1c!"
        + bytes((chinese,))
        + b"\x1d!"
        + bytes((both,))
    )


def _row(text: str) -> bytes:
    return _gb18030(text) + b"\n"


def _qr(data: bytes) -> bytes:
    """Let the printer draw a QR code: model 2, level M (Epson ESC/POS reference, GS ( k)."""
    store = b"1P0" + data
    functions = (b"1A2\x00", b"1C" + bytes((QR_MODULE,)), b"1E1", store, b"1Q0")
    return b"".join(b"\x1d(k" + len(f).to_bytes(2, "little") + f for f in functions) + b"\n"
