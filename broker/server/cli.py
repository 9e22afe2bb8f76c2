"""`yimen server`: the hall's MQTT server as a process."""

import threading
from pathlib import Path
from typing import Annotated

import typer

from broker.runtime.logs import start_log
from broker.runtime.process import on_end, say_ready
from broker.runtime.settings.file import load
from broker.runtime.settings.hall import HallSettings
from broker.server.keeper import Keeper


def server(
    settings: Annotated[Path, typer.Option(help="The hall's hall.toml.", exists=True, dir_okay=False)],
) -> None:
    """Run the hall's MQTT server (Mosquitto) and start it again when it dies."""
    start_log()
    keeper = Keeper.of(settings, load(HallSettings, settings))
    ended = threading.Event()
    on_end(ended.set)
    keeper.serve(ended, lambda: say_ready("server", f"{keeper.host}:{keeper.port}"))
