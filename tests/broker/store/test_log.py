"""The log proves that it is whole, and gives any day again."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.hub.truth import take_in
from broker.queue.hall import Hall
from broker.store.lock import StoreError
from broker.store.log import Log, Whole
from broker.store.rows import Batch, VisitorRow, chained
from broker.store.store import Store
from tests.broker.queue.desk import Desk, window
from tests.broker.queue.desk import profile as profile_of_desk


@pytest.fixture
def path(tmp_path):
    return tmp_path / "hall.db"


@pytest.fixture
def two_days(path):
    """Two days of a hall, written event by event; gives the halls as they were in the evening of each."""
    desk = Desk(profile_of_desk(window("w01", ("a",)))).staffed("w01")
    evenings = []
    for _ in range(2):
        for n in range(4):
            desk.issue("a", holder=f"{n:064d}")
            desk.call("w01")
        evenings.append((desk.hall.day, desk.folded(since=opened(desk))))
        desk.pass_time(days=1)
        desk.end_day()
        desk.staffed("w01")
    with closing(Store(f"sqlite:///{path}", "leiyang")) as store:
        for event, visitor, note in desk.events:
            batch = Batch(date(2026, 11, 23), events=[event])
            if visitor:
                row = VisitorRow(event.ticket, event.day, visitor.ref, visitor.holder, visitor.name)
                batch.visitors.append(row)
            if note:
                batch.add_note(event.id, note)
            store.commit(batch)
    return desk, evenings


def opened(desk):
    return max(n for n, (event, *_) in enumerate(desk.events) if event.name == "day-opened")


def test_any_day_is_played_again_to_the_hall_that_it_was(two_days, path):
    desk, evenings = two_days
    with closing(Log(path)) as log:
        assert log.days()[:2] == [day for day, _hall in evenings]
        for day, hall in evenings:
            again = Hall(profile=desk.hall.profile)
            take_in(again, (told for told in log.day(day) if told.event.seq <= hall.seq))
            assert again == hall
        assert list(log.day(date(2020, 1, 1))) == []


def test_a_log_that_nobody_touched_is_whole(two_days, path):
    with closing(Log(path)) as log:
        assert log.whole() == Whole(len(two_days[0].events), None)


@pytest.mark.usefixtures("two_days")
@pytest.mark.parametrize(
    "change, broken",
    [
        ("UPDATE event SET body = replace(body, 'A002', 'A003') WHERE seq = 6", 6),
        ("UPDATE event SET hash = 'f' WHERE seq = 1", 1),
        ("DELETE FROM event WHERE seq = 5", 5),
        ("UPDATE event SET seq = 99 WHERE seq = 30", 30),
        ("INSERT INTO event SELECT 999, day, name, at, body, hash FROM event WHERE seq = 7", None),
    ],
)
def test_a_row_changed_by_hand_is_found(path, change, broken):
    with closing(sqlite3.connect(path)) as db:
        last = db.execute("SELECT max(seq) FROM event").fetchone()[0]
        assert db.execute(change).rowcount
        db.commit()
    with closing(Log(path)) as log:
        assert log.whole().broken == (broken or last + 1)


@pytest.mark.usefixtures("two_days")
def test_forgetting_the_people_leaves_the_log_whole(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("DELETE FROM visitor")
        db.execute("DELETE FROM note")
        db.commit()
    with closing(Log(path)) as log:
        assert log.whole().broken is None
        assert all(told.visitor is None for told in log.day(log.days()[0]))


def test_the_log_is_read_while_the_hub_writes_and_after_it_has_gone(path, two_days):
    desk, _evenings = two_days
    with closing(Store(f"sqlite:///{path}", "leiyang")) as store, closing(Log(path)) as log:
        assert log.whole().events == len(desk.events)
        assert store.head == list(log.day(log.days()[-1]))[-1].hash
        assert store.hash_before(2) == chained("", desk.events[0][0].model_dump_json())
        assert store.hash_before(1) == ""


def test_a_file_that_is_not_there_or_no_database_is_told_in_words(tmp_path):
    with pytest.raises(StoreError, match="there is no database"):
        Log(tmp_path / "nothing.db")
    (tmp_path / "text.db").write_text("this is no database, but long enough to look at as if it were one" * 20)
    with pytest.raises(StoreError, match=r"text\.db"), closing(Log(tmp_path / "text.db")) as log:
        log.whole()


@given(st.text(), st.text(), st.text())
def test_the_hash_of_a_row_tells_both_the_row_and_what_was_before(previous, body, other):
    assert (chained(previous, body) == chained(previous, other)) == (body == other)


def test_the_days_are_those_that_were_opened(two_days, path):
    _desk, evenings = two_days
    with closing(Log(path)) as log:
        assert len(log.days()) == len(evenings) + 1
