"""One A4 page that shows whether a printer prints: edges, lines, grey and small letters."""

import io

from PIL import Image, ImageDraw, ImageFont

from hardware.pageprinter.printer import PageJob

_DPI = 150
_WIDE, _HIGH = 1240, 1754  # A4 in these dots
_MARGIN = 59  # 10 mm, where every printer can print
_LINES = ("YIMEN", "Test page, no document", "A4, one page, one side")


def test_page() -> PageJob:
    """Draw it; the letters are Latin alone, so that it needs no font of the system."""
    page = Image.new("L", (_WIDE, _HIGH), 255)
    pen = ImageDraw.Draw(page)
    pen.rectangle((_MARGIN, _MARGIN, _WIDE - _MARGIN, _HIGH - _MARGIN), outline=0, width=2)
    for row, text in enumerate(_LINES):
        pen.text((_WIDE / 2, 400 + 120 * row), text, fill=0, font=ImageFont.load_default(72 - 16 * row), anchor="mm")
    for step in range(9):
        left = _WIDE // 2 - 450 + 100 * step
        pen.rectangle((left, 900, left + 99, 1000), fill=step * 32, outline=0)
    for step in range(20):
        pen.line((_WIDE // 2 - 450, 1100 + 10 * step, _WIDE // 2 + 450, 1100 + 10 * step), fill=0, width=1 + step // 5)
    pen.text(
        (_WIDE / 2, 1400), "abcdefghijklmnopqrstuvwxyz 0123456789", fill=0, font=ImageFont.load_default(18), anchor="mm"
    )
    kept = io.BytesIO()
    page.save(kept, "PDF", resolution=_DPI, title="Test page")
    return PageJob(kept.getvalue(), pages=1)
