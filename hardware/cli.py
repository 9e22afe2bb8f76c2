"""`yimen device`: what is connected, and does it work."""

import logging

import typer

from hardware.tools.listing import list_devices
from hardware.tools.rules import install_rules
from hardware.tools.trying import try_device

app = typer.Typer(help="The devices of this box: what is connected, what works.", no_args_is_help=True)
app.command("list")(list_devices)
app.command("try")(try_device)
app.command("install-rules")(install_rules)

_QUIET = logging.NullHandler()


@app.callback()
def _quietly() -> None:
    """The devices of this box: what is connected, what works."""
    logging.getLogger().addHandler(
        _QUIET
    )  # each command says by itself what is logged; with it no library adds its own
