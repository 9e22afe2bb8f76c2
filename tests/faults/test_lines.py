"""Lines that end, go silent, are slow or lose half a packet: whoever is behind one comes back and loses nothing."""

import json
import random
import threading
import time

import pytest

from broker.client.bus import Address
from broker.client.link import CLOCK_OLD, Link, Seen
from broker.client.paho_bus import PahoBus
from broker.contract.values import App
from broker.server.mosquitto import running
from tests.faults.judge import People, judge, judge_the_day
from tests.faults.line import Line
from tests.hall import (
    DEADLINE_S,
    HALL,
    TOP,
    Clock,
    HubHere,
    HubProcess,
    Peer,
    command,
    free_port,
    stopping,
    wait_until,
    write_hall,
)

PRESENCE = f"{TOP}/device/hub/presence"
EVERY_FAULT = ("cut", "half a packet", "stall", "delay", "throttle")


@pytest.fixture
def port(tmp_path):
    port = free_port()
    with running("127.0.0.1", port, tmp_path / "server"):
        yield port


@pytest.fixture
def line(port):
    line = Line(port)
    yield line
    line.stop()


def break_line(line, fault, chance):
    """Break a line for a moment in one of the ways in which lines break, and mend it."""
    match fault:
        case "cut":
            line.cut()
        case "half a packet":
            line.cut_after(chance.randrange(1, 60))
            return
        case "stall":
            line.stall()
        case "delay":
            line.delay_s = 0.05
        case "throttle":
            line.bytes_a_second = 4000
    time.sleep(chance.uniform(0.05, 0.4))  # how long it is broken is the chance that this test is about
    line.delay_s, line.bytes_a_second = 0.0, None
    line.flow()


def test_tickets_over_lines_that_break_in_every_way_are_neither_lost_nor_doubled(tmp_path, port, line):
    hubs_line, chance = Line(port), random.Random(17)
    hub = HubProcess(write_hall(tmp_path, hubs_line.port, kiosks=4))
    kiosks = [Peer(line.port, f"kiosk-{n + 1}") for n in range(4)]
    listener, people = Peer(port, "listener", f"{TOP}/event"), People()
    with stopping(hubs_line, hub.start(), listener, *kiosks):
        for kiosk in kiosks:
            people.start(people.come_all_day, kiosk, random.Random(kiosk.device))
        for fault in EVERY_FAULT:
            enough = len(people.answered) + 8
            wait_until(lambda enough=enough: len(people.answered) >= enough, f"work before: {fault}")
            break_line(chance.choice([line, hubs_line]), fault, chance)
        judge_the_day(tmp_path, hub, people, listener)


def test_a_device_behind_a_silent_line_knows_that_the_hub_is_away_and_comes_back_by_itself(tmp_path, port, line):
    clock, seen, work = Clock(), [], []
    bus = PahoBus(Address("127.0.0.1", line.port, "wall-1"), keepalive_s=1)
    link = Link(bus, HALL, "wall-1", App.WALL, work.append, seen.append, clock.now, clock.ticks)

    def sees(what):
        while work:
            work.pop(0)()
        link.tick()
        return bool(seen) and seen[-1] is what

    with stopping(HubHere(write_hall(tmp_path, port), Clock()).start(), link):
        link.start()
        wait_until(lambda: sees(Seen.HUB))
        line.stall()
        clock.ahead = 2 * CLOCK_OLD
        wait_until(lambda: sees(Seen.HUB_AWAY), "the hub's clock is too old")
        wait_until(lambda: sees(Seen.SERVER_AWAY), "nothing comes back for two keepalives")
        line.flow()
        wait_until(lambda: sees(Seen.HUB), "the hub again, with nobody's help")


@pytest.mark.expect_warnings
def test_a_hub_behind_a_silent_line_is_told_to_be_gone_and_takes_tickets_again(tmp_path, port, line):
    hub = HubHere(write_hall(tmp_path, line.port), Clock(), keepalive_s=1)
    kiosk, listener = Peer(port, "kiosk-1"), Peer(port, "listener", f"{TOP}/#")
    answered = {}
    with stopping(kiosk, listener, hub.start()):
        for n in range(2):
            body = command(service="residence", lasts_s=30)
            if n:
                line.stall()
                listener.hear(lambda b: not b["online"], "device/hub/presence")  # its last will, as the server says it
                kiosk.say("issue-ticket", body)
                start = len(listener.heard)
                line.flow()
                back = listener.wait_for(lambda m: m.topic == PRESENCE and json.loads(m.payload)["online"], start=start)
                assert back, "the hub never came back"
            answered[body["id"]] = kiosk.ask_for_bytes("issue-ticket", body)
        wait_until(lambda: any(e["seq"] == 3 for e in listener.events()), "the last event")
        hub.stop()
        judge(tmp_path, answered, listener.events())


def test_whoever_leaves_over_a_line_that_takes_nothing_is_not_kept(line):
    bus, linked = PahoBus(Address("127.0.0.1", line.port, "kiosk-1"), keepalive_s=3600), []
    bus.start(lambda _message: None, linked.append)
    wait_until(lambda: linked == [True])
    line.stall()
    for _ in range(200):
        bus.publish("yimen/v1/leiyang/cmd/kiosk-1/issue-ticket", bytes(60_000))
    leaving = threading.Thread(target=bus.stop, daemon=True)
    leaving.start()
    leaving.join(DEADLINE_S)
    assert not leaving.is_alive()
