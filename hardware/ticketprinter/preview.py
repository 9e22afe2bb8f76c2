"""What a slip looks like, drawn from the very bytes that a printer would get, one pixel a dot."""

import math

from PIL import Image, ImageDraw

from hardware.errors import MalformedError
from hardware.ticketprinter.raster import draw_code, font_of
from hardware.ticketprinter.tape import Align, Code, Cut, Dots, Feed, Mark, Row, Style, read

_INK, _PAPER, _HALF = 0, 255, 144
_LATIN, _SMALL, _CHINESE, _LINE = 12, 9, 24, 34
_BASE = 20  # where letters stand in a row of 24 dots
_DASH = 8


def render(job: bytes, dots: int) -> Image.Image:
    """Draw a job black on white; a dashed line is a cut.

    Args:
        job: ESC/POS bytes.
        dots: What the head prints side by side.

    Raises:
        MalformedError: Bytes that this project does not send, or more than the paper is wide.
        FontMissingError: No Noto Sans CJK on this machine.
    """
    strips = [_strip(mark, dots) for mark in read(job)]
    picture = Image.new("L", (dots, sum(strip.height for strip in strips) or 1), _PAPER)
    top = 0
    for strip in strips:
        picture.paste(strip, (0, top))
        top += strip.height
    return picture.point(lambda grey: _PAPER if grey > _HALF else _INK, mode="1")


def _strip(mark: Mark, dots: int) -> Image.Image:
    match mark:
        case Feed(rows):
            return Image.new("L", (dots, rows), _PAPER)
        case Cut():
            strip = Image.new("L", (dots, 3), _PAPER)
            for left in range(0, dots, 2 * _DASH):
                ImageDraw.Draw(strip).line((left, 1, left + _DASH, 1), fill=_INK)
            return strip
        case Dots(width, height, rows, align):
            black = Image.frombytes("1", (width * 8, height), bytes(byte ^ 0xFF for byte in rows))
            return _placed(black.convert("L"), align, dots)
        case Code(text, module, level, align):
            try:
                return _placed(draw_code(text, level, module), align, dots)
            except ValueError as error:
                raise MalformedError("more than a QR code holds") from error
        case Row(text, style):
            return _row(text, style, dots)


def _placed(inner: Image.Image, align: Align, dots: int) -> Image.Image:
    if inner.width > dots:
        raise MalformedError(f"{inner.width} dots side by side, the paper has {dots}")
    strip = Image.new("L", (dots, inner.height), _PAPER)
    free = dots - inner.width
    strip.paste(inner, ({"left": 0, "centre": free // 2, "right": free}[align], 0))
    return strip


def _row(text: str, style: Style, dots: int) -> Image.Image:
    """Set letters in the printer's cells, on as many rows as they need."""
    cells = [_cell(letter, style) for letter in text]
    rows: list[list[Image.Image]] = [[]]
    for cell in cells:
        if rows[-1] and sum(each.width for each in rows[-1]) + cell.width > dots:
            rows.append([])
        rows[-1].append(cell)
    height = max(_LINE, *(cell.height for cell in cells))
    strip = Image.new("L", (dots, height * len(rows)), _PAPER)
    for number, row in enumerate(rows):
        inner = Image.new("L", (sum(cell.width for cell in row), height), _PAPER)
        left = 0
        for cell in row:
            inner.paste(cell, (left, height - cell.height))
            left += cell.width
        strip.paste(_placed(inner, style.align, dots), (0, number * height))
    return strip


def _cell(letter: str, style: Style) -> Image.Image:
    """Draw one letter as high as it is enlarged, then make it as wide as its cell."""
    width = (_SMALL if style.small else _LATIN) if letter.isascii() else _CHINESE
    across, down = (style.across, style.down) if letter.isascii() else style.chinese
    size = (18 if style.small and letter.isascii() else 22) * down
    font = font_of(size, bold=style.bold)
    room = max(width * down, math.ceil(font.getlength(letter)))  # a printer's own W is no wider than its I
    cell = Image.new("L", (room, _CHINESE * down), _PAPER)
    ImageDraw.Draw(cell).text((cell.width / 2, _BASE * down), letter, fill=_INK, font=font, anchor="ms")
    return cell.resize((width * across, cell.height))
