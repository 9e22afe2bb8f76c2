"""Attackers of a provisioned hall's MQTT server, each a process of its own: raw sockets, no manners.

Each does one thing as fast as it can until its input is closed, then prints how often it did it. Whoever is thrown out
comes again at once.
"""

import argparse
import itertools
import json
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uuid6

from tests.bench.crowd import packet, text_of

BURST = 64
"""Messages in one write."""
SOCKETS = 400


class Attacker:
    """One account, or a stranger without one.

    Args:
        port: the TLS door, on this machine.
        authority: what it shows is signed by this.
        account: its name and password; None for a stranger.
    """

    def __init__(self, port: int, authority: Path, account: tuple[str, str] | None) -> None:
        self._port, self._account = port, account
        self._tls = ssl.create_default_context(cafile=authority)
        self.count = 0
        self.ended = threading.Event()

    def come(self, *, clean: bool = True, read: bool = True) -> ssl.SSLSocket:
        """Come in; OSError where it is refused."""
        sock = self._tls.wrap_socket(self.knock(), server_hostname="127.0.0.1")
        name, password = self._account or ("stranger", "guess")
        flags = 0xC0 | (2 if clean else 0)
        body = b"\0\4MQTT\4" + bytes([flags]) + b"\0\0" + text_of(name) + text_of(name) + text_of(password)
        sock.sendall(packet(0x10, body))
        if sock.recv(4)[3:] != b"\0":
            sock.close()
            raise ConnectionRefusedError
        if read:
            threading.Thread(target=_swallow, args=(sock,), daemon=True).start()
        return sock

    def knock(self) -> socket.socket:
        """A connection on which nothing was said."""
        return socket.create_connection(("127.0.0.1", self._port), timeout=20.0)

    def again(self, what: Callable[[], None]) -> None:
        """Do something again and again, whatever comes of it."""
        while not self.ended.is_set():
            with suppress(OSError):
                what()

    def send(self, packets: Iterator[bytes]) -> None:
        """Come in and send this for as long as the line stands."""
        with self.come() as sock:
            for many in iter(lambda: list(itertools.islice(packets, BURST)), []):
                sock.sendall(b"".join(many))
                self.count += len(many)
                if self.ended.is_set():
                    return


def _swallow(sock: ssl.SSLSocket) -> None:
    with suppress(OSError, ValueError):
        while sock.recv(1 << 18):
            pass


def _publish(topic: str, payload: bytes, *, qos: int = 1, retain: bool = False) -> bytes:
    mid = b"\0\1" if qos else b""
    return packet(0x30 | qos << 1 | retain, text_of(topic) + mid + payload)


def _command(top: str) -> bytes:
    now = datetime.now(UTC)
    times = {"at": now.isoformat(timespec="milliseconds")}
    times["until"] = (now + timedelta(seconds=20)).isoformat(timespec="milliseconds")
    fields = {"service": "residence", "holder": None}
    return _publish(f"{top}/issue-ticket", json.dumps({"v": 1, "id": str(uuid6.uuid7()), **times, **fields}).encode())


def _valid(attacker: Attacker, top: str) -> Iterator[bytes]:
    """Tickets for nobody, a hundred a second."""
    for n in itertools.count():
        if n % 10 == 0:
            attacker.ended.wait(0.1)
        yield _command(top)


def attack(kind: str, attacker: Attacker, name: str) -> None:
    """Do it until the attacker is ended."""
    top = f"yimen/v1/bench/cmd/{name}"
    own = f"yimen/v1/bench/device/{name}"
    rubbish, big = b"{" * 300, b"x" * (262_144 - 200)
    same = {
        "commands": _publish(f"{top}/issue-ticket", rubbish),
        "commands, QoS 0": _publish(f"{top}/issue-ticket", rubbish, qos=0),
        "commands of 256 KB": _publish(f"{top}/issue-ticket", big, qos=0),
        "presence": _publish(f"{own}/presence", rubbish, qos=0, retain=True),
        "health": _publish(f"{own}/health", rubbish, qos=0, retain=True),
        "health of 256 KB": _publish(f"{own}/health", big, qos=0, retain=True),
        "forbidden topics": _publish("yimen/v1/bench/state/hall/today", rubbish, qos=0),
        "subscribing": packet(0x82, b"\0\1" + text_of("yimen/v1/bench/#") + b"\1")
        + packet(0xA2, b"\0\1" + text_of("yimen/v1/bench/#")),
    }
    if kind in same:
        attacker.again(lambda: attacker.send(itertools.repeat(same[kind])))
    elif kind == "valid tickets":
        attacker.again(lambda: attacker.send(_valid(attacker, top)))
    elif kind in {"coming and going", "strangers' handshakes"}:
        _in_threads(attacker, lambda: attacker.come().close())
    elif kind == "strangers' silence":
        _silent(attacker)
    elif kind == "never reading":
        _deaf(attacker)
    else:
        raise ValueError(kind)


def _in_threads(attacker: Attacker, what: Callable[[], object]) -> None:
    def once() -> None:
        attacker.count += 1
        what()

    threads = [threading.Thread(target=attacker.again, args=(once,), daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    attacker.ended.wait()


def _silent(attacker: Attacker) -> None:
    """Hold connections on which nothing is ever said, and come again with each that is cut."""
    held: list[socket.socket] = []
    while not attacker.ended.is_set():
        for sock in list(held):
            sock.setblocking(False)  # noqa: FBT003 - the socket's own argument
            with suppress(BlockingIOError, ConnectionError):
                if not sock.recv(1):
                    sock.close()
                    held.remove(sock)
        while len(held) < SOCKETS and not attacker.ended.is_set():
            try:
                held.append(attacker.knock())
                attacker.count += 1
            except OSError:
                break
        attacker.ended.wait(0.5)


def _deaf(attacker: Attacker) -> None:
    """Ask for everything in a session that outlives the line, and read nothing."""

    def once() -> None:
        with attacker.come(clean=False, read=False) as sock:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            sock.sendall(packet(0x82, b"\0\1" + text_of("yimen/v1/bench/#") + b"\1"))
            attacker.count += 1
            attacker.ended.wait(5)

    attacker.again(once)


def main() -> None:
    """Attack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind")
    parser.add_argument("port", type=int)
    parser.add_argument("authority", type=Path)
    parser.add_argument("name")
    given = parser.parse_args()
    password = sys.stdin.readline().strip()
    attacker = Attacker(given.port, given.authority, (given.name, password) if password else None)
    threading.Thread(target=attack, args=(given.kind, attacker, given.name), daemon=True).start()
    sys.stdin.read()
    attacker.ended.set()
    time.sleep(0.2)
    print(attacker.count, flush=True)


if __name__ == "__main__":
    main()
