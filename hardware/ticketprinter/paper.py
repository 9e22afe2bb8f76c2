"""Paper, letters, and what stands on a slip from its top to its end. Pure."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

QR_MODULE = 6  # dots; 0.75 mm is read from a thermal slip by any telephone
_NEVER_FIRST = "，。、；：！？）》」』】”’·,.;:!?)%"  # marks that do not begin a row


class Paper(Enum):
    """Paper by its width in millimetres and what a head prints on it."""

    MM58 = 384
    MM80_COARSE = 512  # 180 dpi
    MM80 = 576

    @property
    def dots(self) -> int:
        """Dots side by side; but for the coarse one 8 dots are one millimetre."""
        return self.value


class Size(Enum):
    """How large a line is: the width in dots of a Latin and of a Chinese character."""

    SMALL = (9, 24)  # the second language: font B, whose Chinese is no smaller
    NORMAL = (12, 24)
    LARGE = (24, 48)

    @property
    def latin(self) -> int:
        """Dots from one Latin character to the next."""
        return self.value[0]

    @property
    def chinese(self) -> int:
        """Dots from one Chinese character to the next."""
        return self.value[1]


@dataclass(frozen=True)
class Words:
    """One text in both languages.

    Attributes:
        zh: Chinese.
        en: English, or empty where a hall has none.
    """

    zh: str
    en: str = ""


@dataclass(frozen=True)
class Line:
    """One line that fits the paper, centred or at its left edge."""

    text: str
    size: Size = Size.NORMAL
    bold: bool = False
    left: bool = False


@dataclass(frozen=True)
class Number:
    """The ticket's number, as large as the paper allows."""

    text: str


@dataclass(frozen=True)
class Qr:
    """A centred QR code."""

    text: str


@dataclass(frozen=True)
class Gap:
    """Empty paper, in dots."""

    dots: int


@dataclass(frozen=True)
class Rule:
    """A thin line across the paper."""


Block = Line | Number | Qr | Gap | Rule


class Setter:
    """Sets words on a paper for a reader.

    Args:
        paper: The paper.
        language: The reader's.
    """

    def __init__(self, paper: Paper, language: str) -> None:
        self._paper = paper
        self._second = Size.NORMAL if language == "en" else Size.SMALL

    def both(
        self,
        words: Words,
        first: Size = Size.NORMAL,
        second: Size | None = None,
        *,
        bold: bool = False,
        left: bool = False,
    ) -> list[Block]:
        """Both languages, one below the other."""
        second = second or self._second
        return [
            *(Line(row, first, bold, left) for row in wrap(words.zh, first, self._paper)),
            *(Line(row, second, left=left) for row in wrap(words.en, second, self._paper)),
        ]

    def spaced(self, texts: Iterable[Words]) -> list[Block]:
        """Several, each with a little space above it."""
        return [block for words in texts for block in (Gap(8), *self.both(words))]


def clean(text: str) -> str:
    """Make text safe to print: no control, format or surrogate character is left, spaces are single."""
    composed = unicodedata.normalize("NFC", text)
    spaced = (" " if c in "\t\n\r" or unicodedata.category(c)[0] == "Z" else c for c in composed)
    return " ".join("".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs")).split())


def width(text: str, size: Size) -> int:
    """Dots that a printer in text mode needs for `text` on one line."""
    return sum(size.latin if c.isascii() else size.chinese for c in text)


def wrap(text: str, size: Size, paper: Paper) -> list[str]:
    """Break text into lines that fit the paper, between words where there are any. Nothing is cut off.

    Args:
        text: Anything; it is cleaned first.
        size: Of the characters.
        paper: The paper; a margin of one Latin character stays free on each side.
    """
    room = paper.dots - 2 * Size.NORMAL.latin
    rows, row = [], ""
    for piece in _pieces(clean(text)):
        if width((row + piece).rstrip(), size) <= room:
            row += piece
            continue
        rows.append(row)
        row = piece.lstrip()
        while width(row.rstrip(), size) > room:  # one word longer than the paper
            cut = next(n for n in range(len(row), 0, -1) if width(row[:n], size) <= room)
            rows.append(row[:cut])
            row = row[cut:]
    return [r.strip() for r in (*rows, row) if r.strip()]


def _pieces(text: str) -> list[str]:
    """Cut text where a line may break: after a space, around each Chinese character, not before closing marks."""
    pieces: list[str] = []
    for before, c in zip(" " + text, text, strict=False):
        joined = c in _NEVER_FIRST or c == " " or (before.isascii() and before != " " and c.isascii())
        if joined and pieces:
            pieces[-1] += c
        else:
            pieces.append(c)
    return pieces
