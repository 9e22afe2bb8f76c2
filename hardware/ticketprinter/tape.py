"""The bytes of a slip read back as a printer would: commands in, what stands on the paper out. Pure.

It knows the commands that this project sends, in every form of their arguments, and refuses all others.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, NoReturn

from hardware.errors import MalformedError

Align = Literal["left", "centre", "right"]
_ALIGN: tuple[Align, ...] = ("left", "centre", "right")
_LINE = 34  # dots from one line to the next after ESC @, 1/6 inch at 203 dpi
_LARGEST = 8
_MOST_DOTS = 1 << 14  # two metres; what is longer is no slip
_WIDEST = 1 << 7  # bytes of a row of dots


@dataclass(frozen=True)
class Style:
    """How what follows is printed.

    Attributes:
        across: How many times as wide Latin letters are.
        down: How many times as high.
        chinese: The same of Chinese letters, both ways.
        bold: Whether they are bold.
        small: Whether Latin letters are of font B.
        align: Where a row stands.
    """

    across: int = 1
    down: int = 1
    chinese: tuple[int, int] = (1, 1)
    bold: bool = False
    small: bool = False
    align: Align = "left"


@dataclass(frozen=True)
class Row:
    """A row of letters, all of one style."""

    text: str
    style: Style


@dataclass(frozen=True)
class Code:
    """A QR code that the printer draws; `module` in dots, `level` as in GS ( k fn 69."""

    text: str
    module: int
    level: Literal["l", "m", "q", "h"]
    align: Align


@dataclass(frozen=True)
class Dots:
    """A picture: rows of so many bytes, a set bit is black."""

    width: int
    height: int
    rows: bytes
    align: Align


@dataclass(frozen=True)
class Feed:
    """Empty paper, in dots."""

    dots: int


@dataclass(frozen=True)
class Cut:
    """The cutter."""


Mark = Row | Code | Dots | Feed | Cut
_LEVELS: dict[int, Literal["l", "m", "q", "h"]] = {0x30: "l", 0x31: "m", 0x32: "q", 0x33: "h"}


def read(job: bytes) -> tuple[Mark, ...]:
    """Read a job from the first byte to the last.

    Raises:
        MalformedError: A command that this project does not send, one that is cut short, bytes that are no text, or
            more paper than a slip has.
    """
    return _Reader(job).marks()


class _Reader:
    def __init__(self, job: bytes) -> None:
        self._job, self._at = job, 0
        self._marks: list[Mark] = []
        self._style, self._row, self._kanji = Style(), bytearray(), False
        self._module, self._level, self._kept = 3, _LEVELS[0x30], b""
        self._length = 0

    def marks(self) -> tuple[Mark, ...]:
        while self._at < len(self._job):
            two = self._job[self._at : self._at + 2]
            if act := self._COMMANDS.get(two):
                self._at += 2
                act(self)
            elif self._job.startswith(b"\x1d(k", self._at):
                self._at += 3
                self._code()
            elif two[0] == ord("\n"):
                self._at += 1
                self._end_row()
            else:
                self._letter(two)
        if self._row:
            self._say("text without the end of its row")
        return tuple(self._marks)

    def _say(self, what: str) -> NoReturn:
        raise MalformedError(f"{what}, byte {self._at} of {len(self._job)}")

    def _take(self, count: int) -> bytes:
        taken = self._job[self._at : self._at + count]
        if len(taken) < count:
            self._say("cut short")
        self._at += count
        return taken

    def _put(self, mark: Mark, dots: int) -> None:
        self._length += dots
        if self._length > _MOST_DOTS:
            self._say("longer than any slip")
        self._marks.append(mark)

    def _letter(self, two: bytes) -> None:
        first = two[0]
        if " " <= chr(first) <= "~":
            self._row += self._take(1)
            return
        if not self._kanji or not 0x81 <= first <= 0xFE:  # noqa: PLR2004 - the first bytes of GB18030
            self._say("no text and no command of ours")
        pair = self._take(2)
        try:
            pair.decode("gb18030")
        except UnicodeDecodeError:
            self._say("no character of two bytes")
        self._row += pair

    def _end_row(self) -> None:
        height = max(_LINE, 24 * max(self._style.down, self._style.chinese[1]))
        if self._row:
            self._put(Row(self._row.decode("gb18030"), self._style), height)
            self._row.clear()
        elif not (self._marks and isinstance(self._marks[-1], Code)):  # the row of a code ends with its line feed
            self._put(Feed(_LINE), _LINE)

    def _restyle(self, **changes: object) -> None:
        if self._row:
            self._say("a row of several styles")
        self._style = replace(self._style, **changes)  # type: ignore[arg-type]  # each command gives its own fields

    def _reset(self) -> None:
        self._style, self._kanji = Style(), False
        self._row.clear()

    def _kanji_on(self) -> None:
        self._kanji = True

    def _align(self) -> None:
        self._restyle(align=_ALIGN[self._one_of(len(_ALIGN))])

    def _one_of(self, count: int) -> int:
        number = self._take(1)[0] % ord("0")  # 0 may be written as the letter
        if number >= count:
            self._say("an argument out of bounds")
        return number

    def _font(self) -> None:
        self._restyle(small=bool(self._one_of(2)))

    def _bold(self) -> None:
        self._restyle(bold=bool(self._take(1)[0] & 1))

    def _chinese_size(self) -> None:
        bits = self._take(1)[0]
        self._restyle(chinese=(1 + bool(bits & 4), 1 + bool(bits & 8)))

    def _size(self) -> None:
        both = self._take(1)[0]
        across, down = (both >> 4) + 1, (both & 15) + 1
        if max(across, down) > _LARGEST:
            self._say("letters larger than eight times")
        self._restyle(across=across, down=down, chinese=(across, down))

    def _feed_dots(self) -> None:
        dots = self._take(1)[0]
        self._put(Feed(dots), dots)

    def _feed_lines(self) -> None:
        dots = self._take(1)[0] * _LINE
        self._put(Feed(dots), dots)

    def _cut(self) -> None:
        self._one_of(2)
        self._put(Cut(), 0)

    def _tell_changes(self) -> None:
        self._take(1)

    def _dots(self) -> None:
        if self._take(2) != b"0\x00":
            self._say("a picture of another kind")
        width, height = (int.from_bytes(self._take(2), "little") for _ in range(2))
        if not 0 < width <= _WIDEST:
            self._say("a picture of impossible width")
        self._put(Dots(width, height, self._take(width * height), self._style.align), height)

    def _code(self) -> None:
        body = self._take(int.from_bytes(self._take(2), "little"))
        match body[:2], body[2:]:
            case b"1A", b"2\x00":
                pass
            case b"1C", module if len(module) == 1 and 0 < module[0] <= 16:  # noqa: PLR2004 - GS ( k fn 67
                self._module = module[0]
            case b"1E", level if len(level) == 1 and level[0] in _LEVELS:
                self._level = _LEVELS[level[0]]
            case b"1P", store if store[:1] == b"0":
                self._kept = store[1:]
            case b"1Q", b"0" if self._kept:
                self._print_code()
            case _:
                self._say("a function of GS ( k that is not ours")

    def _print_code(self) -> None:
        try:
            text = self._kept.decode()
        except UnicodeDecodeError:
            self._say("a code that is no text")
        self._put(Code(text, self._module, self._level, self._style.align), 0)

    _COMMANDS: ClassVar[dict[bytes, Callable[["_Reader"], None]]] = {
        b"\x1b@": _reset,
        b"\x1ba": _align,
        b"\x1bM": _font,
        b"\x1bE": _bold,
        b"\x1bJ": _feed_dots,
        b"\x1bd": _feed_lines,
        b"\x1c&": _kanji_on,
        b"\x1c!": _chinese_size,
        b"\x1d!": _size,
        b"\x1da": _tell_changes,
        b"\x1dV": _cut,
        b"\x1dv": _dots,
    }
