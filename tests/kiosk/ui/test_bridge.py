"""The way from worker threads into Qt's thread."""

import threading

import pytest
from PySide6.QtCore import QThread

from kiosk.ui.bridge import Bridge


def test_calls_of_any_thread_run_in_the_bridges_own_thread_in_their_order(qtbot):
    bridge = Bridge()
    ran: list[tuple[int, bool]] = []
    here = QThread.currentThread()

    def work() -> None:
        for n in range(100):
            bridge.post(lambda n=n: ran.append((n, QThread.currentThread() is here)))

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert ran == []  # nothing ran where it was posted
    qtbot.waitUntil(lambda: len(ran) == 100)
    assert ran == [(n, True) for n in range(100)]


def test_a_call_posted_from_the_same_thread_waits_its_turn_too(qtbot):
    bridge = Bridge()
    ran: list[str] = []
    bridge.post(lambda: ran.append("posted"))
    ran.append("first")
    qtbot.waitUntil(lambda: len(ran) == 2)
    assert ran == ["first", "posted"]


@pytest.mark.expect_warnings
def test_a_call_that_fails_is_logged_without_its_text_and_the_next_one_runs(qtbot, caplog):
    bridge = Bridge()
    ran: list[str] = []

    def fail() -> None:
        raise ValueError("张三")

    bridge.post(fail)
    bridge.post(lambda: ran.append("next"))
    qtbot.waitUntil(lambda: bool(ran))
    assert [record.getMessage() for record in caplog.records] == ["a call in Qt's thread failed"]
