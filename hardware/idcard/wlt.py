"""A program that decodes one photo by a maker's library and ends, so that nothing the library does outlives it.

    wlt.py LIBRARY TABLE    the photo of a card on stdin, a PNG on stdout; TABLE is a `WltProfile` as JSON

What the library prints goes nowhere, since it may be somebody's name. A file that it leaves is taken from the working
directory, which is this program's own, and removed at once.
"""

import ctypes
import io
import json
import os
import resource
import sys
from pathlib import Path

from PIL import Image

NO_PHOTO = b""
"""On stdin: the library is loaded, and not asked for anything."""
REFUSED, NO_PICTURE, NOT_LOADED, NO_FUNCTION = 3, 4, 5, 6
"""Exit codes."""

_SIZE = (102, 126)
_RAW_BYTES = _SIZE[0] * _SIZE[1] * 3
_ROOM = 65536  # more than any of raw pixels and BMP
_LIMITS = {
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_CPU: 5,  # seconds
    resource.RLIMIT_AS: 512 * 2**20,
    resource.RLIMIT_FSIZE: 2**20,
}
_PR_SET_DUMPABLE = 4


def main() -> int:
    """Decode one photo."""
    library, table = sys.argv[1], json.loads(sys.argv[2])
    picture_to = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    for limit, most in _LIMITS.items():
        resource.setrlimit(limit, (most, most))
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)  # no core, and no other program reads its memory

    out = ctypes.create_string_buffer(_ROOM)
    photo = sys.stdin.buffer.read()
    wlt = ctypes.create_string_buffer(photo, _ROOM)
    given = {"wlt": wlt, "out": out, "mode": ctypes.c_int(table["mode"])}
    try:
        function = getattr(ctypes.CDLL(library), table["function"])
    except OSError:
        return NOT_LOADED
    except AttributeError:
        return NO_FUNCTION
    if photo == NO_PHOTO:
        return 0
    if function(*(given[name] for name in table["arguments"])) != table["good"]:
        return REFUSED
    try:
        picture = _from_file(Path(table["file"])) if table["file"] else _from_pixels(out.raw[:_RAW_BYTES], table)
    except OSError:
        return NO_PICTURE
    png = io.BytesIO()
    picture.save(png, "PNG")
    with os.fdopen(picture_to, "wb") as stream:
        stream.write(png.getvalue())
    return 0


def _from_file(path: Path) -> Image.Image:
    try:
        return Image.open(io.BytesIO(path.read_bytes())).convert("RGB")
    finally:
        path.unlink(missing_ok=True)


def _from_pixels(raw: bytes, table: dict[str, str]) -> Image.Image:
    direction = -1 if table["rows"] == "up" else 1
    return Image.frombytes("RGB", _SIZE, raw, "raw", table["channels"], 0, direction)


if __name__ == "__main__":
    sys.exit(main())
