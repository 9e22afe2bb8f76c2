"""A kiosk's notebook on a real disk: nothing is given twice, nothing that was given is forgotten."""

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import uuid6
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from broker.contract.values import Form, Holder, Lease, Wanted
from kiosk.citizen.notebook import Notebook, NotebookError

DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=8)))
REF = "0123456789abcdef" * 2
ASKED = "019ab000-0000-7000-8000-00000000000"
WANTED = Wanted(
    service="a",
    language="en",
    stages=(("a", "b"),),
    holder=Holder(key="cd" * 32, secret=1, name="欧**试"),
    by=Holder(key="ef" * 32, secret=1, name="司**莹"),
    form=Form(text="跑了四趟", contact="0734-4321000"),
)


def lease(first=9000, count=3, day=DAY, service="a"):
    last = first + count - 1
    return Lease(id=str(uuid6.uuid7()), day=day, service=service, series=service.upper(), first=first, last=last)


def young(place=0):
    """The id of a command of that day."""
    return str(uuid6.UUID(int=(int(AT.timestamp() * 1000) << 80) + place, version=7))


def give(notebook, at=AT, epoch=1, replaces=None, wanted=WANTED):
    return notebook.give(wanted, epoch, at, REF, replaces)[0]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kiosk-01.notebook.db"


@pytest.fixture
def open_(path):
    """Opens the notebook, and closes it at the end."""
    opened = []

    def start(hall="leiyang", device="kiosk-01"):
        opened.append(Notebook(path, hall, device))
        return opened[-1]

    yield start
    for notebook in opened:
        notebook.close()


class Lives(RuleBasedStateMachine):
    """A notebook over many lives, beside what must be in it."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.first, self.count = 9000, 0
        self.asked, self.given, self.all = set(), {}, []
        self.live()

    def live(self):
        self.notebook = Notebook(self.folder / "n.db", "h", "k")

    def teardown(self):
        self.notebook.close()
        shutil.rmtree(self.folder)

    @rule(count=st.integers(1, 4), service=st.sampled_from("ab"))
    def leased(self, count, service):
        self.notebook.add_leases((lease(self.first, count, service=service),), 1, DAY)
        self.first += count

    @rule(service=st.sampled_from("ab"), replaces=st.booleans())
    def give(self, service, replaces):
        left = sum(one.left for one in self.notebook.leases() if one.lease.service == service)
        replaced = min(self.asked, default=None) if replaces else None
        given = give(self.notebook, replaces=replaced, wanted=Wanted(service=service))
        assert (given is None) == (left == 0)
        if given:
            assert given.number not in self.all
            self.all.append(given.number)
            self.given[given.number] = given
            self.asked.discard(replaced)

    @rule()
    def ask(self):
        self.count += 1
        self.asked.add(young(self.count))
        self.notebook.ask(young(self.count))

    @rule()
    def settle(self):
        if self.asked:
            self.notebook.settle(self.asked.pop())

    @rule()
    def hand_in(self):
        if self.given:
            self.notebook.hand_in(self.given.popitem()[1])

    @rule(killed=st.booleans())
    def live_again(self, killed):
        """A life's end; killed, the files stay as they lie there."""
        if killed:
            copy = self.folder / "as-it-lay"
            shutil.copytree(self.folder, copy)
            self.notebook.close()
            for file in copy.iterdir():
                file.replace(self.folder / file.name)
            copy.rmdir()
        else:
            self.notebook.close()
        self.live()
        kept = self.notebook.read()
        assert self.notebook.aside is None
        assert {given.number: given for given in kept.given} == self.given
        assert set(kept.asked) == self.asked


TestLives = Lives.TestCase
TestLives.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)


def test_what_was_written_is_there_when_the_process_is_killed_in_the_next_moment(path):
    body = (
        "import os, signal\n"
        "from tests.kiosk.citizen.test_notebook import *\n"
        f"notebook = Notebook(Path({str(path)!r}), 'leiyang', 'kiosk-01')\n"
        "notebook.add_leases((lease(),), 1, DAY)\n"
        "notebook.ask(ASKED + '1')\n"
        "give(notebook)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", body], check=False, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )
    assert done.returncode == -signal.SIGKILL
    notebook = Notebook(path, "leiyang", "kiosk-01")
    kept = notebook.read()
    assert ([given.number for given in kept.given], kept.asked) == (["A9000"], (ASKED + "1",))
    assert give(notebook).number == "A9001"
    notebook.close()


def test_a_number_is_given_with_all_that_was_wanted_but_no_card_and_no_form_is_written_down(open_, path):
    notebook = open_()
    notebook.add_leases((lease(),), 1, DAY)
    given = give(notebook, replaces=ASKED + "1")
    assert (given.number, given.day, given.ref, given.given_at) == ("A9000", DAY, REF, AT)
    assert (given.holder, given.by, given.form) == (WANTED.holder, WANTED.by, WANTED.form)
    (kept,) = notebook.read().given
    assert kept == given.model_copy(update={"holder": None, "by": None, "form": None})
    written = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"A9000" in written
    private = [word for one in (WANTED.holder, WANTED.by) for word in (one.key, one.name)]
    private += [WANTED.form.text, WANTED.form.contact]
    assert not [word for word in private if word.encode() in written]


def test_a_number_that_is_taken_back_is_not_given_again_and_what_it_replaced_has_no_known_end(open_):
    notebook = open_()
    notebook.add_leases((lease(),), 1, DAY)
    notebook.ask(ASKED + "1")
    for replaces in (ASKED + "1", None):
        notebook.take_back(give(notebook, replaces=replaces))
    kept = notebook.read()
    assert (kept.given, kept.asked) == ((), (ASKED + "1",))
    assert give(notebook).number == "A9002"


def test_only_numbers_of_today_and_of_this_hall_as_it_is_are_given(open_):
    notebook = open_()
    notebook.add_leases((lease(), lease(9100, service="b")), 1, DAY)
    assert give(notebook, at=AT + timedelta(days=1)) is None
    assert give(notebook, epoch=2) is None
    assert give(notebook, wanted=Wanted(service="b")).number == "B9100"
    assert [give(notebook).number for _ in range(3)] == ["A9000", "A9001", "A9002"]
    assert give(notebook) is None


def test_with_the_first_lease_of_a_day_the_old_days_are_forgotten_but_nothing_that_is_owed(open_):
    notebook = open_()
    notebook.add_leases((lease(),), 1, DAY)
    owed, refused = give(notebook), give(notebook)
    notebook.refuse(refused, "unknown-lease")
    notebook.ask(ASKED + "1")
    notebook.ask(young())
    (left,) = notebook.add_leases((lease(9500, day=DAY + timedelta(days=1)),), 1, DAY + timedelta(days=1))
    assert left.lease.first == 9500
    kept = notebook.read()
    assert [given.number for given in kept.given] == [owed.number]
    assert kept.refused == {}
    assert kept.asked == (young(),)


def test_the_next_morning_nothing_in_the_files_tells_of_a_number_that_was_handed_in(open_, path):
    notebook = open_()
    notebook.add_leases((lease(),), 1, DAY)
    for _ in range(20):  # of more than one page
        notebook.add_leases((lease(),), 1, DAY)
        for _ in range(3):
            notebook.hand_in(give(notebook))
    notebook.add_leases((lease(9500, day=DAY + timedelta(days=1)),), 1, DAY + timedelta(days=1))
    assert {file.name for file in path.parent.iterdir()} == {path.name, f"{path.name}-wal"}
    assert not [file for file in path.parent.iterdir() if REF.encode() in file.read_bytes()]


def test_only_its_owner_may_read_it(open_, path):
    open_().ask(ASKED + "1")
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}


def test_two_kiosks_never_share_one(open_):
    open_()
    with pytest.raises(NotebookError) as refused:
        open_()
    assert refused.value.code == "taken"


@pytest.mark.parametrize("whose", [{"hall": "hengyang"}, {"device": "kiosk-02"}])
def test_that_of_another_hall_or_kiosk_is_left_as_it_is(open_, path, whose):
    open_().close()
    with pytest.raises(NotebookError) as refused:
        open_(**whose)
    assert refused.value.code == "foreign"
    assert "leiyang/kiosk-01" in str(refused.value)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_that_of_a_newer_version_is_left_as_it_is(open_, path):
    open_().close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 2")
    db.close()
    with pytest.raises(NotebookError) as refused:
        open_()
    assert refused.value.code == "foreign"


def spoil_all(path):
    path.write_bytes(b"no database, " * 400)


def spoil_a_page(path):
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(path.stat().st_size - 4096))


def spoil_a_row(path):
    with sqlite3.connect(path) as db:
        db.execute("UPDATE given SET body = '{}'")
    db.close()


@pytest.mark.parametrize("spoil", [spoil_all, spoil_a_page, spoil_a_row])
def test_one_that_can_not_be_read_is_laid_aside_and_a_new_one_begun(open_, path, spoil):
    notebook = open_()
    notebook.add_leases((lease(),), 1, DAY)
    give(notebook)
    notebook.close()
    spoil(path)
    spoilt = path.read_bytes()
    new = open_()
    assert new.aside.name == "kiosk-01.notebook.db.aside-1"
    assert new.aside.read_bytes() == spoilt
    assert new.read().leases == ()
    assert give(new) is None
    new.close()
    path.write_bytes(b"again")
    assert open_().aside.name == "kiosk-01.notebook.db.aside-2"


def test_a_place_where_nothing_can_be_written_is_said(open_, path):
    path.mkdir()
    with pytest.raises(NotebookError) as refused:
        open_()
    assert refused.value.code == "unwritable"


def test_a_path_that_the_database_can_not_open_is_said(tmp_path):
    folder = tmp_path / "/".join(["d" * 100] * 6)
    folder.mkdir(parents=True)
    with pytest.raises(NotebookError) as refused:
        Notebook(folder / "kiosk-01.notebook.db", "leiyang", "kiosk-01")
    assert refused.value.code == "unwritable"
