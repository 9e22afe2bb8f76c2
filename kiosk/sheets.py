"""A4 sheets from Typst templates. The only file that knows typst.

Each is set in a process of its own: the typesetter keeps every font that it has read, more than the rest of a kiosk
needs, and what stood on a sheet is gone from memory with the process.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PATIENCE_S = 30.0
"""A sheet takes half a second; a box that is very busy some."""


class SheetError(Exception):
    """A sheet that could not be set; the text is the typesetter's."""


def sheet(template: Path, told: Mapping[str, Any]) -> bytes:
    """A PDF.

    Args:
        template: a Typst file, which finds what is told as JSON in `sys.inputs.told`.
        told: what stands on the sheet; its texts are texts, whatever signs are in them.

    Raises:
        SheetError: it can't be set, or not in time.
    """
    try:
        done = subprocess.run(
            (sys.executable, "-m", "kiosk.sheets", str(template)),
            input=json.dumps(told).encode(),
            capture_output=True,
            timeout=PATIENCE_S,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise SheetError(f"{template.name}: not set within {PATIENCE_S:.0f} s") from None
    except (subprocess.CalledProcessError, OSError) as error:
        said = getattr(error, "stderr", None) or str(error).encode()
        raise SheetError(f"{template.name}: {said.decode(errors='replace').strip()[-300:]}") from None
    return done.stdout


def _set(template: Path, told: str) -> bytes:
    import typst  # noqa: PLC0415 - for this process alone

    try:
        pdf: bytes = typst.compile(template, sys_inputs={"told": told}, format="pdf")
    except typst.TypstError as error:
        sys.exit(str(error))
    return pdf


if __name__ == "__main__":
    sys.stdout.buffer.write(_set(Path(sys.argv[1]), sys.stdin.read()))
