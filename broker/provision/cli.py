"""`yimen provision`: accounts, certificates and the folders to copy to the boxes."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from broker.provision.hall import provision as provision_hall
from broker.runtime.settings.file import SettingsError, load
from broker.runtime.settings.hall import HUB, HallSettings


def provision(
    settings: Annotated[Path, typer.Option(help="The hall's hall.toml.", exists=True, dir_okay=False)],
    devices: Annotated[Path, typer.Option(help="Where the folders for the boxes go.")] = Path("devices"),
    renew: Annotated[
        list[str] | None, typer.Option(help="A device whose box was stolen or lost: its old account is out.")
    ] = None,
) -> None:
    """Let the listed devices into the hall's MQTT server, and nobody else; run it again after each change."""
    say = Console(soft_wrap=True)
    try:
        done = provision_hall(settings, load(HallSettings, settings), devices, renew or ())
    except OSError as error:
        fault = f"{error.filename}: {error.strerror}; mend it and run this again"
        raise SettingsError(settings, [fault]) from None
    for device in done.new:
        say.print(f"{device}: copy {devices / device} to its box; whoever has this folder is {device}.")
    for account in done.out:
        say.print(f"{account}: out; it is not in {settings} any more.")
    if HUB.id in (renew or ()):
        say.print("hub: it has a new account; start it again.")
    elif not done.new and not done.out:
        say.print("Everything is as it was.")
    say.print(
        "The running MQTT server knows it already." if done.told else "The MQTT server will know it when it starts."
    )
