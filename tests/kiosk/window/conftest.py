"""A hall of its own for each test of the clerk's terminal, and the terminal of window 1."""

import pytest

from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import load
from kiosk.window.app import Terminal
from tests.hall import stopping
from tests.kiosk.window.place import QUEUE, Clerk, Place


@pytest.fixture
def hall(tmp_path, request):
    """May be given other rules, and hours: `parametrize("hall", [("recalls = 1", "00:00-13:00")], indirect=True)`."""
    given = getattr(request, "param", QUEUE)
    place = Place(tmp_path, *([given] if isinstance(given, str) else given))
    with stopping(place.peer, place.colleague, place.hub):
        yield place
    place.stop_server()


@pytest.fixture
def terminals(qtbot, hall):
    """Starts the terminal of window 1; whoever sat there before has left."""
    started = []

    def leave():
        if started:
            terminal = started.pop()
            terminal.stop()
            terminal.show.close()

    def start(window="w01", hardware=""):
        leave()
        path = hall.device_file(window=f'window = "{window}"', hardware=hardware)
        started.append(Terminal(path, load(DeviceSettings, path)))
        started[-1].open((480, 720))
        return Clerk(qtbot, started[-1])

    yield start
    leave()


@pytest.fixture
def clerk(terminals):
    return terminals()


@pytest.fixture
def reading(terminals, hall):
    """A clerk at a terminal that has a reader of badges."""
    hall.reader.mkdir()
    at = terminals(hardware='smartcard = "simulated:reader"')
    at.until(lambda: at.face.reader)
    return at
