"""Many at once, and a hub that is killed again and again: nothing lost, nothing doubled, every reply true."""

import random
import time

import pytest

from broker.server.mosquitto import running
from tests.faults.judge import SERVICES, People, judge, on_disk
from tests.hall import PINS, TOP, HubProcess, Peer, free_port, stopping, wait_until, write_hall


@pytest.fixture
def hall(tmp_path):
    """A server, twenty kiosks' settings and a hub as a process of its own."""
    port = free_port()
    settings = write_hall(tmp_path, port, kiosks=20)
    with running("127.0.0.1", port, tmp_path / "server"):
        hub = HubProcess(settings)
        with stopping(hub.start()):
            yield hub, port


@pytest.fixture
def dice():
    """Chance, with its seed told."""
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    return random.Random(seed)


def test_five_hundred_tickets_from_twenty_kiosks_at_once(hall, tmp_path, dice):
    hub, port = hall
    kiosks = [Peer(port, f"kiosk-{n + 1}") for n in range(20)]
    listener, people = Peer(port, "listener", f"{TOP}/event"), People()
    with stopping(listener, *kiosks):
        for kiosk in kiosks:
            services = [dice.choice(SERVICES) for _ in range(25)]
            people.start(lambda k=kiosk, wanted=services: [people.take_ticket(k, service) for service in wanted])
        people.join()
        assert len(people.answered) == 500
        wait_until(lambda: any(event["seq"] == 501 for event in listener.events()[-20:]), "the last event")
        hub.stop()
        judge(tmp_path, people.answered, listener.events())


def test_a_hub_killed_ten_times_loses_nothing_and_does_nothing_twice(hall, tmp_path, dice):
    hub, port = hall
    kiosks = [Peer(port, f"kiosk-{n + 1}") for n in range(8)]
    listener, terminal, people = Peer(port, "listener", f"{TOP}/event"), Peer(port, "terminal-1"), People()
    with stopping(listener, terminal, *kiosks):
        for verb in ("sign-in", "open-window"):
            assert terminal.ask(verb, staff="c001", pin=PINS["c001"])["ok"]
        for kiosk in kiosks:
            people.start(people.come_all_day, kiosk, random.Random(dice.random()))
        people.start(people.serve_all_day, terminal)
        for _ in range(10):
            enough = len(people.answered) + 10
            wait_until(lambda enough=enough: len(people.answered) >= enough, "work between two kills")
            time.sleep(dice.uniform(0, 0.1))  # the moment of the kill is the chance that this test is about
            hub.kill()
            hub.start()
        people.over.set()
        people.join()
        events = [event for _, event in on_disk(tmp_path)[0]]
        wait_until(lambda: any(event["seq"] == len(events) for event in listener.events()[-50:]), "the last event")
        hub.stop()
        judge(tmp_path, people.answered, listener.events())
        for name in ("ticket-called", "service-started", "service-finished"):
            assert [e["ticket"] for e in events if e["name"] == name] == list(people.called), "called twice, or lost"
        print(f"{len(people.answered)} tickets, {len(people.called)} served, {len(events)} events")
