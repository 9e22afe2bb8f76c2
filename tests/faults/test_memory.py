"""Too little memory: the hub says that it cannot, or ends and is started again; never deaf, and nothing is lost."""

import json
import os
import random
import resource
from pathlib import Path

import pytest

from broker.server.mosquitto import running
from tests.faults.judge import People, judge_the_day
from tests.hall import TOP, HubProcess, Peer, free_port, stopping, wait_until, write_hall

MB = 1024**2


def limit(pid: int, room: int) -> None:
    """Let a process map so many bytes more than it has, or as many as it likes when negative."""
    mapped = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    most = mapped + room if room >= 0 else resource.RLIM_INFINITY
    resource.prlimit(pid, resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))


class Comers(People):
    """People who take a no for an answer, and go."""

    def take_ticket(self, kiosk, service):
        body = super().take_ticket(kiosk, service)
        reply = json.loads(self.answered[body["id"]])
        if not reply["ok"]:
            assert reply["error"]["code"] == "not-now"
            del self.answered[body["id"]]
            return self.take_ticket(kiosk, service)
        return body


@pytest.mark.parametrize("room", [0, 2 * MB])
def test_a_hub_without_memory_refuses_or_ends_and_its_next_start_goes_on(tmp_path, room):
    port = free_port()
    with running("127.0.0.1", port, tmp_path / "server"):
        hub = HubProcess(write_hall(tmp_path, port, kiosks=4))
        kiosks = [Peer(port, f"kiosk-{n + 1}") for n in range(4)]
        listener, people = Peer(port, "listener", f"{TOP}/event"), Comers()
        with stopping(hub.start(), listener, *kiosks):
            for kiosk in kiosks:
                people.start(people.come_all_day, kiosk, random.Random(kiosk.device))
            wait_until(lambda: len(people.answered) >= 10, "work before")
            limit(hub.pid, room)
            enough = len(people.answered) + 600
            wait_until(lambda: not hub.alive or len(people.answered) >= enough, "its end, or work for all that")
            if hub.alive:
                limit(hub.pid, -1)
            else:
                assert hub.ended() != 0
                hub.start()
            enough = len(people.answered) + 10
            wait_until(lambda: len(people.answered) >= enough, "work after")
            judge_the_day(tmp_path, hub, people, listener)
