"""A provisioned hall, the server that runs for it, and what the command says."""

import pytest

from broker.provision.cli import provision
from broker.server.mosquitto import running
from tests.broker.provision.place import Place


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path)
    place.provision()
    return place


@pytest.fixture
def server(place):
    with running("127.0.0.1", place.port, place.folder / "server", place.guard):
        yield place


@pytest.fixture
def say(capsys):
    """Runs the command; what it tells a technician."""

    def say(place, *, renew=(), rotate=False):
        capsys.readouterr()
        provision(place.settings, place.devices, list(renew), rotate=rotate)
        return capsys.readouterr().out.splitlines()

    return say
