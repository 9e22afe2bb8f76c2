"""Reads the ESC/POS bytes of a slip as a printer would, and refuses any command that the project does not send."""

from dataclasses import dataclass, field

from PIL import Image


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


# command -> bytes that follow it
_FIXED = {b"\x1b@": 0, b"\x1c&": 0, b"\x1ba": 1, b"\x1bM": 1, b"\x1bE": 1, b"\x1c!": 1, b"\x1bJ": 1, b"\x1bd": 1}


def read(data: bytes) -> Tape:  # noqa: C901, PLR0912 - one branch for each command there is
    tape, row, scale, chinese, kept_qr, at = Tape(), b"", 1, False, "", 0
    while at < len(data):
        two = data[at : at + 2]
        if two in _FIXED:
            chinese |= two == b"\x1c&"
            if two == b"\x1c!":
                chinese_large = data[at + 2] == 0x0C
            at += 2 + _FIXED[two]
        elif two == b"\x1d!":
            across, down = data[at + 2] >> 4, data[at + 2] & 15
            assert across == down, "letters out of shape"
            assert chinese_large == (across > 0), "Chinese and Latin letters differ in size"
            scale, at = across + 1, at + 3
        elif two == b"\x1dV":
            tape.cuts, at = tape.cuts + 1, at + 3
        elif data[at : at + 3] == b"\x1d(k":
            length = int.from_bytes(data[at + 3 : at + 5], "little")
            body, at = data[at + 5 : at + 5 + length], at + 5 + length
            if body.startswith(b"1P0"):
                kept_qr = body[3:].decode()
            elif body == b"1Q0":
                tape.qr.append(kept_qr)
        elif data[at : at + 4] == b"\x1dv0\x00":
            wide, high = (int.from_bytes(data[at + n : at + n + 2], "little") for n in (4, 6))
            rows, at = data[at + 8 : at + 8 + wide * high], at + 8 + wide * high
            assert len(rows) == wide * high
            tape.pictures.append(Image.frombytes("1", (wide * 8, high), bytes(b ^ 0xFF for b in rows)))
        elif data[at] == 0x0A:
            if row:
                tape.rows.append((scale, row.decode("gb18030")))
            row, at = b"", at + 1
        elif data[at] >= 0x80:
            assert chinese, "Chinese before Kanji mode is on"
            assert len(two) == 2
            assert two[1] >= 0x40, "a four-byte character in text mode"
            row, at = row + two, at + 2
        else:
            assert data[at] >= 0x20, f"unknown command {data[at : at + 8].hex(' ')}"
            row, at = row + data[at : at + 1], at + 1
    assert not row
    return tape
