"""A hall that was provisioned, its MQTT server, and whoever comes to its doors."""

import socket
import ssl
import threading
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from broker.contract.values import App
from broker.provision.hall import Provisioned, provision
from broker.runtime.settings.file import load
from broker.runtime.settings.hall import HallSettings
from broker.server.guard import Guard
from tests.hall import DEADLINE_S, free_port, write_hall

LISTENERS = "".join(f'[[device]]\nid = "{app}-1"\napp = "{app}"\n' for app in (App.VOICE, App.OBSERVER))
SPY = "spy"
"""An account of the test alone that may say and hear everything."""


@dataclass
class Place:
    """A provisioned hall on loopback."""

    folder: Path
    port: int = field(default_factory=free_port)
    plain_port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        self.settings = write_hall(self.folder, self.port, runs_server=True, more=LISTENERS)
        text = self.settings.read_text("utf-8").replace(f"[mqtt]\nport = {self.port}\n", "")
        doors = f'listen = "127.0.0.1:{self.port}"\nplain_listen = "127.0.0.1:{self.plain_port}"'
        self.settings.write_text(text.replace(f'listen = "127.0.0.1:{self.port}"', doors), "utf-8")
        self.devices = self.folder / "devices"

    @property
    def hall(self) -> HallSettings:
        return load(HallSettings, self.settings)

    @property
    def guard(self) -> Guard:
        return Guard.of(self.settings, self.hall.server)

    def provision(self, renew: Collection[str] = (), *, rotate: bool = False) -> Provisioned:
        return provision(self.settings, self.hall, self.devices, renew, rotate=rotate)

    def change(self, old: str, new: str) -> None:
        """Write something else into hall.toml."""
        text = self.settings.read_text("utf-8")
        assert old in text
        self.settings.write_text(text.replace(old, new), "utf-8")

    def password(self, account: str) -> str:
        file = self.guard.hub_password if account == "hub" else self.devices / account / "mqtt.password"
        return file.read_text().strip()

    def come(self, account: str, **how: object) -> "Guest":
        """Come in by the TLS door with the account's own password."""
        password = how.pop("password", None) or self.password(account)
        return Guest(account, **{"port": self.port, "password": password, "ca_file": self.guard.authority} | how)


class Guest:
    """Whoever speaks MQTT, in good manners or not; keeps all that is delivered."""

    def __init__(self, user, port, password, ca_file=None, client_id=None, host="127.0.0.1", will=None):
        self.heard: list[tuple[str, bytes]] = []
        self.came = threading.Condition()
        self.refused = self.linked = False
        self.listening = 0
        self._client = mqtt.Client(
            CallbackAPIVersion.VERSION2, client_id=client_id or user, protocol=mqtt.MQTTv311, reconnect_on_failure=False
        )
        self._client.username_pw_set(user, password)
        if ca_file:
            self._client.tls_set_context(ssl.create_default_context(cafile=ca_file))
        if will:
            self._client.will_set(*will, qos=1, retain=True)
        self._client.on_connect = self._on_connect
        self._client.on_disconnect = self._on_disconnect
        self._client.on_message = self._on_message
        self._client.on_subscribe = self._on_subscribe
        self._client.connect(host, port)
        self._client.loop_start()
        self.wait(lambda: self.linked or self.refused, "an answer at the door")

    def say(self, *topics, payload=b"x", retain=False):
        """Publish, and wait until the server has dealt with it, which it tells of forbidden ones too."""
        for said in [self._client.publish(topic, payload, qos=1, retain=retain) for topic in topics]:
            said.wait_for_publish(DEADLINE_S)
            assert said.is_published()

    def publish(self, topic, payload):
        """Publish, and wait for nothing."""
        self._client.publish(topic, payload, qos=1)

    def say_qos_2(self, topic):
        """Publish as nobody here has to."""
        self._client.publish(topic, b"x", qos=2)

    def subscribe(self, topics):
        """Subscribe, and wait for no answer."""
        self._client.subscribe([(topic, 1) for topic in topics])

    def listen(self, *topics):
        """Subscribe, and wait until the server has dealt with it; what was for us before is here then."""
        before = self.listening
        self._client.subscribe([(topic, 1) for topic in topics])
        self.wait(lambda: self.listening > before, "an answer to subscribing")

    def wait(self, true, what):
        with self.came:
            assert self.came.wait_for(true, DEADLINE_S), f"never came: {what}"

    def stop(self):
        self._client.disconnect()
        self._client.loop_stop()

    def vanish(self):
        """As if the power went."""
        self._client.socket().shutdown(socket.SHUT_RDWR)
        self._client.loop_stop()

    def _on_connect(self, _client, _data, _flags, reason, _properties):
        with self.came:
            self.linked, self.refused = not reason.is_failure, reason.is_failure
            self.came.notify_all()

    def _on_disconnect(self, *_told):
        with self.came:
            self.linked = False
            self.came.notify_all()

    def _on_subscribe(self, *_told):
        with self.came:
            self.listening += 1
            self.came.notify_all()

    def _on_message(self, _client, _data, message):
        with self.came:
            self.heard.append((message.topic, bytes(message.payload)))
            self.came.notify_all()
