"""The notebook's thread: jobs in order, and a disk that fails."""

import queue
import threading

import pytest

from kiosk.citizen.notebook import Notebook
from kiosk.citizen.writer import NotebookThread
from tests.kiosk.hall import SECONDS

ID = "019ab000-0000-7000-8000-00000000000"


class Kiosk:
    """The thread that asks for jobs, which is the test's."""

    def __init__(self, path):
        self.work = queue.SimpleQueue()
        self.problems, self.came = [], []
        self.thread = NotebookThread(path, "leiyang", "kiosk-01", self.work.put, self.problems.append)
        self.thread.start()

    def write(self, job):
        self.thread.write(job, self.came.append)

    def hears(self, came):
        while len(self.came) < len(came):
            self.work.get(timeout=SECONDS)()
        assert self.came == came


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kiosk-01.notebook.db"


@pytest.fixture
def start(path):
    started = []

    def start():
        started.append(Kiosk(path))
        return started[-1]

    yield start
    for kiosk in started:
        kiosk.thread.close()


def test_jobs_are_done_in_their_order_and_told_on_the_thread_that_asked(start):
    kiosk = start()
    for n in "123":
        kiosk.write(lambda notebook, n=n: notebook.ask(ID + n))
    kiosk.write(lambda notebook: notebook.read().asked)
    kiosk.hears([True, True, True, (ID + "1", ID + "2", ID + "3")])
    assert kiosk.problems == []


@pytest.mark.expect_warnings
def test_a_job_that_fails_is_told_as_nothing_and_the_kiosk_goes_on_without_a_notebook(start):
    kiosk = start()
    kiosk.write(lambda notebook: notebook._db.execute("INSERT INTO nothing VALUES (1)"))
    kiosk.write(lambda notebook: notebook.ask(ID + "1"))
    kiosk.hears([None, None])
    assert [(problem.part, problem.code) for problem in kiosk.problems] == [("notebook", "failed")]


@pytest.mark.expect_warnings
def test_a_bug_in_one_job_ends_no_thread(start):
    kiosk = start()
    kiosk.write(lambda notebook: notebook.no_such_thing())
    kiosk.write(lambda notebook: notebook.ask(ID + "1"))
    kiosk.hears([None, True])
    assert [problem.code for problem in kiosk.problems] == ["failed"]


@pytest.mark.expect_warnings
def test_a_disk_that_hangs_does_not_hold_the_end_of_the_kiosk_up(start):
    kiosk, well = start(), threading.Event()
    kiosk.write(lambda _notebook: well.wait(SECONDS))
    kiosk.thread.close()
    assert not kiosk.came
    assert kiosk.work.empty()  # it still hangs
    well.set()
    kiosk.hears([True])


@pytest.mark.expect_warnings
def test_two_kiosks_by_one_file_are_told_and_the_second_works_without(start):
    first = start()
    first.write(lambda notebook: notebook.ask(ID + "1"))
    first.hears([True])
    second = start()
    second.write(lambda notebook: notebook.ask(ID + "2"))
    second.hears([None])
    assert [problem.code for problem in second.problems] == ["taken"]


@pytest.mark.expect_warnings
def test_a_notebook_that_was_laid_aside_is_told_by_its_name_and_the_new_one_works(start, path):
    path.write_bytes(b"no database, " * 400)
    kiosk = start()
    kiosk.write(Notebook.leases)
    kiosk.hears([()])
    assert [(problem.code, problem.detail) for problem in kiosk.problems] == [("laid-aside", f"{path.name}.aside-1")]
