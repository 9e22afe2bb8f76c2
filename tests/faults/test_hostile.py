"""A client that floods: nobody else waits for it. What a hostile client says is in tests/fuzz."""

import json
import threading
from datetime import datetime, timedelta

import pytest

from broker.runtime.logs import OF_ALL, OF_DEVICE
from broker.server.mosquitto import running
from tests.faults.judge import People, judge
from tests.hall import TOP, HubProcess, Peer, command, free_port, stopping, wait_until, write_hall
from tests.machine import memory_of

pytestmark = pytest.mark.expect_warnings

FLOOD = 4000
"""Messages of one attacker, said as fast as they go out; many more than may wait."""


def test_a_flood_keeps_nobody_from_a_ticket_and_fills_neither_the_memory_nor_the_log(tmp_path):
    port = free_port()
    with running("127.0.0.1", port, tmp_path / "server"):
        hub = HubProcess(write_hall(tmp_path, port))
        attacker, kiosk = Peer(port, "kiosk-1"), Peer(port, "kiosk-2")
        listener = Peer(port, "listener", f"{TOP}/event")
        people, wrong = People(), command(service=7)
        with stopping(hub.start(), attacker, kiosk, listener):
            before = memory_of(hub.pid)

            def flood():
                for n in range(FLOOD):
                    attacker.say("issue-ticket", b"{" * 300)
                    attacker.say("issue-ticket", wrong | {"id": command()["id"]})
                    attacker.say("issue-ticket", b"x" * 65_537 if n % 50 == 0 else b"\x00", device=f"nobody-{n}")

            attack = threading.Thread(target=flood)
            attack.start()
            count = 0
            while attack.is_alive():
                people.take_ticket(kiosk, "residence")
                count += 1
            attack.join()
            wait_until(lambda: any(e["seq"] == count + 1 for e in listener.events()), "the last event")
            grown = memory_of(hub.pid) - before
            hub.stop()
            judge(tmp_path, people.answered, listener.events())
        lines = [json.loads(line) for line in hub.log.read_text("utf-8").splitlines()]
        print(f"{3 * FLOOD} hostile messages, {count} tickets meanwhile, {grown} kB, {len(lines)} lines")
        began, ended = (datetime.fromisoformat(lines[n]["at"]) for n in (0, -1))
        minutes = int((ended - began) / timedelta(minutes=1)) + 2  # begun, and one more since they need not be whole
        assert count >= 3
        assert len([line for line in lines if line.get("device") == "kiosk-1"]) <= 2 * minutes * (OF_DEVICE + 1)
        assert len(lines) <= 2 * minutes * OF_ALL < FLOOD
        assert grown < 30_000
