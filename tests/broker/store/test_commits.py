"""What a commit that fails is answered with: it never happened, or nobody knows, and never the one for the other."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from broker.store.lock import StoreError, StoreInUseError
from broker.store.store import Store
from tests.broker.store.test_store import day_opened, whole_batch
from tests.faults.kernel import can_refuse

AS_A_PROGRAM = """
import json
import os
import sys
from broker.store.lock import StoreError, StoreUnsureError
from tests.broker.store.test_store import *
from tests.faults.kernel import refuse_to_sync

store = Store(sys.argv[1], "leiyang")
store.commit(whole_batch(day_opened(1), issued(2)))
"""
SYNC_FAILS = """
refuse_to_sync()
for seq in (3, 3):
    try:
        store.commit(whole_batch(issued(seq)))
    except StoreUnsureError as error:
        print(error)
if sys.argv[2] == "killed":
    os._exit(9)
store.close()
"""
NO_MEMORY = """
used = sqlite3.connect(":memory:")
used.execute("PRAGMA hard_heap_limit=600000")  # of all of SQLite in this process
try:
    store.commit(whole_batch(*(issued(seq) for seq in range(3, 3000))))
except StoreError as error:
    print(error.code, store.trouble is error)
store.commit(whole_batch(issued(3)))
print(store.trouble)
"""


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'hall.db'}"


def run(program, *arguments):
    done = subprocess.run(
        [sys.executable, "-c", AS_A_PROGRAM + program, *arguments], capture_output=True, text=True, check=False
    )
    assert not done.stderr, done.stderr
    return done


def seqs(url):
    with closing(Store(url, "leiyang")) as store:
        return [event.seq for event, *_ in store.today()]


@pytest.mark.skipif(bool(can_refuse()), reason=can_refuse())
def test_a_commit_that_can_not_be_forced_to_disk_is_not_denied_for_the_next_to_open_the_store_finds_it(url):
    done = run(SYNC_FAILS, url, "killed")
    said = done.stdout.splitlines()
    assert len(said) == 2, "nothing more is taken after it"
    assert "whether a commit happened is not known: disk I/O error SQLITE_IOERR_FSYNC" in said[0]
    assert seqs(url) == [1, 2, 3]


@pytest.mark.skipif(bool(can_refuse()), reason=can_refuse())
def test_a_store_that_closes_after_such_a_commit_is_whole_whatever_became_of_it(url):
    run(SYNC_FAILS, url, "closed")
    assert seqs(url) in ([1, 2], [1, 2, 3])


def test_too_little_memory_for_a_batch_is_refused_with_nothing_of_it_written(url):
    assert run(NO_MEMORY, url).stdout.splitlines() == ["no-memory True", "None"]
    assert seqs(url) == [1, 2, 3]


def test_a_database_that_another_program_keeps_locked_refuses_and_takes_again_when_it_is_free(url, tmp_path):
    with (
        closing(Store(url, "leiyang")) as store,
        closing(sqlite3.connect(tmp_path / "hall.db", isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="database is locked") as refused:
            store.commit(whole_batch(day_opened(1)))
        assert (refused.value.code, store.trouble) == ("locked", refused.value)
        with pytest.raises(StoreError):
            store.try_again()
        assert store.trouble
        other.execute("ROLLBACK")
        store.try_again()
        assert store.trouble is None
        store.commit(whole_batch(day_opened(1)))
    assert seqs(url) == [1]


def test_trying_again_writes_something_even_when_nothing_is_new(url, tmp_path):
    with closing(Store(url, "leiyang")) as store:
        sizes = []
        for _ in range(3):
            store.try_again()
            sizes.append((tmp_path / "hall.db-wal").stat().st_size)
        assert sizes == sorted(set(sizes))


def test_a_database_is_taken_by_whatever_name_it_is_called(url, tmp_path):
    (tmp_path / "copied").mkdir()
    link = tmp_path / "copied" / "hall.db"
    link.symlink_to(tmp_path / "hall.db")
    with closing(Store(url, "leiyang")):
        for path in (link, f"{tmp_path}/copied/../hall.db"):
            with pytest.raises(StoreInUseError):
                Store(f"sqlite:///{path}", "leiyang")


def test_opening_a_store_of_ours_writes_nothing(url, tmp_path):
    Store(url, "leiyang").close()
    before = (tmp_path / "hall.db").read_bytes()
    with closing(Store(url, "leiyang")):
        assert (tmp_path / "hall.db-wal").stat().st_size == 0
    assert (tmp_path / "hall.db").read_bytes() == before
