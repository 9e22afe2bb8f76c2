"""The truth on disk: real SQLite files, opened again, by others, by newer versions, on a full disk."""

import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest

from broker.contract import messages as m
from broker.store.lock import StoreError, StoreInUseError
from broker.store.rows import Batch, Forget, VisitorRow
from broker.store.store import Store
from broker.store.upgrade import StoreTooNewError
from tests.hall import command

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'hall.db'}"


@pytest.fixture
def open_store(url):
    """Opens the store, again after closing it."""
    opened = []

    def open_store():
        for store in opened:
            store.close()
        opened[:] = [Store(url, "leiyang")]
        return opened[0]

    yield open_store
    for store in opened:
        store.close()


def new_id():
    return str(command()["id"])


def day_opened(seq, day=DAY):
    return m.DayOpened(epoch=1, seq=seq, id=new_id(), at=NOW, cause=None, day=day)


def issued(seq, day=DAY):
    return m.TicketIssued(
        epoch=1,
        seq=seq,
        id=new_id(),
        at=NOW,
        cause=new_id(),
        ticket=new_id(),
        day=day,
        number=f"A{seq:03d}",
        service="residence",
        standing="normal",
        queued=(m.Queued(service="residence", rank=NOW),),
        stages=(),
        language="zh",
        needs=(),
        device="kiosk-1",
    )


def row_of(event):
    return VisitorRow(event.ticket, event.day, "f" * 32, ("a" * 64, "b" * 64), "张*")


def whole_batch(*events, day=DAY):
    batch = Batch(day, events=list(events))
    for event in events:
        if event.name == "ticket-issued":
            batch.visitors.append(row_of(event))
            batch.add_reply(event.cause, "kiosk-1", b'{"number":"%s"}' % event.number.encode())
    return batch


def test_what_was_committed_is_there_when_opened_again(open_store):
    events = [day_opened(1), issued(2), issued(3)]
    open_store().commit(whole_batch(*events))
    store = open_store()
    assert [told[:3] for told in store.today()] == [
        (events[0], None, ""),
        (events[1], row_of(events[1]), ""),
        (events[2], row_of(events[2]), ""),
    ]
    assert store.replies([events[1].cause, new_id()]) == {events[1].cause: ("kiosk-1", b'{"number":"A002"}')}
    assert store.replies([]) == {}
    assert [seq for seq, _ in store.unpublished(1)] == [2, 3]


def test_a_command_is_known_whenever_its_device_made_it_and_whenever_the_store_was_opened(open_store):
    days = (-2, 0, 1)  # a device that was away, one that is right, one whose clock is ahead
    before, later = ([str(command(made=NOW + timedelta(days=d, hours=h))["id"]) for d in days] for h in (0, 1))
    store = open_store()
    for ids in (before, later):
        assert store.replies([*before, *later]).keys() == ({*before} if ids is later else set())
        batch = Batch(DAY)
        for id_ in ids:
            batch.add_reply(id_, "kiosk-1", b"{}")
        store.commit(batch)
        assert all(store.has_answered(id_) for id_ in ids)
        if ids is before:
            assert not any(store.has_answered(id_) for id_ in later)
            store = open_store()
            assert not any(store.has_answered(id_) for id_ in later)
    assert store.replies([*before, *later]).keys() == {*before, *later}
    store.commit(Batch(DAY + timedelta(days=1), events=[day_opened(1, DAY + timedelta(days=1))]))
    assert store.replies([*before, *later]).keys() == {*before, *later}


def test_what_a_clerk_wrote_and_who_booked_come_back_with_their_events(open_store):
    appointment, ticket = new_id(), issued(2)
    head = {"epoch": 1, "at": NOW, "cause": None}
    events = [
        day_opened(1),
        ticket,
        m.TicketParked(
            **head, seq=3, id=new_id(), ticket=ticket.ticket, day=DAY, number="A002", window="w01", staff="c001"
        ),
        m.AppointmentBooked(
            **head,
            seq=4,
            id=new_id(),
            appointment=appointment,
            service="residence",
            slot=NOW,
            until=NOW,
            items=1,
            language="zh",
            needs=(),
        ),
    ]
    batch = whole_batch(*events)
    batch.add_note(events[2].id, "fetches a copy")
    booker = VisitorRow(appointment, DAY, "e" * 32, (), None)
    batch.visitors.append(booker)
    open_store().commit(batch)
    assert [told[:3] for told in open_store().today()] == [
        (events[0], None, ""),
        (events[1], row_of(ticket), ""),
        (events[2], None, "fetches a copy"),
        (events[3], booker, ""),
    ]


def test_who_is_forgotten_is_gone_from_the_file_and_those_with_an_appointment_to_come_are_not(open_store, tmp_path):
    store = open_store()
    old, booked = issued(2), issued(3)
    batch = whole_batch(day_opened(1), old, booked)
    batch.add_note(old.id, "fetches the lease")
    store.commit(batch)
    later = DAY + timedelta(days=31)
    night = whole_batch(day_opened(4, later), issued(5, later), day=later)
    night.forget = Forget(later - timedelta(days=30), (booked.ticket,))
    store.commit(night)
    store.close()
    with sqlite3.connect(tmp_path / "hall.db") as db:
        left = {subject for (subject,) in db.execute("SELECT subject FROM visitor")}
        assert db.execute("SELECT count(*) FROM note").fetchone() == (0,)
    db.close()
    assert old.ticket not in left
    assert booked.ticket in left
    assert len(left) == 2
    assert b"fetches the lease" not in (tmp_path / "hall.db").read_bytes()


def test_who_is_forgotten_can_be_read_in_no_file_while_the_hub_goes_on(open_store, tmp_path):
    store = open_store()
    for n in range(20):  # a busy day, of which the write-ahead log keeps every page as it was
        batch = whole_batch(*([day_opened(1)] if n == 0 else []), old := issued(n + 2))
        batch.visitors.append(VisitorRow(f"more-{n}", DAY, "f" * 32, ("holder-of-old",), "司**莹"))
        batch.add_note(old.id, "fetches the lease")
        store.commit(batch)
    assert any("司**莹".encode() in content for content in on_disk(tmp_path))
    later = DAY + timedelta(days=31)
    night = whole_batch(day_opened(22, later), day=later)
    night.forget = Forget(later - timedelta(days=30))
    store.commit(night)
    for word in ("司**莹", "holder-of-old", "fetches the lease"):
        assert not any(word.encode() in content for content in on_disk(tmp_path)), word


def on_disk(folder):
    """What every file of the store holds."""
    return [path.read_bytes() for path in folder.iterdir() if path.is_file()]


def test_a_commit_is_on_disk_when_it_returns(open_store):
    store = open_store()
    with store._connection.begin():
        modes = [store._connection.exec_driver_sql(f"PRAGMA {p}").scalar() for p in ("journal_mode", "synchronous")]
    assert modes == ["wal", 2]  # 2 is FULL


def test_only_the_events_since_the_day_opened_are_read(open_store):
    store = open_store()
    store.commit(whole_batch(day_opened(1), issued(2)))
    tomorrow = DAY + timedelta(days=1)
    store.commit(whole_batch(day_opened(3, tomorrow), issued(4, tomorrow), day=tomorrow))
    assert [event.seq for event, *_ in store.today()] == [3, 4]
    assert [visitor is not None for _, visitor, *_ in store.today()] == [False, True]


def test_a_ticket_that_expires_at_night_is_filed_under_its_own_day(open_store, tmp_path):
    store = open_store()
    ticket = issued(2)
    store.commit(whole_batch(day_opened(1), ticket))
    expired = m.TicketExpired(
        epoch=1, seq=3, id=new_id(), at=NOW, cause=None, ticket=ticket.ticket, day=DAY, number=ticket.number
    )
    tomorrow = DAY + timedelta(days=1)
    store.commit(whole_batch(expired, day_opened(4, tomorrow), day=tomorrow))
    with sqlite3.connect(tmp_path / "hall.db") as db:
        days = dict(db.execute("SELECT seq, day FROM event"))
    db.close()
    assert days == {1: str(DAY), 2: str(DAY), 3: str(DAY), 4: str(tomorrow)}


def test_first_replies_are_kept_two_days_past_the_halls_day_and_then_forgotten(open_store):
    store = open_store()
    first = issued(2)
    store.commit(whole_batch(day_opened(1), first))
    for later, seq in ((1, 3), (2, 4), (3, 5)):
        day = DAY + timedelta(days=later)
        store.commit(whole_batch(day_opened(seq, day), day=day))
        assert store.replies([first.cause])
    day = DAY + timedelta(days=4)
    store.commit(whole_batch(day_opened(6, day), day=day))
    assert store.replies([first.cause]) == {}
    assert open_store().replies([first.cause]) == {}


def test_a_batch_is_written_whole_or_not_at_all(open_store):
    store = open_store()
    store.commit(whole_batch(day_opened(1), issued(2)))
    twice = whole_batch(issued(3), issued(2))
    with pytest.raises(StoreError, match="two hubs"):
        store.commit(twice)
    assert [event.seq for event, *_ in store.today()] == [1, 2]
    assert store.replies([event.cause for event in twice.events]) == {}
    store.commit(whole_batch(issued(3)))
    assert [event.seq for event, *_ in open_store().today()] == [1, 2, 3]


def test_a_second_hub_is_refused_in_one_line(open_store, url):
    open_store()
    with pytest.raises(StoreInUseError, match="another hub has it open") as refused:
        Store(url, "leiyang")
    assert len(str(refused.value).splitlines()) == 1


def test_a_refused_opener_leaves_the_store_to_the_next(open_store, url):
    open_store().close()
    with pytest.raises(StoreError, match="the hall 'leiyang', not 'hengyang'"):
        Store(url, "hengyang")
    open_store()


def test_a_database_of_a_newer_version_is_refused_in_words_and_left_as_it_is(open_store, url, tmp_path):
    open_store().close()
    with sqlite3.connect(tmp_path / "hall.db") as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    db.close()
    before = (tmp_path / "hall.db").read_bytes()
    with pytest.raises(StoreTooNewError, match="written by a newer version; start that version, or restore a backup"):
        Store(url, "leiyang")
    assert (tmp_path / "hall.db").read_bytes() == before


@pytest.mark.parametrize("kind", ["no folder", "no database"])
def test_what_can_not_be_opened_is_a_store_error(kind, tmp_path):
    path = tmp_path / "hall.db"
    if kind == "no folder":
        path = tmp_path / "nowhere" / "hall.db"
    else:
        path.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(StoreError, match=r"hall\.db"):
        Store(f"sqlite:///{path}", "leiyang")


def test_how_far_events_are_published_is_kept(open_store):
    store = open_store()
    assert (store.published, store.epoch) == (0, 1)
    store.note_published(7)
    assert open_store().published == 7


def test_a_topic_of_which_we_said_something_is_ours_until_it_is_cleared(open_store):
    store = open_store()
    assert store.own_topics(["a", "b"]) == []
    assert store.own_topics(["b", "c"]) == ["a"]
    assert open_store().own_topics(["b", "c"]) == ["a"]
    store = open_store()
    store.disown_topic("a")
    assert store.own_topics(["b", "c"]) == []


FILL_THE_DISK = """
import resource
import sys
from tests.broker.store.test_store import *

store = Store(sys.argv[1], "leiyang")
store.commit(whole_batch(day_opened(1)))
# A file may grow no further than a little over what it has: what a full disk does, without being root.
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
committed = 1
try:
    while True:
        events = [issued(committed + n) for n in range(1, 21)]
        store.commit(whole_batch(*events))
        committed += 20
except StoreError as error:
    print("refused:", error)
print(committed)
assert [e.seq for e, *_ in store.today()] == list(range(1, committed + 1))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.commit(whole_batch(issued(committed + 1)))
print("goes on")
"""


def test_a_full_disk_is_refused_with_nothing_half_written_and_goes_on_when_there_is_room(url, open_store):
    done = subprocess.run(
        [sys.executable, "-c", FILL_THE_DISK, url], capture_output=True, text=True, check=False, timeout=60
    )
    refused, committed, goes_on = done.stdout.splitlines() or [done.stderr, "", ""]
    assert refused.startswith("refused:"), done.stderr
    assert goes_on == "goes on"
    assert int(committed) > 1
    events = [event for event, *_ in open_store().today()]
    assert [event.seq for event in events] == list(range(1, int(committed) + 2))
    assert len(open_store().replies([event.cause for event in events if event.cause])) == int(committed)
