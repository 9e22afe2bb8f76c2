"""A sign-in's PIN is looked at once at a time for each device, and never lost."""

import logging
import queue
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from broker.contract.commands import SignIn
from broker.contract.values import App
from broker.hub.gate import Asked
from broker.hub.signins import SignIns
from broker.runtime.settings.hall import Device
from tests.hall import DEADLINE_S, command


def sign_in(device="terminal-1"):
    asked = SignIn.model_validate(command(staff="c001", pin="2468"))
    return Asked(Device(id=device, app=App.WINDOW, window="w01"), asked), asked


@pytest.fixture
def aside():
    with ThreadPoolExecutor(max_workers=1) as aside:
        yield aside


def test_a_sign_in_sent_again_while_it_is_looked_at_is_not_looked_at_again(aside):
    work, decided, looked, go = queue.SimpleQueue(), [], [], threading.Event()

    def is_right(_staff, pin):
        looked.append(pin)
        return go.wait(DEADLINE_S)

    sign_ins = SignIns(
        is_right, aside, work.put, lambda _asked, right: decided.append(right), lambda: datetime.now(UTC)
    )
    one = sign_in()
    for _ in range(5):
        sign_ins.look_at(*one)
    go.set()
    work.get(timeout=DEADLINE_S)()
    aside.submit(lambda: None).result(DEADLINE_S)
    assert (looked, decided) == (["2468"], [True])
    sign_ins.look_at(*sign_in())
    work.get(timeout=DEADLINE_S)()
    assert decided == [True, True]


@pytest.mark.expect_warnings
def test_a_pin_that_could_not_be_looked_at_is_told_in_the_log_and_looked_at_when_asked_again(aside, caplog):
    work, decided, fails = queue.SimpleQueue(), [], [True, False]

    def is_right(_staff, _pin):
        if fails.pop(0):
            raise MemoryError
        return True

    sign_ins = SignIns(
        is_right, aside, work.put, lambda _asked, right: decided.append(right), lambda: datetime.now(UTC)
    )
    one = sign_in()
    sign_ins.look_at(*one)
    work.get(timeout=DEADLINE_S)()
    assert "a PIN could not be looked at" in caplog.text
    assert decided == []
    sign_ins.look_at(*one)
    work.get(timeout=DEADLINE_S)()
    assert decided == [True]


@pytest.mark.parametrize("new, code", [("123", 2), ("1" * 33, 2), ("1234", 0)])
def test_a_pin_that_is_too_short_or_too_long_is_refused_in_a_sentence(new, code):
    done = subprocess.run(
        [sys.executable, "-m", "broker", "pin", "--pin", new], capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert done.stderr == ("A PIN has 4 to 32 characters.\n" if code else "")
    assert done.stdout.startswith("$argon2id$") != bool(code)


@pytest.mark.expect_warnings
def test_not_even_a_log_that_fails_keeps_a_device_from_signing_in_again(aside, monkeypatch):
    work, decided, fails = queue.SimpleQueue(), [], [True, False]

    class Full(logging.Handler):
        def emit(self, record):  # noqa: ARG002 - the log's own
            raise MemoryError

    def is_right(_staff, _pin):
        if fails.pop(0):
            raise MemoryError
        return True

    log = logging.getLogger("broker.hub.signins")
    monkeypatch.setattr(log, "handlers", [Full()])
    sign_ins = SignIns(
        is_right, aside, work.put, lambda _asked, right: decided.append(right), lambda: datetime.now(UTC)
    )
    for _ in range(2):
        sign_ins.look_at(*sign_in())
        work.get(timeout=DEADLINE_S)()
    assert decided == [True]
