"""`yimen pin`: what to write into hall.toml for a person's PIN."""

from typing import Annotated

import typer

from broker.runtime.pin import hash_pin


def pin(
    new: Annotated[str, typer.Option("--pin", prompt="PIN", confirmation_prompt=True, hide_input=True)],
) -> None:
    """Ask for a PIN and print its `pin_hash` for hall.toml."""
    typer.echo(hash_pin(new))
