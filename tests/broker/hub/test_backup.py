"""A copy of the hall's truth, and going on from one: no number twice, and screens follow."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from tests.hall import ZONE, paper, stopping

OLD = Path(__file__).parents[1] / "store" / "old" / "0001.sql"


@pytest.fixture
def yimen(tmp_path):
    """Runs a subcommand on this hall; gives the exit code and what it said."""

    def yimen(verb, *arguments):
        command = [sys.executable, "-m", "broker", verb, *map(str, arguments)]
        command += ["--settings", str(tmp_path / "hall.toml")]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        return done.returncode, " ".join((done.stdout + done.stderr).split())

    return yimen


def numbers(kiosk, count):
    return [kiosk.ask("issue-ticket", service="residence")["ticket"]["number"] for _ in range(count)]


def test_after_a_restore_no_number_is_given_twice_and_whoever_listens_follows(
    hub_process, join, everything, yimen, tmp_path
):
    kiosk, copied = join("kiosk-1"), tmp_path / "copy.db"
    assert numbers(kiosk, 2) == ["A001", "A002"]
    code, said = yimen("backup", copied)
    assert (code, "3 events, each as it was written" in said) == (0, True), said
    assert numbers(kiosk, 2) == ["A003", "A004"]
    assert kiosk.ask("lease-numbers", services=["residence"])["ok"]
    code, said = yimen("restore", copied)
    assert (code, "another hub has it open" in said) == (1, True), said
    assert numbers(kiosk, 1) == ["A005"]

    hub_process.kill()
    code, said = yimen("restore", copied)
    assert code == 0, said
    assert "unknown to the hall now: A003 to A005" in said
    with stopping(hub_process.start()):
        assert numbers(kiosk, 1) == ["A006"]
        state = everything.hear(lambda b: b["epoch"] == 2 and b["waiting"] == 3, "state/service/residence")
        assert state["seq"] == 5
        restored = everything.hear(lambda b: b["name"] == "hall-restored", "event")
        assert (restored["epoch"], restored["numbers"], restored["leased"]) == (2, {"A": 5}, {"A": 9019})
        assert kiosk.ask("lease-numbers", services=["residence"])["leases"][0]["first"] == 9020
        everything.hear(lambda b: b["name"] == "numbers-leased" and b["epoch"] == 2, "event")
        assert [e["seq"] for e in everything.events() if e["epoch"] == 2] == [4, 5, 6]
    assert len(list(tmp_path.glob("hall.db.lost-*"))) == 1
    assert not list(tmp_path.glob("*.coming*"))
    code, said = yimen("replay")
    assert (code, "6 events, each as it was written" in said) == (0, True), said


def test_a_copy_of_an_earlier_day_goes_on_with_the_numbers_of_today(hub_process, join, yimen, tmp_path):
    kiosk, copied = join("kiosk-1"), tmp_path / "copy.db"
    assert numbers(kiosk, 3) == ["A001", "A002", "A003"]
    hub_process.kill()
    with closing(sqlite3.connect(tmp_path / "old.db")) as db:
        db.executescript(OLD.read_text("utf-8").replace("2026-11-23", "2020-01-02"))
    (tmp_path / "old.db").rename(copied)
    code, said = yimen("restore", copied)
    assert code == 0, said
    hub_process.start()
    again = kiosk.ask("issue-ticket", service="residence")["ticket"]
    assert (again["number"], again["day"]) == ("A004", str(datetime.now(ZONE).date()))
    code, said = yimen("replay", "--day", "2020-01-02")
    assert (code, "tickets given │ 5" in said) == (0, True), said


def test_where_the_lost_database_can_not_be_read_the_newest_slips_must_be_named(hub_process, join, yimen, tmp_path):
    kiosk, copied, database = join("kiosk-1"), tmp_path / "copy.db", tmp_path / "hall.db"
    numbers(kiosk, 1)
    assert yimen("backup", copied)[0] == 0
    (lost,) = kiosk.ask("lease-numbers", services=["residence"])["leases"]
    hub_process.kill()
    for beside in tmp_path.glob("hall.db-*"):
        beside.unlink()
    database.write_bytes(b"what a dying disk leaves " * 1000)
    code, said = yimen("restore", copied, "--above", "A350")
    assert code == 1
    assert "missing are B" in said
    assert database.read_bytes().startswith(b"what a dying disk leaves")
    assert "as on a slip" in yimen("restore", copied, "--above", "350")[1]
    assert "a kiosk gave it by itself" in yimen("restore", copied, "--above", "A9001")[1]
    code, said = yimen("restore", copied, "--above", "A350", "--above", "B12")
    assert code == 0, said
    hub_process.start()
    assert numbers(kiosk, 1) == ["A351"]
    assert kiosk.ask("issue-ticket", service="household")["ticket"]["number"] == "B013"
    assert kiosk.ask("lease-numbers", services=["residence"])["leases"] == []  # what kiosks hold nobody knows
    assert kiosk.ask("hand-in-ticket", **paper(lost))["ticket"]["number"] == "A9000"


def test_a_copy_that_was_changed_is_refused_and_nothing_is_touched(hub_process, join, yimen, tmp_path):
    copied, database = tmp_path / "copy.db", tmp_path / "hall.db"
    numbers(join("kiosk-1"), 2)
    assert yimen("backup", copied)[0] == 0
    hub_process.stop()
    with closing(sqlite3.connect(copied)) as db:
        db.execute("UPDATE event SET body = replace(body, 'A002', 'A009')")
        db.commit()
    before = database.read_bytes()
    code, said = yimen("restore", copied)
    assert code == 1
    assert re.search("event 3 is not as it was written", said)
    assert database.read_bytes() == before
    assert not list(tmp_path.glob("*.coming*"))


def test_a_backup_that_can_not_be_written_says_so_and_leaves_the_last_one(hub_process, join, yimen, tmp_path):
    numbers(join("kiosk-1"), 1)
    code, said = yimen("backup", tmp_path / "no such folder" / "copy.db")
    assert (code, "no such folder" in said) == (1, True)
    assert "Traceback" not in said
    assert hub_process.stop() == 0
