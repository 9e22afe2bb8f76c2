"""The bus over paho-mqtt: the only file that knows it. MQTT 3.1.1, clean session, TCP_NODELAY."""

import logging
import socket
import ssl
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import cast

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from broker.client.bus import Address, Received, Will
from broker.client.unlinked import HUNG_UP, REFUSED, Unlinked, why_no_server, why_refused

log = logging.getLogger(__name__)

KEEPALIVE_S = 10  # a half-open line is noticed after two of these here, and after one and a half by the server
LEAVE_S = 2.0
"""How long a line that takes nothing more may keep us from leaving."""
FAULT_PAUSE_S = 1.0


class PahoBus:
    """See `Bus`.

    Args:
        address: where the server is and who we are there.
        will: what it says for us when we vanish.
        keepalive_s: how often a silent line is tried.
        on_unlinked: called, on the bus's thread, when there is a new reason why no link comes about.
    """

    def __init__(
        self,
        address: Address,
        will: Will | None = None,
        keepalive_s: int = KEEPALIVE_S,
        on_unlinked: Callable[[Unlinked], None] = lambda _why: None,
    ) -> None:
        self._address, self._keepalive_s, self._tell_unlinked = address, keepalive_s, on_unlinked
        self._topics: list[str] = []
        # Never held while paho is called: paho holds its own lock while it tells us what was taken.
        self._lock = threading.Lock()
        self._under_way: dict[int, Callable[[], None] | None] = {}
        self._taken_early: set[int] = set()
        self._linked = False
        self._told: set[str] = set()
        self._ended = threading.Event()
        self._client = _Lasting(self._on_fault, self._ended, address.device)
        self._client.max_inflight_messages_set(10_000)
        self._client.reconnect_delay_set(min_delay=1, max_delay=4)
        self._client.connect_timeout = 3.0
        if address.password is not None:
            self._client.username_pw_set(address.device, address.password)
        if address.ca_file is not None:
            trusted = ssl.create_default_context(cafile=address.ca_file)
            trusted.sslsocket_class = _Closing
            self._client.tls_set_context(trusted)
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
        self._link()
        self._client.loop_start()

    def stop(self) -> None:
        """See `Bus`."""
        self._ended.set()
        self._client.disconnect()
        if not self._client.over.wait(LEAVE_S) and (sock := self._client.socket()):
            with suppress(OSError):
                cast("socket.socket", sock).shutdown(socket.SHUT_RDWR)
        self._client.loop_stop()
        self._client.close()

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

    @property
    def _where(self) -> str:
        return f"{self._address.host}:{self._address.port}"

    def _link(self) -> None:
        self._client.connect_async(self._address.host, self._address.port, keepalive=self._keepalive_s)

    # From here on: callbacks on paho's thread.

    def _on_fault(self) -> None:
        """Link anew."""
        with self._lock:
            was, self._linked = self._linked, False
        if was:
            self._tell_link(False)  # noqa: FBT003 - the callback's one argument
        self._link()

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
        if reason.is_failure:  # paho calls this for refusals too
            self._tell_once("the MQTT server refused us", why_refused(str(reason), self._address.device))
            return
        # paho would say what the lost link left unconfirmed once more, after newer states; whoever
        # said it says it anew if it still counts.
        client.drop_out_messages()
        with self._lock:
            self._linked = True
            self._told.clear()
            self._under_way.clear()
            self._taken_early.clear()
            topics = list(self._topics)
        if topics:
            client.subscribe([(topic, 1) for topic in topics])
        log.info("linked to the MQTT server", extra={"address": self._where})
        self._tell_link(True)  # noqa: FBT003 - the callback's one argument

    def _on_connect_fail(self, _client: mqtt.Client, _data: object) -> None:
        why = why_no_server(sys.exception(), self._address.host)  # paho handles it while it calls us
        self._tell_once("no MQTT server there yet" if why.waits else "the MQTT server is not the one we trust", why)

    def _tell_once(self, says: str, why: Unlinked) -> None:
        """Tell it at the first attempt of many, until there is a link."""
        if why.code not in self._told:
            self._told.add(why.code)
            level = logging.INFO if why.waits else logging.ERROR
            log.log(level, says, extra={"address": self._where, "code": why.code, "error": why.detail})
            self._tell_unlinked(why)

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
        elif not self._ended.is_set() and REFUSED not in self._told:
            self._tell_once("the MQTT server hung up", HUNG_UP)

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


class _Closing(ssl.SSLSocket):
    """A line that ends when no trust comes about: paho would leave it open until it is collected."""

    def do_handshake(self, block: bool = False) -> None:  # noqa: FBT001, FBT002 - as ssl has it
        """See `ssl.SSLSocket`."""
        try:
            super().do_handshake(block)
        except OSError:
            self.close()
            raise


class _Lasting(mqtt.Client):
    """A client whose thread goes on after a fault: paho's own would end there, and we be deaf without knowing it.

    Args:
        on_fault: called on that thread after a fault, before it goes on.
        ended: set by whoever wants it to end.
    """

    def __init__(self, on_fault: Callable[[], None], ended: threading.Event, device: str) -> None:
        super().__init__(CallbackAPIVersion.VERSION2, client_id=device, clean_session=True, protocol=mqtt.MQTTv311)
        self._on_fault, self._ended = on_fault, ended
        self.over = threading.Event()

    def close(self) -> None:
        """Let go of its sockets, also of the pair that wakes its thread; paho itself does so when it is collected."""
        self._reset_sockets()

    def loop_forever(self, timeout: float = 1.0, retry_first_connection: bool = False) -> MQTTErrorCode:  # noqa: FBT001, FBT002 - as paho has it
        """What the thread does; see `mqtt.Client`."""
        try:
            while True:
                try:
                    return super().loop_forever(timeout, retry_first_connection)
                except Exception:
                    if self._ended.wait(FAULT_PAUSE_S):
                        return MQTTErrorCode.MQTT_ERR_UNKNOWN
                    with suppress(Exception):  # without memory not even that may succeed; then it is tried again
                        self._on_fault()
                        log.exception("a fault on the thread of the bus; it links anew")
        finally:
            self.over.set()
