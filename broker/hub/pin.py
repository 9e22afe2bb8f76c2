"""`yimen pin`: what to write into hall.toml for a person's PIN."""

from typing import Annotated

import typer

from broker.runtime.pin import hash_pin

SHORTEST, LONGEST = 4, 32  # the longest that a sign-in may carry


def pin(
    new: Annotated[str, typer.Option("--pin", prompt="PIN", confirmation_prompt=True, hide_input=True)],
) -> None:
    """Ask for a PIN and print its `pin_hash` for hall.toml."""
    if not SHORTEST <= len(new) <= LONGEST:
        typer.echo(f"A PIN has {SHORTEST} to {LONGEST} characters.", err=True)
        raise typer.Exit(2)
    typer.echo(hash_pin(new))
