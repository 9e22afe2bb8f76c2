"""A slip as a picture of printer dots, and a picture as bytes for the printer."""

import contextlib
import re
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from hardware.errors import FontMissingError
from hardware.qr import rows_of
from hardware.ticketprinter.paper import QR_MODULE, Block, Gap, Line, Number, Paper, Qr, Rule, Size

FAMILY = "Noto Sans CJK SC"
MARGIN = 16  # dots that stay white on each side of the largest number

_DEBIAN_FONTS = Path("/usr/share/fonts/opentype/noto")  # package fonts-noto-cjk
_SIMPLIFIED = 2  # which face of the collection draws Chinese as mainland readers know it
_PIXELS = {Size.SMALL: 18, Size.NORMAL: 24, Size.LARGE: 46}
_NUMBER_PIXELS = 230  # more makes the slip long without making it easier to read
_ROW = 1.42  # row height over letter size
_CAP = 0.735  # height of a capital over letter size, in Noto Sans CJK
_TRACKING = 0.05  # extra space between the characters of a number, so that 017 and 071 stay apart
_EDGE = 16  # white above and below
_BAND = 192  # rows sent at once; printers of this class have room for little more
_INK, _PAPER, _HALF = 0, 255, 144
_AT_ONCE = re.compile(rb"\x10(?=[\x04\x05\x14])")  # DLE EOT, ENQ, DC4


def draw(blocks: Sequence[Block], paper: Paper) -> Image.Image:
    """Draw a slip as the printer would, one pixel a dot, black on white.

    Raises:
        FontMissingError: No Noto Sans CJK on this machine.
    """
    edge = _blank(paper, _EDGE)
    strips = [edge, *(_strip(block, paper) for block in blocks), edge]
    picture = Image.new("L", (paper.dots, sum(strip.height for strip in strips)), _PAPER)
    top = 0
    for strip in strips:
        picture.paste(strip, (0, top))
        top += strip.height
    return picture.point(lambda grey: _PAPER if grey > _HALF else _INK, mode="1")


def raster_bytes(picture: Image.Image) -> bytes:
    """Encode a black and white picture as `GS v 0` commands, in bands.

    Each is 1D 76 30 m xL xH yL yH and the rows; x counts bytes, y dots, a set bit is black (Epson ESC/POS
    reference, GS v 0). Where dots would be a command that printers obey at once, inside a picture too, there is one
    dot more: an answer that nobody asked for would be taken for the next one's.
    """
    wide = (picture.width + 7) // 8
    commands = bytearray()
    for top in range(0, picture.height, _BAND):
        rows = min(_BAND, picture.height - top)
        # Pillow's 1 is white and the printer's 1 is black; columns beyond the picture must stay white.
        band = Image.new("1", (wide * 8, rows), 1)
        band.paste(picture.crop((0, top, picture.width, top + rows)), (0, 0))
        commands += b"\x1dv0\x00" + wide.to_bytes(2, "little") + rows.to_bytes(2, "little")
        commands += _AT_ONCE.sub(b"\x18", bytes(byte ^ 0xFF for byte in band.tobytes()))
    return bytes(commands)


def _strip(block: Block, paper: Paper) -> Image.Image:
    match block:
        case Line():
            return _line(block, paper)
        case Number(text):
            return _number(text, paper)
        case Qr(text):
            return _qr(text, paper)
        case Gap(dots):
            return _blank(paper, dots)
        case Rule():
            strip = _blank(paper, 25)
            ImageDraw.Draw(strip).line((MARGIN, 12, paper.dots - MARGIN, 12), fill=_INK, width=2)
            return strip


def _line(line: Line, paper: Paper) -> Image.Image:
    pixels = _PIXELS[line.size]
    strip = _blank(paper, round(pixels * _ROW))
    font = font_of(pixels, bold=line.bold)
    # Rows were broken for the printer's own letters; a row of wide ones such as W is drawn a little smaller.
    while font.getlength(line.text) > paper.dots - 2 * MARGIN * line.left and pixels > 1:
        pixels -= 1
        font = font_of(pixels, bold=line.bold)
    baseline = strip.height / 2 + pixels * _CAP / 2
    start, anchor = (MARGIN, "ls") if line.left else (paper.dots / 2, "ms")
    ImageDraw.Draw(strip).text((start, baseline), line.text, fill=_INK, font=font, anchor=anchor)
    return strip


def _number(text: str, paper: Paper) -> Image.Image:
    def steps(pixels: int) -> list[float]:
        font = font_of(pixels, bold=True)
        return [font.getlength(c) + pixels * _TRACKING for c in text]

    room = paper.dots - 2 * MARGIN
    pixels = next((p for p in range(_NUMBER_PIXELS, 8, -2) if sum(steps(p)) - p * _TRACKING <= room), 8)
    strip = _blank(paper, round(pixels * _CAP) + 16)
    pen, left = ImageDraw.Draw(strip), (paper.dots - sum(steps(pixels)) + pixels * _TRACKING) / 2
    for c, step in zip(text, steps(pixels), strict=True):
        pen.text((left, strip.height - 8), c, fill=_INK, font=font_of(pixels, bold=True), anchor="ls")
        left += step
    return strip


def _qr(text: str, paper: Paper) -> Image.Image:
    modules = len(rows_of(text))
    code = draw_code(text, "m", max(1, min(QR_MODULE, (paper.dots - 2 * MARGIN) // modules)))
    strip = _blank(paper, code.height)
    strip.paste(code, ((paper.dots - code.width) // 2, 0))
    return strip


def draw_code(text: str, level: str, module: int) -> Image.Image:
    """Draw a QR code without its white edge, a module so many dots wide.

    Raises:
        ValueError: More text than a code holds.
    """
    rows = rows_of(text, level)
    code = Image.new("L", (len(rows), len(rows)))
    code.putdata([_INK if dark else _PAPER for row in rows for dark in row])
    return code.resize((len(rows) * module,) * 2, Image.Resampling.NEAREST)


def _blank(paper: Paper, rows: int) -> Image.Image:
    return Image.new("L", (paper.dots, rows), _PAPER)


@lru_cache(maxsize=64)
def font_of(pixels: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    """Give Noto Sans CJK at a size.

    Raises:
        FontMissingError: It is not on this machine.
    """
    file, face = _font_file(bold=bold)
    return ImageFont.truetype(file, pixels, index=face)


@lru_cache
def _font_file(*, bold: bool) -> tuple[Path, int]:
    """Find the font where fontconfig knows it, else where Debian puts it."""
    style = "Bold" if bold else "Regular"
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        command = ["fc-match", "--format=%{family}|%{file}|%{index}", f"{FAMILY}:style={style}"]
        found = subprocess.run(command, capture_output=True, text=True, timeout=5, check=True).stdout
        family, file, face = found.split("|")
        if FAMILY in family:
            return Path(file), int(face)
    known = _DEBIAN_FONTS / f"NotoSansCJK-{style}.ttc"
    if not known.exists():
        raise FontMissingError("ticket_printer", f"font {FAMILY} {style} is not installed (Debian: fonts-noto-cjk)")
    return known, _SIMPLIFIED
