"""What the broker's tests start from: an MQTT server, a hub at it, and peers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from broker.server.mosquitto import running
from tests.hall import TOP, Clock, HubHere, HubProcess, Peer, free_port, write_hall


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """A real MQTT server on loopback."""
    port = free_port()
    with running("127.0.0.1", port, tmp_path / "server"):
        yield port


@pytest.fixture
def clock() -> Clock:
    """The hub's clock."""
    return Clock()


@pytest.fixture
def hub(tmp_path: Path, port: int, clock: Clock) -> Iterator[HubHere]:
    """A hub on a thread of its own."""
    hub = HubHere(write_hall(tmp_path, port), clock).start()
    yield hub
    hub.stop()


@pytest.fixture
def hub_process(tmp_path: Path, port: int) -> Iterator[HubProcess]:
    """`yimen hub` as a process."""
    hub = HubProcess(write_hall(tmp_path, port)).start()
    yield hub
    hub.stop()


@pytest.fixture
def join(port: int) -> Iterator[Callable[..., Peer]]:
    """Joins devices to the MQTT server."""
    peers: list[Peer] = []

    def join(device: str, *topics: str) -> Peer:
        peers.append(Peer(port, device, *topics))
        return peers[-1]

    yield join
    for peer in peers:
        peer.stop()


@pytest.fixture
def everything(join: Callable[..., Peer]) -> Peer:
    """A listener that hears every message of the hall."""
    return join("listener", f"{TOP}/#")
