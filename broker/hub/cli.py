"""`yimen hub`: the hall's hub as a process."""

import gc
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from broker.client.bus import Will
from broker.client.join import address_of
from broker.client.link import Link
from broker.client.paho_bus import PahoBus
from broker.contract.values import App
from broker.hub.hub import Hub
from broker.hub.setup import refuse_lost
from broker.profile import profile_of
from broker.runtime.clock import SteadyClock
from broker.runtime.logs import start_log
from broker.runtime.process import on_end, say_ready
from broker.runtime.secret import load_secret
from broker.runtime.settings.file import beside, load
from broker.runtime.settings.hall import HallSettings
from broker.server.keeper import Keeper
from broker.store.store import Store

PATIENCE_S = 0.0005
"""How long a command waits at most for the thread that forecasts waits; Python's own 5 ms are felt in each reply."""


def hub(
    settings: Annotated[Path, typer.Option(help="The hall's hall.toml.", exists=True, dir_okay=False)],
) -> None:
    """Run the hall's hub; starts the MQTT server when [server] is set and none listens."""
    start_log()
    sys.setswitchinterval(PATIENCE_S)
    hall = load(HallSettings, settings)
    keeper = Keeper.of(settings, hall) if hall.server else None
    mqtt = keeper.guard.entrance if keeper and keeper.guard else hall.mqtt
    will = Will(*Link.will(hall.hall.id, "hub", App.HUB))
    bus = PahoBus(address_of(settings, mqtt, "hub"), will)
    url = "sqlite:///" + str(beside(settings, hall.store.path))
    store = Store(url, hall.hall.id)
    try:
        if keeper:
            keeper.ensure()
        # The last thing that is made: a start that is refused leaves none behind.
        secret = load_secret(beside(settings, hall.privacy.secret_file), may_make=hall.mqtt.on_loopback)
        clock = SteadyClock(lambda: datetime.now(hall.timezone), time.monotonic)
        running = Hub(hall, profile_of(hall), store, bus, secret, clock, keeper)
        gc.freeze()  # the day so far stays, so nobody's command has to wait while it is looked through for garbage
        refuse_lost(settings, running.hall, datetime.now(hall.timezone).date())
        on_end(running.end)
        running.run(lambda: say_ready("hub", f"{mqtt.host}:{mqtt.port}"))
    finally:
        store.close()
