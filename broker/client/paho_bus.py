"""The bus over paho-mqtt: the only file that knows it. MQTT 3.1.1, clean session, TCP_NODELAY."""

import logging
import socket
import threading
from collections.abc import Callable
from typing import cast

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from broker.client.bus import Address, Received, Will

log = logging.getLogger(__name__)

KEEPALIVE_S = 10  # a half-open line is noticed after one and a half of these


class PahoBus:
    """See `Bus`."""

    def __init__(self, address: Address, will: Will | None = None) -> None:
        self._address = address
        self._topics: list[str] = []
        # Never held while paho is called: paho holds its own lock while it tells us what was taken.
        self._lock = threading.Lock()
        self._under_way: dict[int, Callable[[], None] | None] = {}
        self._taken_early: set[int] = set()
        self._linked = False
        self._told_away = False
        self._client = mqtt.Client(
            CallbackAPIVersion.VERSION2, client_id=address.device, clean_session=True, protocol=mqtt.MQTTv311
        )
        self._client.max_inflight_messages_set(10_000)
        self._client.reconnect_delay_set(min_delay=1, max_delay=4)
        self._client.connect_timeout = 3.0
        if address.password is not None:
            self._client.username_pw_set(address.device, address.password)
        if address.ca_file is not None:
            self._client.tls_set(ca_certs=address.ca_file)
        if will:
            self._client.will_set(will.topic, will.payload, qos=1, retain=True)
        self._client.on_socket_open = self._on_socket_open
        self._client.on_connect = self._on_connect
        self._client.on_connect_fail = self._on_connect_fail
        self._client.on_disconnect = self._on_disconnect
        self._client.on_message = self._on_message
        self._client.on_publish = self._on_publish

    def start(self, on_message: Callable[[Received], None], on_link: Callable[[bool], None]) -> None:
        """See `Bus`."""
        self._tell_message, self._tell_link = on_message, on_link
        self._client.connect_async(self._address.host, self._address.port, keepalive=KEEPALIVE_S)
        self._client.loop_start()

    def stop(self) -> None:
        """See `Bus`."""
        self._client.disconnect()
        self._client.loop_stop()

    def subscribe(self, *topics: str) -> None:
        """See `Bus`."""
        with self._lock:
            self._topics += topics
            linked = self._linked
        if linked:
            self._client.subscribe([(topic, 1) for topic in topics])

    def publish(
        self, topic: str, payload: bytes, *, retain: bool = False, on_taken: Callable[[], None] | None = None
    ) -> bool:
        """See `Bus`."""
        if not self._linked:
            return False
        info = self._client.publish(topic, payload, qos=1, retain=retain)
        if info.rc is not mqtt.MQTT_ERR_SUCCESS:
            return False
        with self._lock:
            early = info.mid in self._taken_early
            if early:  # the server was faster than we
                self._taken_early.discard(info.mid)
            else:
                self._under_way[info.mid] = on_taken
        if early and on_taken:
            on_taken()
        return True

    # From here on: callbacks on paho's thread.

    def _on_socket_open(self, _client: mqtt.Client, _data: object, sock: "mqtt.SocketLike") -> None:
        # Nagle's algorithm would hold a small packet behind the other side's delayed ACK, 40 ms a hop.
        cast("socket.socket", sock).setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def _on_connect(
        self,
        client: mqtt.Client,
        _data: object,
        _flags: mqtt.ConnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        where = f"{self._address.host}:{self._address.port}"
        if reason.is_failure:  # paho calls this for refusals too
            log.error("the MQTT server refused us", extra={"address": where, "error": str(reason)})
            return
        # paho would say what the lost link left unconfirmed once more, after newer states; whoever
        # said it says it anew if it still counts.
        client.drop_out_messages()
        with self._lock:
            self._linked = True
            self._told_away = False
            self._under_way.clear()
            self._taken_early.clear()
            topics = list(self._topics)
        if topics:
            client.subscribe([(topic, 1) for topic in topics])
        log.info("linked to the MQTT server", extra={"address": where})
        self._tell_link(True)  # noqa: FBT003 - the callback's one argument

    def _on_connect_fail(self, _client: mqtt.Client, _data: object) -> None:
        if not self._told_away:  # once, not at every attempt
            self._told_away = True
            log.info("no MQTT server there yet", extra={"address": f"{self._address.host}:{self._address.port}"})

    def _on_disconnect(
        self,
        _client: mqtt.Client,
        _data: object,
        _flags: mqtt.DisconnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        with self._lock:
            was, self._linked = self._linked, False
        if was:
            log.info("lost the MQTT server", extra={"error": str(reason)})
            self._tell_link(False)  # noqa: FBT003 - as above

    def _on_message(self, _client: mqtt.Client, _data: object, message: mqtt.MQTTMessage) -> None:
        try:
            self._tell_message(Received(message.topic, bytes(message.payload), message.retain, message.dup))
        except Exception:  # an exception here would end paho's thread and with it the link
            log.exception("a message could not be handled")

    def _on_publish(
        self, _client: mqtt.Client, _data: object, mid: int, _reason: ReasonCode, _properties: Properties
    ) -> None:
        with self._lock:
            if mid not in self._under_way:
                self._taken_early.add(mid)
                return
            on_taken = self._under_way.pop(mid)
        if on_taken:
            on_taken()
