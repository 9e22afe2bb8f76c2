"""Bite bytes that were right by chance, reader by reader: python -m tests.fuzz.bites --seconds 60 id_card slip.

Only declared errors may come of it, and nothing may hang. What breaks a reader is told as hex; a seed makes the same
bites again.
"""

import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console

from tests.fuzz import readers
from tests.fuzz.values import text

HANGS_S = 5.0
"""What takes longer counts as a hang."""


def bitten(dice: Random, liked: bytes) -> bytes:
    """Bytes that were right, with something cut out, doubled, swapped or put in."""
    body = bytearray(liked)
    for _ in range(dice.choice([1, 1, 2, 8])):
        at = dice.randrange(len(body) or 1)
        end = min(len(body), at + dice.choice([1, 2, 20]))
        inside = (b"", body[at:end] * 2, dice.randbytes(end - at), text(dice).encode(errors="surrogatepass"), b"\n")
        body[at:end] = dice.choice(inside)
    return bytes(body)


def bite(
    names: Annotated[list[str] | None, typer.Argument(help=" ".join(readers.NAMES))] = None,
    seconds: Annotated[float, typer.Option(help="Of each reader.")] = 60,
    seed: Annotated[int, typer.Option()] = 1,
) -> None:
    """Bite, and tell of each reader how often, the slowest, and the first finding."""
    say, found = Console(soft_wrap=True), 0
    for name in names or readers.NAMES:
        with TemporaryDirectory(prefix="bites-") as folder:
            count, slowest, what = _search(Path(folder), name, seconds, Random(seed))
        found += bool(what)
        told = f"{name}: {count} bites, slowest {1000 * slowest:.1f} ms, {what or 'nothing wrong'}"
        say.print(told, markup=False, highlight=False)
    sys.exit(1 if found else 0)


def _search(folder: Path, name: str, seconds: float, dice: Random) -> tuple[int, float, str]:
    read, likes = readers.named(folder, name)
    count, slowest, until = 0, 0.0, time.monotonic() + seconds
    while time.monotonic() < until:
        given = bitten(dice, dice.choice(likes)) if dice.randrange(10) else dice.randbytes(dice.randrange(300))
        began = time.monotonic()
        try:
            read(folder, given)
        except Exception as error:  # noqa: BLE001  whatever it is, it is a finding
            return count, slowest, f"{type(error).__name__}: {error} by {given.hex()}"
        count, slowest = count + 1, max(slowest, time.monotonic() - began)
        if slowest > HANGS_S:
            return count, slowest, f"too slow by {given.hex()}"
    return count, slowest, ""


if __name__ == "__main__":
    typer.run(bite)
