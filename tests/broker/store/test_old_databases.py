"""Databases that earlier versions wrote, carried over by the newer one. Each was written by that version's own hub."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from broker.contract.values import Condition
from broker.hub.truth import take_in
from broker.profile import profile_of
from broker.queue.hall import Hall
from broker.runtime.settings.file import load
from broker.runtime.settings.hall import HallSettings
from broker.store.lock import StoreError
from broker.store.log import Log, Whole
from broker.store.store import Store
from tests.hall import HALL, Clock, HubHere, stopping, write_hall

OLD = Path(__file__).with_name("old")


@pytest.fixture
def written(tmp_path):
    """Lays an old database down; gives its path."""

    def written(version):
        path = tmp_path / "hall.db"
        with closing(sqlite3.connect(path)) as db:
            db.executescript((OLD / f"{version}.sql").read_text("utf-8"))
        return path

    return written


def test_a_day_of_the_first_version_is_read_as_it_was(written, tmp_path):
    hall = Hall(profile=profile_of(load(HallSettings, write_hall(tmp_path, 1883))))
    with closing(Store(f"sqlite:///{written('0001')}", HALL)) as store:
        take_in(hall, store.today())
    states = {ticket.number: ticket.state.value for ticket in hall.tickets.values()}
    assert states == {"A001": "finished", "A002": "missed", "A003": "waiting", "A004": "serving", "B001": "waiting"}
    called = next(ticket for ticket in hall.tickets.values() if ticket.number == "A004")
    assert (called.window, hall.window("w01").ticket, hall.window("w01").staff) == ("w01", called.id, "c001")
    assert [move.overtaken for move in hall.moves.values()] == [1]
    missed = next(ticket for ticket in hall.tickets.values() if ticket.number == "A002")
    assert (missed.visitor.name, [len(key) for key in missed.visitor.holder]) == ("张*", [64])
    assert hall.held_by(missed.visitor.holder)


def test_a_day_of_the_version_with_all_rules_is_read_as_it_was_and_its_chain_goes_on(written, tmp_path):
    hall = Hall(profile=profile_of(load(HallSettings, write_hall(tmp_path, 1883))))
    path = written("0003")
    with closing(Store(f"sqlite:///{path}", HALL)) as store:
        take_in(hall, store.today())
        assert store.head == "b33c98db7972ee81fe4d173a20f961b248378c1b33ff8b66df9d9b2165fedaff"
    with closing(Log(path)) as log:
        assert log.whole() == Whole(27, None)
    states = {ticket.number: ticket.state.value for ticket in hall.tickets.values()}
    waiting = dict.fromkeys(("A002", "A003", "A004", "B001"), "waiting")
    assert states == waiting | {"A001": "called", "A005": "finished"}
    called = next(ticket for ticket in hall.tickets.values() if ticket.number == "A001")
    assert (called.service, called.window, called.visitor.name) == ("household", "w02", "张*")
    assert called.reason == "wrong window"
    parked = next(ticket for ticket in hall.tickets.values() if ticket.number == "A003")
    assert (parked.note, parked.reason, parked.moved) == ("brings the lease", "is back", "reinstate-ticket")
    assert hall.window("w02").support
    assert hall.window("w02").condition is Condition.PAUSED


@pytest.mark.usefixtures("port")
@pytest.mark.parametrize("version, last", [("0001", 17), ("0003", 27)])
def test_a_hub_goes_on_with_a_database_of_an_earlier_version(written, tmp_path, port, version, last):
    written(version)
    clock = Clock()
    clock.go_to((clock.now() + timedelta(days=1)).replace(hour=7))
    with stopping(hub := HubHere(write_hall(tmp_path, port), clock)):
        hub.start()
        assert hub.hub.hall.day == clock.now().date()
        assert hub.hub.hall.seq > last  # what was left expired, each with an event


def test_a_database_is_carried_over_whole_or_not_at_all(written):
    path = written("0001")
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE event SET body = 'torn' WHERE seq = 13")
        db.commit()
        before = list(db.iterdump())
    with pytest.raises(StoreError, match=r"hall\.db"):
        Store(f"sqlite:///{path}", HALL)
    with closing(sqlite3.connect(path)) as db:
        assert list(db.iterdump()) == before


def test_a_new_database_has_the_same_tables_as_one_that_was_carried_over(written, tmp_path):
    def tables(path):
        with closing(sqlite3.connect(path)) as db:
            return {
                table: [tuple(column[1:]) for column in db.execute(f"PRAGMA table_info({table})")]
                for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }

    for path in (old := written("0001"), new := tmp_path / "new.db"):
        Store(f"sqlite:///{path}", HALL).close()
    assert tables(old) == tables(new)


def test_a_database_is_marked_by_the_newest_version_so_that_an_earlier_one_refuses_it(written):
    path = written("0003")
    Store(f"sqlite:///{path}", HALL).close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT version_num FROM alembic_version").fetchall() == [("0005",)]


@pytest.mark.parametrize("version", ["0001", "0003"])
def test_a_database_that_was_not_carried_over_yet_is_told_so_to_whoever_reads_its_log(written, version):
    with pytest.raises(StoreError, match="start its hub once"):
        Log(written(version))


def test_a_database_that_was_carried_over_is_chained_from_its_first_event(written):
    path = written("0001")
    Store(f"sqlite:///{path}", HALL).close()
    with closing(Log(path)) as log:
        assert log.whole() == Whole(17, None)
