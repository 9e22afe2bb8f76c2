"""The hostile client: whatever it sends is answered or dropped, nothing comes of it, and nobody else waits for it."""

import json
import logging
import random
import re
import threading
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from broker.client.bus import Received
from broker.hub.gate import Asked, Denied, Gate, Press
from broker.hub.truth import Entering, Truth
from broker.profile import profile_of
from broker.queue import views
from broker.runtime.logs import OF_ALL, OF_DEVICE
from broker.runtime.settings.file import load
from broker.runtime.settings.hall import HallSettings
from broker.server.mosquitto import running
from broker.store.store import Store
from tests.faults.hostile import TEMPLATES, hostile
from tests.faults.judge import People, judge
from tests.hall import HALL, SECRET, TOP, Clock, HubProcess, Peer, command, free_port, stopping, wait_until, write_hall

pytestmark = pytest.mark.expect_warnings

HALLS, MESSAGES = 15, 150
"""How many sets of valid commands are made, and how many hostile messages of each."""
FLOOD = 4000
"""Messages of one attacker, said as fast as they go out; many more than may wait."""


class Inside:
    """The door and the truth of a hub, without a wire; keeps every value that means something as it goes."""

    def __init__(self, path: Path, store: Store) -> None:
        self.hall = load(HallSettings, path)
        self.store, self.clock = store, Clock()
        self.gate = Gate(self.hall, SECRET)
        self.profile = profile_of(self.hall)
        self.truth = Truth(self.profile, store, self.gate, self.clock.now, timedelta(days=30))
        self.truth.open_day_if_new()
        self.known = ["tomorrow"]

    def hear(self, message: Received) -> str:
        """What became of a message: dropped, denied, refused, done or pressed; whichever it is, it is consistent."""
        before = self.truth.hall.seq
        what = self.gate.let_in(message, self.clock.now())
        if not isinstance(what, Asked | Press):
            assert self.truth.hall.seq == before
            return "denied" if isinstance(what, Denied) else "dropped"
        told = self.truth.decide_all([Entering(what, pin_ok=True)])
        assert [event.seq for event in told.events] == list(range(before + 1, self.truth.hall.seq + 1))
        if isinstance(what, Press):
            return "pressed"
        for _device, body in told.said:
            reply = json.loads(body)
            self.learn(reply)
            assert reply["re"] == what.command.id
            if not reply["ok"]:
                assert not told.events, f"refused, and yet: {told.events}"
                return "refused"
        return "done" if told.said else "dropped"

    def learn(self, value: dict | list) -> None:
        """Keep ids, refs and numbers for later messages."""
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(inner, dict | list):
                self.learn(inner)
            elif key in {"re", "id", "ref", "number", "slot", "day", "lease"} and inner not in self.known[-60:]:
                self.known.append(inner)


def states_of(truth: Truth, now: datetime) -> list[str]:
    """Everything that screens show."""
    return [views.state(truth.hall, topic, now).model_dump_json() for topic in views.topics(truth.hall)]


def test_whatever_is_sent_is_decided_or_dropped_without_a_fault_of_ours(tmp_path, caplog):
    caplog.set_level(logging.ERROR)
    path = write_hall(tmp_path, 1)
    met = dict.fromkeys(("dropped", "denied", "refused", "done", "pressed"), 0)
    with closing(Store(f"sqlite:///{tmp_path / 'hall.db'}", HALL)) as store:
        inside = Inside(path, store)
        for verb in ("sign-in", "open-window"):
            body = command(staff="c001", pin="2468")
            said = Received(f"{TOP}/cmd/terminal-1/{verb}", json.dumps(body).encode(), retained=False, duplicate=False)
            assert inside.hear(said) == "done"

        @settings(
            max_examples=HALLS,
            deadline=None,
            phases=[Phase.generate],
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(templates=TEMPLATES, seed=st.integers(0, 2**32))
        def fuzz(templates, seed):
            dice = random.Random(seed)
            for _ in range(MESSAGES):
                inside.clock.ahead += timedelta(seconds=2)
                message = hostile(dice, templates, inside.known[-40:], inside.clock.now())
                met[inside.hear(Received(*message))] += 1

        fuzz()
        print(met)
        faults = [record for record in caplog.records if record.name.startswith("broker")]
        assert not faults, faults[0].__dict__
        again = Truth(inside.profile, store, inside.gate, inside.clock.now, timedelta(days=30))
        now = inside.clock.now()
        assert states_of(again, now) == states_of(inside.truth, now)
        assert min(met.values()) > 5, f"what is hardly ever met proves little: {met}"


def memory_of(pid: int) -> int:
    """Kilobytes that a process has in memory."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1])


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
