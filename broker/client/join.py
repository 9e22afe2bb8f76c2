"""From a device's settings to its end of the wire."""

from collections.abc import Callable
from pathlib import Path

from broker.client.bus import Address, Will
from broker.client.link import Link, Seen
from broker.client.paho_bus import PahoBus
from broker.contract.values import App
from broker.runtime.settings import DeviceSettings, beside


def join_hall(
    path: Path,
    settings: DeviceSettings,
    app: App,
    post: Callable[[Callable[[], None]], None],
    on_seen: Callable[[Seen], None],
) -> Link:
    """The link of the device that these settings describe, not started yet; see `Link` for `post` and `on_seen`."""
    mqtt, device = settings.mqtt, settings.device
    address = Address(
        mqtt.host,
        mqtt.port,
        device.id,
        password=beside(path, mqtt.password_file).read_text("utf-8").strip() if mqtt.password_file else None,
        ca_file=str(beside(path, mqtt.ca_file)) if mqtt.ca_file else None,
    )
    will = Will(*Link.will(device.hall, device.id, app))
    return Link(PahoBus(address, will), device.hall, device.id, app, post, on_seen)
