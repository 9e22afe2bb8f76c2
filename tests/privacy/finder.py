"""Looks for what belongs to one person alone, in whatever form a program may have left it."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

CODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
WINDOW = 24
"""Bytes of a photo that are looked for together: any part of twice as many has one such window in it."""

Places = Mapping[str, bytes]
"""By where it was found: a file's path, a topic, a slip, a process."""


@dataclass(frozen=True)
class Private:
    """Something that nobody else may have.

    Attributes:
        what: what it is, for a person.
        forms: the bytes that would give it away.
        belongs: whether it may stand in a place.
    """

    what: str
    forms: frozenset[bytes]
    belongs: Callable[[str], bool] = lambda _place: False


def leaks(privates: Iterable[Private], places: Places) -> list[str]:
    """Each private thing that stands where it does not belong, as a sentence."""
    return [
        f"{place} has {private.what}"
        for place, content in places.items()
        for private in privates
        if not private.belongs(place) and any(form in content for form in private.forms)
    ]


def of_number(number: str) -> frozenset[bytes]:
    """An ID number in every way of writing it, its birth date too."""
    place, born, rest = number[:6], number[6:14], number[14:]
    ways = {number, number.lower(), born, f"{born[:4]}-{born[4:6]}-{born[6:]}"}
    ways |= {between.join((place, born, end)) for between in " -_." for end in (rest, rest.lower())}
    plain = {number.encode(), number.lower().encode()}
    digests = {hashlib.new(kind, way).hexdigest().encode() for kind in ("md5", "sha1", "sha256") for way in plain}
    return frozenset(form for way in ways for form in of_text(way)) | digests


def of_text(text: str) -> frozenset[bytes]:
    """A text in every coding, and as JSON, a web address, hex and base64."""
    escaped = {json.dumps(text)[1:-1].encode(), quote(text).encode()}
    return frozenset(form for coding in CODINGS for form in of_bytes(text.encode(coding))) | escaped


def of_bytes(raw: bytes) -> frozenset[bytes]:
    """Bytes as they are, in hex, and in base64 wherever in a longer text they begin."""
    hexed = raw.hex()
    return frozenset({raw, hexed.encode(), hexed.upper().encode(), *_base64(raw)})


def of_photo(photo: bytes) -> frozenset[bytes]:
    """Every window of a picture."""
    windows = (photo[at : at + WINDOW] for at in range(0, len(photo) - WINDOW + 1, WINDOW))
    return frozenset(form for window in windows for form in of_bytes(window))


def _base64(raw: bytes) -> Iterator[bytes]:
    for before in range(3):
        whole = base64.b64encode(bytes(before) + raw)
        yield whole[(before * 8 + 5) // 6 : (before + len(raw)) * 8 // 6]  # the signs that no neighbour has a part in


def files(*folders: Path) -> dict[str, bytes]:
    """Every file in them, hidden ones, databases, their logs and their freed pages too."""
    found = {}
    for path in (path for folder in folders for path in folder.rglob("*")):
        try:
            if path.is_file() and not path.is_symlink():
                found[str(path)] = path.read_bytes()
        except FileNotFoundError:  # it was there for a moment
            continue
    return found


def processes(pids: Iterable[int]) -> dict[str, bytes]:
    """The command line and environment of each."""
    names = [Path(f"/proc/{pid}/{what}") for pid in pids for what in ("cmdline", "environ")]
    return {str(name): name.read_bytes() for name in names}
