"""A disk that is full, one that breaks, and a database that others keep locked: nothing lost, and no answer untrue."""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from broker.server.mosquitto import running
from tests.faults.judge import People, judge, judge_the_day
from tests.faults.kernel import can_refuse
from tests.hall import DEADLINE_S, TOP, HubProcess, Peer, command, free_port, stopping, wait_until, write_hall

HEALTH = f"{TOP}/device/hub/health"

REFUSING_HUB = """
import sys, threading, time
from pathlib import Path
from broker.cli import main
from tests.faults.kernel import refuse_to_sync

def watch(told):
    while not told.exists():
        time.sleep(0.01)
    refuse_to_sync()
    told.unlink()

told = Path(sys.argv.pop(1))
threading.Thread(target=watch, args=(told,), daemon=True).start()
main()
"""


@pytest.fixture
def port(tmp_path):
    port = free_port()
    with running("127.0.0.1", port, tmp_path / "server"):
        yield port


class Small:
    """A disk of a few megabytes, seen by whoever is started in its mount namespace."""

    def __init__(self, holder: int, folder: Path) -> None:
        self.enter = ("nsenter", "--target", str(holder), "--mount", "env", "--chdir", str(Path.cwd()))
        self.folder = Path(f"/proc/{holder}/root{folder}")

    def fill(self) -> None:
        """Leave no room."""
        with (self.folder / "filler").open("ab", buffering=0) as filler:
            for size in (65_536, 4096, 1):
                try:
                    while filler.write(bytes(size)) == size:
                        pass
                except OSError:
                    continue

    def free(self) -> None:
        """Make room again."""
        (self.folder / "filler").unlink()


@contextmanager
def small_disk(folder: Path) -> Iterator[Small]:
    """A small disk at a folder, for its namespace only; skips where this machine does not allow one."""
    folder.mkdir()
    make = f"mount -t tmpfs -o size=3m tmpfs {folder} && echo made && exec sleep 600"
    unshare = ["unshare", "--mount", "sh", "-c", make]
    with subprocess.Popen(unshare, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as holder:
        try:
            if holder.stdout.readline() != "made\n":
                pytest.skip(f"no mount namespace of its own here: {holder.stderr.read().strip()}")
            yield Small(holder.pid, folder)
        finally:
            holder.kill()


def health_of_store(listener: Peer) -> list[str]:
    """The codes of what the hub last said to be wrong with its store."""
    said = [json.loads(m.payload) for m in list(listener.heard) if m.topic == HEALTH]
    return [problem["code"] for problem in said[-1]["problems"] if problem["part"] == "store"] if said else []


def take_tickets(kiosk: Peer, count: int, answered: dict[str, bytes]) -> None:
    """Take so many tickets, and keep the replies."""
    for _ in range(count):
        body = command(service="residence")
        answered[body["id"]] = kiosk.ask_for_bytes("issue-ticket", body)


def ask_until_refused(kiosk: Peer, answered: dict[str, bytes]) -> None:
    """Take tickets until the hub can't give one; keep the replies of those that it gave."""
    while True:
        body = command(service="residence")
        reply = kiosk.ask_for_bytes("issue-ticket", body)
        if not json.loads(reply)["ok"]:
            assert json.loads(reply)["error"]["code"] == "not-now"
            return
        answered[body["id"]] = reply


def test_a_full_disk_is_said_gives_no_tickets_and_loses_none_and_all_goes_on_when_there_is_room(tmp_path, port):
    outside = write_hall(tmp_path, port)
    with small_disk(tmp_path / "disk") as disk:
        shutil.copy(outside, disk.folder / "hall.toml")
        start = (*disk.enter, sys.executable, "-m", "broker", "hub", "--settings", str(tmp_path / "disk" / "hall.toml"))
        hub = HubProcess(outside, start)
        kiosk, listener = Peer(port, "kiosk-1"), Peer(port, "listener", f"{TOP}/event", HEALTH)
        answered: dict[str, bytes] = {}
        with stopping(hub.start(), kiosk, listener):
            wait_until(lambda: health_of_store(listener) == ["little-room"], "a warning before it is too late")
            take_tickets(kiosk, 3, answered)
            for again in (False, True):
                if again:  # a hub that is started on a full disk says so too
                    hub.kill()
                    hub.start()
                disk.fill()
                ask_until_refused(kiosk, answered)
                wait_until(lambda: health_of_store(listener) == ["full"], "health that says so")
                ask_until_refused(kiosk, answered)
            disk.free()
            wait_until(lambda: health_of_store(listener) == ["little-room"], "health that says that it is over")
            take_tickets(kiosk, 3, answered)
            wait_until(lambda: any(e["seq"] == len(answered) + 1 for e in listener.events()), "the last event")
            assert hub.stop() == 0
            shutil.copy(disk.folder / "hall.db", tmp_path)
        judge(tmp_path, answered, listener.events())
        assert hub.log.read_text().count('"code": "full"') == 2, "once each time it began"


@pytest.mark.skipif(bool(can_refuse()), reason=can_refuse())
def test_a_disk_that_breaks_in_a_commit_gets_no_answer_and_the_next_hub_gives_the_true_one(tmp_path, port):
    settings, told = write_hall(tmp_path, port), tmp_path / "break"
    breaking = (sys.executable, "-c", REFUSING_HUB, str(told), "hub", "--settings", str(settings))
    hub, log = HubProcess(settings, breaking), tmp_path / "hub.log"
    kiosk, listener = Peer(port, "kiosk-1"), Peer(port, "listener", f"{TOP}/event")
    with stopping(kiosk, listener, hub.start()):
        first, second = (command(service="residence", lasts_s=30) for _ in range(2))
        answered = {first["id"]: kiosk.ask_for_bytes("issue-ticket", first)}
        told.touch()
        wait_until(lambda: not told.exists(), "the disk to break")
        kiosk.say("issue-ticket", second)
        assert hub.ended() == 1
        assert "whether a commit happened is not known" in log.read_text().splitlines()[-1]
        assert not [m for m in kiosk.heard if kiosk.is_reply(m, second["id"])], "an answer that nobody could know"
        again = HubProcess(settings).start()
        answered[second["id"]] = kiosk.ask_for_bytes("issue-ticket", second)
        assert json.loads(answered[second["id"]])["ticket"]["number"] == "A002"
        wait_until(lambda: any(e["seq"] == 3 for e in listener.events()), "the last event")
        again.stop()
        judge(tmp_path, answered, listener.events())


def test_tickets_go_on_while_backups_are_made_and_another_program_locks_the_database(tmp_path, port):
    settings = write_hall(tmp_path, port, kiosks=8)
    hub, people = HubProcess(settings), Queue()
    kiosks = [Peer(port, f"kiosk-{n + 1}") for n in range(8)]
    listener = Peer(port, "listener", f"{TOP}/event", HEALTH)
    with stopping(hub.start(), listener, *kiosks):
        for kiosk in kiosks:
            people.start(people.come_all_day, kiosk, random.Random(kiosk.device))
        for n in range(2):
            back_up = [sys.executable, "-m", "broker", "backup", "--settings", str(settings), str(tmp_path / f"{n}.db")]
            subprocess.run(back_up, check=True, timeout=3 * DEADLINE_S, capture_output=True)
        assert not people.refused, "a backup keeps nobody waiting so long"
        with closing(sqlite3.connect(tmp_path / "hall.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            wait_until(lambda: len(people.refused) >= 8, "an answer that it can't be done now")
            wait_until(lambda: health_of_store(listener) == ["locked"], "health that says so")
            other.execute("ROLLBACK")
        enough = len(people.answered) + 20
        wait_until(lambda: len(people.answered) >= enough, "tickets again")
        wait_until(lambda: not health_of_store(listener), "health that says that it is over")
        judge_the_day(tmp_path, hub, people, listener)
        print(f"{len(people.answered)} tickets, {len(people.refused)} refused")


class Queue(People):
    """People who take a no for an answer, and come again with another command."""

    def __init__(self):
        super().__init__()
        self.refused = []

    def take_ticket(self, kiosk, service):
        while True:
            body = super().take_ticket(kiosk, service)
            if json.loads(self.answered[body["id"]])["ok"]:
                return body
            no = self.answered.pop(body["id"])
            assert kiosk.ask_for_bytes("issue-ticket", body) == no, "a no is for good"
            self.refused.append(no)
