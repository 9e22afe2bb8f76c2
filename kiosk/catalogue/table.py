"""A CSV as halls have them: UTF-8 or GB18030, and columns by their English or their Chinese name."""

import codecs
import csv
import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from kiosk.catalogue.faults import CatalogueError, Fault, TableError

CLEARLY_UTF8 = 16
"""Characters beyond ASCII that are right UTF-8: what is wrong after so many is a broken byte, no other encoding."""
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Column:
    """A column of a CSV.

    Attributes:
        name: its name in English.
        chinese: its name in Chinese; either may stand in the first line.
        needed: whether every line must have a text there.
        most: characters that it may have.
    """

    name: str
    chinese: str
    needed: bool = False
    most: int = 200


@dataclass(frozen=True)
class Row:
    """A line of a CSV with a text for every column, empty where there is none."""

    line: int
    cells: Mapping[str, str]


def rows(
    path: Path, columns: Sequence[Column], faults: list[Fault], progress: Callable[[int], None] = lambda _bytes: None
) -> Iterator[Row]:
    """The lines of a CSV that are right in themselves; what is wrong goes to `faults`.

    Args:
        path: the file.
        columns: those that it may have.
        faults: added to.
        progress: told how many bytes are read.

    Raises:
        TableError: the columns are not those, or this is no text.
        CatalogueError: it can't be read.
    """
    try:
        with path.open(encoding=encoding_of(path), newline="") as file:
            yield from _rows(path, file, columns, faults, progress)
    except OSError as error:
        raise CatalogueError(f"{path}: can't be read: {error.strerror}") from None
    except csv.Error as error:
        raise CatalogueError(f"{path}: is no CSV: {error}") from None


def encoding_of(path: Path) -> str:
    """Whether a file is UTF-8 or GB18030.

    Raises:
        TableError: it is neither.
    """
    try:
        _decode(path, "utf-8")
    except _BrokenError as utf8:
        if utf8.right < CLEARLY_UTF8:
            try:
                _decode(path, "gb18030")
            except _BrokenError:
                pass
            else:
                return "gb18030"
        raise TableError(
            path, [Fault(utf8.line, "", "is neither UTF-8 nor GB18030; save the table as CSV UTF-8")]
        ) from None
    return "utf-8-sig"


class _BrokenError(Exception):
    def __init__(self, line: int, right: int) -> None:
        self.line, self.right = line, right


def _decode(path: Path, encoding: str) -> None:
    decoder, line, right = codecs.getincrementaldecoder(encoding)(), 1, 0
    with path.open("rb") as file:
        while True:
            block = file.read(_BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                text = error.object[: error.start].decode(encoding)
                raise _BrokenError(line + text.count("\n"), right + _beyond_ascii(text)) from None
            if "\0" in text:  # what a spreadsheet calls Unicode text
                raise _BrokenError(line + text[: text.index("\0")].count("\n"), CLEARLY_UTF8)
            if not block:
                return
            line, right = line + text.count("\n"), right + _beyond_ascii(text)


def _beyond_ascii(text: str) -> int:
    return 0 if text.isascii() else sum(not sign.isascii() for sign in text)


def _rows(
    path: Path, file: TextIO, columns: Sequence[Column], faults: list[Fault], progress: Callable[[int], None]
) -> Iterator[Row]:
    reader = csv.reader(file, strict=True)
    header = next(reader, [])
    names = _names(path, header, columns)
    first = reader.line_num + 1
    for cells in reader:
        line, first = first, reader.line_num + 1
        if line % 1024 == 0:
            progress(file.buffer.tell())
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(names):
            faults.append(Fault(line, "", f"has {len(cells)} cells; line 1 has {len(names)}"))
            continue
        row = dict.fromkeys((column.name for column in columns), "")
        row |= {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
        wrong = [fault for column in columns if (fault := _wrong(line, column, row[column.name]))]
        faults += wrong
        if not wrong:
            yield Row(line, row)


def _names(path: Path, header: Sequence[str], columns: Sequence[Column]) -> list[str]:
    known = {name: column.name for column in columns for name in (column.name, column.chinese)}
    names, faults = [], []
    for cell in (cell.strip() for cell in header):
        name = known.get(cell) or known.get(cell.lower(), "")
        if not name:
            near = difflib.get_close_matches(cell.lower(), known, n=1)
            faults.append(Fault(1, cell or "a column without a name", "no such column", near[0] if near else ""))
        elif name in names:
            faults.append(Fault(1, cell, "stands there twice"))
        names.append(name)
    faults += [
        Fault(1, f"{column.name} {column.chinese}", "is missing")
        for column in columns
        if column.needed and column.name not in names
    ]
    if faults:
        raise TableError(path, faults)
    return names


def _wrong(line: int, column: Column, text: str) -> Fault | None:
    if not text:
        return Fault(line, column.name, "must not be empty") if column.needed else None
    if len(text) > column.most:
        return Fault(line, column.name, f"has {len(text)} characters; at most {column.most}")
    if not text.isprintable() and any(not (sign.isprintable() or sign in "\n\r\t\u3000\xa0") for sign in text):
        return Fault(line, column.name, "has a character that can't be seen")
    return None
