"""Many MQTT clients in one thread, on bare sockets: so cheap that a bench measures the hub and not itself.

MQTT 3.1.1, QoS 1, clean sessions; of the protocol only what a device of a hall needs.
"""

import json
import selectors
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Any

import uuid6

PATIENCE_S = 60.0
"""How long nothing may happen before a run counts as failed."""
LOOKS_EVERY_S = 0.5
CONNACK, PUBLISH, PUBACK = 0x20, 0x30, 0x40
AT_ONCE = 1 << 18

OnMessage = Callable[[str, bytes], None]


class Crowd:
    """The clients of one process and what they are to do when.

    Args:
        port: of the MQTT server on this machine.
        ahead: how far the hall's clock is ahead of this machine's.
    """

    def __init__(self, port: int, ahead: timedelta = timedelta()) -> None:
        self._port, self._ahead = port, ahead
        self._selector = selectors.DefaultSelector()
        self._agenda: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = count()

    def join(self, name: str, topics: list[str], on_message: OnMessage) -> "Client":
        """One more client, connected and subscribed."""
        sock = socket.create_connection(("127.0.0.1", self._port))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client = Client(sock, on_message)
        sock.sendall(packet(0x10, b"\0\4MQTT\4\2\0\0" + text_of(name)))
        if sock.recv(4)[:1] != bytes([CONNACK]):
            raise ConnectionError(name)
        if topics:
            sock.sendall(packet(0x82, b"\0\1" + b"".join(text_of(topic) + b"\1" for topic in topics)))
        sock.setblocking(False)  # noqa: FBT003 - the socket's own argument
        self._selector.register(sock, selectors.EVENT_READ, client)
        return client

    def asker(self, hall: str, name: str) -> "Asker":
        """One more device that asks."""
        asker = Asker(hall, name, self._ahead)
        asker.client = self.join(name, [f"yimen/v1/{hall}/reply/{name}"], asker.on_message)
        return asker

    def close(self) -> None:
        """Everybody leaves."""
        for key in list(self._selector.get_map().values()):
            key.data.close()
        self._selector.close()

    def at(self, when: float, what: Callable[[], None]) -> None:
        """Do something at a moment of `time.perf_counter`."""
        heappush(self._agenda, (when, next(self._numbers), what))

    def run(self, until: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
        """Work until this is true.

        Raises:
            TimeoutError: nothing happened for so long that it never will be.
        """
        last = time.perf_counter()
        while not until():
            now = time.perf_counter()
            while self._agenda and self._agenda[0][0] <= now:
                heappop(self._agenda)[2]()
                last = now
            wait = self._agenda[0][0] - time.perf_counter() if self._agenda else LOOKS_EVERY_S
            for key, _events in self._selector.select(max(0.0, min(wait, LOOKS_EVERY_S))):
                key.data.take()
                last = now
            if now - last > patience_s:
                raise TimeoutError("nothing happens any more")

    def rest(self, seconds: float) -> None:
        """Only listen, for a while."""
        until = time.perf_counter() + seconds
        self.at(until, lambda: None)
        self.run(lambda: time.perf_counter() >= until)


class Client:
    """One connection."""

    def __init__(self, sock: socket.socket, on_message: OnMessage) -> None:
        self._sock, self._on_message = sock, on_message
        self._heard, self._said = b"", b""

    def publish(self, topic: str, payload: bytes) -> None:
        """Say something, with QoS 1; what it is confirmed by is not looked at."""
        self._send(packet(PUBLISH | 2, text_of(topic) + b"\0\1" + payload))

    def close(self) -> None:
        """Leave."""
        self._sock.close()

    def take(self) -> None:
        """Read what has come and act on it."""
        came = self._sock.recv(AT_ONCE)
        if not came:
            raise ConnectionError("the MQTT server has closed the line")
        data = self._heard + came
        at, acks = 0, []
        while (found := _body(data, at)) is not None:
            start, end = found
            if data[at] & 0xF0 == PUBLISH:
                topic_end = start + 2 + int.from_bytes(data[start : start + 2], "big")
                payload = topic_end
                if data[at] & 6:
                    payload += 2
                    acks.append(b"\x40\2" + data[topic_end:payload])
                self._on_message(data[start + 2 : topic_end].decode(), data[payload:end])
            at = end
        self._heard = data[at:]
        if acks:
            self._send(b"".join(acks))

    def _send(self, data: bytes) -> None:
        self._said += data
        with suppress(BlockingIOError):  # then it goes with the next
            self._said = self._said[self._sock.send(self._said) :]


class Asker:
    """A device that asks the hub and is told each reply, with the seconds that it took."""

    client: Client

    def __init__(self, hall: str, name: str, ahead: timedelta) -> None:
        self.name = name
        self._top, self.ahead = f"yimen/v1/{hall}/cmd/{name}", ahead
        self._asked: dict[str, tuple[float, Callable[[dict[str, Any], float], None]]] = {}

    def ask(self, verb: str, on_reply: Callable[[dict[str, Any], float], None], **fields: object) -> None:
        """Ask once."""
        now = datetime.now(UTC) + self.ahead
        made = int(now.timestamp() * 1000) << 80 | uuid6.uuid7().int & (1 << 80) - 1
        id_ = str(uuid6.UUID(int=made, version=7))
        times = {"at": now.isoformat(timespec="milliseconds")}
        times["until"] = (now + timedelta(seconds=25)).isoformat(timespec="milliseconds")
        body = json.dumps({"v": 1, "id": id_, **times, **fields}).encode()
        self._asked[id_] = (time.perf_counter(), on_reply)
        self.client.publish(f"{self._top}/{verb}", body)

    def on_message(self, _topic: str, payload: bytes) -> None:
        """A reply."""
        came = time.perf_counter()
        reply = json.loads(payload)
        asked, on_reply = self._asked.pop(reply["re"])
        on_reply(reply, came - asked)


def text_of(text: str) -> bytes:
    """A string as MQTT has it."""
    data = text.encode()
    return len(data).to_bytes(2, "big") + data


def packet(first: int, body: bytes) -> bytes:
    """A packet of MQTT, by its first byte and all that follows its length."""
    length, left = b"", len(body)
    while True:
        left, low = divmod(left, 128)
        length += bytes([low | 128 if left else low])
        if not left:
            return bytes([first]) + length + body


def _body(data: bytes, at: int) -> tuple[int, int] | None:
    """Where the body of the packet at `at` begins and ends; None while it is not all there."""
    length, shift, here = 0, 0, at + 1
    while here < len(data):
        byte = data[here]
        length |= (byte & 127) << shift
        here, shift = here + 1, shift + 7
        if byte < 128:  # the last byte of a length
            return (here, here + length) if here + length <= len(data) else None
    return None
