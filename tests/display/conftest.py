"""A hall for the displays."""

from collections.abc import Iterator

import pytest

from tests.display.hub import Hub, Server


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    server = Server(tmp_path / "server")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def hub(server) -> Iterator[Hub]:
    hub = Hub(server.port)
    hub.start()
    hub.clock()
    hub.today()
    yield hub
    hub.stop()
