"""From a device's settings to its end of the wire."""

import ssl
from collections.abc import Callable
from pathlib import Path

from broker.client.bus import Address, Will
from broker.client.link import Link, Seen
from broker.client.paho_bus import PahoBus
from broker.contract.values import App
from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import Endpoint, SettingsError, beside


def join_hall(
    path: Path,
    settings: DeviceSettings,
    app: App,
    post: Callable[[Callable[[], None]], None],
    on_seen: Callable[[Seen], None],
) -> Link:
    """The link of the device that these settings describe, not started yet; see `Link` for `post` and `on_seen`."""
    device = settings.device
    will = Will(*Link.will(device.hall, device.id, app))
    bus = PahoBus(address_of(path, settings.mqtt, device.id), will)
    return Link(bus, device.hall, device.id, app, post, on_seen)


def address_of(path: Path, mqtt: Endpoint, device: str) -> Address:
    """Where a settings file's MQTT server is, with the secrets that stand in files beside it.

    Raises:
        SettingsError: a file named there is missing, can't be read or is not what it must be.
    """
    password = _text_of(path, "password_file", mqtt.password_file).strip() if mqtt.password_file else None
    ca_file = str(beside(path, mqtt.ca_file)) if mqtt.ca_file else None
    if mqtt.ca_file:
        try:
            trusted = _text_of(path, "ca_file", mqtt.ca_file)
            ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=trusted)
        except (ssl.SSLError, ValueError):
            fault = f"mqtt.ca_file: {mqtt.ca_file}: holds no certificate; copy the hall's security/ca.pem here"
            raise SettingsError(path, [fault]) from None
    return Address(mqtt.host, mqtt.port, device, password, ca_file)


def _text_of(path: Path, setting: str, file: Path) -> str:
    try:
        return beside(path, file).read_text("utf-8")
    except OSError as error:
        fault = f"can't be read: {error.strerror}"
    except UnicodeDecodeError:
        fault = "is not a text in UTF-8"
    raise SettingsError(path, [f"mqtt.{setting}: {file}: {fault}"])
