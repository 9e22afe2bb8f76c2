"""Processes that are killed alone and together, started in any order, and started twice by mistake."""

import os
import random
import shutil
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

from broker.server.mosquitto import listens, running
from tests.broker.server.test_server import server_pid
from tests.faults.judge import People, judge
from tests.hall import (
    DEADLINE_S,
    HubProcess,
    Peer,
    free_port,
    run_yimen,
    stopping,
    wait_until,
    write_hall,
)

HUBS = 3
DEATHS = ({"server"}, {"keeper", "server"}, {"hub", "keeper", "server"}, {"keeper"}, {"hub", "server"})
"""Killed together; after the keeper alone its server is nobody's, and the next death is noticed by the hub."""


@pytest.fixture
def port():
    return free_port()


def start_hub(settings):
    command = [sys.executable, "-m", "broker", "hub", "--settings", str(settings)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_of_hubs_started_at_the_same_moment_one_works_and_the_others_say_so_in_one_line(tmp_path, port):
    settings = write_hall(tmp_path, port)
    with running("127.0.0.1", port, tmp_path / "server"):
        hubs = [start_hub(settings) for _ in range(HUBS)]
        wait_until(lambda: sum(hub.poll() is None for hub in hubs) == 1, "all but one to end")
        (first,) = (hub for hub in hubs if hub.poll() is None)
        for hub in hubs:
            if hub is not first:
                _, words = hub.communicate()
                assert hub.returncode == 1
                assert "another hub has it open; a hall has one hub" in words.splitlines()[-1]
                assert len([line for line in words.splitlines() if not line.startswith("{")]) == 1
        with first:
            assert first.stdout.readline().startswith("ready hub")
            kiosk = Peer(port, "kiosk-1")
            with stopping(kiosk):
                assert kiosk.ask("issue-ticket", service="residence")["ticket"]["number"] == "A001"
                elsewhere = tmp_path / "copied"
                elsewhere.mkdir()
                shutil.copy(settings, elsewhere)
                with (elsewhere / "hall.toml").open("a", encoding="utf-8") as copied:
                    copied.write(f'[store]\nurl = "sqlite:///{tmp_path}/copied/../hall.db"\n')
                refused = run_yimen("hub", elsewhere / "hall.toml")
                assert (refused.returncode, "another hub has it open" in refused.stderr) == (1, True)
                assert kiosk.ask("issue-ticket", service="residence")["ticket"]["number"] == "A002"
            first.terminate()
            assert first.wait(DEADLINE_S) == 0
            assert first.stderr.read().count("linked to the MQTT server") == 1, "it was disturbed"


def test_a_hub_that_is_there_before_its_server_waits_for_it(tmp_path, port):
    with start_hub(write_hall(tmp_path, port)) as hub:
        assert "made a secret" in hub.stderr.readline()
        assert "no MQTT server there yet" in hub.stderr.readline()
        with running("127.0.0.1", port, tmp_path / "server"):
            assert hub.stdout.readline().startswith("ready hub")
            hub.terminate()
            assert hub.wait(DEADLINE_S) == 0


def test_server_keeper_and_hub_killed_alone_and_together_lose_nothing(tmp_path, port):
    settings = write_hall(tmp_path, port, runs_server=True, kiosks=4)
    hub, people, chance = HubProcess(settings), People(), random.Random(5)
    with stopping(hub.start()):
        wait_until(lambda: server_pid(tmp_path), "server.pid")
        kiosks = [Peer(port, f"kiosk-{n + 1}") for n in range(4)]
        with stopping(*kiosks):
            for kiosk in kiosks:
                people.start(people.come_all_day, kiosk, random.Random(kiosk.device))
            for killed in DEATHS:
                enough = len(people.answered) + chance.randrange(5, 20)
                wait_until(lambda enough=enough: len(people.answered) >= enough, f"work before {killed} are killed")
                mosquitto = int((tmp_path / "server" / f"mosquitto-{port}.pid").read_text().split()[0])
                pids = {"keeper": server_pid(tmp_path), "server": mosquitto}
                if "hub" in killed:
                    hub.kill()
                for name in killed - {"hub"}:
                    with suppress(ProcessLookupError):
                        os.kill(pids[name], signal.SIGKILL)
                if "hub" in killed:
                    hub.start()
            enough = len(people.answered) + 10
            wait_until(lambda: len(people.answered) >= enough, "work after all")
            people.over.set()
            people.join()
            hub.stop()
            judge(tmp_path, people.answered)
    os.kill(server_pid(tmp_path), signal.SIGTERM)
    wait_until(lambda: not listens("127.0.0.1", port), "the server's end")
