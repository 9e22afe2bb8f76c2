"""What a test wants to know of the bytes of a slip: rows, codes, pictures and cuts."""

from dataclasses import dataclass, field

from PIL import Image

from hardware.ticketprinter import tape
from hardware.ticketprinter.tape import Code, Cut, Dots, Row


@dataclass
class Tape:
    """What came out.

    Attributes:
        rows: Each printed row as (times enlarged, text).
        qr: Contents of the QR codes that the printer drew.
        pictures: Raster bands.
        cuts: How often the paper was cut.
    """

    rows: list[tuple[int, str]] = field(default_factory=list)
    qr: list[str] = field(default_factory=list)
    pictures: list[Image.Image] = field(default_factory=list)
    cuts: int = 0

    @property
    def text(self) -> str:
        return "\n".join(text for _, text in self.rows)

    def picture(self) -> Image.Image:
        """All bands, one below the other, with white around."""
        whole = Image.new("1", (self.pictures[0].width + 64, sum(p.height for p in self.pictures)), 1)
        top = 0
        for band in self.pictures:
            whole.paste(band, (32, top))
            top += band.height
        return whole


def read(data: bytes) -> Tape:
    found = Tape()
    for mark in tape.read(data):
        match mark:
            case Row(text, style):
                assert style.across == style.down, "letters out of shape"
                assert style.chinese == (style.across, style.down), "Chinese and Latin letters differ in size"
                found.rows.append((style.across, text))
            case Code(text):
                found.qr.append(text)
            case Dots(width, height, rows):
                black = bytes(byte ^ 0xFF for byte in rows)
                found.pictures.append(Image.frombytes("1", (width * 8, height), black))
            case Cut():
                found.cuts += 1
    return found
