"""`yimen replay`, beside the hub that writes."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.hall import PINS, write_hall


@pytest.fixture
def replay(tmp_path):
    """Runs it; gives the exit code and what it said."""

    def replay(*more):
        command = [sys.executable, "-m", "broker", "replay", "--settings", str(tmp_path / "hall.toml"), *more]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        return done.returncode, done.stdout + done.stderr

    return replay


@pytest.fixture
def some_visits(hub_process, join):
    kiosk, terminal = join("kiosk-1"), join("terminal-1")
    ids = [kiosk.ask("issue-ticket", service="residence")["ticket"]["id"] for _ in range(3)]
    terminal.ask("sign-in", staff="c001", pin=PINS["c001"])
    terminal.ask("open-window", staff="c001")
    assert terminal.ask("call-ticket", staff="c001", ticket=ids[2], reason="陪张三去复印")["ok"]
    return hub_process


@pytest.mark.usefixtures("some_visits")
def test_a_day_is_told_from_its_events_while_the_hub_goes_on(replay):
    code, said = replay()
    assert code == 0, said
    assert "7 events, each as it was written" in said
    for line in ("tickets given", "waiting", "called", "1 / 2"):
        assert line in said
    assert re.search(r"^head [0-9a-f]{64}$", said, re.MULTILINE)
    assert "张" not in said


def test_a_day_that_never_was_is_told_with_those_that_were(some_visits, replay):
    code, said = replay("--day", "2020-01-01")
    assert code == 1
    assert "There is no day 2020-01-01" in said
    some_visits.stop()


def test_a_row_changed_by_hand_fails_it_and_says_which(some_visits, replay, tmp_path):
    some_visits.stop()
    with closing(sqlite3.connect(tmp_path / "hall.db")) as db:
        db.execute("UPDATE event SET body = replace(body, 'A002', 'A009') WHERE seq = 3")
        db.commit()
    code, said = replay()
    assert code == 1
    assert "Event 3 is not as it was written" in said
    assert "Traceback" not in said


def test_without_a_database_it_says_so(replay, tmp_path):
    write_hall(tmp_path, 1883)
    code, said = replay()
    assert code == 1
    assert "there is no database" in said
