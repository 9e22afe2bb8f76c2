"""The command line `yimen`: finds its subcommands by entry points; here are those of the broker."""

import json
import sys
import threading
from datetime import datetime
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated

import typer

from broker.client.bus import Will
from broker.client.join import address_of
from broker.client.link import Link
from broker.client.paho_bus import PahoBus
from broker.contract import asyncapi
from broker.contract.values import App
from broker.hub.hub import Hub
from broker.hub.setup import profile_of, secret_from
from broker.runtime.logs import start_log
from broker.runtime.process import on_end, say_ready
from broker.runtime.settings import HallSettings, SettingsError, beside, load
from broker.server.keeper import Keeper
from broker.server.mosquitto import ServerError
from broker.store.store import Store, StoreError

HallFile = Annotated[Path, typer.Option("--settings", help="The hall's hall.toml.", exists=True, dir_okay=False)]

FAILED, WRONG_USE = 1, 2


def main() -> None:
    """Run the subcommand asked for; only its own package is imported."""
    points = {point.name: point for point in entry_points(group="yimen.commands")}
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    app = typer.Typer(
        name="yimen",
        help="Everything people touch, see and hear in a government service hall.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(lambda: None)  # else a single command would swallow its own name
    for name in [asked] if asked in points else sorted(points):
        command = points[name].load()
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    try:
        app()
    except SettingsError as error:
        typer.echo(str(error), err=True)
        sys.exit(WRONG_USE)
    except (ServerError, StoreError) as error:
        typer.echo(str(error), err=True)
        sys.exit(FAILED)


def server(settings: HallFile) -> None:
    """Run the hall's MQTT server (Mosquitto) and start it again when it dies."""
    start_log()
    keeper = _keeper(settings, load(HallSettings, settings))
    ended = threading.Event()
    on_end(ended.set)
    keeper.serve(ended, lambda: say_ready("server", f"{keeper.host}:{keeper.port}"))


def hub(settings: HallFile) -> None:
    """Run the hall's hub; starts the MQTT server when [server] is set and none listens."""
    start_log()
    hall = load(HallSettings, settings)
    secret = secret_from(
        beside(settings, hall.privacy.secret_file), may_make=not hall.server or hall.server.on_loopback
    )
    url = "sqlite:///" + str(beside(settings, Path(hall.store.url.removeprefix("sqlite:///"))))
    store = Store(url, hall.hall.id)
    try:
        keeper = _keeper(settings, hall) if hall.server else None
        if keeper:
            keeper.ensure()
        will = Will(*Link.will(hall.hall.id, "hub", App.HUB))
        bus = PahoBus(address_of(settings, hall.mqtt, "hub"), will)
        running = Hub(hall, profile_of(hall), store, bus, secret, lambda: datetime.now(hall.timezone), keeper)
        on_end(running.end)
        running.run(lambda: say_ready("hub", f"{hall.mqtt.host}:{hall.mqtt.port}"))
    finally:
        store.close()


def _keeper(path: Path, hall: HallSettings) -> Keeper:
    if hall.server is None:
        raise SettingsError(path, ["server: missing; without it this hall uses the server named in [mqtt]"])
    if not hall.server.on_loopback:
        raise SettingsError(path, ["server.listen: beyond this machine only with accounts; use 127.0.0.1"])
    host, port = hall.server.address
    return Keeper(host, port, path.resolve().parent / "server", path.resolve())


def contract() -> None:
    """Print the contract of the wire as an AsyncAPI 3 document."""
    typer.echo(json.dumps(asyncapi.document(), ensure_ascii=False, indent=2))
