"""`yimen pin`: PINs for staff, and what of them is kept."""

import secrets
from pathlib import Path
from typing import Annotated

import typer

from broker.runtime.pin import hash_pin
from broker.runtime.settings.staff import read_staff, write_staff

SHORTEST, LONGEST = 4, 32  # the longest that a sign-in may carry
DIGITS = 6
"""Of a PIN that we make: guessed at five hundred a day, the most that the hub looks at, it lasts for years."""


def pin(
    new: Annotated[str, typer.Option("--pin", help="The PIN; else it is asked for.", show_default=False)] = "",
    staff: Annotated[
        Path | None, typer.Option(help="A list of staff (CSV): makes a PIN for each who has none.", dir_okay=False)
    ] = None,
) -> None:
    """Print the `pin_hash` of a PIN for hall.toml, or give everybody in a list of staff a PIN."""
    if staff:
        _give(staff)
        return
    new = new or typer.prompt("PIN", hide_input=True, confirmation_prompt=True)
    if not SHORTEST <= len(new) <= LONGEST:
        typer.echo(f"A PIN has {SHORTEST} to {LONGEST} characters.", err=True)
        raise typer.Exit(2)
    typer.echo(hash_pin(new))


def _give(path: Path) -> None:
    people = read_staff(path)
    given = {n: f"{secrets.randbelow(10**DIGITS):0{DIGITS}}" for n, row in enumerate(people) if "pin_hash" not in row}
    write_staff(path, [row | {"pin_hash": hash_pin(given[n])} if n in given else row for n, row in enumerate(people)])
    for n, made in given.items():
        typer.echo(f"{made}  {people[n].get('id', '')}  {people[n].get('name', '')}")
    typer.echo("Hand each person their PIN; it is shown this once." if given else "Everybody has a PIN.", err=True)
