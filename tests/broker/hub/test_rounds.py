"""One round of the hub ends, whatever keeps coming."""

import json
from contextlib import closing

import pytest

from broker.client.bus import Received
from broker.hub.hub import Hub
from broker.profile import profile_of
from broker.runtime.clock import SteadyClock
from broker.runtime.settings.file import load
from broker.runtime.settings.hall import HallSettings
from broker.store.store import Store
from tests.hall import HALL, SECRET, TOP, Clock, command, write_hall

MANY = 20
BUTTONS = "".join(
    f'[[window]]\nid = "x{n}"\nlabel = "{n}"\nservices = [["residence"]]\n'
    f'[[device]]\nid = "b{n}"\napp = "button"\nwindow = "x{n}"\n'
    for n in range(MANY)
)


class Wire:
    """A bus that is linked at once and keeps what is said."""

    def __init__(self):
        self.said = []

    def start(self, on_message, on_link):
        self.hear = on_message
        on_link(True)  # noqa: FBT003 - as a bus calls it

    def subscribe(self, *topics):
        pass

    def publish(self, topic, payload, *, retain=False, on_taken=None):  # noqa: ARG002 - the seam's
        self.said.append((topic, payload))
        return True

    def stop(self):
        pass


@pytest.fixture
def wire():
    return Wire()


@pytest.fixture
def hub(tmp_path, wire):
    hall, clock = load(HallSettings, write_hall(tmp_path, 1, more=BUTTONS)), Clock()
    with closing(Store(f"sqlite:///{tmp_path / 'hall.db'}", HALL)) as store:
        hub = Hub(hall, profile_of(hall), store, wire, SECRET, SteadyClock(clock.now, clock.ticks))
        hub.begin()
        yield hub
        hub.close()


def test_work_that_never_ends_keeps_no_command_waiting(hub, wire):
    def again():
        hub._inbox.post(again)

    again()
    body = json.dumps(command(service="residence")).encode()
    wire.hear(Received(f"{TOP}/cmd/kiosk-1/issue-ticket", body, retained=False, duplicate=False))
    hub.step(0)
    replies = [json.loads(payload) for topic, payload in wire.said if topic == f"{TOP}/reply/kiosk-1"]
    assert [reply["ok"] for reply in replies] == [True]


def test_however_many_are_called_at_once_each_number_stands_on_a_board(hub, wire):
    for _ in range(MANY):
        body = json.dumps(command(service="residence")).encode()
        wire.hear(Received(f"{TOP}/cmd/kiosk-1/issue-ticket", body, retained=False, duplicate=False))
    for n in range(MANY):
        wire.hear(Received(f"{TOP}/cmd/b{n}/call-next", b"", retained=False, duplicate=False))
    for _ in range(MANY):
        hub.step(0)
    boards = [json.loads(payload) for topic, payload in wire.said if topic == f"{TOP}/state/board/main"]
    assert {call["number"] for board in boards for call in board["calls"]} == {f"A{n + 1:03d}" for n in range(MANY)}
